// A tiny stack for tests: every file can be replaced or taken out, so that a test shows only what it is about.
import { expect } from 'vitest';
import { CATALOGUE } from '../../src/problem/catalogue.ts';
import { formatPlace } from '../../src/problem/place.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { readSingleStack } from '../../src/stack/layout/single.ts';
import { classTemplate } from './tiny-class.ts';
import type { Stack } from '../../src/stack/stack.ts';

/** Contents by path; null takes a file of the tiny stack out. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export const CSCTL_YAML = `apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1
config:
  kubernetesVersion: v1.34.7
  clusterStackName: scs
  provider:
    type: docker
    apiVersion: docker.csctl.clusterstack.x-k8s.io/v1alpha1
`;

/** What the addon of the tiny stack installs. */
export const CNI_TEMPLATE = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: cni\n';

const MULTI_STAGE: Files = {
  'README.md': '# Tiny\n',
  'csctl.yaml': CSCTL_YAML,
  'clusteraddon.yaml': `apiVersion: clusteraddonconfig.x-k8s.io/v1alpha1
clusterAddonVersion: clusteraddons.clusterstack.x-k8s.io/v1alpha1
addonStages:
  AfterControlPlaneInitialized:
    - name: cni
      action: apply
  BeforeClusterUpgrade:
    - name: cni
      action: apply
`,
  'cluster-addon/cni/Chart.yaml': 'apiVersion: v2\nname: cni\nversion: 1.2.3\n',
  'cluster-addon/cni/templates/cni.yaml': CNI_TEMPLATE,
  'cluster-addon/cni/values.yaml': 'mtu: 1450\n',
  'cluster-class/Chart.yaml': `apiVersion: v2
name: docker-scs-1-34-cluster-class # derived
version: << .ClusterClassVersion >>
`,
  'cluster-class/templates/class.yaml': classTemplate({
    metadata: '  annotations:\n    nodeImage: << .NodeImageVersion >>\n',
  }),
  'cluster-class/values.yaml': 'addons: << .ClusterAddonVersion >>\n',
};

/** What makes the tiny stack one with a single addon chart. */
export const SINGLE_STAGE: Files = {
  'clusteraddon.yaml': null,
  'cluster-addon-values.yaml': 'values: |\n  mtu: 1450\n',
  'cluster-addon/cni/Chart.yaml': null,
  'cluster-addon/cni/templates/cni.yaml': null,
  'cluster-addon/cni/values.yaml': null,
  'cluster-addon/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-addon\nversion: v1\n',
  'cluster-addon/templates/cni.yaml': CNI_TEMPLATE,
};

/** The files of a tree, nulls left out. */
export const treeOf = (files: Files): FileTree =>
  FileTree.of(
    Object.entries(files).filter((entry): entry is [string, string | Uint8Array] => entry[1] !== null),
  );

/** The tiny multi-stage stack with some files changed; spread SINGLE_STAGE for the other convention. */
export const stackTree = (changes: Files = {}): FileTree => treeOf({ ...MULTI_STAGE, ...changes });

/** The tiny stack as the steps know it. */
export function tinyStack(changes: Files = {}): Stack {
  const { stack, problems } = readSingleStack('tiny', stackTree(changes));
  if (!stack) throw new Error(`no stack: ${problems.map(({ message }) => message).join('; ')}`);
  return stack;
}

/** `code file:line:column` of each problem, which is what most tests of problems are about. */
export const brief = (problems: readonly Problem[]): string[] =>
  problems.map((p) => `${p.code} ${formatPlace(p)}`);

/** Expects problems as they must be: a code of the catalogue, words, and a place that stands in the text. */
export function expectPlaced(problems: readonly Problem[], text: string): void {
  const lines = text.split('\n');
  const within = (n: number | undefined, last: number) => n !== undefined && n >= 1 && n <= last;
  const wrong = problems.filter(({ code, message, file, line, column }) => {
    // An error at the very end stands behind the last character.
    const placed = within(line, lines.length) && within(column, (lines[Number(line) - 1] ?? '').length + 1);
    return !(code in CATALOGUE && message !== '' && file && placed);
  });
  expect(wrong).toEqual([]);
}
