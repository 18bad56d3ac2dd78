// What the readers of our files say of a text, and good documents of each: what the JSON Schemas must agree with.
import { parseRegistryFile } from '../../src/io/openstack-plugin/registry-file.ts';
import { CsctlError, type Problem } from '../../src/problem/problem.ts';
import { parseChartsLock } from '../../src/stack/charts-lock.ts';
import { parseConfig } from '../../src/stack/config.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { matrixLayout } from '../../src/stack/layout/matrix.ts';
import { perMinorLayout } from '../../src/stack/layout/per-minor.ts';
import { parseNativeConfig } from '../../src/stack/native/native-config.ts';
import { YamlSource } from '../../src/stack/yaml-source.ts';
import { checkStages } from '../../src/verify/addon-rules.ts';
import { checkNodeImages } from '../../src/verify/node-image-rules.ts';
import type { ReleaseView } from '../../src/verify/view.ts';

export type Schema =
  | 'stack'
  | 'stack-of-one-minor'
  | 'csctl'
  | 'versions'
  | 'charts-lock'
  | 'clusteraddon'
  | 'node-images'
  | 'node-image-registry';

/** Refusals of a file by itself, not of what it says about other files. */
const OF_THE_FILE: readonly string[] = [
  ...[
    'config-required',
    'config-type',
    'config-unknown-key',
    'config-api-version',
    'stack-layout',
    'lock-file',
  ],
  ...[
    'provider-name',
    'stack-name',
    'kubernetes-version',
    'kubernetes-no-patch',
    'overlay',
    'image-catalogue',
  ],
  ...[
    'addon-config',
    'addon-stage-null',
    'addon-action',
    'node-images',
    'node-images-empty',
    'plugin-failed',
  ],
];

const refusals = (problems: readonly Problem[]): string[] =>
  problems
    .filter(({ code, severity }) => severity === 'error' && OF_THE_FILE.includes(code))
    .map(({ message }) => message);

const VIEW: ReleaseView = {
  identity: undefined,
  kubernetes: undefined,
  convention: 'multi-stage',
  classChart: undefined,
  addons: undefined,
  addonConfig: undefined,
  addonValues: undefined,
  nodeImages: undefined,
};
const named = (file: string, text: string) => ({ file, text, readable: true });

const CSCTL = {
  apiVersion: 'csctl.clusterstack.x-k8s.io/v1alpha1',
  config: {
    kubernetesVersion: 'v1.34.7',
    clusterStackName: 'scs',
    provider: { type: 'openstack', apiVersion: 'openstack.csctl.clusterstack.x-k8s.io/v1alpha1' },
  },
};

/** A row that is good, so that those beside it are read. */
const ROW = '- kubernetes: v1.98.0\n';

/** What each reader refuses, as messages. */
export const READERS: Readonly<Record<Schema, (text: string) => string[]>> = {
  stack: (text) => refusals(parseNativeConfig(YamlSource.parse('stack.yaml', text)).problems),
  'stack-of-one-minor': (text) =>
    refusals(perMinorLayout('.', FileTree.of([['stack.yaml', text]])).read().problems),
  csctl: (text) => refusals(parseConfig('csctl.yaml', text).problems),
  versions: (text) => {
    const files = [
      ['csctl.yaml', JSON.stringify(CSCTL)],
      ['versions.yaml', text.trim() === '[]' ? ROW : /^- /m.test(text) ? ROW + text : text],
    ] as const;
    return refusals(matrixLayout('.', FileTree.of(files)).read({ major: 1, minor: 98 }).problems);
  },
  'charts-lock': (text) => refusals(parseChartsLock('charts.lock.yaml', text).problems),
  clusteraddon: (text) => refusals(checkStages({ ...VIEW, addonConfig: named('clusteraddon.yaml', text) })),
  'node-images': (text) =>
    refusals(checkNodeImages({ ...VIEW, nodeImages: named('node-images.yaml', text) })),
  'node-image-registry': (text) => refusals(thrown(() => parseRegistryFile('registry.yaml', text))),
};

/** A reader that throws what it finds. */
function thrown(read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof CsctlError) return error.problems;
    throw error;
  }
}

const SHA = 'a'.repeat(64);
const NATIVE = {
  apiVersion: 'csctl.clusterstack.x-k8s.io/v1beta1',
  provider: 'openstack',
  name: 'scs',
  kubernetes: [{ version: 'v1.34.7' }, { version: '1.35.3', addons: { ccm: '2.35.0' } }],
};

