// charts.lock.yaml: read strictly, written always the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findLocked,
  formatChartsLock,
  mergeLockedCharts,
  parseChartsLock,
  type LockedChart,
} from '../../../src/stack/charts-lock.ts';
import { brief, expectPlaced } from '../../support/stack-tree.ts';

const FILE = 'charts.lock.yaml';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

const chart = (change: Partial<LockedChart> = {}): LockedChart => ({
  name: 'cilium',
  repository: 'https://helm.cilium.io/',
  range: undefined,
  version: '1.18.9',
  digest: DIGEST,
  ...change,
});

/** For editors; a file without it reads the same. */
const SCHEMA_LINE =
  '# yaml-language-server: $schema=https://raw.githubusercontent.com/SovereignCloudStack/csctl/main/templates/schemas/charts-lock.schema.json\n';

const TEXT = `# Written by csctl. Which charts the dependencies of this stack are; see docs/charts.md
apiVersion: csctl.clusterstack.x-k8s.io/v1beta1
charts:
  - name: cilium
    repository: https://helm.cilium.io/
    version: 1.18.9
    digest: ${DIGEST}
  - name: other
    repository: oci://registry.example/charts
    range: ^2.0.0
    version: 2.4.1
    digest: ${OTHER}
`;
const CHARTS = [
  chart(),
  chart({
    name: 'other',
    repository: 'oci://registry.example/charts',
    range: '^2.0.0',
    version: '2.4.1',
    digest: OTHER,
  }),
];

describe('a lock file', () => {
  it('is read', () => {
    expect(parseChartsLock(FILE, TEXT)).toEqual({ charts: CHARTS, problems: [] });
  });

  it('is written as it was read', () => {
    expect(formatChartsLock(CHARTS)).toBe(`${SCHEMA_LINE}${TEXT}`);
  });

  it('is sorted by repository, name and version, whatever order it comes in', () => {
    const many = [
      chart({ name: 'b' }),
      chart({ name: 'a', version: '2.0.0' }),
      chart({ name: 'a', version: '1.0.0' }),
      chart({ name: 'z', repository: 'https://a.example' }),
    ];
    const text = formatChartsLock(many);
    expect(formatChartsLock([...many].reverse())).toBe(text);
    const order = parseChartsLock(FILE, text).charts?.map(({ name, version }) => `${name} ${version}`);
    expect(order).toEqual(['z 1.18.9', 'a 1.0.0', 'a 2.0.0', 'b 1.18.9']);
  });

  it('keeps the comments at its top', () => {
    const previous = `# ours\n\n# more\n${TEXT}`;
    expect(formatChartsLock(CHARTS, previous)).toBe(previous);
    expect(formatChartsLock([], TEXT)).toBe(`${TEXT.slice(0, TEXT.indexOf('charts:\n'))}charts: []\n`);
  });

  it('keeps the line ends that git gave it on Windows', () => {
    const previous = TEXT.replaceAll('\n', '\r\n');
    expect(formatChartsLock(CHARTS, previous)).toBe(previous);
  });

  it('may name no charts', () => {
    const head = 'apiVersion: csctl.clusterstack.x-k8s.io/v1beta1\n';
    for (const text of [head, `${head}charts:\n`, `${head}charts: []\n`])
      expect(parseChartsLock(FILE, text)).toEqual({ charts: [], problems: [] });
  });

  it.each([
    ['no YAML', '{', ['yaml-syntax charts.lock.yaml:1:1']],
    ['no map', '- a\n', ['lock-file charts.lock.yaml:1:1']],
    ['nothing', '', ['lock-file charts.lock.yaml:1:1']],
    ['another version', TEXT.replace('v1beta1', 'v2'), ['lock-file charts.lock.yaml:2:13']],
    ['no version', TEXT.replace(/apiVersion.*\n/, ''), ['lock-file charts.lock.yaml:2:1']],
    ['a strange field', `${TEXT}more: 1\n`, ['lock-file charts.lock.yaml:13:7']],
    ['a strange field of a chart', TEXT.replace('range:', 'wide:'), ['lock-file charts.lock.yaml:10:11']],
    [
      'a map of charts',
      'apiVersion: csctl.clusterstack.x-k8s.io/v1beta1\ncharts: {}\n',
      ['lock-file charts.lock.yaml:2:9'],
    ],
    [
      'a chart that is text',
      TEXT.replace(/- name: cilium\n( {4}.*\n){3}/, '- cilium\n'),
      ['lock-file charts.lock.yaml:4:5'],
    ],
    ['no name', TEXT.replace('name: cilium\n    ', ''), ['lock-file charts.lock.yaml:4:5']],
    [
      'an empty repository',
      TEXT.replace('https://helm.cilium.io/', '""'),
      ['lock-file charts.lock.yaml:5:17'],
    ],
    ['a list as version', TEXT.replace('1.18.9', '[1]'), ['lock-file charts.lock.yaml:6:14']],
    ['an empty range', TEXT.replace('^2.0.0', ''), ['lock-file charts.lock.yaml:10:12']],
    ['a short digest', TEXT.replace(DIGEST, 'sha256:aa'), ['lock-file charts.lock.yaml:7:13']],
    [
      'another sort of digest',
      TEXT.replace(DIGEST, `sha512:${'a'.repeat(64)}`),
      ['lock-file charts.lock.yaml:7:13'],
    ],
    [
      'a chart twice',
      TEXT.replace(
        / {2}- name: other[\s\S]*$/,
        TEXT.slice(TEXT.indexOf('  - name: cilium'), TEXT.indexOf('  - name: other')),
      ),
      ['lock-file charts.lock.yaml:8:5'],
    ],
  ])('is refused with %s', (_, text, problems) => {
    const parsed = parseChartsLock(FILE, text);
    expect(brief(parsed.problems)).toEqual(problems);
    expect(parsed.charts).toBeUndefined();
    expectPlaced(parsed.problems, text);
  });

  it('tells everything that is wrong at once', () => {
    const text = TEXT.replace('v1beta1', 'v2').replace(DIGEST, 'x').replace('range:', 'wide:');
    expect(parseChartsLock(FILE, text).problems).toHaveLength(3);
  });

  it('keeps versions that look like numbers', () => {
    const charts = [chart({ version: '1.30' }), chart({ name: 'x', range: '1', version: '1e3' })];
    expect(parseChartsLock(FILE, formatChartsLock(charts)).charts).toEqual(charts);
    expect(parseChartsLock(FILE, TEXT.replace('1.18.9', '1.30')).charts?.[0]?.version).toBe('1.30');
  });

  it('comes back as it was written', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      fc.constantFrom('1.30', '~1', '>=1 <2', '1.x', '*', '1 || 2', 'true', "it's", 'a: b', '#', '- a'),
    );
    const any = fc.record({
      name: word,
      repository: word,
      range: fc.option(word, { nil: undefined }),
      version: word,
      digest: fc.constantFrom(DIGEST, OTHER),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (charts) => {
        const text = formatChartsLock(charts);
        const read = parseChartsLock(FILE, text);
        expect(read.problems).toEqual([]);
        expect(formatChartsLock(read.charts ?? [], text)).toBe(text);
      }),
    );
  });
});

