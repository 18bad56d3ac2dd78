// csctl images: the list, what the server says, and what is written.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { showImages } from '../../../../src/cli/show/images.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { listImages, type ImagesRequest } from '../../../../src/release/imaging/images.ts';
import {
  addressOf,
  HEX,
  MemoryImages,
  OTHER_HEX,
  type ImagesThere,
} from '../../../support/images/catalogue.ts';
import { imageStack } from '../../../support/images/stack.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { brief, type Files } from '../../../support/stack-tree.ts';
import { memoryWorld } from '../../../support/world.ts';

const REQUEST: ImagesRequest = {
  minors: [],
  format: undefined,
  check: false,
  pin: false,
  prune: false,
  dryRun: false,
};
const STACK = 'stacks/scs';
const PINS = [
  `{ version: v1.32.1, sha256: ${OTHER_HEX} }`,
  `{ version: v1.34.5, sha256: ${HEX} }`,
  '{ version: v1.34.6 }',
];
const SERVED = ['v1.34.6', 'v1.35.2'];
/** Everything is there, with the digest HEX. */
const ALL: ImagesThere = {
  images: Object.fromEntries(
    ['v1.32.1', 'v1.34.5', 'v1.34.6', 'v1.35.2'].map((one) => [
      addressOf(one),
      { size: 1, modified: '2026-03-20' },
    ]),
  ),
  texts: Object.fromEntries(
    ['v1.32.1', 'v1.34.5', 'v1.34.6', 'v1.35.2'].map((one) => [`${addressOf(one)}.CHECKSUM`, HEX]),
  ),
};

function open(files: Files = imageStack(PINS, SERVED), there: ImagesThere = ALL) {
  const { world } = memoryWorld([], { [STACK]: files });
  const images = new MemoryImages(there);
  const upstream = { ...world.upstream, images };
  const list = (wish: Partial<ImagesRequest>) =>
    listImages(STACK, { ...REQUEST, ...wish }, { ...world, upstream });
  const text = async () => (await world.stacks.read(STACK)).tree.text('stack.yaml') ?? '';
  return { list, text, images };
}

describe('the list', () => {
  it('has what is pinned and what is served, and asks nobody', async () => {
    const { list, images } = open();
    const { images: rows, problems } = await list({});
    expect(rows.map((row) => [row.version, row.pinned, row.served, row.digest, row.server])).toEqual([
      ['v1.32.1', true, false, `sha256:${OTHER_HEX}`, null],
      ['v1.34.5', true, false, `sha256:${HEX}`, null],
      ['v1.34.6', true, true, null, null],
      ['v1.35.2', false, true, null, null],
    ]);
    expect(rows[0]).toMatchObject({ os: '22.04', minor: '1.32', url: addressOf('v1.32.1') });
    expect([images.asked, problems]).toEqual([[], []]);
  });

  it('has only the minors that are asked for', async () => {
    const { images } = await open().list({ minors: ['1.32', '1.35'] });
    expect(images.map(({ version }) => version)).toEqual(['v1.32.1', 'v1.35.2']);
  });

  it('is a table', async () => {
    const { out } = showImages(await open().list({ minors: ['1.34'] }), new Style(false, undefined));
    expect(out).toBe(
      `stacks/scs: 2 images
  VERSION  OS     SERVED  SHA256        BUILT  SERVER  ADDRESS
  v1.34.5  24.04  -       ${HEX.slice(0, 12)}  -      -       ${addressOf('v1.34.5')}
  v1.34.6  24.04  yes     none          -      -       ${addressOf('v1.34.6')}
`,
    );
  });
});

describe('--check', () => {
  it('tells what is there, what is missing and what has changed', async () => {
    const { [addressOf('v1.35.2')]: _, ...others } = ALL.images ?? {};
    const { images, problems } = await open(undefined, { ...ALL, images: others }).list({ check: true });
    expect(images.map(({ server }) => server)).toEqual(['changed', 'found', 'found', 'missing']);
    expect(brief(problems)).toEqual([
      'image-missing stacks/scs/stack.yaml:7:3',
      'image-checksum stacks/scs/stack.yaml:19:7',
    ]);
  });

  it('takes a checksum file that says nothing for a change', async () => {
    const texts = { ...ALL.texts, [`${addressOf('v1.34.5')}.CHECKSUM`]: 'nothing' };
    const { images, problems } = await open(undefined, { ...ALL, texts }).list({
      check: true,
      minors: ['1.34'],
    });
    expect(images.map(({ server }) => server)).toEqual(['changed', 'found']);
    expect(brief(problems)).toEqual(['image-checksum stacks/scs/stack.yaml:20:7']);
  });
});

