// Stacks of this suite: the project's own, those of the corpus and small ones made by the tests; and building them.
import { classTemplate } from '../support/tiny-class.ts';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { parseDocument } from 'yaml';
import { gunzip } from '../../src/archive/gzip.ts';
import { unpackTar } from '../../src/archive/tar.ts';
import { chartMeaning } from '../../src/stack/chart-meaning.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { corpusPath, FLAWS, hasCorpus } from '../support/corpus.ts';
import { writeFiles } from '../support/temp-folder.ts';
import { DOCKER, OPENSTACK, writeOneMinor } from '../support/own-stacks.ts';
import { scratchFolder } from './scratch.ts';
import { csctl } from './tools.ts';

/** A stack folder of the project or the corpus. */
export interface KnownStack {
  readonly name: string;
  readonly folder: string;
  /** Flags without which it is refused. */
  readonly flags: readonly string[];
}

/** For the oldest minor and the newest, as folders of one minor. */
export const OWN_STACKS: readonly KnownStack[] = [DOCKER, OPENSTACK].flatMap((stack) =>
  [32, 35].map((minor) => {
    const folder = scratchFolder('own');
    writeOneMinor(stack, folder, { major: 1, minor });
    return { name: `${stack} 1.${minor}`, folder, flags: [] };
  }),
);

/** The corpus stacks that csctl builds. */
export const CORPUS_STACKS: readonly KnownStack[] = (hasCorpus ? readdirSync(corpusPath('golden')) : [])
  .filter((name) => name.endsWith('.hash.json'))
  .map(
    (name) =>
      JSON.parse(readFileSync(corpusPath('golden', name), 'utf8')) as { stack: string; exitCode: number },
  )
  .filter(({ exitCode }) => exitCode === 0)
  .map(({ stack }) => ({
    name: stack,
    folder: corpusPath('stacks', stack),
    flags: (FLAWS[stack] ?? []).flatMap((code) => ['--allow', code]),
  }));

/** In a suite over the stacks of the corpus: says that they are missing, when they are. */
export function reportCorpus(): void {
  if (!hasCorpus) it.skip('the stacks of ../shared/corpus (skipped: it is not there)');
}

/** Flags of each mode that needs no remote. */
export const MODES: Readonly<Record<'hash' | 'custom', readonly string[]>> = {
  hash: ['--mode', 'hash'],
  custom: [
    ...['--mode', 'custom', '--cluster-stack-version', 'v3'],
    ...['--cluster-addon-version', 'v2', '--node-image-version', 'v1'],
  ],
};

interface CreateResult {
  readonly releases: readonly {
    readonly tag: string;
    readonly status: string;
    readonly kubernetes: string;
    readonly versions: Readonly<Record<'clusterStack' | 'clusterAddon' | 'nodeImage', string>>;
    readonly assets: readonly { readonly name: string; readonly role: string }[];
  }[];
}

/** A release folder that csctl wrote. */
export interface Built {
  readonly tag: string;
  readonly status: string;
  /** Absolute. */
  readonly folder: string;
  /** `docker-scs-1-34` */
  readonly series: string;
  readonly kubernetes: string;
  readonly versions: CreateResult['releases'][number]['versions'];
  /** File name of the class archive. */
  readonly classArchive: string;
  /** File name of the addon archive. */
  readonly addonArchive: string;
}

/** Builds the releases of one stack below `output`. */
export function build(stack: string, flags: readonly string[], output = scratchFolder('release')): Built[] {
  mkdirSync(output, { recursive: true });
  const stdout = csctl(['create', stack, '--json', '--output', output, ...flags], { cwd: output });
  return (JSON.parse(stdout) as CreateResult).releases.map(
    ({ tag, status, kubernetes, versions, assets }) => {
      const named = (role: string) =>
        assets.find((asset) => asset.role === role)?.name ?? `no ${role} archive`;
      const classArchive = named('cluster-class');
      const series = classArchive.replace(/-cluster-class-.*$/, '');
      const folder = join(output, tag);
      return {
        tag,
        status,
        folder,
        series,
        kubernetes,
        versions,
        classArchive,
        addonArchive: named('cluster-addon'),
      };
    },
  );
}

/** Builds a stack of which there is one release. */
export function buildOne(stack: string, flags: readonly string[], output?: string): Built {
  const [built, ...others] = build(stack, flags, output);
  if (!built || others.length > 0) throw new Error(`${stack}: ${others.length + (built ? 1 : 0)} releases`);
  return built;
}

