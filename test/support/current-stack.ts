// A stack of three minors that is kept current: pins, overlays and a catalogue of images, as our stack.yaml has them.
import { classTemplate } from './tiny-class.ts';
import type { Files } from './stack-tree.ts';

/** Where its charts and images come from. */
export interface Sources {
  /** A Helm repository. */
  readonly charts: string;
  /** An OCI registry with a path: `oci://HOST/charts`. */
  readonly registry: string;
  readonly images: string;
}

/** Addresses that no test asks. */
export const NOWHERE: Sources = {
  charts: 'https://charts.example',
  registry: 'oci://registry.example/charts',
  images: 'https://images.example',
};

/** SHA-256 of the image of a version, as its checksum file has it. */
export const imageDigest = (version: string): string =>
  Buffer.from(version.padEnd(8, '.')).toString('hex').repeat(4).slice(0, 64);

/** Path of the image of a version below the address of images. */
export const imagePath = (version: string): string => `${version}/node-${version}.qcow2`;

export const stackYaml = ({ images }: Sources = NOWHERE): string => `# What is built.
apiVersion: csctl.clusterstack.x-k8s.io/v1beta1
provider: openstack
name: scs
embedDependencies: true

addons:
  cni:
    version: 1.18.8 # for all minors
    update: 1.18.x
  ccm:
    follows: kubernetesMinor

kubernetes:
  - version: v1.32.12
    addons:
      ccm: 2.32.0
  # the one that most clusters have
  - version: v1.33.9
    addons: { ccm: 2.33.0 }
  - version: "v1.34.6"
    addons:
      ccm: 2.34.1 # tested

overlays:
  - minors: ">=1.34"
    folder: overlays/new
  - minors: 1.32
    remove: [cluster-class/templates/recent.yaml]

nodeImages:
  release: true
  name: node-<< kubernetes.version >>
  url: ${images}/<< kubernetes.version >>/node-<< kubernetes.version >>.qcow2
  checksum: << url >>.CHECKSUM
  versions:
${['v1.32.12', 'v1.33.9', 'v1.34.6'].map((version) => `    - version: ${version}\n      sha256: ${imageDigest(version)}\n`).join('')}`;

const chart = (name: string, dependency: string, version: string, repository: string): string =>
  `apiVersion: v2
name: ${name}
version: 0.1.0
dependencies:
  - name: ${dependency} # the one
    version: "${version}"
    repository: ${repository}
`;

/** The files of the stack; two addons, one of which follows the minor and comes from a registry. */
export const currentStack = (sources: Sources = NOWHERE): Files => ({
  'csctl.yaml': null,
  'README.md': null,
  'stack.yaml': stackYaml(sources),
  'clusteraddon.yaml': `apiVersion: clusteraddonconfig.x-k8s.io/v1alpha1
clusterAddonVersion: clusteraddons.clusterstack.x-k8s.io/v1alpha1
addonStages:
  AfterControlPlaneInitialized:
    - { name: cni, action: apply }
    - { name: ccm, action: apply }
  BeforeClusterUpgrade:
    - { name: cni, action: apply }
    - { name: ccm, action: apply }
`,
  'cluster-class/Chart.yaml': 'apiVersion: v2\nname: openstack-scs-1-34-cluster-class\nversion: v0\n',
  'cluster-class/values.yaml': 'image: node-<< kubernetes.version >>\n',
  'cluster-class/templates/class.yaml': classTemplate({
    metadata: '  annotations: {kubernetes: << kubernetes.version >>}\n',
  }),
  'cluster-class/templates/recent.yaml': '# for new minors\n',
  'overlays/new/cluster-class/templates/new.yaml': '# for the newest minor\n',
  'cluster-addon/cni/Chart.yaml': chart('cni', 'cilium', '1.18.8', sources.charts),
  'cluster-addon/cni/templates/cni.yaml': null,
  'cluster-addon/cni/values.yaml': 'cilium: {}\n',
  'cluster-addon/ccm/Chart.yaml': chart('ccm', 'cloud-controller', '2.34.1', sources.registry),
  'cluster-addon/ccm/values.yaml': 'cloud-controller: {}\n',
});
