// Rendering as users type it: render in its forms, verdicts and what is refused for them, definitions, known-bad releases.
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderResult } from '../../src/release/render.ts';
import { edit, installed, run, runBoth, runJson, shell, useInstalledPackage } from '../support/csctl.ts';
import { CNI_TEMPLATE, stackTree, type Files } from '../support/stack-tree.ts';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const REMOTE = ['--remote', 'layout:releases'];
const TAG = 'docker-scs-1-34-v1';
const CNI = 'cluster-addon/cni';
const [TEMPLATE, OVERWRITE] = [`${CNI}/templates/cni.yaml`, `${CNI}/overwrite.yaml`];

const text = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('utf8');

/** A folder with a small stack `tiny` in it. */
function workshop(files: Files = {}): string {
  const tree = [...stackTree(files)].map(([path, bytes]) => [`tiny/${path}`, text(bytes)] as const);
  return tempFolder(Object.fromEntries(tree));
}

/** Builds and publishes v1, come what may. */
async function publishFirst(cwd: string, ...flags: string[]): Promise<void> {
  const { code, stderr } = await run(['create', '--publish', ...REMOTE, ...flags, 'tiny'], { cwd });
  expect(code, stderr).toBe(0);
}

const asRendered = (json: unknown): RenderResult => json as RenderResult;

