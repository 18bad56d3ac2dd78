// Credentials as manifests: the Secret of Cluster API, and what brings them to the addons of workload clusters.
import { cloudConf } from '../../../stack/clouds/cloud-conf.ts';
import type { Manifest } from '../deliver.ts';
import type { CredentialNames } from './credential-names.ts';
import type { FoundCloud } from './find-clouds.ts';
import { manifestText } from '../manifest-text.ts';

/** What the manifests are called, and where they go. */
export interface CredentialPlan extends CredentialNames {
  readonly namespace: string | undefined;
  /** Name of the ClusterResourceSet and its Secret, and the value of the label by which Clusters get them. */
  readonly managed: string;
  /** The Secret and entry that the class takes without being told. */
  readonly usual: Pick<CredentialNames, 'secret' | 'entry'>;
  /** `csctl generate credentials openstack-scs-1-34-v1` */
  readonly made: string;
}

/** The label of Clusters that get the credentials. */
export const LABEL = 'managed-secret';

/** Three manifests; the same cloud gives the same bytes. */
export function credentialManifests(cloud: FoundCloud, plan: CredentialPlan): Manifest[] {
  return [
    { name: 'provider-secret.yaml', text: providerSecret(cloud, plan), isSecret: true },
    { name: 'addon-secret.yaml', text: outerSecret(cloud, plan), isSecret: true },
    { name: 'cluster-resource-set.yaml', text: resourceSet(plan) },
  ];
}

const metadata = (name: string, { namespace }: CredentialPlan) => ({ name, namespace });

/** What Cluster API's provider and the provider operator read (docs/operator-contract.md 6.2). */
function providerSecret(cloud: FoundCloud, plan: CredentialPlan): string {
  const { secret, entry, usual, made } = plan;
  const isUsual = secret === usual.secret && entry === usual.entry;
  const comment = [
    made,
    `For Cluster API: the cloud ${cloud.name}, here called ${entry}.`,
    ...(isUsual ? [] : [`The Cluster needs its variable identityRef: name ${secret}, cloudName ${entry}.`]),
  ];
  const content = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(secret, plan),
    type: 'Opaque',
    stringData: {
      'clouds.yaml': cloudsYaml(entry, cloud.entry),
      cacert: cloud.certificates,
      cloudName: entry,
    },
  };
  return manifestText(content, comment.join('\n'));
}

const cloudsYaml = (name: string, entry: object): string => manifestText({ clouds: { [name]: entry } });

/** A manifest in a Secret: the ClusterResourceSet applies it in workload clusters (docs/operator-contract.md 6.4). */
function outerSecret(cloud: FoundCloud, plan: CredentialPlan): string {
  const content = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(plan.managed, plan),
    type: 'addons.cluster.x-k8s.io/resource-set',
    stringData: { [`${plan.addon.name}.yaml`]: innerSecret(cloud, plan) },
  };
  const { name, key } = plan.addon;
  return manifestText(
    content,
    `${plan.made}\nFor the addons: becomes the Secret kube-system/${name} with the key ${key}.`,
  );
}

function innerSecret(cloud: FoundCloud, { entry, addon }: CredentialPlan): string {
  const { certificates } = cloud;
  const cacert = certificates === undefined ? undefined : `${addon.folder ?? '/etc/config'}/cacert`;
  const file =
    addon.key === 'cloud.conf'
      ? cloudConf(cloud, cacert)
      : cloudsYaml(entry, { ...cloud.entry, ...(cacert !== undefined && { cacert }) });
  return manifestText({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: addon.name, namespace: 'kube-system' },
    type: 'Opaque',
    stringData: { [addon.key]: file, cacert: certificates },
  });
}

function resourceSet(plan: CredentialPlan): string {
  const { managed, apiVersion, made } = plan;
  const content = {
    apiVersion,
    kind: 'ClusterResourceSet',
    metadata: metadata(managed, plan),
    spec: {
      // Changed credentials are passed on; ApplyOnce would leave the old ones.
      strategy: 'Reconcile',
      clusterSelector: { matchLabels: { [LABEL]: managed } },
      resources: [{ kind: 'Secret', name: managed }],
    },
  };
  return manifestText(
    content,
    `${made}\nFor Clusters in this namespace with the label ${LABEL}: ${managed}.`,
  );
}
