// The index of a Helm repository, scanned piece by piece: the same as when it is read whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { IndexedChart } from '../../../../src/io/upstream/entry-scanner.ts';
import { indexDigest, readWholeIndex, scanIndex } from '../../../../src/io/upstream/helm-index.ts';
import type { CsctlError } from '../../../../src/problem/problem.ts';
import { fillerEntries } from '../../../support/charts/packed-chart.ts';
import { refusalOf } from '../../../support/refusal.ts';

const SOURCE = 'https://charts.example/index.yaml';

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes piece by piece
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const scan = async (
  text: string,
  wanted: readonly string[],
  size = 64,
): Promise<Record<string, readonly IndexedChart[]> | undefined> => {
  const found = await scanIndex(SOURCE, pieces(text, size), new Set(wanted));
  return found && Object.fromEntries(found);
};

const whole = (text: string, wanted: readonly string[]): Record<string, readonly IndexedChart[]> =>
  Object.fromEntries(readWholeIndex(SOURCE, Buffer.from(text), new Set(wanted)));

const HELM = `apiVersion: v1
entries:
  alpine:
  - annotations:
      category: "version: 1"
    created: "2016-10-06T16:23:20.499814565-06:00"
    dependencies:
    - name: common
      repository: https://charts.example/
      version: 2.x
    description: |-
      Deploy a pod
      version: 9.9.9
        urls:
        - no address
    digest: 99c76e403d752c84ead610644d4b1c2f2b453a74b921f422b9dcb8a7c8b559cd
    home: https://helm.sh/helm
    name: alpine
    urls:
    - https://charts.example/alpine-0.2.0.tgz
    - alpine-0.2.0.tgz
    version: 0.2.0
  - created: "2016-10-06T16:23:20.499543808-06:00"
    digest: 515c58e5f79d8b2913a10cb400ebb6fa9c77fe813287afbacf1a0b897cd78727
    name: alpine
    urls:
    - https://charts.example/alpine-0.1.0.tgz
    version: 0.1.0
  nginx:
  - created: "2016-10-06T16:23:20.499814565-06:00"
    digest: aaff4545f79d8b2913a10cb400ebb6fa9c77fe813287afbacf1a0b897cdffffff
    name: nginx
    urls:
    - https://charts.example/nginx-1.1.0.tgz
    version: 1.1.0
generated: "2016-10-06T16:23:20.499029981-06:00"
`;

const ALPINE = [
  {
    version: '0.2.0',
    digest: '99c76e403d752c84ead610644d4b1c2f2b453a74b921f422b9dcb8a7c8b559cd',
    created: '2016-10-06T16:23:20.499814565-06:00',
    urls: ['https://charts.example/alpine-0.2.0.tgz', 'alpine-0.2.0.tgz'],
  },
  {
    version: '0.1.0',
    digest: '515c58e5f79d8b2913a10cb400ebb6fa9c77fe813287afbacf1a0b897cd78727',
    created: '2016-10-06T16:23:20.499543808-06:00',
    urls: ['https://charts.example/alpine-0.1.0.tgz'],
  },
];

