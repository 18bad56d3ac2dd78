// A tiny stack in our layout: two stages with a chart each, for three Kubernetes minors.
import type { FileTree } from '../../src/stack/file-tree.ts';
import { stackTree, treeOf, type Files } from './stack-tree.ts';

export const STACK_YAML = `# what it is
apiVersion: csctl.clusterstack.x-k8s.io/v1beta1
provider: docker
name: scs
addons:
  cni: 1.18.9
  ccm:
    follows: kubernetesMinor
kubernetes:
  - version: v1.33.10
    addons: {ccm: 2.33.1}
  - version: v1.34.7
    addons: {ccm: 2.34.2}
  - version: v1.35.3
    addons: {ccm: 2.35.0, cni: 1.19.2}
`;

/** A Chart.yaml with one dependency. */
export const chartYaml = (name: string, version: string, chart = name): string =>
  `apiVersion: v2 # of ${name}
name: ${name}
version: 1.2.3
dependencies:
  - name: ${chart}
    repository: https://charts.example.com
    version: ${version}
`;

const FILES: Files = {
  'csctl.yaml': null,
  'stack.yaml': STACK_YAML,
  'cluster-addon/cni/Chart.yaml': chartYaml('cni', '1.0.0', 'cilium'),
  'cluster-addon/ccm/Chart.yaml': chartYaml('ccm', '2.0.0', 'openstack-cloud-controller-manager'),
  'cluster-class/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-class # derived\nversion: v0\n',
};

/** The tiny stack in our layout, with some files changed. */
export const nativeTree = (changes: Files = {}): FileTree => stackTree({ ...FILES, ...changes });

/** The folder above one folder for each minor, with the tiny stack in each. */
export function perMinorTree(
  minors: readonly string[],
  changes: (minor: string) => Files = () => ({}),
  loose: Files = {},
): FileTree {
  const files = minors.flatMap((minor) => {
    const [major = '', dash = ''] = minor.split('.');
    const own = stackTree({
      'README.md': null,
      'csctl.yaml': null,
      'stack.yaml': `provider: docker\nclusterStackName: scs\nkubernetesVersion: ${minor}.7\n`,
      'cluster-class/Chart.yaml': `apiVersion: v2\nname: docker-scs-${major}-${dash}-cluster-class\nversion: v0\n`,
      ...changes(minor),
    });
    return [...own].map(([path, bytes]) => [`${major}-${dash}/${path}`, bytes] as const);
  });
  return treeOf({ ...loose, ...Object.fromEntries(files) });
}
