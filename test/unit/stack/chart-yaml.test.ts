// Chart.yaml: Helm's demands with their places, and name and version set with everything else kept.
import { describe, expect, it } from 'vitest';
import {
  checkChartMetadata,
  isChartName,
  isChartVersion,
  readChartLock,
  readChartMetadata,
  setChart,
} from '../../../src/stack/chart-yaml.ts';
import { YamlSource } from '../../../src/stack/yaml-source.ts';
import { brief } from '../../support/stack-tree.ts';

const FILE = 'cluster-class/Chart.yaml';
const NAME = 'docker-scs-1-34-cluster-class';
const GOOD = `apiVersion: v2
name: cni # the name
version: 1.2.3
type: application
dependencies:
  - name: cilium
    version: 1.18.1
    repository: https://helm.cilium.io
  - { name: cilium, alias: second, version: 1 }
`;
const check = (text: string) => brief(checkChartMetadata(YamlSource.parse('f', text)));
const changed = (from: string, to: string) => {
  expect(GOOD).toContain(from);
  return GOOD.replace(from, to);
};

describe('readChartMetadata', () => {
  it('reads what rules ask for; numbers count as text', () => {
    expect(readChartMetadata(YamlSource.parse('f', GOOD))).toEqual({
      ...{ name: 'cni', version: '1.2.3', type: 'application', kubeVersion: '' },
      dependencies: [
        {
          name: 'cilium',
          alias: undefined,
          version: '1.18.1',
          repository: 'https://helm.cilium.io',
          index: 0,
        },
        { name: 'cilium', alias: 'second', version: '1', repository: '', index: 1 },
      ],
    });
  });

  it.each(['name: [a]\ndependencies: text', 'dependencies: [null, text, [a]]', '{}'])(
    'is empty text for %j',
    (text) => {
      const { name, version, dependencies } = readChartMetadata(YamlSource.parse('f', text));
      expect([name, version, ...dependencies.map((d) => d.name)].join('')).toBe('');
    },
  );
});

