// Addon charts that come, go or have another version, stage by stage.
import { ADDON_CONFIG_FILE } from '../../stack/asset.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { ADDON_FOLDER, type AddonConvention } from '../../stack/stack.ts';
import { namedText } from '../../verify/view.ts';
import { readAddons } from '../reading/addon-charts.ts';

/** A chart of an addon that is not the same on both sides. */
export interface AddonChange {
  readonly stage: string;
  /** Its name; of a dependency the alias, where it has one. */
  readonly chart: string;
  /** Whether it is one that the stage's own chart depends on. */
  readonly dependency: boolean;
  /** Its version; of a dependency as Chart.yaml wants it. Null on the side that has no such chart. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The charts that differ, in the order of the newer side, with those that are gone at the end. */
export function diffAddons(
  before: FileTree,
  now: FileTree,
  conventions: { readonly before: AddonConvention; readonly now: AddonConvention },
): AddonChange[] {
  const [old, fresh] = [chartsIn(before, conventions.before), chartsIn(now, conventions.now)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) => {
    const [from, to] = [old.get(key), fresh.get(key)];
    const chart = to ?? from;
    if (!chart || from?.version === to?.version) return [];
    const { stage, name, dependency } = chart;
    return [{ stage, chart: name, dependency, from: from?.version ?? null, to: to?.version ?? null }];
  });
}

interface ChartVersion {
  readonly stage: string;
  readonly name: string;
  readonly dependency: boolean;
  readonly version: string;
}

function chartsIn(files: FileTree, convention: AddonConvention): ReadonlyMap<string, ChartVersion> {
  const { addons } = readAddons({
    convention,
    addons: { origin: ADDON_FOLDER, files: files.under(ADDON_FOLDER) },
    addonConfig: namedText(ADDON_CONFIG_FILE, files.get(ADDON_CONFIG_FILE)),
  });
  const charts = addons.flatMap(({ stage, chart, version, dependencies }): ChartVersion[] => [
    ...(chart === null ? [] : [{ stage, name: chart, dependency: false, version: version ?? '' }]),
    ...dependencies.map((one) => ({
      stage,
      name: one.alias ?? one.name,
      dependency: true,
      version: one.version,
    })),
  ]);
  // The chart of a stage stays the same one under another name.
  return new Map(charts.map((chart) => [`${chart.stage}/${chart.dependency ? chart.name : ''}`, chart]));
}
