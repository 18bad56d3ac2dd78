// The addons of a release as charts: stages, hooks, versions and dependencies.
import { loadChart } from '../../archive/helm-chart.ts';
import type { Problem } from '../../problem/problem.ts';
import { ADDON_FOLDER } from '../../stack/stack.ts';
import { shownAddress } from '../../stack/chart-source.ts';
import { readChartMetadata } from '../../stack/chart-yaml.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { readAddonConfig, type AddonStage } from '../../verify/addon-config.ts';
import type { NamedFolder, ReleaseView } from '../../verify/view.ts';

/** A chart that another one depends on. */
export interface AddonDependency {
  readonly name: string;
  readonly alias: string | null;
  /** As Chart.yaml has it: a version or a range. */
  readonly version: string;
  /** As Chart.yaml has it, without a login. */
  readonly repository: string;
  /** Whether the release holds it; otherwise the operator has to fetch it. */
  readonly embedded: boolean;
}

/** A stage, or in the single-stage convention the one addon chart. */
export interface Addon {
  /** `cni`; `cluster-addon` in the single-stage convention. */
  readonly stage: string;
  /** Name and version of its chart; null where there is none that can be read. */
  readonly chart: string | null;
  readonly version: string | null;
  readonly dependencies: readonly AddonDependency[];
  /** When the operator does what with it; none where it is installed without a hook, or never. */
  readonly hooks: readonly { readonly hook: string; readonly action: string }[];
}

/** The addons, and what kept some from being read. */
export interface ReadAddons {
  readonly addons: readonly Addon[];
  readonly problems: readonly Problem[];
}

/** Reads the addons in the order in which clusteraddon.yaml names them; never throws. */
export function readAddons(view: Pick<ReleaseView, 'convention' | 'addons' | 'addonConfig'>): ReadAddons {
  const { convention, addons, addonConfig } = view;
  if (convention === 'single-stage')
    return collect(addons ? [readAddon(ADDON_FOLDER, addons.files, addons.origin, [])] : []);
  const config = addonConfig && readAddonConfig(addonConfig);
  const stages = config?.stages ?? [];
  const names = new Set([...stages.map(({ name }) => name), ...(addons?.files.folders() ?? [])]);
  const read = [...names].filter((name) => name !== '').map((name) => readStage(name, addons, stages));
  const { addons: found, problems } = collect(read);
  return { addons: found, problems: [...(config?.problems ?? []), ...problems] };
}

interface ReadAddon {
  readonly addon: Addon;
  readonly problems: readonly Problem[];
}

const collect = (read: readonly ReadAddon[]): ReadAddons => ({
  addons: read.map(({ addon }) => addon),
  problems: read.flatMap(({ problems }) => problems),
});

function readStage(name: string, addons: NamedFolder | undefined, stages: readonly AddonStage[]): ReadAddon {
  const hooks = stages.filter((stage) => stage.name === name).map(({ hook, action }) => ({ hook, action }));
  const files = addons?.files.under(name);
  if (addons && files && files.size > 0) return readAddon(name, files, `${addons.origin}/${name}`, hooks);
  return { addon: { stage: name, chart: null, version: null, dependencies: [], hooks }, problems: [] };
}

function readAddon(stage: string, files: FileTree, origin: string, hooks: Addon['hooks']): ReadAddon {
  const { chart, problems } = loadChart(files, origin);
  const source = YamlSource.parse(`${origin}/Chart.yaml`, files.text('Chart.yaml') ?? '', 'as-helm');
  if (!chart || source.problems.length > 0) {
    const addon = { stage, chart: null, version: null, dependencies: [], hooks };
    return { addon, problems: chart ? source.problems : problems };
  }
  const { name, version, dependencies } = readChartMetadata(source);
  const embedded = new Set(chart.dependencies.map((dependency) => dependency.name));
  const described = dependencies.map((dependency): AddonDependency => ({
    name: dependency.name,
    alias: dependency.alias ?? null,
    version: dependency.version,
    repository: shownAddress(dependency.repository),
    embedded: embedded.has(dependency.name),
  }));
  const addon = { stage, chart: name || null, version: version || null, dependencies: described, hooks };
  return { addon, problems };
}
