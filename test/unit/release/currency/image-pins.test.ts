import { describe, expect, test } from 'vitest';
import { checkImages } from '../../../../src/release/currency/image-pins.ts';
import { remembered } from '../../../../src/release/currency/remembered.ts';
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
import { NOTHING_UPSTREAM } from '../../../support/world.ts';

/** Images of versions, with what their checksum files say. */
const imagesOf = (there: Readonly<Record<string, string>>) =>
  new MemoryImages({
    images: Object.fromEntries(Object.keys(there).map((one) => [addressOf(one), {}])),
    texts: Object.fromEntries(
      Object.entries(there).map(([one, hex]) => [`${addressOf(one)}.CHECKSUM`, `${hex}\n`]),
    ),
  });

const pinned = (...lines: string[]) => serverCatalogue(catalogueText(lines));
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

describe('images of a minor', () => {
  test('a new version is pinned, with what the server says', async () => {
    const catalogue = pinned(`{ version: v1.34.6, sha256: ${HEX} }`);
    const images = imagesOf({ 'v1.34.6': HEX, 'v1.34.7': OTHER_HEX });
    const { pins, problems } = await checkImages(catalogue, version('v1.34.7'), true, images);
    expect(problems).toEqual([]);
    expect(pins).toMatchObject([{ pin: { version: version('v1.34.7'), digest: `sha256:${OTHER_HEX}` } }]);
  });

  test('an older one that is pinned and gone, or changed, pins nothing', async () => {
    const catalogue = pinned(`{ version: v1.34.6, sha256: ${HEX} }`);
    const gone = await checkImages(catalogue, version('v1.34.7'), true, imagesOf({ 'v1.34.7': HEX }));
    expect([gone.pins, codes(gone.problems)]).toEqual([[], ['image-missing']]);
    expect(gone.problems[0]?.message).toContain('the pinned image ubuntu-capi-image-v1.34.6 is gone');
    const images = imagesOf({ 'v1.34.6': OTHER_HEX, 'v1.34.7': HEX });
    const changed = await checkImages(catalogue, version('v1.34.7'), true, images);
    expect([changed.pins, codes(changed.problems)]).toEqual([[], ['image-checksum']]);
  });

  test('pins of other minors are not looked at, nor older ones unless all are', async () => {
    const catalogue = pinned(`{ version: v1.33.1, sha256: ${HEX} }`, `{ version: v1.34.6, sha256: ${HEX} }`);
    const images = imagesOf({ 'v1.34.7': HEX });
    expect(codes((await checkImages(catalogue, version('v1.34.7'), false, images)).problems)).toEqual([]);
    expect(images.asked.every((url) => url.includes('v1.34.7'))).toBe(true);
  });

  test('container images are pinned only where digests are listed', async () => {
    const images = new MemoryImages({ tags: { 'docker.io/kindest/node:v1.34.7': `sha256:${HEX}` } });
    const loose = await checkImages(containerCatalogue(), version('v1.34.7'), true, images);
    expect(loose).toEqual({ pins: [], problems: [] });
    const listed = containerCatalogue('  versions:\n    - { version: v1.33.1 }\n');
    const { pins } = await checkImages(listed, version('v1.34.7'), true, images);
    expect(pins).toMatchObject([{ pin: { digest: `sha256:${HEX}` } }]);
  });
});

test('a question about an image is asked once in a run', async () => {
  const images = imagesOf({ 'v1.34.7': HEX });
  const upstream = remembered({ ...NOTHING_UPSTREAM, images });
  const url = addressOf('v1.34.7');
  await Promise.all([upstream.images.look(url), upstream.images.look(url), upstream.images.text(url)]);
  await upstream.images.tag('a', 'b');
  await upstream.images.tag('a', 'b');
  expect(images.asked).toEqual([url, url, 'a:b']);
});
