// Our chart archives against those of `helm package`: the same entries with the same content, the same refusals.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gzip } from '../../src/archive/gzip.ts';
import { packTar } from '../../src/archive/tar.ts';
import { hasCorpus } from '../support/corpus.ts';
import { machineTemplate } from '../support/tiny-class.ts';
import { scratchFolder } from './scratch.ts';
import {
  build,
  buildOne,
  chartYaml,
  contentOf,
  copyStack,
  CORPUS_STACKS,
  MODES,
  OWN_STACKS,
  reportCorpus,
  withDependencies,
  writeStack,
  type Built,
} from './stacks.ts';
import { helm, runCsctl, titled } from './tools.ts';

const BOM = '\ufeff';
const TEMPLATE = machineTemplate('{{ .Chart.Name }}-{{ .Template.Name | base | trimSuffix ".yaml" }}');

/** The archive that Helm makes of a chart folder. */
function packedByHelm(chart: string, version = 'v3'): string {
  const output = scratchFolder('helm');
  const told = helm.ok(['package', chart, '--version', version, '--destination', output], { cwd: output });
  return told.replace(/^.*saved it to: /s, '').trim();
}

/** The archive that we make of the class chart of a stack. */
function packedByUs(stack: string, flags: readonly string[] = []): string {
  const { folder, classArchive } = buildOne(stack, [...MODES.custom, ...flags]);
  return join(folder, classArchive);
}

const inClass = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`cluster-class/${path}`, content]));

/** A packed chart, as it lies below charts/. */
function putPackedChart(stack: string, file: string, files: Readonly<Record<string, string>>): void {
  const folder = join(stack, 'cluster-class', 'charts');
  const entries = Object.entries(files).map(([path, content]) => ({ path, bytes: Buffer.from(content) }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), gzip(packTar(entries, 0)));
}

const dependency = (name: string, version = '1.0.0') =>
  `  - name: ${name}\n    version: ${version}\n    repository: https://charts.example\n`;

const manifest = (stack: string, ...dependencies: string[]): string =>
  chartYaml(
    `docker-${stack}-1-34-cluster-class`,
    'v3',
    dependencies.length > 0 ? `dependencies:\n${dependencies.map((name) => dependency(name)).join('')}` : '',
  );