/** A copy that may be changed. */
export function copyStack(folder: string): string {
  const copy = scratchFolder('stack');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Chart.yaml of a small chart; `more` are further lines. */
export const chartYaml = (name: string, version = '1.0.0', more = ''): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\ntype: application\n${more}`;

/** A single-stage stack called docker/NAME for Kubernetes 1.34 that builds as it is; `files` add to it or replace. */
export function writeStack(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = scratchFolder(name);
  writeFiles(folder, {
    'csctl.yaml': `apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1
config:
  kubernetesVersion: v1.34.7
  clusterStackName: ${name}
  provider:
    type: docker
    apiVersion: docker.csctl.clusterstack.x-k8s.io/v1alpha1
`,
    'cluster-class/Chart.yaml': chartYaml(`docker-${name}-1-34-cluster-class`, 'v3'),
    'cluster-class/templates/cluster-class.yaml': classTemplate(),
    'cluster-addon/Chart.yaml': chartYaml(`docker-${name}-1-34-cluster-addon`, 'v2'),
    'cluster-addon/templates/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sample\n',
    'cluster-addon-values.yaml': 'values: |\n  {}\n',
    ...files,
  });
  return folder;
}

/** Files that turn a stack of `writeStack` into a multi-stage one, once its cluster-addon/ is taken out. */
export const STAGES: Readonly<Record<string, string>> = {
  'clusteraddon.yaml': `apiVersion: clusteraddonconfig.x-k8s.io/v1alpha1
clusterAddonVersion: clusteraddons.clusterstack.x-k8s.io/v1alpha1
addonStages:
  AfterControlPlaneInitialized:
    - name: one
      action: apply
  BeforeClusterUpgrade:
    - name: one
      action: apply
`,
  'cluster-addon/one/Chart.yaml': chartYaml('one'),
  'cluster-addon/one/templates/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sample\n',
};

/** A multi-stage stack. */
export function writeStagedStack(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = writeStack(name);
  rmSync(join(folder, 'cluster-addon'), { recursive: true });
  rmSync(join(folder, 'cluster-addon-values.yaml'));
  writeFiles(folder, { ...STAGES, ...files });
  return folder;
}

/** The stages of a multi-stage stack. */
export const stagesOf = (stack: string): string[] =>
  readdirSync(join(stack, 'cluster-addon'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Packed charts of the corpus: versions by name, oldest first. */
function packedCharts(): Map<string, string[]> {
  const charts = new Map<string, string[]>();
  for (const file of readdirSync(corpusPath('charts')).sort()) {
    const [, name = '', version = ''] = /^(.*)-(\d+\.\d+\.\d+)\.tgz$/.exec(file) ?? [];
    charts.set(name, [...(charts.get(name) ?? []), version]);
  }
  return charts;
}

/** The addon charts of a stack. */
function addonFolders(stack: string): string[] {
  const addons = join(stack, 'cluster-addon');
  return existsSync(join(addons, 'Chart.yaml'))
    ? [addons]
    : stagesOf(stack).map((stage) => join(addons, stage));
}

/**
 * A copy of a stack with the dependencies of all addon charts in place, packed. Where the corpus has another version of
 * a chart than the addon wants, it gets that one, in its Chart.yaml too.
 */
export function withDependencies(stack: string): string {
  const copy = copyStack(stack);
  const charts = packedCharts();
  for (const folder of addonFolders(copy)) {
    const manifest = join(folder, 'Chart.yaml');
    const document = parseDocument(readFileSync(manifest, 'utf8'));
    const { dependencies = [] } = document.toJS() as { dependencies?: { name: string; version: string }[] };
    dependencies.forEach(({ name, version }, index) => {
      const found = charts.get(name) ?? [];
      const given = found.includes(version) ? version : (found.at(-1) ?? version);
      const file = `${name}-${given}.tgz`;
      rmSync(join(folder, 'charts', name), { recursive: true, force: true });
      cpSync(corpusPath('charts', file), join(folder, 'charts', file));
      if (given === version) return;
      document.setIn(['dependencies', index, 'version'], given);
      writeFileSync(manifest, String(document));
      rmSync(join(folder, 'Chart.lock'), { force: true });
    });
  }
  return copy;
}

/** What an archive holds, by path: digests of files, Chart.yaml and Chart.lock by what Helm reads, folders empty. */
export function contentOf(archive: string): Record<string, string> {
  const { entries } = unpackTar(gunzip(readFileSync(archive)));
  const content = entries.map(({ path, type, bytes }) => {
    const place = path.replace(/\/$/, '');
    if (type === 'Directory') return [`${place}/`, ''] as const;
    return [place, type === 'File' ? (chartMeaning(place, bytes) ?? digestOf(bytes)) : type] as const;
  });
  const paths = content.map(([path]) => path);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  if (twice.length > 0) throw new Error(`${archive} holds twice: ${twice.join(', ')}`);
  return Object.fromEntries(content.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What matters of a Kubernetes object here. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** The objects of a rendered chart. Errors are ignored: upstream's YAML has some that Go's parser does not mind. */
export function objectsOf(rendered: string): KubernetesObject[] {
  return rendered
    .split(/^---.*$/m)
    .map(
      (text) =>
        parseDocument(text, { uniqueKeys: false, logLevel: 'error' }).toJS() as KubernetesObject | null,
    )
    .filter((object) => object !== null);
}
