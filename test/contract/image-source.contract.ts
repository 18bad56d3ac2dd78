// What every source of node images has to do; each implementation passes this suite.
import { describe, expect, it } from 'vitest';
import type { ImageFacts, ImageSource } from '../../src/release/upstream-ports.ts';

/** What a source is to hold: images and texts by path, digests of the container image `library/node` by tag. */
export interface Holdings {
  readonly images: Readonly<Record<string, ImageFacts>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Held {
  readonly source: ImageSource;
  /** The address of a path. */
  readonly address: (path: string) => string;
  /** The name of the container image. */
  readonly container: string;
}

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const HOLDINGS: Holdings = {
  images: {
    'a/v1.34.7.qcow2': { size: 123, modified: '2026-03-20' },
    'a/v1.34.8.qcow2': { size: 5, modified: undefined },
  },
  texts: { 'a/v1.34.7.qcow2.CHECKSUM': 'täxt\n', 'a/empty': '' },
  tags: { 'v1.34.7': DIGEST },
};

export function imageSourceContract(name: string, hold: (holdings: Holdings) => Promise<Held> | Held): void {
  describe(`images: ${name}`, () => {
    it('tells size and day of an image that is there', async () => {
      const { source, address } = await hold(HOLDINGS);
      for (const [path, facts] of Object.entries(HOLDINGS.images))
        expect(await source.look(address(path))).toEqual(facts);
    });

    it('has no image, no text and no tag that is not there', async () => {
      const { source, address, container } = await hold(HOLDINGS);
      expect(await source.look(address('a/v1.34.9.qcow2'))).toBeUndefined();
      expect(await source.text(address('a/v1.34.9.qcow2.CHECKSUM'))).toBeUndefined();
      expect(await source.tag(container, 'v1.34.9')).toBeUndefined();
    });

    it('reads texts', async () => {
      const { source, address } = await hold(HOLDINGS);
      for (const [path, text] of Object.entries(HOLDINGS.texts))
        expect(await source.text(address(path))).toBe(text);
    });

    it('knows the digest of a tag', async () => {
      const { source, container } = await hold(HOLDINGS);
      expect(await source.tag(container, 'v1.34.7')).toBe(DIGEST);
    });
  });
}
