// What lies below charts/ of a chart: which of it is what Chart.yaml and the locks want.
import { loadChartFolder, type Chart } from '../../archive/helm-chart.ts';
import { readChartMetadata } from '../../stack/chart-yaml.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import { sameVersion, satisfiesRange } from '../../stack/version-range.ts';
import { YamlSource } from '../../stack/yaml-source.ts';

/** A chart below charts/. */
export interface PresentChart {
  /** Name of the file or folder there: `cilium-1.18.9.tgz`. */
  readonly entry: string;
  readonly name: string;
  readonly version: string;
  /** Of the archive; undefined for a folder. */
  readonly digest: Digest | undefined;
  readonly chart: Chart;
}

/** What has to lie there for a dependency. */
export interface Requirement {
  readonly name: string;
  /** A range, or '' for any. */
  readonly range: string;
  /** The exact version, where it is known. */
  readonly version: string | undefined;
  readonly digest: Digest | undefined;
}

/** The charts below charts/ that can be read. */
export function presentCharts(tree: FileTree, folder: string): PresentChart[] {
  const files = tree.under(folder);
  const prefix = `${folder}/charts/`;
  return (loadChartFolder(files, folder).chart?.dependencies ?? []).map((chart) => {
    const entry = chart.origin.slice(prefix.length);
    const source = YamlSource.parse('Chart.yaml', chart.files.text('Chart.yaml') ?? '', 'as-helm');
    const packed = files.get(`charts/${entry}`);
    const digest = packed && digestOf(packed);
    return { entry, name: chart.name, version: readChartMetadata(source).version, digest, chart };
  });
}

/** The chart that is what is wanted; a folder has no digest, so nothing proves that it is the locked chart. */
export const findPresent = (
  present: readonly PresentChart[],
  { name, range, version, digest }: Requirement,
): PresentChart | undefined =>
  present.find(
    (one) =>
      one.name === name &&
      (range === '' || satisfiesRange(one.version, range) === true) &&
      (version === undefined || sameVersion(one.version, version)) &&
      (digest === undefined || one.digest === digest),
  );

/**
 * The entries of charts/ that have to go: charts that `names` names and that are not among `kept`, and, as
 * `helm dependency build` does it, archives that nobody wants. Folders that nobody wants stay.
 */
export function supersededEntries(
  tree: FileTree,
  folder: string,
  present: readonly PresentChart[],
  names: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): string[] {
  const files = tree.under(`${folder}/charts`);
  const entries = [...new Set(files.paths().map((path) => path.split('/')[0] ?? ''))];
  return entries.filter((entry) => {
    if (kept.has(entry)) return false;
    const known = present.find((one) => one.entry === entry);
    if (known) return names.has(known.name) || entry.endsWith('.tgz');
    // What cannot be read goes where another chart takes its place.
    return entry.endsWith('.tgz') && [...names].some((name) => entry.startsWith(`${name}-`));
  });
}