describe('what is locked for a dependency', () => {
  const ask = (version: string, change = {}) =>
    findLocked([...CHARTS, chart({ version: '1.17.0' })], {
      name: 'cilium',
      repository: 'https://helm.cilium.io',
      version,
      ...change,
    });

  it('is found by version, with and without a slash at the end of the address', () => {
    expect(ask('1.18.9')).toEqual(chart());
    expect(ask('1.17.0')?.version).toBe('1.17.0');
    expect(ask('1.18.9', { repository: 'https://helm.cilium.io/' })).toEqual(chart());
  });

  it('is found by range, and then by nothing else', () => {
    const other = { name: 'other', repository: 'oci://registry.example/charts' };
    expect(ask('^2.0.0', other)?.version).toBe('2.4.1');
    expect(ask('^2.1.0', other)).toBeUndefined();
    expect(ask('2.4.1', other)).toBeUndefined();
  });

  it.each(['1.18.9', '3.0.0', '../../2.4.1'])('is nothing where the lock has %s for ^2.0.0', (version) => {
    const locked = chart({ range: '^2.0.0', version });
    expect(findLocked([locked], { ...locked, version: '^2.0.0' })).toBeUndefined();
  });

  it('is nothing for another chart, version or repository', () => {
    expect(ask('1.18.8')).toBeUndefined();
    expect(ask('1.18.9', { name: 'other' })).toBeUndefined();
    expect(ask('1.18.9', { repository: 'https://elsewhere.example' })).toBeUndefined();
  });

  it('is replaced by what is fresh', () => {
    const fresh = [{ ...chart(), digest: OTHER }, chart({ version: '2.0.0' })];
    expect(mergeLockedCharts(CHARTS, fresh)).toEqual([CHARTS[1], ...fresh]);
    const [, ranged = chart()] = CHARTS;
    expect(mergeLockedCharts(CHARTS, [{ ...ranged, version: '2.5.0' }])).toEqual([
      CHARTS[0],
      { ...ranged, version: '2.5.0' },
    ]);
  });
});
