// Rules for what Helm reads of a chart besides its Chart.yaml: values, schema, locks, and the charts inside.
// What is right and wrong here was tried with Helm 3.19.0 (test/interop/helm-package.test.ts).
import { describe, expect, it } from 'vitest';
import { packChart } from '../../../src/archive/helm-chart.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { check, multiStage, singleStage } from './views.ts';

const SUB = 'apiVersion: v2\nname: sub\nversion: 1.0.0\n';
const packed = (files: Readonly<Record<string, string | Uint8Array>>) =>
  packChart(
    { origin: '', name: 'sub', files: FileTree.of(Object.entries(files)), dependencies: [] },
    'sub',
    0,
  );

/** What is said about a file of the class chart, of a stage, and of charts inside them. */
async function checkEverywhere(name: string, content: string | Uint8Array): Promise<string[]> {
  const inner = { 'Chart.yaml': SUB, [name]: content };
  const views = {
    'cluster-class': { [`cluster-class/${name}`]: content },
    'cluster-addon/cni': { [`cluster-addon/cni/${name}`]: content },
    'cluster-class/charts/sub': {
      'cluster-class/charts/sub/Chart.yaml': SUB,
      [`cluster-class/charts/sub/${name}`]: content,
    },
    'cluster-addon/cni/charts/sub.tgz': { 'cluster-addon/cni/charts/sub.tgz': packed(inner) },
    'cluster-class/charts/outer/charts/x.tgz': {
      'cluster-class/charts/outer/Chart.yaml': SUB.replace('sub', 'outer'),
      'cluster-class/charts/outer/charts/x.tgz': packed(inner),
    },
  };
  const found = await Promise.all(
    Object.entries(views).map(async ([origin, files]) =>
      (await check(multiStage(files))).map((line) => line.replace(`${origin}/${name}`, 'f')),
    ),
  );
  for (const lines of found) expect(lines).toEqual(found[0]);
  return found[0] ?? [];
}

describe('values.yaml', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['a map', 'a: 1\n', []],
    ['empty', '', []],
    ['comments', '# a: 1\n', []],
    ['null', '~\n', []],
    ['a map with a byte order mark', '\ufeffa: 1\n', []],
    ['a map with a key twice, which Helm takes', 'a: 1\na: 2\n', []],
    ['several documents, of which Helm reads one', 'a: 1\n---\n- b\n', []],
    ['an unknown tag', 'a: !b c\n', []],
    ['no YAML', 'a: [\n', ['chart-values f:1:4']],
    ['an unknown anchor', 'a: *b\n', ['chart-values f:1:4']],
    ['a list', '# a\n- a\n', ['chart-values f:2:1']],
    ['text', 'a\n', ['chart-values f:1:1']],
    ['a number', '1\n', ['chart-values f:1:1']],
    ['a template', 'a: {{ .x }}\n', ['chart-values f:1:4']],
    ['a null key', 'null: a\n', ['chart-values f:1:1']],
    ['an endless number', 'a: [1, .inf]\n', ['chart-values f:1:8']],
    ['YAML 1.2', '%YAML 1.2\n---\na: 1\n', ['chart-values f:1:1']],
    ['YAML 1.1', '%YAML 1.1\n---\na: 1\n', []],
    ['bytes', Uint8Array.of(0xff, 0xfe), ['chart-values f']],
  ])('%s', async (_case, content, expected) => {
    expect(await checkEverywhere('values.yaml', content)).toEqual(expected);
  });

  it('says what it found and what it expected', async () => {
    const [found] = await checkView(multiStage({ 'cluster-class/values.yaml': '- a\n' }));
    expect(found?.message).toBe('cluster-class/values.yaml is a list; expected a map of values');
  });
});

describe('values.schema.json', () => {
  it.each([
    ['{"type": "object"}', []],
    ['true', []],
    ['\ufeff{}', []],
    ['{"a": 1, "a": 2}', []],
    ['', ['chart-values f:1:1']],
    ['{', ['chart-values f:1:2']],
    ['{\n  "a": 1,\n}', ['chart-values f:3:1']],
    ['[]', ['chart-values f:1:1']],
    ['\n "a"', ['chart-values f:2:2']],
    ['null', ['chart-values f:1:1']],
  ])('%j', async (content, expected) => {
    expect(await checkEverywhere('values.schema.json', content)).toEqual(expected);
  });
});