/** Charts that pack; each is the class chart of a stack of that name. */
const CHARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  files: {
    '.helmignore': '# comment\n*.bak\n/rooted.txt\nskipped/\n.git/\n',
    'values.yaml': 'a: 1\n',
    'values.schema.json': '{"type": "object"}',
    'values-more.yaml': 'b: 2\n',
    'README.md': '# read me\n',
    LICENSE: 'license\n',
    'rooted.txt': 'out\n',
    'files/rooted.txt': 'in\n',
    'files/old.bak': 'out\n',
    'files/skipped/a.txt': 'out\n',
    'files/.hidden': 'in\n',
    '.hidden': 'in\n',
    '.folder/file': 'in\n',
    'crds/crd.yaml':
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.b.c\n',
    'templates/.hidden': 'out\n',
    'templates/.hidden-folder/a.yaml': TEMPLATE,
    'templates/_helpers.tpl': '{{- define "x" -}}x{{- end -}}\n',
    'templates/NOTES.txt': 'notes\n',
    'templates/deep/er/a.yaml': TEMPLATE,
    'templates/deep/.hidden': '# in\n',
    'templates/tests/test.yaml': TEMPLATE,
    'empty.txt': '',
    'ünï/😀.txt': 'unicode\n',
    'with space/a b.txt': 'space\n',
    [`${'long/'.repeat(30)}name.txt`]: 'long\n',
    [`${'n'.repeat(140)}.txt`]: 'long name\n',
  },
  boms: {
    '.helmignore': `${BOM}*.bak\n`,
    'Chart.yaml': `${BOM}${manifest('boms')}`,
    'values.yaml': `${BOM}a: 1\n`,
    'values.schema.json': `${BOM}{}`,
    'templates/a.yaml': `${BOM}${TEMPLATE}`,
    'files/a.txt': `${BOM}a`,
    'files/b.bak': 'out\n',
    'files/double.txt': `${BOM}${BOM}a`,
    'files/later.txt': `a${BOM}`,
    'charts/sub/Chart.yaml': `${BOM}${chartYaml('sub')}`,
    'charts/sub/values.yaml': `${BOM}a: 1\n`,
  },
  nested: {
    'Chart.yaml': manifest('nested', 'sub'),
    'Chart.lock': `dependencies:\n${dependency('sub')}digest: sha256:00\ngenerated: "2026-01-01T00:00:00Z"\n`,
    'charts/sub/Chart.yaml': chartYaml('sub', '1.0.0', `# comment\nunknown: field\nappVersion: 1.10\n`),
    'charts/sub/Chart.lock': 'digest: ""\ngenerated: "2026-01-01T00:00:00Z"\n',
    'charts/sub/values.yaml': 'a: 1\n',
    'charts/sub/.helmignore': '*.md\n',
    'charts/sub/README.md': 'in, since only the top .helmignore counts\n',
    'charts/sub/templates/a.yaml': TEMPLATE,
    'charts/sub/templates/.hidden': '# in\n',
    'charts/sub/crds/a.yaml': 'kind: CustomResourceDefinition\n',
    'charts/sub/charts/subsub/Chart.yaml': chartYaml('subsub'),
    'charts/sub/charts/subsub/values.yaml': 'b: 2\n',
    'charts/sub/charts/subsub/charts/deepest/Chart.yaml': chartYaml('deepest'),
    'charts/other-folder-name/Chart.yaml': chartYaml('undeclared'),
    'charts/library/Chart.yaml': 'apiVersion: v2\nname: library\nversion: 0.1.0\ntype: library\n',
    'charts/library/templates/_x.tpl': '{{- define "y" -}}y{{- end -}}\n',
    'charts/_ignored/Chart.yaml': chartYaml('ignored'),
    'charts/.hidden/Chart.yaml': chartYaml('hidden'),
    'charts/.gitkeep': '',
    'charts/sub-1.0.0.tgz.prov': 'signature\n',
  },
  old: {
    'Chart.yaml': manifest('old', 'sub'),
    'charts/sub/Chart.yaml': 'apiVersion: v1\nname: sub\nversion: 1.0.0\n',
    'charts/sub/requirements.yaml': `dependencies:\n${dependency('subsub')}`,
    'charts/sub/requirements.lock': `dependencies:\n${dependency('subsub')}digest: sha256:00\ngenerated: "2026-01-01T00:00:00Z"\n`,
    'charts/sub/charts/subsub/Chart.yaml': 'apiVersion: v1\nname: subsub\nversion: 1.0.0\n',
  },
  emptylock: { 'Chart.lock': '# nothing\n' },
  v1lock: {
    'Chart.yaml': manifest('v1lock').replace('v2', 'v1'),
    'Chart.lock': 'dependencies: []\ndigest: sha256:00\ngenerated: "2026-01-01T00:00:00Z"\n',
  },
  manifest: {
    'Chart.yaml': `# comment
version: v3
name: "docker-manifest-1-34-cluster-class"
apiVersion: v2
description: >
  folded
  text
home: https://example.com
icon: https://example.com/icon.svg
sources: [https://example.com/a, 'https://example.com/b']
keywords:
  - one
  - two
maintainers:
  - {name: A, email: a@example.com, url: https://example.com}
annotations:
  example.com/text: |
    two
    lines
  example.com/number: "1.10"
appVersion: 1.10.0
kubeVersion: ">=1.30.0-0"
deprecated: false
condition: ""
tags: ""
dependencies: []
type: application
somethingElse: dropped
`,
    'Chart.lock': 'dependencies: []\ndigest: sha256:00\ngenerated: "2026-01-01T00:00:00Z"\n',
  },
};