describe('render', () => {
  const files: Files = {
    [TEMPLATE]: `${CNI_TEMPLATE}spec: {mtu: {{ .Values.mtu }}, for: {{ .Capabilities.KubeVersion.Version }}}\n`,
    [OVERWRITE]: 'values: |\n  mtu: {{ len .Cluster.metadata.name }}\n',
  };

  it('prints the class as helm template does', async () => {
    const cwd = workshop(files);
    const { code, stdout, stderr, json } = await runBoth(['render', 'tiny'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^---\n# Source: docker-scs-1-34-cluster-class\/templates\/class\.yaml\napiVersion: cluster\.x-k8s\.io\/v1beta1\nkind: ClusterClass\n/,
    );
    const { kubernetes, class: classChart, addons, warnings } = asRendered(json);
    expect([kubernetes, addons, warnings]).toEqual(['v1.34.7', [], []]);
    expect(classChart.text).toBe(stdout);
    expect(classChart.objects.map(({ kind }) => kind)).toEqual([
      ...['ClusterClass', 'DockerClusterTemplate', 'DockerMachineTemplate', 'KubeadmControlPlaneTemplate'],
    ]);
  });

  it('prints addons with their values, for a sample or for a Cluster', async () => {
    const cwd = workshop(files);
    const sample = await runBoth(['render', 'tiny', '--addons'], { cwd });
    expect(sample.stdout).toMatch(/\nspec: \{mtu: 6, for: v1\.34\.7\}\n$/);
    writeFiles(cwd, {
      'cluster.yaml': 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a-long-name}\n',
    });
    const mine = await runBoth(['render', 'tiny', '--stage', 'cni', '--cluster', 'cluster.yaml'], { cwd });
    expect(mine.stdout).toMatch(/\nspec: \{mtu: 11, for: v1\.34\.7\}\n$/);
    expect(asRendered(mine.json).addons).toMatchObject([
      {
        stage: 'cni',
        values: 'mtu: 11\n',
        objects: [{ kind: 'DaemonSet', template: `tiny/${TEMPLATE}`.slice(5) }],
      },
    ]);
  });

  it('prints release folders and published releases', async () => {
    const cwd = workshop(files);
    await publishFirst(cwd);
    const folder = await runBoth(['render', `.release/${TAG}`, '--addons'], { cwd });
    const published = await runBoth(['render', ...REMOTE, TAG, '--addons'], { cwd });
    expect(published.stdout).toBe(folder.stdout);
    expect(folder.stdout).toContain(`\n  name: ${TAG}\n`);
    expect(asRendered(published.json).class.name).toBe(TAG);
  });

  it('prints into a namespace, and leaves out what has no dependencies', async () => {
    const cwd = workshop({
      'cluster-class/templates/more.yaml': '# in {{ .Release.Namespace }}\n',
      [`${CNI}/Chart.yaml`]:
        'apiVersion: v2\nname: cni\nversion: 1.2.3\ndependencies: [{name: dns, version: 1.0.0, repository: "https://example.com"}]\n',
    });
    const { code, stdout, stderr, json } = await runBoth(['render', 'tiny', '--addons', '-n', 'tenant'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('# in tenant\n');
    expect(stdout).not.toContain('DaemonSet');
    expect(stderr).toContain('not rendered: the chart depends on "dns"');
    expect(json.warnings.map((one) => one.code)).toContain('stage-dependency-missing');
  });

  it.each<[string, string[], number, string, string]>([
    [
      'an unknown stage',
      ['tiny', '--stage', 'dns'],
      2,
      'usage',
      'there is no stage "dns"\n  -> its stages are cni',
    ],
    ['nothing of the name', ['nothing'], 3, 'release-missing', 'there is no folder nothing'],
    ['no argument', [], 2, 'usage', 'no source is named; expected at least one'],
    [
      'a file without a Cluster',
      ['tiny', '--addons', '--cluster', 'tiny/csctl.yaml'],
      2,
      'cluster-file',
      'tiny/csctl.yaml holds no Cluster of Cluster API',
    ],
    [
      'a file that is not there',
      ['tiny', '--addons', '--cluster', 'gone.yaml'],
      3,
      'file-unreadable',
      'gone.yaml cannot be read',
    ],
    [
      'a Cluster that nothing is rendered for',
      ['tiny', '--cluster', 'cluster.yaml'],
      2,
      'usage',
      '--cluster is for addons, and none are asked for\n  -> add --addons, or --stage NAME',
    ],
    [
      'a tag that is not there',
      [...REMOTE, 'docker-scs-1-34-v9'],
      5,
      'release-not-found',
      'docker-scs-1-34-v9',
    ],
  ])('refuses %s', async (_what, args, code, problem, words) => {
    const outcome = await runBoth(['render', ...args], { cwd: workshop() });
    expect(outcome.code, outcome.stderr).toBe(code);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toContain(words);
    expect(outcome.json.error.code).toBe(problem);
  });

  it('refuses a template that fails, at its place', async () => {
    const cwd = workshop({ 'cluster-class/templates/more.yaml': 'a: 1\nb: {{ fail "no flavor" }}\n' });
    const { code, stderr, json } = await runBoth(['render', 'tiny'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toBe(`\
error[chart-render]: the chart does not render: execution error at (docker-scs-1-34-cluster-class/templates/more.yaml:2:6): no flavor
  at tiny/cluster-class/templates/more.yaml:2:7
  -> mend the template or the values
`);
    expect(json.error).toMatchObject({ code: 'chart-render', problems: [{ line: 2, column: 7 }] });
  });
});

describe('a breaking change', () => {
  const selector = (value: string): Files => ({
    [TEMPLATE]: `${CNI_TEMPLATE}spec: {selector: {a: ${value}}}\n`,
  });
  const MESSAGE =
    'DaemonSet cni of the stage "cni" changes spec.selector.a, which Kubernetes refuses: upgrades never finish';

  async function changed(): Promise<string> {
    const cwd = workshop(selector('a'));
    await publishFirst(cwd);
    edit(join(cwd, 'tiny', TEMPLATE), 'a: a', 'a: b');
    return cwd;
  }

  it('ends plan with 3, with its version and its verdict', async () => {
    const { code, stdout, stderr, json } = await runBoth(['plan', ...REMOTE, 'tiny'], {
      cwd: await changed(),
    });
    expect(code).toBe(3);
    expect(stdout).toContain('tiny -> docker-scs-1-34-v2  Kubernetes v1.34.7  (since docker-scs-1-34-v1)\n');
    expect(stdout).toContain(
      `  upgrade: breaking, clusters do not get on without work by hand\n    breaking  ${MESSAGE}\n`,
    );
    expect(stdout).toContain(`\n              at tiny/${TEMPLATE}:4:3\n`);
    // Told once: the plan has the finding with its place, the error only refuses.
    expect(stderr).toContain(
      'error[breaking-change]: clusters of the previous release do not get on: 1 breaking finding; the plan lists them\n',
    );
    expect(stderr).not.toContain(MESSAGE);
    const [plan] = json.plans as unknown as { refused: boolean; upgrade: { verdict: string } }[];
    expect(plan).toMatchObject({ refused: true, upgrade: { verdict: 'breaking' } });
    expect(json.warnings).toMatchObject([{ code: 'breaking-change', severity: 'error', message: MESSAGE }]);
  });

  it('is refused by create, until --allow-breaking, which is recorded', async () => {
    const cwd = await changed();
    const create = ['create', ...REMOTE, 'tiny'];
    const refused = await runBoth(create, { cwd });
    expect([refused.code, refused.json.error.code]).toEqual([3, 'breaking-change']);
    expect(refused.stderr).toContain('or release it all the same with --allow-breaking');
    expect(readdirSync(join(cwd, '.release'))).toEqual([TAG]);
    expect((await run(['plan', ...REMOTE, '--allow-breaking', 'tiny'], { cwd })).code).toBe(0);
    const { code, stdout, stderr } = await run([...create, '--allow-breaking', '--publish'], { cwd });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('docker-scs-1-34-v2  Kubernetes v1.34.7  published\n');
    expect(stderr).toContain(`warning[breaking-change]: ${MESSAGE}`);
    const hashes = readFileSync(join(cwd, '.release/docker-scs-1-34-v2/hashes.json'), 'utf8');
    expect(JSON.parse(hashes)).toMatchObject({ build: { allowed: ['breaking-change'] } });
    const diff = await run(['diff', '--stat', ...REMOTE, 'docker-scs-1-34-v2'], { cwd });
    expect(diff.stdout).toContain('  upgrade: breaking, ');
    expect(diff.stdout).toMatch(/^ {2}~ +cni +DaemonSet +cni +spec\.selector\.a$/m);
  });

  it('is none when clusters get on by themselves', async () => {
    const cwd = workshop();
    await publishFirst(cwd);
    edit(join(cwd, 'tiny', TEMPLATE), 'metadata:', 'spec: {updateStrategy: {type: OnDelete}}\nmetadata:');
    const { code, stdout } = await runBoth(['plan', ...REMOTE, 'tiny'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('  upgrade: patch, clusters get on by themselves\n');
  });
});

describe('validate --crd', () => {
  const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: infrastructure.cluster.x-k8s.io
  names: {kind: AcmeSettings}
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {size: {type: integer}}}}
`;
  const settings = (spec: string): Files => ({
    'cluster-class/templates/more.yaml': `apiVersion: infrastructure.cluster.x-k8s.io/v1\nkind: AcmeSettings\nmetadata: {name: a}\nspec: {${spec}}\n`,
  });

  it('checks a kind that csctl does not know', async () => {
    const cwd = workshop(settings('size: big'));
    writeFiles(cwd, { 'crd.yaml': CRD });
    expect((await runBoth(['validate', 'tiny'], { cwd })).code).toBe(0);
    const { code, stdout, json } = await runBoth(['validate', '--crd', 'crd.yaml', 'tiny'], { cwd });
    expect([code, json.ok]).toEqual([3, false]);
    expect(stdout).toContain(
      'error[class-field]: AcmeSettings a: spec.size is "big"; expected a whole number\n  at tiny/cluster-class/templates/more.yaml:4:8\n',
    );
    edit(join(cwd, 'tiny/cluster-class/templates/more.yaml'), 'big', '5');
    expect((await runBoth(['validate', '--crd', 'crd.yaml', 'tiny'], { cwd })).code).toBe(0);
  });

  it('has to be a file', async () => {
    const { code, json } = await runBoth(['validate', '--crd', 'gone.yaml', 'tiny'], { cwd: workshop() });
    expect(code).toBe(3);
    expect(JSON.stringify(json)).toContain('file-unreadable');
  });
});

/** What verify says of a release, as text and as JSON; the rest of what it says is left out. */
async function verified(args: readonly string[], cwd: string) {
  const { code, stdout, json } = await runBoth(['verify', ...args], { cwd });
  expect(code).toBe(3);
  expect(json.ok).toBe(false);
  const errors = json.problems.filter(({ severity }) => severity === 'error');
  for (const { code: name, message } of errors) expect(stdout).toContain(`error[${name}]: ${message}\n`);
  expect(stdout).toMatch(/^not ok: 1 release, \d+ errors?(?:, \d+ warnings?)?$/m);
  return errors.map(({ code: name, message, file }) => `${name} ${file ?? ''}: ${message}`);
}

describe('known-bad releases that somebody published', () => {
  const BUNDLE = 'docker-scs-1-34-cluster-addon-v1.tgz';

  it.each<[string, Files, string, string[]]>([
    [
      'a stage that does not exist',
      {
        'clusteraddon.yaml':
          'addonStages:\n  AfterControlPlaneInitialized: [{name: cni, action: apply}, {name: cilium, action: apply}]\n  BeforeClusterUpgrade: [{name: cni, action: apply}, {name: cilium, action: apply}]\n',
      },
      'addon-stage-missing',
      Array<string>(2).fill(
        `addon-stage-missing ${TAG}/clusteraddon.yaml: stage "cilium" is no folder in ${BUNDLE}; expected one of cni`,
      ),
    ],
    [
      'an addon missing from BeforeClusterUpgrade',
      {
        'clusteraddon.yaml':
          'addonStages:\n  AfterControlPlaneInitialized: [{name: cni, action: apply}]\n  BeforeClusterUpgrade: []\n',
      },
      'addon-upgrade',
      [
        `addon-upgrade ${TAG}/clusteraddon.yaml: AfterControlPlaneInitialized applies "cni", but BeforeClusterUpgrade does not apply it: an upgrade deletes it from the cluster`,
      ],
    ],
    [
      'an overwrite file that renders to nothing',
      { [OVERWRITE]: '{{ if .Cluster.spec.nothing }}values: {}{{ end }}\n' },
      'overwrite-empty',
      [
        `overwrite-empty ${TAG}/${BUNDLE}/cni/overwrite.yaml: ${BUNDLE}/cni/overwrite.yaml renders to nothing; expected a map`,
      ],
    ],
    [
      'a chart that does not render',
      { [TEMPLATE]: 'a: {{ .Values.a.b }}\n' },
      'chart-render',
      [
        `chart-render ${TAG}/${BUNDLE}/cni/templates/cni.yaml: the chart does not render: template: cni/templates/cni.yaml:1:13: executing "cni/templates/cni.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b`,
      ],
    ],
    [
      'an object of another namespace',
      { [TEMPLATE]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: default}\n' },
      'addon-namespace',
      [
        `addon-namespace ${TAG}/${BUNDLE}/cni/templates/cni.yaml: ConfigMap a is for the namespace default; the operator applies to kube-system only`,
      ],
    ],
  ])('%s', async (_what, files, code, expected) => {
    const cwd = workshop(files);
    const refused = await runJson(['create', '--publish', ...REMOTE, 'tiny'], { cwd });
    expect([refused.code, refused.json.error.problems.some((one) => one.code === code)]).toEqual([3, true]);
    await publishFirst(cwd, '--allow', code);
    expect(await verified([...REMOTE, TAG], cwd)).toEqual(expected);
  });

  it.each<[string, boolean, string[]]>([
    [
      'a class chart named for another minor, inside and outside',
      false,
      [
        'release-archive-name docker-scs-1-33-cluster-class-v1.tgz: the archive of the cluster-class is called docker-scs-1-33-cluster-class-v1.tgz; expected docker-scs-1-34-cluster-class-v1.tgz',
        'chart-name docker-scs-1-33-cluster-class-v1.tgz/Chart.yaml: chart name in docker-scs-1-33-cluster-class-v1.tgz is "docker-scs-1-33-cluster-class"; expected "docker-scs-1-34-cluster-class"',
      ],
    ],
    [
      'a class chart named for another minor, inside only',
      true,
      [
        'chart-name docker-scs-1-34-cluster-class-v1.tgz/Chart.yaml: chart name in docker-scs-1-34-cluster-class-v1.tgz is "docker-scs-1-33-cluster-class"; expected "docker-scs-1-34-cluster-class"',
      ],
    ],
  ])('%s', async (_what, isRenamed, expected) => {
    const cwd = workshop();
    await publishFirst(cwd, '-o', 'good');
    edit(join(cwd, 'tiny/csctl.yaml'), 'v1.34.7', 'v1.33.9');
    await publishFirst(cwd, '-o', 'other');
    const [release, archive] = [join(cwd, 'good', TAG), 'docker-scs-1-33-cluster-class-v1.tgz'];
    const own = archive.replace('1-33', '1-34');
    rmSync(join(release, own));
    cpSync(join(cwd, 'other', 'docker-scs-1-33-v1', archive), join(release, archive));
    if (isRenamed) renameSync(join(release, archive), join(release, own));
    expect((await shell('sha256sum *.tgz *.yaml *.json > SHA256SUMS', { cwd: release })).code).toBe(0);
    const errors = await verified([`good/${TAG}`], cwd);
    expect(errors.map((one) => one.replace(`good/${TAG}/`, ''))).toEqual(expected);
  });
});

