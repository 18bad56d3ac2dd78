// Helm chart archives as `helm package` lays them out: files in its order, packed dependencies unpacked.
import { problem, type Problem } from '../problem/problem.ts';
import { compareBytewise, FileTree, sortWalk } from '../stack/file-tree.ts';
import { isChartName, readChartMetadata } from '../stack/chart-yaml.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { gunzip, gzip } from './gzip.ts';
import { parseHelmignore, type Ignore } from './helmignore.ts';
import { packTar, unpackTar } from './tar.ts';

/** A chart in memory: its own files, and its dependencies by name. */
export interface Chart {
  /** The folder or archive that it was read from, for places. */
  readonly origin: string;
  readonly name: string;
  readonly files: FileTree;
  readonly dependencies: readonly Chart[];
}

/** The chart and what is wrong with it; without a Chart.yaml there is no chart. */
export interface LoadedChart {
  readonly chart: Chart | undefined;
  readonly problems: readonly Problem[];
}

const BOM = [0xef, 0xbb, 0xbf];
const LEADING = ['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json'];

/** Loads a chart folder with its .helmignore applied; `origin` is the folder to show in problems. */
export function loadChartFolder(folder: FileTree, origin: string): LoadedChart {
  const rules = parseHelmignore(`${origin}/.helmignore`, folder.text('.helmignore') ?? '');
  const kept = folder.filter((path) => !isLeftOut(path, rules.ignore));
  const loaded = loadChart(kept, origin);
  return { chart: loaded.chart, problems: [...rules.problems, ...loaded.problems] };
}

/** Helm skips a whole folder once it is ignored. */
function isLeftOut(path: string, ignore: Ignore): boolean {
  const steps = path.split('/');
  return steps.some((_, index) => ignore(steps.slice(0, index + 1).join('/'), index < steps.length - 1));
}

/** Builds a chart from its files, as Helm's loader does; dependencies below charts/ become charts. */
export function loadChart(files: FileTree, origin: string): LoadedChart {
  const manifest = files.text('Chart.yaml');
  if (manifest === undefined) {
    const trouble = files.has('Chart.yaml')
      ? problem('chart-yaml', `${origin}/Chart.yaml is not UTF-8 text`, {
          file: `${origin}/Chart.yaml`,
          hint: 'save it as UTF-8',
        })
      : problem('chart-missing', `${origin} has no Chart.yaml; expected a chart`, {
          file: origin,
          hint: 'add the chart, or move the folder out of the stack',
        });
    return { chart: undefined, problems: [trouble] };
  }
  const own = files.filter((path) => !path.startsWith('charts/') || path.endsWith('.prov'));
  const loaded = dependencyNames(files).map((entry) => loadDependency(files, entry, origin));
  const dependencies = loaded
    .flatMap(({ chart }) => (chart ? [chart] : []))
    .sort((a, b) => compareBytewise(a.name, b.name));
  return {
    chart: {
      origin,
      files: trimBoms(own),
      dependencies,
      // Only asked of dependencies: the name of a chart of ours is derived.
      get name() {
        return readChartMetadata(YamlSource.parse(`${origin}/Chart.yaml`, manifest, 'as-helm')).name;
      },
    },
    problems: loaded.flatMap(({ problems }) => problems),
  };
}

/** What stands directly below charts/, without what Helm skips there. */
function dependencyNames(files: FileTree): string[] {
  const entries = files
    .under('charts')
    .paths()
    .filter((path) => !path.endsWith('.prov'));
  const names = new Set(entries.map((path) => path.split('/')[0] ?? ''));
  return [...names].filter((name) => !name.startsWith('_') && !name.startsWith('.'));
}

const ARCHIVE_HINT = 'put it there again from its repository';

function loadDependency(files: FileTree, entry: string, origin: string): LoadedChart {
  const place = `${origin}/charts/${entry}`;
  const packed = files.get(`charts/${entry}`);
  const refuse = (why: string): LoadedChart => ({
    chart: undefined,
    problems: [problem('chart-archive', `${place}: ${why}`, { file: place, hint: ARCHIVE_HINT })],
  });
  if (packed !== undefined && !entry.endsWith('.tgz')) return refuse('only charts can stand below charts/');
  try {
    const loaded = loadChart(packed ? readChartArchive(packed) : files.under(`charts/${entry}`), place);
    // The name becomes the folder below charts/.
    if (!loaded.chart || isChartName(loaded.chart.name)) return loaded;
    return { chart: undefined, problems: [whyNameless(loaded.chart)] };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** A Chart.yaml below charts/ without a name: it may be no YAML at all. */
function whyNameless({ origin, files }: Chart): Problem {
  const source = YamlSource.parse(`${origin}/Chart.yaml`, files.text('Chart.yaml') ?? '', 'as-helm');
  const [fault] = source.problems;
  if (fault)
    return problem('chart-archive', fault.message, { ...fault, severity: 'error', hint: ARCHIVE_HINT });
  const message = `${source.file} has no name that Helm accepts`;
  return source.problemAt(['name'], 'chart-archive', message, { hint: ARCHIVE_HINT });
}

const trimBoms = (files: FileTree): FileTree =>
  files.map((bytes) =>
    BOM.every((byte, index) => bytes[index] === byte) ? bytes.subarray(BOM.length) : bytes,
  );

/** The files of a packed chart without the folder around them. @throws Error when it is no chart archive */
export function readChartArchive(archive: Uint8Array): FileTree {
  const { entries } = unpackTar(gunzip(archive));
  const files = entries.filter(({ type }) => type === 'File');
  const outside = files.find(({ path }) => !path.includes('/'));
  if (outside) throw new Error(`"${outside.path}" is not inside the chart's folder`);
  const unsafe = files.find(({ path }) => path.split('/').some((step) => step === '..' || step === ''));
  if (unsafe) throw new Error(`the entry "${unsafe.path}" leaves the archive`);
  return FileTree.of(files.map(({ path, bytes }) => [path.slice(path.indexOf('/') + 1), bytes] as const));
}

/** Helm packs no lock without content, and none of a chart of apiVersion v1, which has a requirements.lock. */
function hasUselessLock({ files }: Chart): boolean {
  if (!files.has('Chart.lock')) return false;
  const read = (name: string) => YamlSource.parse(name, files.text(name) ?? '', 'as-helm');
  return read('Chart.yaml').get(['apiVersion']) !== 'v2' || read('Chart.lock').kindAt([]) === 'null';
}

/** The files of a chart in the order of `helm package`: metadata, templates, other files, dependencies. */
export function listChart(chart: Chart): (readonly [string, Uint8Array])[] {
  const kept = hasUselessLock(chart) ? chart.files.filter((path) => path !== 'Chart.lock') : chart.files;
  const walked = sortWalk([...kept], ([path]) => path);
  const leading = LEADING.flatMap((name) => walked.filter(([path]) => path === name));
  const templates = walked.filter(([path]) => path.startsWith('templates/'));
  const others = walked.filter(([path]) => !LEADING.includes(path) && !path.startsWith('templates/'));
  const own = [...leading, ...templates, ...others];
  const below = chart.dependencies.flatMap((dependency) =>
    listChart(dependency).map(([path, bytes]) => [`charts/${dependency.name}/${path}`, bytes] as const),
  );
  return [...own, ...below];
}

/** Packs a chart below a folder of its name. @param mtime seconds since 1970 */
export function packChart(chart: Chart, name: string, mtime: number): Uint8Array {
  const entries = listChart(chart).map(([path, bytes]) => ({ path: `${name}/${path}`, bytes }));
  return gzip(packTar(entries, mtime));
}