describe('an index', () => {
  it.each([1, 2, 7, 64, 100_000])('is read in pieces of %i bytes', async (size) => {
    expect(await scan(HELM, ['alpine'], size)).toEqual({ alpine: ALPINE });
  });

  it('gives all charts that are asked for, and none that are not there', async () => {
    const found = await scan(HELM, ['nginx', 'alpine', 'other', 'version', 'constructor']);
    expect(Object.keys(found ?? {}).sort()).toEqual(['alpine', 'nginx']);
  });

  it.each([
    ['with line ends of Windows', HELM.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${HELM}`],
    ['with the mark of a document', `# comment\n---\n${HELM}`],
    ['with a second document', `${HELM}---\nentries:\n  alpine: []\n`],
    ['with comments and blank lines', HELM.replaceAll('\n  - ', '\n# comment\n\n  # comment\n  - ')],
    ['without a line end at its end', HELM.trimEnd()],
    ['with lists set in', stringify(sample())],
    ['with four columns', stringify(sample(), { indent: 4 })],
    ['with names in quotes', stringify(sample(), { defaultKeyType: 'QUOTE_DOUBLE' })],
    ['with everything in quotes', stringify(sample(), { defaultStringType: 'QUOTE_SINGLE' })],
    ['with lists in one line', HELM.replace(/urls:\n {4}- (.*)\n {4}- (.*)\n/, 'urls: [$1, "$2"]\n')],
    ['with the dash on a line of its own', HELM.replaceAll('\n  - ', '\n  -\n    ')],
    ['as JSON', JSON.stringify(sample())],
    ['as JSON for people', `\n  ${JSON.stringify(sample(), null, 2)}\n`],
    ['between others', HELM.replace('entries:\n', `entries:\n${fillerEntries(20_000)}`)],
    ['behind others', HELM.replace('generated', `${fillerEntries(20_000)}generated`)],
  ])('is understood %s', async (_, text) => {
    expect((await scan(text, ['alpine'], 50))?.['alpine']).toEqual(ALPINE);
  });

  it.each([
    ['an alias', HELM.replace('version: 0.2.0', 'version: *newest')],
    ['a merge', HELM.replace('    name: alpine\n', '    <<: *defaults\n    name: alpine\n')],
    ['entries in one line', `apiVersion: v1\nentries: {alpine: [{version: 1.0.0}]}\n`],
    ['versions in one line', 'apiVersion: v1\nentries:\n  alpine: [{version: 1.0.0}]\n'],
    ['a tag', HELM.replace('entries:', 'entries: !!map')],
    ['a complex key', HELM.replace('  alpine:', '  ? alpine\n  :')],
    ['a tab', HELM.replace('    digest: 99', '\tdigest: 99')],
  ])('is not guessed where it holds %s', async (_, text) => {
    expect(await scan(text, ['alpine'])).toBeUndefined();
  });

  it('does not stumble over what nobody asked for', async () => {
    const odd = HELM.replace('    name: nginx\n', '    <<: *defaults\n    ? odd\n').replace('1.1.0', '*x');
    expect(await scan(odd, ['alpine'])).toEqual({ alpine: ALPINE });
  });

  it('is read whole where a scan is not sure', () => {
    const text =
      'apiVersion: v1\nentries: {alpine: [{version: 1.0, digest: ab, urls: [x.tgz]}, {version: 2.0.0}], b: 1}\n';
    expect(whole(text, ['alpine', 'b', 'c'])).toEqual({
      alpine: [
        { version: '1', digest: 'ab', created: '', urls: ['x.tgz'] },
        { version: '2.0.0', digest: '', created: '', urls: [] },
      ],
      b: [],
    });
  });

  it('may be empty', async () => {
    for (const text of [
      'apiVersion: v1\n',
      'apiVersion: v1\nentries: {}\n',
      'entries:\ngenerated: x\n',
      '{"apiVersion":"v1"}',
    ])
      expect(await scan(text, ['alpine'])).toEqual({});
  });

  it.each([
    ['a page', '<!DOCTYPE html>\n<html><body>Sign in: now</body></html>\n'],
    ['another file', 'name: x\nversion: 1\n'],
    ['nothing', ''],
    ['JSON without charts', '{"errors": []}'],
    ['broken JSON', '{"entries": {'],
    ['a list', '- a\n- b\n'],
  ])('is not %s', async (_, text) => {
    const refusal = await refusalOf(async () => {
      if (!(await scan(text, ['alpine']))) whole(text, ['alpine']);
    });
    expect(refusal.code).toBe('upstream-damaged');
    expect(refusal.message).toContain(SOURCE);
  });

  it('is not read whole when that would take all memory', () => {
    const text = `entries: {alpine: []}\n# ${'x'.repeat(5_000_000)}\n`;
    let refusal: CsctlError | undefined;
    try {
      whole(text, ['alpine']);
    } catch (error) {
      refusal = error as CsctlError;
    }
    expect(refusal?.code).toBe('upstream-damaged');
    expect(refusal?.message).toContain('too large');
  });

  it('means the same scanned and whole, however it is written', async () => {
    const text = fc.oneof(
      fc.stringMatching(/^[a-z0-9.+-]{1,12}$/),
      fc.constantFrom(
        '1.0',
        'true',
        '~',
        'null',
        '- x',
        'a: b',
        'a #b',
        '#',
        '"',
        "it's",
        '',
        ' x ',
        'x\ny',
        'ä',
      ),
      fc.string({ maxLength: 12 }),
    );
    const version = fc.record(
      {
        version: text,
        digest: text,
        created: text,
        urls: fc.array(text, { maxLength: 3 }),
        description: text,
        keywords: fc.array(text, { maxLength: 2 }),
        dependencies: fc.array(fc.record({ name: text, version: text }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    const names = fc.constantFrom('alpine', 'nginx', 'a', 'b.c', 'urls', 'version');
    const index = fc.record({
      entries: fc.dictionary(names, fc.array(version, { maxLength: 3 }), { maxKeys: 4 }),
      generated: text,
    });
    const style = fc.record({
      indent: fc.constantFrom(2, 3, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    });
    await fc.assert(
      fc.asyncProperty(index, style, fc.integer({ min: 1, max: 200 }), async (data, options, size) => {
        const yaml = stringify(data, options);
        const wanted = ['alpine', 'a', 'version', 'b.c'];
        const scanned = await scan(yaml, wanted, size);
        if (scanned) expect(scanned).toEqual(whole(yaml, wanted));
      }),
      { numRuns: 300 },
    );
  });
});

function sample(): unknown {
  return {
    apiVersion: 'v1',
    entries: { alpine: ALPINE.map((one) => ({ name: 'alpine', ...one })), nginx: [{ name: 'nginx' }] },
    generated: 'now',
  };
}

describe('a digest in an index', () => {
  it.each([
    ['a'.repeat(64), `sha256:${'a'.repeat(64)}`],
    [`sha256:${'B'.repeat(64)}`, `sha256:${'b'.repeat(64)}`],
    ['', undefined],
    ['a'.repeat(40), undefined],
    [`sha512:${'a'.repeat(128)}`, undefined],
  ])('%s', (text, digest) => {
    expect(indexDigest(text)).toBe(digest);
  });
});