describe('--pin', () => {
  it('writes what it finds on first sight, and nothing else', async () => {
    const { list, text, images } = open();
    const before = await text();
    const result = await list({ pin: true });
    expect([result.pinned, result.pruned, result.written]).toEqual([['v1.34.6', 'v1.35.2'], [], true]);
    expect(images.asked).not.toContain(addressOf('v1.34.5'));
    expect(await text()).toBe(
      before.replace(
        '    - { version: v1.34.6 }\n',
        `    - { version: v1.34.6, sha256: ${HEX} }\n    - { version: v1.35.2, sha256: ${HEX}, built: 2026-03-20 }\n`,
      ),
    );
    expect(result.images.map(({ digest }) => digest)).toEqual([
      `sha256:${OTHER_HEX}`,
      ...Array<string>(3).fill(`sha256:${HEX}`),
    ]);
    const again = await list({ pin: true });
    expect([again.pinned, again.diff, again.written]).toEqual([[], null, false]);
  });

  it('never replaces a checksum, and names what has changed', async () => {
    const { list, text } = open(imageStack(PINS.slice(0, 1), ['v1.32.1']));
    const before = await text();
    const { problems, written } = await list({ pin: true, check: true });
    expect([problems.map(({ code }) => code), written]).toEqual([['image-checksum'], false]);
    expect(await text()).toBe(before);
  });

  it('shows with --dry-run what it would write', async () => {
    const { list, text } = open();
    const before = await text();
    const result = await list({ pin: true, dryRun: true });
    const { out } = showImages(result, new Style(false, undefined));
    expect(result.diff).toContain(`+    - { version: v1.35.2, sha256: ${HEX}, built: 2026-03-20 }`);
    expect(out).toContain('2 images pinned (not written: --dry-run)');
    expect(await text()).toBe(before);
  });
});

describe('--prune', () => {
  it('takes out minors that are not served, and patches before the one that is', async () => {
    const { list, text } = open(imageStack([...PINS, '{ version: v1.34.9 }'], SERVED));
    const before = await text();
    const result = await list({ prune: true });
    expect(result.pruned).toEqual(['v1.32.1', 'v1.34.5']);
    expect(await text()).toBe(before.replace(/ {4}- \{ version: (?:v1.32.1|v1.34.5).*\n/g, ''));
  });

  it('leaves minors alone that are not asked for', async () => {
    expect((await open().list({ prune: true, minors: ['1.34'] })).pruned).toEqual(['v1.34.5']);
  });
});

describe('--format', () => {
  it('is only the YAML', async () => {
    const result = await open().list({ format: 'orc', minors: ['1.32'] });
    const { out } = showImages(result, new Style(false, undefined));
    expect(parse(out)).toMatchObject({ kind: 'Image', metadata: { name: 'ubuntu-capi-image-v1.32.1' } });
  });

  it('has what was just pinned', async () => {
    const result = await open().list({ format: 'image-manager', pin: true });
    expect(result.rendered).toContain('version: v1.35.2\n');
  });

  it('is refused for container images', async () => {
    const container = (text: string) =>
      text.replace(/nodeImages:[^]*/, 'nodeImages: { image: kindest/node }\n');
    const { list } = open(imageStack([], ['v1.34.6'], container));
    expect((await list({})).images.map(({ name }) => name)).toEqual(['kindest/node:v1.34.6']);
    expect((await refusalOf(() => list({ format: 'orc' }))).code).toBe('image-catalogue');
  });
});

describe('a stack', () => {
  it.each<[string, Files, string]>([
    ['in another layout', {}, 'image-catalogue'],
    [
      'without a catalogue',
      imageStack([], ['v1.34.6'], (text) => text.replace(/nodeImages:[^]*/, '')),
      'image-catalogue',
    ],
    [
      'with a broken one',
      imageStack([], ['v1.34.6'], (text) => text.replace('  name: ubuntu', '  nam: ubuntu')),
      'config-required',
    ],
    ['that is broken', imageStack([], ['v1.34.6'], () => 'apiVersion: 1\n: ['), 'yaml-syntax'],
  ])('%s is refused', async (_name, files, code) => {
    const error = await refusalOf(() => open(files).list({}));
    expect(error.problems.map((one) => one.code)).toContain(code);
    expect(error.problems[0]?.file).toContain(STACK);
  });

  it('that serves no such minor is told so', async () => {
    expect((await refusalOf(() => open().list({ minors: ['1.30'] }))).code).toBe('kubernetes-other-minor');
  });
});