/** Documents that use every key there is. */
export const GOOD: Readonly<Record<Schema, readonly unknown[]>> = {
  stack: [
    NATIVE,
    {
      ...NATIVE,
      provider: { type: 'openstack', config: { method: 'get' } },
      embedDependencies: true,
      addons: {
        cni: { version: '1.18.9', update: 'patch' },
        ccm: { follows: 'kubernetesMinor' },
        csi: '2.34.1',
      },
      overlays: [
        { minors: ['1.34', '>=1.35'], folder: 'overlays/new', remove: ['cluster-addon/cni/overwrite.yaml'] },
        { minors: '1.32 - 1.34', remove: 'README.md' },
        { minors: 1.34, folder: 'overlays/1.34/' },
      ],
    },
    {
      ...NATIVE,
      nodeImages: {
        image: 'docker.io/kindest/node',
        versions: [{ version: 'v1.34.7', digest: `sha256:${SHA}` }],
      },
    },
    {
      ...NATIVE,
      nodeImages: {
        release: true,
        name: 'ubuntu-<< os.distro >>-<< kubernetes.version >>',
        url: 'https://images.example.com/<< os.short >>/<< kubernetes.minor >>.<< kubernetes.patch >>.qcow2',
        checksum: '<< url >>.CHECKSUM',
        os: { distro: 'ubuntu', versions: { '1.32': '22.04', '>=1.33': '24.04' } },
        diskFormat: 'qcow2',
        containerFormat: 'bare',
        minDisk: 20,
        minMemory: 2048,
        visibility: 'private',
        tags: ['clusterstacks'],
        properties: { hw_disk_bus: 'scsi', flag: true },
        versions: [
          {
            version: 'v1.34.7',
            sha256: SHA,
            url: 'https://images.example.com/other.qcow2',
            built: '2026-03-20',
          },
        ],
      },
    },
  ],
  'stack-of-one-minor': [
    {
      provider: 'openstack',
      clusterStackName: 'scs',
      kubernetesVersion: 'v1.35.3',
      addons: { ccm: '2.35.x', csi: 2.35 },
    },
  ],
  csctl: [
    CSCTL,
    {
      ...CSCTL,
      config: { ...CSCTL.config, provider: { ...CSCTL.config.provider, config: { method: 'build' } } },
    },
  ],
  versions: [
    [
      { kubernetes: '1.34.7', cinder_csi: '2.34.3' },
      { kubernetes: 'v1.35.3', occm: '2.35.0' },
    ],
  ],
  'charts-lock': [
    {
      apiVersion: 'csctl.clusterstack.x-k8s.io/v1beta1',
      charts: [
        { name: 'cilium', repository: 'https://helm.cilium.io/', version: '1.18.9', digest: `sha256:${SHA}` },
        {
          name: 'other',
          repository: 'oci://r.example/charts',
          range: '^2.0.0',
          version: '2.4.1',
          digest: `sha256:${SHA}`,
        },
      ],
    },
  ],
  clusteraddon: [
    {
      apiVersion: 'clusteraddonconfig.x-k8s.io/v1alpha1',
      clusterAddonVersion: 'clusteraddons.clusterstack.x-k8s.io/v1alpha1',
      addonStages: {
        AfterControlPlaneInitialized: [
          { name: 'cni', action: 'apply' },
          { name: 'old', action: 'delete' },
        ],
        BeforeClusterUpgrade: [{ name: 'cni', action: 'apply' }],
        AfterClusterUpgrade: null,
      },
    },
  ],
  'node-images': [
    {
      apiVersion: 'openstack.infrastructure.clusterstack.x-k8s.io/v1alpha1',
      openStackNodeImages: [
        { url: 'https://images.example.com/a.qcow2', createOpts: { name: 'ubuntu-capi-image-v1.34.7' } },
        {
          url: 'https://images.example.com/b.qcow2',
          imageDir: 'node',
          createOpts: {
            name: 'b-1.34',
            id: 'an-id',
            visibility: 'shared',
            os_hidden: false,
            tags: ['clusterstacks'],
            container_format: 'bare',
            disk_format: 'qcow2',
            min_disk: 20,
            min_ram: 2048,
            protected: true,
            properties: { hw_disk_bus: 'scsi', os_version: 24.04 },
          },
        },
      ],
    },
  ],
  'node-image-registry': [
    { type: 'S3', config: { endpoint: 's3.example.com', bucket: 'images', accessKey: 'a', secretKey: 's' } },
    {
      type: 'Swift',
      config: {
        endpoint: 'https://swift.example.com:8080/',
        bucket: 'Node_images',
        accessKey: 'a',
        secretKey: 's',
        region: 'RegionOne',
        verify: true,
        cacert: 'ca.pem',
        projectID: 'b182637428444b9aa302bb8d5a5a418c',
      },
    },
  ],
};