describe.each(['Chart.lock', 'requirements.lock'])('%s', (name) => {
  it.each([
    ['', []],
    ['digest: 1\ndependencies: [null]\nother: [a]\n', []],
    ['generated: "2026-01-01T00:00:00Z"\n', []],
    ['generated: 2024-02-29T23:59:59.123456789+02:00\n', []],
    ['generated: null\n', []],
    ['digest: a\ndigest: b\n', []],
    ['a: [\n', ['chart-yaml f:1:4']],
    ['- a\n', ['chart-yaml f:1:1']],
    ['digest: []\n', ['chart-yaml f:1:9']],
    ['dependencies: {}\n', ['chart-yaml f:1:15']],
    ['dependencies: [text]\n', ['chart-yaml f:1:16']],
    ['dependencies: [null, {version: [1]}]\n', ['chart-yaml f:1:32']],
    ...[
      ...['yesterday', '""', '1', '[]', 'true', '2026-01-01', '2026-01-01 00:00:00', '"2026-01-01T00:00:00"'],
      ...['2026-02-30T00:00:00Z', '2023-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-04-31T00:00:00Z'],
      ...['2026-01-01T24:00:00Z', '2026-01-01T00:60:00Z', '2026-01-01T00:00:60Z', '2026-01-01t00:00:00z'],
      ...['2026-01-00T00:00:00Z', '2026-01-01T00:00:00.Z', '2026-01-01T00:00:00+0200'],
    ].map((time): [string, string[]] => [`generated: ${time}\n`, ['chart-yaml f:1:12']]),
  ])('%j', async (content, expected) => {
    expect(await checkEverywhere(name, content)).toEqual(expected);
  });
});

describe('requirements.yaml', () => {
  it.each([
    ['', []],
    ['- a\n', ['chart-yaml f:1:1']],
    ['dependencies: a\n', ['chart-yaml f:1:15']],
    ['dependencies: [{name: a, alias: "b c"}]\n', ['chart-dependency f:1:16']],
    ['type: other\n', ['chart-type f:1:7']],
  ])('%j', async (content, expected) => {
    expect(await checkEverywhere('requirements.yaml', content)).toEqual(expected);
  });
});

it('requirements.yaml counts for charts of apiVersion v2, too', async () => {
  const requirements = 'dependencies: [{name: a, version: 1}]\n';
  const [found, ...more] = await checkView(multiStage({ 'cluster-class/requirements.yaml': requirements }));
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    code: 'chart-render',
    file: 'cluster-class/Chart.yaml',
    message: expect.stringContaining('missing in charts/ directory: a') as string,
  });
});

describe('charts inside a chart', () => {
  const place = 'cluster-class/charts/sub/Chart.yaml';
  const cases: [string, string, string[]][] = [
    ['good', SUB, []],
    ['a library', `${SUB}type: library\n`, []],
    ['for another Kubernetes, which Helm does not ask', `${SUB}kubeVersion: ">=1.99"\n`, []],
    ['without apiVersion', SUB.replace('apiVersion: v2\n', ''), []],
    ['depending on what is not there', `${SUB}dependencies: [{name: a, version: 1}]\n`, []],
    ['without version', 'name: sub\n', ['chart-yaml :1:1']],
    ['of no version', SUB.replace('1.0.0', 'x.y'), ['chart-version :3:10']],
    ['of unknown type', `${SUB}type: other\n`, ['chart-type :4:7']],
    ['deprecated in words', `${SUB}deprecated: "no"\n`, ['chart-yaml :4:13']],
    ['a null maintainer', `${SUB}maintainers: [null]\n`, ['chart-yaml :4:15']],
    ['a nameless dependency', `${SUB}dependencies: [{version: 1}]\n`, ['chart-dependency :4:16']],
    ['a key twice', `${SUB}name: sub\n`, ['chart-yaml :4:1']],
    ['no YAML', 'a: [\n', ['chart-archive :1:4']],
    ['no name', 'version: 1\n', ['chart-archive :1:1']],
    ['a path as name', 'version: 1\nname: a/b\n', ['chart-archive :2:7']],
  ];
  it.each(cases)('%s', async (_case, text, expected) => {
    const told = (origin: string) => expected.map((line) => line.replace(' ', ` ${origin}`));
    expect(await check(multiStage({ [place]: text }))).toEqual(told(place));
    const tgz = { 'cluster-addon/cni/charts/x.tgz': packed({ 'Chart.yaml': text }) };
    expect(await check(multiStage(tgz))).toEqual(told('cluster-addon/cni/charts/x.tgz/Chart.yaml'));
    const inner = { 'Chart.yaml': SUB, 'charts/y.tgz': packed({ 'Chart.yaml': text }) };
    const nested = { 'cluster-addon/charts/x.tgz': packed(inner) };
    expect(await check(singleStage(nested))).toEqual(
      told('cluster-addon/charts/x.tgz/charts/y.tgz/Chart.yaml'),
    );
  });

  it('says that a key stands twice', async () => {
    const [found] = await checkView(multiStage({ [place]: `${SUB}name: sub\n` }));
    expect(found?.message).toBe(
      `${place} is not valid YAML: the key "name" stands there a second time; the first is in line 2; expected each key once in its map`,
    );
  });
});
