// From sources to what is packaged: marks filled, chart names and versions set.
import type { Problem } from '../problem/problem.ts';
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE } from '../stack/asset.ts';
import { setChart } from '../stack/chart-yaml.ts';
import { decodeText, FileTree } from '../stack/file-tree.ts';
import type { Substitution } from '../stack/hashes-file.ts';
import { shipsImages } from '../stack/images/node-images-file.ts';
import { formatKubernetes, formatMinor } from '../stack/kubernetes-version.ts';
import type { Component, ComponentVersions } from '../stack/metadata.ts';
import { addonChartName, classChartName } from '../stack/release-name.ts';
import { ADDON_FOLDER, CLASS_FOLDER, type Stack } from '../stack/stack.ts';
import { fillPlaceholders, versionMark, type FilledText, type PlaceholderValues } from './placeholders.ts';

/** The packaged files of a stack, under their names in the stack. */
export interface RenderedStack {
  readonly tree: FileTree;
  readonly substitutions: readonly Substitution[];
  /** Places are relative to the stack. */
  readonly problems: readonly Problem[];
}

/**
 * Whether a file of the stack goes into a release: README, versions.yaml and the like do not, nor does a
 * node-images.yaml that the catalogue did not make (docs/operator-contract.md 8.5).
 */
export function isPackaged(stack: Pick<Stack, 'convention' | 'settings'>, path: string): boolean {
  if (path.startsWith(`${CLASS_FOLDER}/`) || path.startsWith(`${ADDON_FOLDER}/`)) return true;
  if (path === NODE_IMAGES_FILE) return shipsImages(stack.settings.images);
  return path === (stack.convention === 'multi-stage' ? ADDON_CONFIG_FILE : ADDON_VALUES_FILE);
}

function placeholderValues({ config }: Stack, versions: ComponentVersions): PlaceholderValues {
  return {
    ClusterClassVersion: versions.clusterStack,
    ClusterAddonVersion: versions.clusterAddon,
    NodeImageVersion: versions.nodeImage,
    kubernetes: { version: formatKubernetes(config.kubernetes), minor: formatMinor(config.kubernetes) },
    stack: { name: config.identity.name, provider: config.identity.provider },
  };
}

/** A Chart.yaml whose name and version are ours, and whose version it carries. */
interface OwnChart {
  readonly name: string;
  readonly component: Component;
}

function ownCharts(stack: Stack): ReadonlyMap<string, OwnChart> {
  const { identity } = stack.config;
  const charts = new Map<string, OwnChart>([
    [`${CLASS_FOLDER}/Chart.yaml`, { name: classChartName(identity), component: 'clusterStack' }],
  ]);
  if (stack.convention === 'single-stage') {
    charts.set(`${ADDON_FOLDER}/Chart.yaml`, { name: addonChartName(identity), component: 'clusterAddon' });
  }
  return charts;
}

/**
 * Fills a Chart.yaml of ours. Its version is set to a mark first, so that it is filled and recorded like all
 * others; the name is judged as it is when filled.
 */
async function fillOwnChart(
  path: string,
  text: string,
  { name, component }: OwnChart,
  values: PlaceholderValues,
): Promise<FilledText> {
  const asWritten = await fillPlaceholders(path, text, values);
  const mark = versionMark(component);
  const set = setChart(path, text, name, mark);
  const filled = await fillPlaceholders(path, set.text, values);
  // A name of marks may be right once it is filled.
  const { problems } = set.problems.length === 0 ? set : setChart(path, asWritten.text, name, mark);
  return { ...filled, problems: [...asWritten.problems, ...problems] };
}

/** Renders a stack with the given versions. Binary files and packed charts pass through untouched. */
export async function renderStack(stack: Stack, versions: ComponentVersions): Promise<RenderedStack> {
  const values = placeholderValues(stack, versions);
  const charts = ownCharts(stack);
  const files: [string, Uint8Array | string][] = [];
  const substitutions: Substitution[] = [];
  const problems: Problem[] = [];
  for (const [path, bytes] of stack.tree) {
    if (!isPackaged(stack, path)) continue;
    const text = path.endsWith('.tgz') ? undefined : decodeText(bytes);
    if (text === undefined) {
      files.push([path, bytes]);
      continue;
    }
    const own = charts.get(path);
    const filled = await (own ? fillOwnChart(path, text, own, values) : fillPlaceholders(path, text, values));
    files.push([path, filled.text === text ? bytes : filled.text]);
    substitutions.push(...filled.substitutions);
    problems.push(...filled.problems);
  }
  return { tree: FileTree.of(files), substitutions, problems };
}