describe('checkChartMetadata', () => {
  it('finds nothing wrong with a good chart', () => expect(check(GOOD)).toEqual([]));

  it.each([
    ['apiVersion: v2\n', '', []],
    ['apiVersion: v2', 'apiVersion: [v2]', ['chart-yaml f:1:13']],
    ['name: cni # the name', '', ['chart-yaml f:1:1']],
    ['name: cni # the name', 'name:', ['chart-yaml f:2:6']],
    ['version: 1.2.3', "version: ''", ['chart-yaml f:3:10']],
    ['version: 1.2.3', 'version: v0-sha.0123456', ['chart-version f:3:10']],
    ['version: 1.2.3', 'version: v1_2', ['chart-version f:3:10']],
    ['version: 1.2.3', 'version: [1]', ['chart-yaml f:3:10']],
    ['name: cni', 'name: ../cni', ['chart-yaml f:2:7']],
    ['name: cni', 'name: a\\b', ['chart-yaml f:2:7']],
    ['name: cni', 'name: ..', ['chart-yaml f:2:7']],
    ['type: application', 'type: library', []],
    ['type: application', 'type: Application', ['chart-type f:4:7']],
    ['type: application', 'keywords: text', ['chart-yaml f:4:11']],
    ['type: application', 'type: true', ['chart-type f:4:7']],
    ['type: application', 'keywords: [1, true, null]', []],
    ['type: application', 'keywords: [a, {b: c}, [d]]', ['chart-yaml f:4:15', 'chart-yaml f:4:23']],
    ['type: application', 'sources:\n  - a: b', ['chart-yaml f:5:5']],
    ['type: application', 'maintainers: [{name: a, email: 1, url: null}, {}]', []],
    ['type: application', 'maintainers: {name: a}', ['chart-yaml f:4:14']],
    ['type: application', 'maintainers: [a]', ['chart-yaml f:4:15']],
    ['type: application', 'maintainers:\n  - name: a\n  -', ['chart-yaml f:6:4']],
    [
      'type: application',
      'maintainers: [{name: [a], url: {b: c}}]',
      ['chart-yaml f:4:22', 'chart-yaml f:4:32'],
    ],
    ['type: application', 'annotations: {a: [b], c: d, e: null, f: 1}', ['chart-yaml f:4:18']],
    ['type: application', 'annotations: [a]', ['chart-yaml f:4:14']],
    ['type: application', 'annotations: text', ['chart-yaml f:4:14']],
    ['type: application', 'annotations:', []],
    ['type: application', 'deprecated: true', []],
    ['type: application', 'deprecated: yes', []],
    ['type: application', 'deprecated: "yes"', ['chart-yaml f:4:13']],
    ['type: application', 'deprecated: 1', ['chart-yaml f:4:13']],
    ['type: application', 'deprecated: []', ['chart-yaml f:4:13']],
    ['type: application', 'name: other', ['yaml-syntax f:4:1']],
    ['version: 1 }', 'version: 1, tags: [a], enabled: on, import-values: [1, {a: b}] }', []],
    ['version: 1 }', 'version: 1, tags: a }', ['chart-dependency f:9:54']],
    ['version: 1 }', 'version: [1] }', ['chart-dependency f:9:45']],
    ['version: 1 }', 'version: 1, enabled: "on" }', ['chart-dependency f:9:57']],
    ['name: cilium\n', 'name: [cilium]\n', ['chart-dependency f:6:11']],
    ['  - { name: cilium, alias: second, version: 1 }', '  - text', ['chart-dependency f:9:5']],
    ['  - { name: cilium, alias: second, version: 1 }', '  -', ['chart-dependency f:9:4']],
    ['type: application', 'appVersion: {a: b}', ['chart-yaml f:4:13']],
    ['name: cilium\n', 'nam: cilium\n', ['chart-dependency f:6:5']],
    ['alias: second', 'alias: "a b"', ['chart-dependency f:9:5']],
    ['alias: second, ', '', ['chart-dependency f:9:5']],
  ])('%j as %j', (from, to, expected) => {
    expect(check(changed(from, to))).toEqual(expected);
  });

  it('tells all at once, and only the syntax of what is no YAML or no map', () => {
    expect(check('type: x\nversion: _\ndependencies: {}')).toEqual([
      ...['chart-yaml f:1:1', 'chart-yaml f:3:15'],
      ...['chart-version f:2:10', 'chart-type f:1:7'],
    ]);
    expect(check('a: [')).toEqual(['yaml-syntax f:1:4']);
    expect(check('- a')).toEqual(['chart-yaml f:1:1']);
    expect(check('')).toEqual(['chart-yaml f:1:1']);
    const [first] = checkChartMetadata(
      YamlSource.parse('f', changed('type: application', 'deprecated: "yes"')),
    );
    expect(first?.message).toBe('deprecated is "yes"; expected true or false');
  });
});

describe('isChartVersion', () => {
  it.each(['1', '1.2', '1.2.3', 'v1', 'v4-beta.0', '1.2.3-rc.1+build.5', 'v0-sha.0ewkztd', '1-0', '01.2.3'])(
    'Helm takes %s',
    (text) => expect(isChartVersion(text)).toBe(true),
  );
  it.each([
    '',
    'a',
    '1.2.3.4',
    'v1-alpha.01',
    'v0-sha.0123456',
    '1.2.3-',
    '1_2',
    'v1 ',
    'V1',
    '1.2.3+',
    'v1-a..b',
  ])('bug 14: Helm refuses %j', (text) => expect(isChartVersion(text)).toBe(false));
});

describe('isChartName', () => {
  it.each([
    ['cni', true],
    ['a.b', true],
    ['', false],
    ['.', false],
    ['..', false],
    ['a/b', false],
    ['a\\b', false],
  ])('%j: %j', (text, expected) => {
    expect(isChartName(text)).toBe(expected);
  });
});

describe('readChartLock', () => {
  it('is the pinned versions by name', () => {
    const lock =
      'dependencies:\n- name: a\n  version: 1.0.0\n- null\n- {}\n- name: b\n  version: 2\ndigest: x\n';
    expect(readChartLock('f', lock)).toEqual(
      new Map([
        ['a', '1.0.0'],
        ['b', '2'],
      ]),
    );
    expect(readChartLock('f', 'digest: x')).toEqual(new Map());
  });
  it.each([
    'dependencies: text',
    'dependencies: {}',
    'a: [',
    '- a',
    'generated: yesterday',
    'dependencies: [a]',
  ])('is undefined for %j', (text) => {
    expect(readChartLock('f', text)).toBeUndefined();
  });
});

