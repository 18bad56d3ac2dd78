// Files of Clusters: found wherever they are, told where they stand, changed without a trace elsewhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterFile } from '../../../../../src/release/manifests/clusters/cluster-file.ts';
import { classPath, topologyOf, VERSION_PATH } from '../../../../../src/verify/cluster-webhook.ts';
import { refusalOf } from '../../../../support/refusal.ts';

const file = (text: string) => ClusterFile.parse('cluster.yaml', text);

/** Class and version of all Clusters in it set. */
function upgraded(text: string, className = 'docker-scs-1-35-v1', version = 'v1.35.2') {
  const read = file(text);
  return read.withTexts(
    read.clusters.flatMap((cluster) => [
      { cluster, path: classPath(cluster.data), value: className },
      { cluster, path: VERSION_PATH, value: version },
    ]),
  );
}

/** The lines that differ, as they are now. */
const changes = (text: string): string[] => {
  const now = upgraded(text).text.split('\n');
  const before = text.split('\n');
  expect(now).toHaveLength(before.length);
  return now.filter((line, index) => line !== before[index]);
};

const PLAIN = `# head
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: one   # name
spec:
  topology:
    class: docker-scs-1-34-v1   # class
    version:   v1.34.7 # version
    variables: [] # none
`;

describe('a file of Clusters', () => {
  it('is changed in two places and no others', () => {
    expect(changes(PLAIN)).toEqual([
      '    class: docker-scs-1-35-v1   # class',
      '    version:   v1.35.2 # version',
    ]);
  });

  it.each([
    [
      'quotes',
      `class: "docker-scs-1-34-v1"`,
      `version: 'v1.34.7'`,
      ['class: "docker-scs-1-35-v1"', `version: 'v1.35.2'`],
    ],
    [
      'tags and anchors',
      'class: !!str docker-scs-1-34-v1',
      'version: &v v1.34.7',
      ['class: !!str docker-scs-1-35-v1', 'version: &v v1.35.2'],
    ],
    [
      'quoted keys',
      '"class": docker-scs-1-34-v1',
      "'version' : v1.34.7",
      ['"class": docker-scs-1-35-v1', "'version' : v1.35.2"],
    ],
  ])('keeps %s', (_what, className, version, expected) => {
    const text = PLAIN.replace('class: docker-scs-1-34-v1', className).replace('version:   v1.34.7', version);
    expect(changes(text).map((line) => line.trim().replace(/ +#.*/, ''))).toEqual(expected);
  });

  it('may be JSON, have Windows line ends, or flow maps', () => {
    const json = JSON.stringify({
      ...{ kind: 'Cluster', apiVersion: 'cluster.x-k8s.io/v1beta2', metadata: { name: 'a' } },
      spec: { topology: { classRef: { name: 'docker-scs-1-34-v1' }, version: 'v1.34.7' } },
    });
    expect(upgraded(json).text).toBe(json.replace('1-34-v1', '1-35-v1').replace('v1.34.7', 'v1.35.2'));
    const windows = PLAIN.replaceAll('\n', '\r\n');
    expect(upgraded(windows).text).toBe(upgraded(PLAIN).text.replaceAll('\n', '\r\n'));
  });

  it('may hold other documents, and Lists as kubectl prints them', () => {
    const text = `---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n- kind: Secret\n- ${PLAIN.replace('# head\n', '').replaceAll('\n', '\n  ')}\n---\n${PLAIN.replace('name: one', 'name: two')}...\n`;
    const { clusters } = file(text);
    expect(clusters.map(({ name, document, path }) => [name, document, path])).toEqual([
      ['one', 1, ['items', 1]],
      ['two', 2, []],
    ]);
    expect(changes(text)).toHaveLength(4);
  });

  it('finds what an alias or a merge brings, and tells when something else changes along', () => {
    const alias = PLAIN.replace('# head', 'x-version: &v v1.34.7').replace(
      'version:   v1.34.7',
      'version:   *v',
    );
    expect(changes(alias)).toEqual([
      '    class: docker-scs-1-35-v1   # class',
      '    version:   v1.35.2 # version',
    ]);
    expect(upgraded(alias).shared).toBe(false);
    const anchor = PLAIN.replace('version:   v1.34.7', 'version:   &v v1.34.7').replace(
      'variables: []',
      'note: *v',
    );
    expect(upgraded(anchor)).toMatchObject({ shared: true });
    const merge = PLAIN.replace('# head', 'x-base: &base {version: v1.34.7}').replace(
      'version:   v1.34.7',
      '<<: *base',
    );
    expect(file(merge).clusters.map(({ data }) => topologyOf(data).version)).toEqual(['v1.34.7']);
    expect(upgraded(merge)).toMatchObject({ shared: true });
    expect(changes(merge)[0]).toBe('x-base: &base {version: v1.35.2}');
  });

  it('reads values as Kubernetes does', () => {
    const text = PLAIN.replace('variables: []', 'variables: [yes, 1:30, 2026-01-01, 0x10, 1_000]');
    expect(file(text).clusters[0]?.data).toMatchObject({
      spec: { topology: { variables: [true, '1:30', '2026-01-01', 16, 1000] } },
    });
  });

  it('tells where things stand, and where they would stand', () => {
    const read = file(`---\n---\n${PLAIN}`);
    const [cluster] = read.clusters;
    if (!cluster) throw new Error('there is none');
    const place = (...path: (string | number)[]) => {
      const { line, column } = read.place(cluster, path);
      return [line, column];
    };
    expect(place('spec', 'topology', 'class')).toEqual([10, 12]);
    expect(place('spec', 'topology', 'variables', 3, 'name')).toEqual([12, 16]);
    expect(place('spec', 'topology', 'workers')).toEqual([10, 5]);
    expect(place('other')).toEqual([4, 1]);
  });

  const comment = fc.stringMatching(/^[ -~]{0,12}$/).map((words) => ` # ${words}`);
  const gap = fc.constantFrom(' ', '  ', '   ');
  const quoted = fc.constantFrom(
    (word: string) => word,
    (word: string) => `"${word}"`,
    (word: string) => `'${word}'`,
  );
  const version = fc.tuple(fc.nat(99), fc.nat(99)).map(([minor, patch]) => `v1.${minor}.${patch}`);

  it('is the same but for class and version, wherever comments stand', () => {
    const lines = fc.array(fc.option(comment, { nil: '' }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(
        lines,
        fc.array(comment),
        gap,
        quoted,
        version,
        version,
        (ends, between, space, quote, from, to) => {
          const made = (name: string, kubernetes: string) =>
            [
              ...[
                'apiVersion: cluster.x-k8s.io/v1beta1',
                'kind: Cluster',
                'metadata: {name: a}',
                'spec:',
                '  topology:',
              ],
              ...between,
              `    class:${space}${quote(name)}`,
              ...between,
              `    version:${space}${quote(kubernetes)}`,
              ...['    variables:', '      - name: x', `        value: ${name}`],
            ]
              .map((line, index) => line + (ends[index] ?? ''))
              .join('\n');
          const before = made('docker-scs-1-34-v1', from);
          const after = made('docker-scs-1-35-v1', to).replace(
            /value: .*?(?= #|$)/,
            'value: docker-scs-1-34-v1',
          );
          expect(upgraded(before, 'docker-scs-1-35-v1', to)).toEqual({ text: after, shared: false });
        },
      ),
    );
  });
});

describe('a file that is none of Clusters', () => {
  it.each([
    ['kind: Secret\n', 'cluster-file', 'cluster.yaml holds no Cluster of Cluster API'],
    ['', 'cluster-file', 'cluster.yaml holds no Cluster of Cluster API'],
    [
      'a: [\n',
      'yaml-syntax',
      'cluster.yaml is not valid YAML: the list "[" is not closed before the end; expected "]"',
    ],
    [
      'a: 1\na: 2\n',
      'yaml-syntax',
      /^cluster\.yaml is not valid YAML: the key "a" stands there a second time; /,
    ],
    [
      '---\na: 1\n---\nb: *c\n',
      'yaml-syntax',
      /^cluster\.yaml is not valid YAML: "\*c" repeats what is named &c, /,
    ],
    ['a: {<<: b}\n', 'yaml-syntax', /^cluster\.yaml is not valid YAML: the key << takes over what is no map/],
  ])('is refused: %j', async (text, code, message) => {
    const refusal = await refusalOf(() => Promise.resolve(file(text)));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });

  it.each([
    'kind: Secret\nstringData:\n  token: "hunter2\n',
    'a: 1\n---\n"kind" : "Secret"\nstringData: {token: hunter2, token: hunter2}\n',
    '- {kind: Secret, stringData: {hunter2: 1, hunter2: 2}}\n',
    "apiVersion: v1\nitems:\n  - kind: 'Secret'\n    stringData: {hunter2\n",
  ])('shows no text of a Secret: %j', async (text) => {
    const refusal = await refusalOf(() => Promise.resolve(file(text)));
    expect(refusal.message).toBe(
      'cluster.yaml is not valid YAML: what is wrong there is not quoted, since the file holds a Secret',
    );
    expect(JSON.stringify([refusal.problems, refusal.hint])).not.toContain('hunter2');
    expect(refusal.problems[0]?.line).toBeGreaterThan(0);
  });

  it.each(['kind: SecretStore\n', 'kind: ExternalSecret\n', '# of a Secret\n'])(
    'shows what names a Secret without being one: %j',
    async (text) => {
      const refusal = await refusalOf(() => Promise.resolve(file(`${text}a: [b\n`)));
      expect(refusal.message).toContain('the list "[b" is not closed');
    },
  );

  it('is refused when it is a template, or explodes', async () => {
    const template = await refusalOf(() =>
      Promise.resolve(file('kind: Cluster\n{{ if .x }}\nspec: {}\n{{ end }}\n')),
    );
    expect(template).toMatchObject({
      code: 'yaml-syntax',
      hint: 'name a manifest, not a template of one: render it first',
    });
    const levels = Array.from(
      { length: 9 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`,
    );
    const bomb = await refusalOf(() => Promise.resolve(file(`a0: &a0 x\n${levels.join('\n')}\n`)));
    expect(bomb.code).toBe('yaml-syntax');
    expect(bomb.message).toContain('its aliases (*NAME) stand for more than 100 times as much');
  });

  it('is refused where class or version are no texts', async () => {
    const text = PLAIN.replace('version:   v1.34.7', 'version:   1.34');
    expect(upgraded(text).text).toContain('version:   v1.35.2 # version');
    const none = PLAIN.replace('version:   v1.34.7', 'other: a');
    expect(await refusalOf(() => Promise.resolve(upgraded(none)))).toMatchObject({
      code: 'cluster-file',
      message: 'spec.topology.version is not written as a text here',
      hint: 'write it as version: v1.35.2',
      problems: [{ line: 8, column: 5 }],
    });
  });
});
