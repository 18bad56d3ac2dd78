// Looking for images: what is there, what has changed, and the newest version that has one.
import { describe, expect, it } from 'vitest';
import { imageFault, lookForImage } from '../../../../src/release/imaging/look-for-image.ts';
import { newestWithImage } from '../../../../src/release/imaging/newest-image.ts';
import { brief } from '../../../support/stack-tree.ts';
import {
  addressOf,
  catalogueText,
  containerCatalogue,
  HEX,
  MemoryImages,
  OTHER_HEX,
  serverCatalogue,
  version,
} from '../../../support/images/catalogue.ts';
import { refusalOf } from '../../../support/refusal.ts';

const ADDRESS = addressOf('v1.34.6');
const there = (text: string) => ({
  images: { [ADDRESS]: { size: 7, modified: '2026-03-20' } },
  texts: { [`${ADDRESS}.CHECKSUM`]: text },
});
const PINNED = catalogueText([`{ version: v1.34.6, sha256: ${HEX} }`]);

describe('lookForImage', () => {
  it('finds a file, and its digest in the checksum file', async () => {
    const images = new MemoryImages(there(`${HEX}  ubuntu-2404-kube-v1.34.6.qcow2\n`));
    expect(await lookForImage(serverCatalogue(), version('v1.34.6'), images)).toEqual({
      state: 'found',
      version: version('v1.34.6'),
      name: 'ubuntu-capi-image-v1.34.6',
      url: ADDRESS,
      digest: `sha256:${HEX}`,
      pinned: undefined,
      size: 7,
      built: '2026-03-20',
    });
    expect(images.asked).toEqual([ADDRESS, `${ADDRESS}.CHECKSUM`]);
  });

  it('asks for no checksum of what is missing, and for none where there is no file of them', async () => {
    const images = new MemoryImages({});
    expect(await lookForImage(serverCatalogue(PINNED), version('v1.34.6'), images)).toEqual({
      state: 'missing',
      version: version('v1.34.6'),
      name: 'ubuntu-capi-image-v1.34.6',
      url: ADDRESS,
      pinned: `sha256:${HEX}`,
    });
    expect(images.asked).toEqual([ADDRESS]);
    const bare = serverCatalogue(catalogueText().replace(/ {2}checksum: .*\n/, ''));
    const other = new MemoryImages(there(''));
    expect(await lookForImage(bare, version('v1.34.6'), other)).toMatchObject({ digest: undefined });
    expect(other.asked).toEqual([ADDRESS]);
    const absent = new MemoryImages({ images: { [ADDRESS]: {} } });
    expect(await lookForImage(serverCatalogue(), version('v1.34.6'), absent)).toMatchObject({
      state: 'found',
      digest: undefined,
    });
  });

  it.each(['<html>login</html>', `${HEX}  a\n${OTHER_HEX}  b\n`])(
    'refuses a checksum file that says nothing of the image: %j',
    async (text) => {
      const looking = () =>
        lookForImage(serverCatalogue(), version('v1.34.6'), new MemoryImages(there(text)));
      const { code, message } = await refusalOf(looking);
      expect(code).toBe('image-checksum');
      expect(message).toContain(`${ADDRESS}.CHECKSUM`);
    },
  );

  it('finds the tag of a container image', async () => {
    const images = new MemoryImages({ tags: { 'docker.io/kindest/node:v1.34.7': `sha256:${HEX}` } });
    const looked = await lookForImage(containerCatalogue(), version('v1.34.7'), images);
    expect(looked).toMatchObject({
      state: 'found',
      name: 'docker.io/kindest/node:v1.34.7',
      digest: `sha256:${HEX}`,
    });
    expect((await lookForImage(containerCatalogue(), version('v1.34.8'), images)).state).toBe('missing');
  });
});

describe('imageFault', () => {
  const fault = async (text: string, images: MemoryImages) => {
    const catalogue = serverCatalogue(text);
    return imageFault(await lookForImage(catalogue, version('v1.34.6'), images), catalogue);
  };

  it('names the image that is missing, its address, and its entry', async () => {
    const found = await fault(PINNED, new MemoryImages({}));
    expect(found && brief([found])).toEqual(['image-missing stack.yaml:16:7']);
    expect(found?.message).toContain('ubuntu-capi-image-v1.34.6');
    expect(found?.message).toContain(ADDRESS);
  });

  it('names version, pinned and found digest of one that changed', async () => {
    const found = await fault(PINNED, new MemoryImages(there(OTHER_HEX)));
    expect(found && brief([found])).toEqual(['image-checksum stack.yaml:16:7']);
    for (const word of ['v1.34.6', HEX, OTHER_HEX]) expect(found?.message).toContain(word);
  });

  it.each([
    ['the same', PINNED, `${HEX}\n`],
    ['nothing pinned', catalogueText(), `${OTHER_HEX}\n`],
  ])('has nothing against %s', async (_name, text, checksums) => {
    expect(await fault(text, new MemoryImages(there(checksums)))).toBeUndefined();
  });
});

describe('newestWithImage', () => {
  const versions = ['v1.34.9', 'v1.34.8', 'v1.34.6', 'v1.34.5'].map(version);

  it('is the first that is there, with a warning that names those that are not', async () => {
    const images = new MemoryImages(there(HEX));
    const { found, skipped, problems } = await newestWithImage(serverCatalogue(), versions, images);
    expect(found?.url).toBe(ADDRESS);
    expect(skipped.map(({ url }) => url)).toEqual([addressOf('v1.34.9'), addressOf('v1.34.8')]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['image-older', 'warning']]);
    expect(problems[0]?.message).toMatch(/v1\.34\.9, v1\.34\.8 yet; v1\.34\.6 is the newest/);
    expect(images.asked).not.toContain(addressOf('v1.34.5'));
  });

  it('needs no warning when it is the newest of all', async () => {
    const { problems } = await newestWithImage(
      serverCatalogue(),
      versions.slice(2),
      new MemoryImages(there(HEX)),
    );
    expect(problems).toEqual([]);
  });

  it('tells when it has changed', async () => {
    const images = new MemoryImages(there(OTHER_HEX));
    const { problems } = await newestWithImage(serverCatalogue(PINNED), versions.slice(2), images);
    expect(problems.map(({ code }) => code)).toEqual(['image-checksum']);
  });

  it('may be none', async () => {
    const { found, skipped } = await newestWithImage(serverCatalogue(), versions, new MemoryImages({}));
    expect([found, skipped.length]).toEqual([undefined, 4]);
  });
});
