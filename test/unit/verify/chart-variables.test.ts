import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { readChartVariables } from '../../../src/verify/chart-variables.ts';
import { corpusPath, hasCorpus } from '../../support/corpus.ts';

const CLASS = `apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata:
  name: {{ .Release.Name }}
spec:
  variables:
    - name: image
      required: true
      schema:
        openAPIV3Schema:
          type: string
          default: {{ .Values.image | quote }}
  patches: []
`;

const chart = (files: Record<string, string | Uint8Array>) =>
  readChartVariables({ origin: 'class', files: FileTree.of(Object.entries(files)) });
const classChart = (template: string, values = 'image: ubuntu\n') =>
  chart({ 'templates/class.yaml': template, 'values.yaml': values });

/** `image: string = "ubuntu", required` for each variable. */
const brief = ({ variables }: ReturnType<typeof chart>) =>
  variables.map(({ name, type, required, computed, ...more }) => {
    const value = 'default' in more ? ` = ${JSON.stringify(more.default)}` : '';
    return `${name}: ${type}${value}${required ? ', required' : ''}${computed ? ', computed' : ''}`;
  });
const places = ({ problems }: ReturnType<typeof chart>) =>
  problems.map(({ code, severity, file, line }) => `${severity} ${code} ${file}:${line}`);

describe('the variables of a class chart', () => {
  it('are read from its template, defaults from values.yaml', () => {
    const read = classChart(CLASS);
    expect(brief(read)).toEqual(['image: string = "ubuntu", required']);
    expect(read).toMatchObject({
      templates: [{ file: 'templates/class.yaml', readable: true }],
      readable: true,
      problems: [],
    });
  });

  it('keep a default that only rendering can tell as it is written', () => {
    expect(brief(classChart(CLASS, 'other: 1\n'))).toEqual([
      'image: string = "{{ .Values.image | quote }}", required, computed',
    ]);
  });

  it('are found in any file that Helm renders, beside other objects', () => {
    const other = 'kind: ConfigMap\ndata:\n  {{ broken }}: [\n';
    const read = chart({
      'templates/deep/all.yml': `${other}---\n${CLASS}\n--- # more\nkind: Secret\n`,
      'templates/_partial.yaml': CLASS.replaceAll('image', 'partial'),
      'templates/NOTES.txt': CLASS.replaceAll('image', 'notes'),
      'other/class.yaml': CLASS.replaceAll('image', 'other'),
      'values.yaml': 'image: ubuntu\n',
    });
    expect(brief(read)).toEqual(['image: string = "ubuntu", required']);
    expect(read.templates).toEqual([{ file: 'templates/deep/all.yml', readable: true }]);
  });

  it('of several classes are one list, and a warning where they disagree', () => {
    const same = CLASS.replaceAll('image', 'shared');
    const read = chart({
      'templates/a.yaml': `${CLASS}---\n${same}`,
      'templates/b.yaml': `${same}---\n${CLASS.replace('type: string', 'type: integer')}`,
    });
    expect(read.variables.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'image string',
      'shared string',
    ]);
    expect(read.problems).toMatchObject([
      { message: 'the variable image is defined twice; the first is shown', severity: 'warning' },
    ]);
  });

  it('are none where the class has none', () => {
    const read = classChart('kind: ClusterClass\nspec:\n  {{ .x }}: 1\n  variables: []\n');
    expect(read).toMatchObject({ readable: true, variables: [], problems: [] });
  });
});

