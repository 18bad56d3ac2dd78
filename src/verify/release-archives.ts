// The two archives of a finished release: found by name as the operator does, unpacked, and their charts' names.
import { readAddonBundle } from '../archive/addon-bundle.ts';
import { readChartArchive } from '../archive/helm-chart.ts';
import { problem, type Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import { readChartMetadata } from '../stack/chart-yaml.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { addonChartName, classChartName, seriesName } from '../stack/release-name.ts';
import { formatVersion, parseVersion } from '../stack/stack-version.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import type { ReleaseFacts } from './release-facts.ts';
import type { NamedFolder } from './view.ts';

/** The unpacked archives, undefined where there is nothing to look at, and what is wrong with them. */
export interface ReadArchives {
  readonly classChart: NamedFolder | undefined;
  readonly addons: NamedFolder | undefined;
  readonly problems: readonly Problem[];
}

type Kind = 'cluster-class' | 'cluster-addon';

/** What one archive should be called; its parts are undefined where a damaged release does not say. */
interface Expected {
  readonly kind: Kind;
  readonly chart: string | undefined;
  readonly version: string | undefined;
}

/** Finds and unpacks the archives of a release; never throws. */
export function readArchives(assets: readonly Asset[], facts: ReleaseFacts): ReadArchives {
  const { identity, version, metadata, convention } = facts;
  const addonVersion = metadata && parseVersion(metadata.versions.clusterAddon);
  const expected: Record<Kind, Expected> = {
    'cluster-class': {
      kind: 'cluster-class',
      chart: identity && classChartName(identity),
      version: version && formatVersion(version),
    },
    'cluster-addon': {
      kind: 'cluster-addon',
      chart: identity && addonChartName(identity),
      version: addonVersion && formatVersion(addonVersion),
    },
  };
  const problems: Problem[] = [];
  const classAsset = pick(assets, expected['cluster-class'], problems);
  const addonAsset = pick(assets, expected['cluster-addon'], problems);
  problems.push(...strangers(assets, [classAsset, addonAsset]));
  const chartIn = (asset: Asset | undefined, wanted: Expected) => {
    const files = asset && unpack(asset, problems, () => readChartArchive(asset.bytes));
    if (asset && files) problems.push(...checkNames(asset.name, files, wanted));
    return files && { origin: asset.name, files };
  };
  const classChart = chartIn(classAsset, expected['cluster-class']);
  const addons =
    convention === 'single-stage'
      ? chartIn(addonAsset, expected['cluster-addon'])
      : addonAsset && bundleIn(addonAsset, facts, problems);
  return { classChart, addons, problems };
}

const isArchive = (name: string): boolean => /\.(?:tgz|tar\.gz)$/.test(name);

/** The archive that the operator would take, or else the one that was meant. */
function pick(
  assets: readonly Asset[],
  { kind, chart, version }: Expected,
  problems: Problem[],
): Asset | undefined {
  const candidates = assets.filter(({ name }) => isArchive(name) && name.includes(kind));
  const stem = `${chart ?? `…-${kind}`}-${version ?? '…'}`;
  const expected = `${stem}.tgz`;
  const [first] = candidates;
  if (!first) {
    const hint = 'create the release again';
    problems.push(problem('release-file-missing', `there is no ${expected}`, { file: expected, hint }));
    return undefined;
  }
  const exact = candidates.find(({ name }) => name === expected);
  for (const { name } of candidates) {
    if (name === exact?.name || (candidates.length === 1 && (chart === undefined || version === undefined)))
      continue;
    const message = exact
      ? `there is a second archive of the ${kind}: ${name}; expected only ${expected}`
      : `the archive of the ${kind} is called ${name}; expected ${expected}`;
    problems.push(
      problem('release-archive-name', message, {
        file: name,
        hint: exact ? 'take it out' : 'create the release again',
      }),
    );
  }
  return exact ?? first;
}

/** Archives that are neither of the two: the operator ignores them. */
function strangers(assets: readonly Asset[], taken: readonly (Asset | undefined)[]): Problem[] {
  const others = assets.filter(({ name }) => isArchive(name) && !/cluster-(?:class|addon)/.test(name));
  return others
    .filter((asset) => !taken.includes(asset))
    .map(({ name }) => {
      const message = `nobody reads the archive ${name}; expected one of the class and one of the addons`;
      return problem('release-archive-name', message, {
        file: name,
        severity: 'warning',
        hint: 'take it out',
      });
    });
}

/** What `read` gives; a damaged archive becomes a problem. */
function unpack<T>({ name }: Asset, problems: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const message = `${name} cannot be unpacked: ${(error as Error).message}`;
    problems.push(problem('release-archive', message, { file: name, hint: 'create the release again' }));
    return undefined;
  }
}

function checkNames(archive: string, files: FileTree, { chart, version }: Expected): Problem[] {
  const text = files.text('Chart.yaml');
  if (text === undefined) return [];
  const source = YamlSource.parse(`${archive}/Chart.yaml`, text);
  if (source.problems.length > 0) return [];
  const found = readChartMetadata(source);
  const wrong = (
    code: 'chart-name' | 'chart-version',
    key: string,
    is: string,
    expected: string | undefined,
  ) => {
    if (expected === undefined || is === expected || is === '') return [];
    const message = `chart ${key} in ${archive} is "${is}"; expected "${expected}"`;
    return [source.problemAt([key], code, message, { hint: 'create the release again' })];
  };
  return [
    ...wrong('chart-name', 'name', found.name, chart),
    ...wrong('chart-version', 'version', found.version, version),
  ];
}

/** The stages of an addon bundle. */
function bundleIn(asset: Asset, { identity }: ReleaseFacts, problems: Problem[]): NamedFolder | undefined {
  const read = unpack(asset, problems, () => readAddonBundle(asset.bytes));
  if (!read) return undefined;
  for (const fault of read.faults) {
    const hint = 'pack the stage folders with csctl create';
    problems.push(problem('release-archive', `${asset.name}: ${fault}`, { file: asset.name, hint }));
  }
  const wrapper = wrapperOf(read.files, identity && seriesName(identity));
  if (wrapper === undefined) return { origin: asset.name, files: read.files };
  const message = `${asset.name} has everything inside the folder "${wrapper}"; expected the stage folders at its top`;
  problems.push(
    problem('release-archive', message, {
      file: asset.name,
      hint: 'pack what is in the folder, as csctl create does',
    }),
  );
  return { origin: `${asset.name}/${wrapper}`, files: read.files.under(wrapper) };
}

/** The one folder around all stages, as `helm package` or `tar` of the folder itself would make it. */
function wrapperOf(files: FileTree, series: string | undefined): string | undefined {
  const [folder, ...more] = files.folders();
  if (folder === undefined || more.length > 0) return undefined;
  const inside = files.under(folder);
  const stages = inside.folders().some((name) => inside.has(`${name}/Chart.yaml`));
  const named =
    folder === 'cluster-addon' || (series !== undefined && folder.startsWith(`${series}-cluster-addon`));
  return (stages || named) && !inside.has('Chart.yaml') ? folder : undefined;
}
