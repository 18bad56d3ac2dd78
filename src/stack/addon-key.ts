// How stacks name the chart dependencies that they pin: STAGE, STAGE/DEPENDENCY, or DEPENDENCY of a single addon chart.
import { readChartMetadata, type ChartDependency } from './chart-yaml.ts';
import type { FileTree } from './file-tree.ts';
import { ADDON_FOLDER, CLASS_FOLDER, type AddonConvention } from './stack.ts';
import { YamlSource } from './yaml-source.ts';

/** A chart dependency of a stack. */
export interface StackDependency extends ChartDependency {
  /** The shortest name that means it in `addons`. */
  readonly key: string;
  /** Folder of the chart that needs it: `cluster-addon/cni`. */
  readonly chart: string;
}

const CHART_FILE = 'Chart.yaml';

/** The folders of the charts of a stack: the class chart, and the addon chart or its stages. */
export function chartFolders(tree: FileTree, convention: AddonConvention): string[] {
  const stages = tree.under(ADDON_FOLDER).folders();
  const addons =
    convention === 'single-stage' ? [ADDON_FOLDER] : stages.map((stage) => `${ADDON_FOLDER}/${stage}`);
  return [CLASS_FOLDER, ...addons].filter((folder) => tree.has(`${folder}/${CHART_FILE}`));
}

/** The dependencies of a chart folder as its Chart.yaml names them; none when the file cannot be read. */
export function dependenciesOf(tree: FileTree, folder: string): readonly ChartDependency[] {
  const source = YamlSource.parse(`${folder}/${CHART_FILE}`, tree.text(`${folder}/${CHART_FILE}`) ?? '');
  return source.problems.length > 0 ? [] : readChartMetadata(source).dependencies;
}

/** All chart dependencies of a stack with their keys, in the order of charts and lists. */
export function stackDependencies(tree: FileTree, convention: AddonConvention): StackDependency[] {
  return chartFolders(tree, convention).flatMap((chart) => {
    const dependencies = dependenciesOf(tree, chart);
    return dependencies.map((dependency) => ({
      ...dependency,
      chart,
      key: keyOf(chart, dependency, dependencies.length === 1),
    }));
  });
}

function keyOf(chart: string, { name, alias }: ChartDependency, isOnly: boolean): string {
  const dependency = alias ?? name;
  if (chart === ADDON_FOLDER) return dependency;
  if (chart === CLASS_FOLDER) return `${CLASS_FOLDER}/${dependency}`;
  const stage = chart.slice(ADDON_FOLDER.length + 1);
  return isOnly ? stage : `${stage}/${dependency}`;
}

/** Whether a key, the long form included, means a dependency. */
export const isMeant = (key: string, { key: short, name, alias }: StackDependency): boolean =>
  key === short || key === `${short}/${alias ?? name}`;