describe('what keeps variables from being read', () => {
  it('is YAML that is none without its actions', () => {
    const read = classChart(CLASS.replace('type: string', 'type: [string'));
    expect(read).toMatchObject({ readable: false, variables: [] });
    expect(read.templates).toEqual([{ file: 'templates/class.yaml', readable: false }]);
    expect(places(read)).toEqual(['warning class-variables class/templates/class.yaml:12']);
  });

  it('is two branches that give one key twice', () => {
    const branches = CLASS.replace(
      '          default: {{ .Values.image | quote }}\n',
      '          {{ if .Values.x }}\n          default: a\n          {{ else }}\n          default: b\n          {{ end }}\n',
    );
    expect(classChart(branches)).toMatchObject({ readable: false, variables: [] });
  });

  it('is a template that does not parse', () => {
    const read = classChart(CLASS.replace('| quote', '| "quote'));
    expect(read.readable).toBe(false);
    expect(places(read)).toEqual(['warning class-variables class/templates/class.yaml:12']);
    expect(read.problems[0]?.message).toContain('class/templates/class.yaml is no template: ');
  });

  it('is a class that no template shows', () => {
    const read = classChart('{{ include "class" . }}\n');
    expect(read).toMatchObject({ readable: false, templates: [], variables: [] });
    expect(read.problems).toMatchObject([{ code: 'class-variables', severity: 'warning', file: 'class' }]);
    expect(chart({})).toMatchObject({ readable: false, templates: [] });
  });

  it('is not quoted text too far to the left, which the operator reads', () => {
    const text = 'description: "of several\nlines"\n          type: string';
    expect(brief(classChart(CLASS.replace('type: string', text)))).toEqual([
      'image: string = "ubuntu", required',
    ]);
  });
});

describe('what may be more or less than is read', () => {
  const warned = (template: string) => places(classChart(template)).map((place) => place.split(':').at(-1));
  const variables = (lines: string) => CLASS.replace('  patches: []\n', `${lines}  patches: []\n`);

  it.each([
    [
      'a condition among the variables',
      variables('    {{- if .x }}\n    - name: b\n    {{- end }}\n'),
      ['13'],
    ],
    ['a loop around them', `{{ range .x }}\n${CLASS}{{ end }}`, ['1']],
    ['a line that prints some', variables('    {{- toYaml .Values.more | nindent 4 }}\n'), ['13']],
    ['an entry without a name', variables('    - schema: {}\n'), ['6']],
    [
      'a part that holds the key itself',
      CLASS.replace('  variables:', '  {{ include "v" . }}\n  parameters:'),
      ['6'],
    ],
  ])('is said of %s', (_, template, lines) => {
    expect(warned(template)).toEqual(lines);
  });

  it.each([
    ['a condition before', CLASS.replace('spec:', '  {{ if .x }}\n  labels: {}\n  {{ end }}\nspec:')],
    ['a condition behind', `${CLASS}  {{ if .x }}\n  workers: {}\n  {{ end }}\n`],
    ['output behind', `${CLASS}{{ toYaml .more }}\n`],
    ['values that are known', variables('    {{- $d := .Values.image }}\n    {{/* c */}}\n')],
  ])('is not said of %s', (_, template) => {
    expect(warned(template)).toEqual([]);
  });

  it('shows variables of a condition as if they were there', () => {
    const read = classChart(variables('    {{- if .x }}\n    - name: b\n    {{- end }}\n'));
    expect(brief(read)).toEqual(['image: string = "ubuntu", required', 'b: any']);
    expect(read.readable).toBe(true);
  });
});

/** The class chart of a stack folder. */
function chartOf(stack: string): FileTree {
  const folder = join(stack, 'cluster-class');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return FileTree.of(files.map((name) => [name, readFileSync(join(folder, name))]));
}
const readStack = (stack: string) => readChartVariables({ origin: 'cluster-class', files: chartOf(stack) });
const PROVIDERS = resolve(import.meta.dirname, '../../../providers');