/** Charts that Helm refuses to pack; from its own archive the operator's Helm would refuse them as well. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a loose file below charts/': { 'charts/README.md': 'x\n' },
  'a folder without Chart.yaml below charts/': { 'charts/sub/values.yaml': 'a: 1\n' },
  'a packed dependency that is none': { 'charts/sub-1.0.0.tgz': 'x\n' },
  'a missing dependency': { 'Chart.yaml': manifest('refused', 'sub') },
  'a schema that is not JSON': { 'values.schema.json': '{' },
  'values that are not YAML': { 'values.yaml': 'a: [\n' },
  'values that are a list': { 'values.yaml': '- a\n' },
  'values of a dependency that are not YAML': {
    'charts/sub/Chart.yaml': chartYaml('sub'),
    'charts/sub/values.yaml': 'a: [\n',
  },
  'a Chart.yaml that is not YAML': { 'Chart.yaml': 'a: [\n' },
  'a Chart.yaml that is a list': { 'Chart.yaml': '- a\n' },
  'an unknown type': { 'Chart.yaml': chartYaml('a').replace('application', 'other') },
  'keywords that are text': { 'Chart.yaml': chartYaml('a', 'v3', 'keywords: a\n') },
  'a keyword that is a map': { 'Chart.yaml': chartYaml('a', 'v3', 'keywords: [{a: b}]\n') },
  'a source that is a map': { 'Chart.yaml': chartYaml('a', 'v3', 'sources: [{a: b}]\n') },
  'a maintainer that is text': { 'Chart.yaml': chartYaml('a', 'v3', 'maintainers: [a]\n') },
  'a maintainer that is null': { 'Chart.yaml': chartYaml('a', 'v3', 'maintainers: [null]\n') },
  'a maintainer whose name is a list': {
    'Chart.yaml': chartYaml('a', 'v3', 'maintainers: [{name: [a]}]\n'),
  },
  'annotations that are a list': { 'Chart.yaml': chartYaml('a', 'v3', 'annotations: [a]\n') },
  'an annotation that is a map': { 'Chart.yaml': chartYaml('a', 'v3', 'annotations: {a: {b: c}}\n') },
  'deprecated that is text': { 'Chart.yaml': chartYaml('a', 'v3', 'deprecated: "yes"\n') },
  'a Chart.lock that is not YAML': { 'Chart.lock': 'a: [\n' },
  'a Chart.lock that is a list': { 'Chart.lock': '- a\n' },
  'a Chart.lock with a time that is none': {
    'Chart.lock': 'dependencies: []\ndigest: a\ngenerated: yesterday\n',
  },
  'a dependency without a name': { 'Chart.yaml': chartYaml('a', 'v3', 'dependencies: [{version: 1.0.0}]\n') },
  'a dependency with a bad alias': {
    'Chart.yaml': chartYaml('a', 'v3', 'dependencies: [{name: a, alias: "a b"}]\n'),
  },
  'a dependency that is null': { 'Chart.yaml': chartYaml('a', 'v3', 'dependencies: [null]\n') },
  'the same dependency twice': {
    'Chart.yaml': manifest('refused', 'sub', 'sub'),
    'charts/sub/Chart.yaml': chartYaml('sub'),
  },
  'a dependency whose version is none': { 'charts/sub/Chart.yaml': chartYaml('sub', 'x.y') },
  'a dependency of unknown type': {
    'charts/sub/Chart.yaml': chartYaml('sub').replace('application', 'other'),
  },
  'a file of more than 5 MiB': { 'files/large.txt': 'x'.repeat(5 * 1024 * 1024 + 1) },
};

/** What Helm sees in an archive, in its own words. */
function seenByHelm(archive: string): { readonly shown: string; readonly rendered: string } {
  const options = { cwd: dirname(archive) };
  const shown = helm.ok(['show', 'all', archive], options);
  return { shown, rendered: helm.ok(['template', 'x', archive, '--include-crds'], options) };
}

