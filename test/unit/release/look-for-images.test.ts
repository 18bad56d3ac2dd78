// A release whose list of images ships: what is in it, what it is compared by, and what must be there before it is built.
import { describe, expect, it } from 'vitest';
import { createReleases } from '../../../src/release/create.ts';
import { planReleases } from '../../../src/release/plan.ts';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { verifyRelease } from '../../../src/verify/verify-release.ts';
import { formatNodeImages } from '../../../src/stack/images/node-images-file.ts';
import {
  addressOf,
  HEX,
  MemoryImages,
  OTHER_HEX,
  serverCatalogue,
  catalogueText,
} from '../../support/images/catalogue.ts';
import { imageStack } from '../../support/images/stack.ts';
import { refusalOf } from '../../support/refusal.ts';
import { memoryWorld, request } from '../../support/world.ts';

const PIN = `{ version: v1.34.6, sha256: ${HEX} }`;
const there = (hex: string, ...versions: string[]) => ({
  images: Object.fromEntries(versions.map((one) => [addressOf(one), {}])),
  texts: Object.fromEntries(versions.map((one) => [`${addressOf(one)}.CHECKSUM`, hex])),
});
const OPTIONS = { dryRun: false, publish: false };

function open(files = imageStack([PIN]), there_ = there(HEX, 'v1.34.6')) {
  const opened = memoryWorld([new MemoryStore()], { scs: files });
  const images = new MemoryImages(there_);
  return { ...opened, images, world: { ...opened.world, upstream: { ...opened.world.upstream, images } } };
}

describe('create', () => {
  it('looks for the image of the very version, and ships the list', async () => {
    const { world, written, images } = open(
      imageStack(['{ version: v1.33.1 }', '{ version: v1.34.5 }', PIN]),
    );
    const { releases } = await createReleases(['scs'], request(), OPTIONS, world);
    expect(images.asked).toEqual([addressOf('v1.34.6'), `${addressOf('v1.34.6')}.CHECKSUM`]);
    const assets = written.get(releases[0]?.tag ?? '') ?? [];
    const list = assets.find(({ name }) => name === 'node-images.yaml');
    const catalogue = serverCatalogue(catalogueText(['{ version: v1.34.5 }', PIN]));
    expect(Buffer.from(list?.bytes ?? []).toString()).toBe(
      formatNodeImages(catalogue, { major: 1, minor: 34 }),
    );
    expect(
      (await verifyRelease(releases[0]?.tag ?? '', assets)).filter(({ code }) =>
        code.startsWith('node-images'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['missing', imageStack([PIN]), there(HEX), 'image-missing'],
    ['another one than the pinned', imageStack([PIN]), there(OTHER_HEX, 'v1.34.6'), 'image-checksum'],
    ['not pinned', imageStack(['{ version: v1.34.5 }']), there(HEX, 'v1.34.6'), 'image-missing'],
  ])('writes nothing when the image is %s', async (_name, files, server, code) => {
    const { world, written } = open(files, server);
    const error = await refusalOf(() => createReleases(['scs'], request(), OPTIONS, world));
    const found = error.problems.find((one) => one.code === code);
    expect([found?.file, error.kind]).toEqual(['scs/stack.yaml', 'invalid']);
    expect(found?.message).toContain('ubuntu-capi-image-v1.34.6');
    expect(written.size).toBe(0);
  });

  it('refuses a checksum file that says nothing, at the entry that it is for', async () => {
    const { world } = open(imageStack([PIN]), there('an error page', 'v1.34.6'));
    const error = await refusalOf(() => createReleases(['scs'], request(), OPTIONS, world));
    expect(error.problems).toMatchObject([
      { code: 'image-checksum', file: 'scs/stack.yaml', line: expect.any(Number) as number },
    ]);
  });

  it('tells of its own list where the catalogue stands, and how to fill it', async () => {
    const { world } = open(imageStack([]), there(HEX, 'v1.34.6'));
    const error = await refusalOf(() => createReleases(['scs'], request(), OPTIONS, world));
    const empty = error.problems.find(({ code }) => code === 'node-images-empty');
    expect(empty).toMatchObject({
      file: 'scs/stack.yaml',
      hint: expect.stringContaining('csctl images --pin') as string,
    });
    expect(error.problems.map(({ file }) => file)).not.toContain('scs/node-images.yaml');
  });

  it('asks nobody when the list does not ship', async () => {
    const files = imageStack([], ['v1.34.6'], (text) => text.replace('release: true', 'release: false'));
    const { world, written, images } = open(files, there(HEX));
    await createReleases(['scs'], request(), OPTIONS, world);
    expect(images.asked).toEqual([]);
    expect([...written.values()].flat().map(({ name }) => name)).not.toContain('node-images.yaml');
  });

  it('refuses names that the operator refuses', async () => {
    const files = imageStack([PIN], ['v1.34.6'], (text) => text.replace('name: ubuntu', 'name: Ubuntu'));
    const { world } = open(files);
    const error = await refusalOf(() => createReleases(['scs'], request(), OPTIONS, world));
    expect(error.problems.map(({ code }) => code)).toContain('image-name');
  });
});

describe('plan', () => {
  it('bumps nodeImage when the list of the minor changes, and only then', async () => {
    const { world, edit } = open();
    const stable = request({ mode: 'stable' });
    await createReleases(['scs'], stable, { dryRun: false, publish: true }, world);
    const changed = async () =>
      (await planReleases(['scs'], stable, world)).plans[0]?.decision
        .filter((one) => one.changed)
        .map((one) => one.component);
    expect(await changed()).toEqual([]);
    edit('scs', imageStack(['{ version: v1.33.1 }', PIN]));
    expect(await changed()).toEqual([]);
    edit('scs', imageStack(['{ version: v1.34.5 }', PIN]));
    expect(await changed()).toEqual(['clusterStack', 'nodeImage']);
  });
});