describe('real stacks', () => {
  it('docker/scs', () => {
    const read = readStack(join(PROVIDERS, 'docker/scs'));
    expect(read.problems).toEqual([]);
    expect(brief(read)).toEqual([
      'nodeImageRepository: string = "kindest/node"',
      'imageRepository: string = ""',
      'certSANs: string[] = []',
      'registryMirrors: object[] = []',
      'registryMirrors[].hostnameUpstream: string, required',
      'registryMirrors[].urlUpstream: string, required',
      'registryMirrors[].urlMirror: string, required',
      'registryMirrors[].certMirror: string',
      'podSecurityStandard: object = {"audit":"restricted","enabled":false,"enforce":"baseline","warn":"restricted"}',
      'podSecurityStandard.enabled: boolean = false',
      'podSecurityStandard.enforce: string = "baseline"',
      'podSecurityStandard.audit: string = "restricted"',
      'podSecurityStandard.warn: string = "restricted"',
    ]);
  });

  it('openstack/scs', () => {
    const read = readStack(join(PROVIDERS, 'openstack/scs'));
    expect(read.problems).toEqual([]);
    expect(brief(read)).toHaveLength(50);
    expect(brief(read)).toEqual(
      expect.arrayContaining([
        'identityRef.cloudName: string = "openstack"',
        'workerRootDisk: integer = 50',
        'dnsNameservers: string[] = ["9.9.9.9","149.112.112.112"]',
        'oidcConfig.clientID: string, required',
        'networkMTU: integer',
      ]),
    );
  });

  // How many variables Helm's output has: it was compared with this for each of them, see test/interop.
  it.skipIf(!hasCorpus).each([
    ['single/docker/scs', 1],
    ['single/kubevirt/alpha', 2],
    ['single/openstack/kamaji', 20],
    ['single/openstack/scs', 25],
    ['single/openstack/scs2', 38],
    ['csctl/docker/ferrol', 1],
    ['per-minor/docker/scs/1-35', 14],
    ['per-minor/openstack/scs/1-33', 39],
  ])('%s of the corpus has %i', (stack, count) => {
    const read = readStack(corpusPath('stacks', stack));
    expect(read).toMatchObject({ readable: true, problems: [] });
    expect(read.variables).toHaveLength(count);
    expect(read.variables.filter(({ computed }) => computed)).toEqual([]);
  });
});

describe('whatever is in a chart', () => {
  it('never throws, and says so where nothing can be read', () => {
    const part = fc.constantFrom(
      ...[
        'kind: ClusterClass\n',
        'spec:\n',
        '  variables:\n',
        '  - name: a\n',
        '    schema:\n',
        '{{',
        '}}',
        '- ',
        ': ',
      ],
      ...[
        '      openAPIV3Schema: {type: object, properties: {a: {default: ',
        '&a ',
        '*a',
        '|\n',
        '---\n',
        '\t',
        '\0',
        '"',
      ],
      ...[
        '{{ if .x }}\n',
        '{{ end }}\n',
        '{{ .Values.a }}',
        '__proto__: 1\n',
        '<<: *a\n',
        '!!set ',
        '? ',
        '\r',
        '[',
        '{',
      ],
    );
    const content = fc.oneof(
      fc.array(fc.oneof(part, fc.string()), { maxLength: 25 }).map((parts) => parts.join('')),
      fc.uint8Array(),
      fc.constant('kind: ClusterClass\n' + '['.repeat(5000)),
    );
    const files = fc.dictionary(fc.constantFrom('templates/a.yaml', 'templates/b', 'values.yaml'), content);
    fc.assert(
      fc.property(files, (all) => {
        const read = chart(all);
        expect(read.readable || read.problems.length > 0).toBe(true);
        expect(read.problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      }),
    );
  });

  it('never throws when a good template is cut anywhere or loses a line', () => {
    const text = readFileSync(
      join(PROVIDERS, 'docker/scs/cluster-class/templates/cluster-class.yaml'),
      'utf8',
    );
    const lines = text.split('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(lines.length), (end, line) => {
        for (const template of [text.slice(0, end), lines.filter((_, index) => index !== line).join('\n')]) {
          const read = classChart(template);
          expect(read.readable || read.problems.length > 0).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });
});
