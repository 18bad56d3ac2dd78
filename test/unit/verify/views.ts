// Views to run rules on: small stacks that are right, with single files replaced.
import { formatPlace } from '../../../src/problem/place.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { namedText, type ReleaseView } from '../../../src/verify/view.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const CLASS: Files = {
  'cluster-class/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-class\nversion: v1\n',
  'cluster-class/templates/class.yaml': classTemplate(),
};

const MULTI_STAGE: Files = {
  ...CLASS,
  'clusteraddon.yaml': `addonStages:
  AfterControlPlaneInitialized:
    - name: cni
      action: apply
  BeforeClusterUpgrade:
    - name: cni
      action: apply
`,
  'cluster-addon/cni/Chart.yaml': 'apiVersion: v2\nname: cni\nversion: v1\n',
};

const SINGLE_STAGE: Files = {
  ...CLASS,
  'cluster-addon/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-addon\nversion: v1\n',
  'cluster-addon-values.yaml': 'values: |\n  cni: {}\n',
};

function view(files: Files, convention: ReleaseView['convention'], provider: string): ReleaseView {
  const tree = FileTree.of(Object.entries(files));
  const text = (path: string) => namedText(path, tree.get(path));
  return {
    identity: { provider, name: 'scs', minor: { major: 1, minor: 34 } },
    kubernetes: 'v1.34.1',
    convention,
    classChart: { origin: 'cluster-class', files: tree.under('cluster-class') },
    addons: { origin: 'cluster-addon', files: tree.under('cluster-addon') },
    addonConfig: text('clusteraddon.yaml'),
    addonValues: text('cluster-addon-values.yaml'),
    nodeImages: text('node-images.yaml'),
  };
}

/** A good multi-stage release of `docker/scs` 1.34 with some files replaced or added. */
export const multiStage = (files: Files = {}, provider = 'docker'): ReleaseView =>
  view({ ...MULTI_STAGE, ...files }, 'multi-stage', provider);

/** The same in the single-stage convention. */
export const singleStage = (files: Files = {}, provider = 'docker'): ReleaseView =>
  view({ ...SINGLE_STAGE, ...files }, 'single-stage', provider);

/** `code file:line:column` of each problem, the form in which tests expect them. */
export const brief = (problems: readonly Problem[]): string[] =>
  problems.map((p) => `${p.code} ${formatPlace(p)}`);

/** What all rules say about a view, in brief. */
export const check = async (looked: ReleaseView): Promise<string[]> => brief(await checkView(looked));
