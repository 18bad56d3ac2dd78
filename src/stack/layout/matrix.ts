// The single folder with versions.yaml beside csctl.yaml: a list of Kubernetes versions, and the charts of each.
import { problem, type Problem } from '../../problem/problem.ts';
import { stackDependencies } from '../addon-key.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH, type StackConfig } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import {
  compareMinors,
  formatKubernetes,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import { applyPins, withTexts } from '../native/addon-pins.ts';
import { withDerivedNames } from '../native/derived-names.ts';
import { CLASS_FOLDER, locateProblems, type FileMaking, type Stack } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import type { ReadStack, StackLayout } from './layout.ts';
import { singleLayout } from './single.ts';
import {
  readVersions,
  rowPins,
  VERSIONS_FILE,
  type VersionsFile,
  type VersionsRow,
} from './versions-file.ts';

/** A folder with csctl.yaml and versions.yaml; the list counts only with `-k` (docs/cli.md). */
export function matrixLayout(label: string, tree: FileTree): StackLayout {
  const single = singleLayout(label, tree);
  const versions = readVersions(tree.text(VERSIONS_FILE) ?? '');
  const own = single.minors[0]?.minor;
  const further = versions.rows
    .filter(({ minor }) => !own || !sameMinor(minor, own))
    .map(({ minor, kubernetes }) => ({ minor, kubernetes }))
    .sort((a, b) => compareMinors(a.minor, b.minor));
  return {
    ...single,
    kind: 'matrix',
    further,
    read: (minor) => (minor ? readMinor(label, single.read(), versions, minor) : single.read()),
  };
}

function readMinor(
  label: string,
  base: ReadStack,
  versions: VersionsFile,
  minor: KubernetesMinor,
): ReadStack {
  const row = versions.rows.find((one) => sameMinor(one.minor, minor));
  const found = [...base.problems, ...locateProblems(label, versions.problems)];
  if (!base.stack || !row) return { stack: base.stack, problems: found };
  const own = base.stack.config.kubernetes;
  // csctl.yaml wins for its own minor (docs/cli.md, decision 1).
  const kubernetes = sameMinor(own, minor) ? own : row.kubernetes;
  if (!kubernetes) return { stack: undefined, problems: [...found, ...locateProblems(label, row.problems)] };
  const { stack, problems } = stackOfRow(base.stack, versions, row, kubernetes);
  return { stack, problems: [...found, ...problems] };
}

/** The stack as versions.yaml has it for one minor: charts pinned, and the version in csctl.yaml and image names. */
function stackOfRow(
  stack: Stack,
  versions: VersionsFile,
  row: VersionsRow,
  kubernetes: KubernetesVersion,
): ReadStack {
  const { convention, label } = stack;
  const { pins, problems } = rowPins(versions, row, stackDependencies(stack.tree, convention));
  const config = { ...stack.config, kubernetes, identity: { ...stack.config.identity, minor: kubernetes } };
  const versioned = withVersion(stack.tree, stack.config, kubernetes);
  const pinned = applyPins(versioned.tree, convention, pins);
  const isOwn = sameMinor(stack.config.kubernetes, kubernetes);
  // A name that is wrong for csctl.yaml's own minor is told; for the others it cannot be right.
  const named = isOwn
    ? { tree: pinned.tree, changed: [] }
    : withDerivedNames(pinned.tree, config.identity, convention);
  const changed = [...versioned.changed, ...pinned.changed, ...named.changed];
  const made = new Map<string, FileMaking>(changed.map((path) => [path, 'pinned']));
  const tree = named.tree.filter((path) => path !== VERSIONS_FILE);
  const disagree = disagreement(versions.source, row, kubernetes);
  return {
    stack: { ...stack, config, configFile: VERSIONS_FILE, tree, made },
    problems: locateProblems(label, [...problems, ...disagree]),
  };
}

/** The minor's version in csctl.yaml, and at the end of image names in the class chart's values. */
function withVersion(
  tree: FileTree,
  config: StackConfig,
  to: KubernetesVersion,
): { readonly tree: FileTree; readonly changed: readonly string[] } {
  const [before, after] = [formatKubernetes(config.kubernetes), formatKubernetes(to)];
  if (before === after) return { tree, changed: [] };
  const csctl = YamlSource.parse(CONFIG_FILE, tree.text(CONFIG_FILE) ?? '');
  const texts = new Map([[CONFIG_FILE, csctl.withScalar(CONFIG_VERSION_PATH, after)]]);
  const file = `${CLASS_FOLDER}/values.yaml`;
  let values = YamlSource.parse(file, tree.text(file) ?? '');
  for (const role of values.keys(['images'])) {
    const path = ['images', role, 'name'];
    const name = values.scalarText(path);
    if (!name?.endsWith(`-${before}`)) continue;
    values = YamlSource.parse(file, values.withScalar(path, name.slice(0, -before.length) + after));
    texts.set(file, values.text);
  }
  return { tree: withTexts(tree, texts), changed: [...texts.keys()] };
}

function disagreement(
  source: YamlSource,
  { kubernetes, index }: VersionsRow,
  used: KubernetesVersion,
): Problem[] {
  const [listed, own] = [kubernetes && formatKubernetes(kubernetes), formatKubernetes(used)];
  if (listed === undefined || listed === own) return [];
  const message = `${VERSIONS_FILE} says ${listed}; ${CONFIG_FILE} says ${own}, and is what counts`;
  const hint = `write the same version in both, for instance with csctl update`;
  return [problem('config-disagree', message, { ...source.place([index, 'kubernetes']), hint })];
}