describe('charts that mean harm', () => {
  /** Less memory than Node would take by itself: what fills it ends in the crash that `run` does not forgive. */
  const env = { NODE_OPTIONS: '--max-old-space-size=800' };

  it.each<[string, Files, RegExp]>([
    [
      'recursion',
      { [TEMPLATE]: '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}' },
      /^error\[chart-render\]: .* nest more than 1000 deep\n {2}at tiny\/cluster-addon\/cni\/templates\/cni\.yaml/m,
    ],
    [
      'repetition',
      { [TEMPLATE]: 'a: {{ repeat 100000 (repeat 100000 "x") }}' },
      /^error\[chart-render\]: .* more than 20000000 steps\n {2}at tiny\/cluster-addon\/cni\/templates\/cni\.yaml/m,
    ],
    [
      'lists in lists',
      { [TEMPLATE]: '{{ $x := list "x" }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}a: {{ $x }}' },
      /^error\[chart-render\]: .* more than 20000000 steps\n {2}at tiny\/cluster-addon\/cni\/templates\/cni\.yaml/m,
    ],
    [
      'aliases of aliases',
      {
        [`${CNI}/values.yaml`]: `a0: &a0 [x, x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array<string>(10).fill(`*a${i}`).join(', ')}]\n`).join('')}`,
      },
      /^error\[chart-[a-z]+\]: .*\n {2}at tiny\/cluster-addon\/cni\/values\.yaml/m,
    ],
  ])('%s ends in a problem, within little memory', async (_what, files, expected) => {
    const cwd = workshop(files);
    const checked = await run(['validate', 'tiny'], { cwd, env });
    expect(checked.code, checked.stdout).toBe(3);
    expect(checked.stdout).toMatch(expected);
    const rendered = await run(['render', '--addons', 'tiny'], { cwd, env });
    expect([rendered.code, rendered.stdout]).toEqual([3, '']);
    expect(rendered.stderr).toMatch(/^error\[chart-/m);
  });

  it('links out of a chart are refused, and nothing of them is read', async () => {
    const cwd = workshop({ [TEMPLATE]: 'a: {{ .Files.Get "secret" }}\n' });
    writeFiles(cwd, { secret: 'hush' });
    symlinkSync(join(cwd, 'secret'), join(cwd, 'tiny', CNI, 'secret'));
    const checked = await runBoth(['validate', 'tiny'], { cwd });
    expect([checked.code, checked.json.problems[0]?.code]).toEqual([3, 'file-link']);
    const rendered = await run(['render', '--addons', 'tiny'], { cwd });
    expect(checked.stdout + rendered.stdout + rendered.stderr).not.toContain('hush');
  });

  it('nothing of the environment is in what is rendered', async () => {
    const cwd = workshop({
      [OVERWRITE]: 'home: {{ env "HOME" | quote }}\nwhere: {{ expandenv "$PATH" | quote }}\n',
    });
    const { json } = await runJson(['render', '--addons', 'tiny'], { cwd });
    expect(asRendered(json).addons[0]?.values).toBe('home: ""\nwhere: ""\n');
    expect(JSON.stringify(json)).not.toContain(installed().prefix);
  });
});