describe('setChart', () => {
  const set = (text: string) => setChart(FILE, text, NAME, 'v3').text;

  it('keeps comments, quotes, order, white space and every other byte', () => {
    const text = `# chart\n\nversion:   "0.1" # ours\n${'keywords:\n- a\n-   b\n'}description:  'x'\nname: '${NAME}'\napiVersion: v2   `;
    expect(set(text)).toBe(text.replace('"0.1"', '"v3"'));
  });

  it.each([
    ['name: x\nversion: 1\n', `name: ${NAME}\nversion: v3\n`],
    ['version: 1\r\nname: "x"\r\n', `version: v3\r\nname: "${NAME}"\r\n`],
    ['{name: x, version: 1.0.0 , apiVersion: v2}\n', `{name: ${NAME}, version: v3 , apiVersion: v2}\n`],
    ["name: 'x'\nversion: ~ # none\n", `name: '${NAME}'\nversion: v3 # none\n`],
    ['name: x\nversion: << .ClusterClassVersion >>\n', `name: ${NAME}\nversion: v3\n`],
    ['\ufeffname: x\nversion: 1', `\ufeffname: ${NAME}\nversion: v3`],
    [`name: ${NAME}\nversion: &v 1\nappVersion: *v\n`, `name: ${NAME}\nversion: &v v3\nappVersion: *v\n`],
  ])('%j becomes %j', (text, expected) => {
    expect(set(text)).toBe(expected);
  });

  it.each([
    ['no version', 'apiVersion: v2 # api\nname: x\n'],
    ['no name', '# head\nversion: 1\n'],
    ['neither', 'apiVersion: v2\nkeywords: [a]\n'],
    ['an empty flow map', '{}'],
    ['version null', 'version:\nname: x\n'],
    ['block scalars', 'name: |\n  x\nversion: >-\n  1.0\n'],
    ['a list as version', 'name: x\nversion: [1]\n'],
    ['a map as name', 'name: {a: b}\nversion: 1\n'],
    ['an alias as version', 'appVersion: &v 1\nversion: *v\nname: x\n'],
    ['a merged version', 'x: &x {version: 1, name: y}\n<<: *x\n'],
  ])('%s: both are there afterwards, and nothing else is lost', (_case, text) => {
    const before = YamlSource.parse('f', text);
    const after = YamlSource.parse('f', set(text));
    expect(after.problems).toEqual([]);
    expect(after.get()).toEqual({ ...(before.get() as object), name: NAME, version: 'v3' });
    for (const comment of text.match(/#.*$/gm) ?? []) expect(after.text).toContain(comment);
  });

  it('bug 38: keeps comments where a version has to be added', () => {
    expect(set(`# head\napiVersion: v2 # api\nname: ${NAME}\n`)).toBe(
      `# head\napiVersion: v2 # api\nname: ${NAME}\nversion: v3\n`,
    );
  });

  it('puts texts on one line, as helm package does', () => {
    expect(set(`name: ${NAME}\nversion: 1\ndescription: |-\n  two\n  lines\n`)).toContain('two lines');
  });

  it('bug 3: a name that says otherwise is a warning at its place, and derived', () => {
    const { text, problems } = setChart(
      FILE,
      'apiVersion: v2\nname: docker-scs-1-33-cluster-class\n',
      NAME,
      'v3',
    );
    expect(text).toContain(`name: ${NAME}\n`);
    expect(brief(problems)).toEqual([`chart-name-derived ${FILE}:2:7`]);
    expect(problems[0]).toMatchObject({ severity: 'warning', hint: `write name: ${NAME}` });
  });

  it.each([
    ['a: [', ['yaml-syntax cluster-class/Chart.yaml:1:4']],
    ['- a', ['chart-yaml cluster-class/Chart.yaml:1:1']],
    ['', ['chart-yaml cluster-class/Chart.yaml:1:1']],
  ])('leaves %j as it is, with its problem', (text, expected) => {
    const result = setChart(FILE, text, NAME, 'v3');
    expect(result.text).toBe(text);
    expect(brief(result.problems)).toEqual(expected);
  });
});