/** Fills the marks of all files of a chart the simple way, so that Helm can pack it. */
function fillMarks(chart: string, { kubernetes, series }: Built): void {
  const [provider = '', name = ''] = series.split('-');
  const values: Readonly<Record<string, string>> = {
    '.ClusterClassVersion': 'v3',
    '.ClusterAddonVersion': 'v2',
    '.NodeImageVersion': 'v1',
    'kubernetes.version': kubernetes,
    'kubernetes.minor': kubernetes.replace(/^v(\d+\.\d+).*$/, '$1'),
    'stack.name': name,
    'stack.provider': provider,
  };
  for (const path of filesBelow(chart)) {
    const text = readFileSync(path, 'utf8');
    const filled = Object.entries(values).reduce(
      (current, [mark, value]) => current.replaceAll(`<< ${mark} >>`, value),
      text,
    );
    if (filled !== text) writeFileSync(path, filled);
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

describe.skipIf(helm.missing)(titled('helm package 3.19', [helm]), () => {
  reportCorpus();
  it.each(Object.entries(CHARTS))('makes the same archive of the chart "%s"', (name, files) => {
    const stack = writeStack(name, inClass(files));
    const [ours, helms] = [packedByUs(stack), packedByHelm(join(stack, 'cluster-class'))];
    expect(contentOf(ours)).toEqual(contentOf(helms));
    expect(seenByHelm(ours)).toEqual(seenByHelm(helms));
  });

  it('makes the same archive of a chart with a packed dependency', () => {
    const stack = writeStack('packed', inClass({ 'Chart.yaml': manifest('packed', 'sub') }));
    putPackedChart(stack, 'sub-1.0.0.tgz', {
      'sub/Chart.yaml': chartYaml('sub', '1.0.0', 'unknown: field\n'),
      'sub/.helmignore': '*.md\n',
      'sub/README.md': `${BOM}in\n`,
      'sub/values.yaml': 'a: 1\n',
      'sub/templates/a.yaml': TEMPLATE,
      'sub/templates/.hidden': '# in\n',
      'sub/charts/subsub/Chart.yaml': chartYaml('subsub'),
      'sub/charts/subsub/values.yaml': 'a: 2\n',
    });
    const [ours, helms] = [packedByUs(stack), packedByHelm(join(stack, 'cluster-class'))];
    expect(contentOf(ours)).toEqual(contentOf(helms));
    expect(seenByHelm(ours)).toEqual(seenByHelm(helms));
  });

  it.each([...OWN_STACKS, ...CORPUS_STACKS])(
    'makes the same archive of the class chart of $name',
    ({ folder, flags }) => {
      for (const built of build(folder, [...MODES.custom, ...flags])) {
        const chart = join(copyStack(folder), 'cluster-class');
        fillMarks(chart, built);
        const ours = join(built.folder, built.classArchive);
        const helms = packedByHelm(chart);
        expect(basename(ours)).toBe(basename(helms));
        expect(contentOf(ours)).toEqual(contentOf(helms));
        expect(seenByHelm(ours)).toEqual(seenByHelm(helms));
      }
    },
  );

  it.skipIf(!hasCorpus)(
    titled('makes the same archive of addons with upstream charts', [], { '../shared/corpus': hasCorpus }),
    () => {
      const names = [
        'cilium',
        'metrics-server',
        'openstack-cinder-csi',
        'openstack-cloud-controller-manager',
      ];
      const dependencies = `dependencies:\n${names.map((name) => dependency(name, '0.0.0')).join('')}`;
      const stack = withDependencies(
        writeStack('upstream', {
          'cluster-addon/Chart.yaml': chartYaml('docker-upstream-1-34-cluster-addon', 'v2', dependencies),
          // The operator applies nothing to the namespace that cilium makes for secrets.
          'cluster-addon/values.yaml':
            'cilium: {tls: {readSecretsOnlyFromSecretsNamespace: true, secretsNamespace: {name: ""}}}\n',
        }),
      );
      const { folder, addonArchive } = buildOne(stack, MODES.custom);
      const [ours, helms] = [join(folder, addonArchive), packedByHelm(join(stack, 'cluster-addon'), 'v2')];
      expect(contentOf(ours)).toEqual(contentOf(helms));
      expect(seenByHelm(ours).rendered.length).toBeGreaterThan(50_000);
    },
  );

  it.each([
    ...['>=1.25.0-0', '1.34.x', '1.33 || 1.34', '>=1.25.0-0,<=1.34', '~1.34.0-0', '*'],
    ...['>= 1.99', 'x y', '1.33.x', '1.34.0-0', '>=1.25.0-0 <1.34.0-0', '~>1.33', '>= 1.25.0,'],
  ])('renders charts for the same Kubernetes versions: %s', (range) => {
    const text = chartYaml('docker-kube-1-34-cluster-class', 'v3', `kubeVersion: ${JSON.stringify(range)}\n`);
    const stack = writeStack('kube', inClass({ 'Chart.yaml': text }));
    const output = scratchFolder('kube');
    // As the operator calls it for the class chart: nothing is said of the version.
    const helms = helm.run(['template', 'x', join(stack, 'cluster-class')], { cwd: output });
    const ours = runCsctl(['create', stack, '--output', output, ...MODES.custom], { cwd: output });
    expect(ours.code, `${helms.stderr}\n${ours.stderr}`).toBe(helms.code === 0 ? 0 : 3);
    if (helms.code !== 0) expect(ours.stderr).toContain('chart-kube-version');
  });

  it.each(Object.entries(REFUSED))('refuses %s, and so do we', (_, files) => {
    const stack = writeStack('refused', inClass(files));
    const output = scratchFolder('refused');
    const helms = helm.run(['package', join(stack, 'cluster-class'), '--version', 'v3', '-d', output], {
      cwd: output,
    });
    const ours = runCsctl(['create', stack, '--output', output, ...MODES.custom], { cwd: output });
    expect({ helm: helms.code, csctl: ours.code }, `${helms.stderr}\n${ours.stderr}`).toEqual({
      helm: 1,
      csctl: 3,
    });
  });
});
