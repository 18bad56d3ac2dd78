// Flux: two Kustomizations, so that the Cluster comes when its release is usable.
import { isMap, isScalar, type Document } from 'yaml';
import { joinDocuments } from '../deliver.ts';
import { manifestDocument, manifestText } from '../manifest-text.ts';

/** Where Flux finds the folder. */
export interface FluxWish {
  /** Name of the Cluster; the names of the Kustomizations begin with it. */
  readonly name: string;
  /** The folder in the repository, without ./ before it. */
  readonly path: string;
  /** Name of the GitRepository. */
  readonly source: string;
  /** Namespace of the GitRepository and the Kustomizations. */
  readonly namespace: string;
}

/**
 * Whether all versions of a ClusterStack can be used, for Flux (CEL). The operator lists them in one text with commas
 * (ClusterStackStatus.usableVersions); before it has looked there is none.
 */
export const USABLE =
  "has(status.usableVersions) && spec.versions.all(v, (', ' + status.usableVersions + ', ').contains(', ' + v + ', '))";

const PRUNE = ` What leaves git stays in the management cluster: a Cluster that goes takes all its machines along,
 and a ClusterStack is not let go while Clusters use it. Delete them with kubectl.`;
const HEALTH = ` Flux 2.5 and later. Ready is a ClusterStack whose releases all can be used.`;
const SECRETS = ` Credentials in git only if encrypted, see README.md. For SOPS, for example:
 decryption:
   provider: sops
   secretRef:
     name: sops-age`;

/** Both Kustomizations, as one file. */
export function fluxText(wish: FluxWish): string {
  const { name, namespace } = wish;
  const stack = kustomization(wish, 'stack', { wait: true, timeout: '30m', ...health() });
  const cluster = kustomization(wish, 'cluster', {
    dependsOn: [{ name: `${name}-stack`, namespace }],
    timeout: '5m',
  });
  return joinDocuments([manifestText(stack, 'csctl generate gitops --tool flux'), manifestText(cluster)]);
}

const health = () => ({
  healthCheckExprs: [{ apiVersion: 'clusterstack.x-k8s.io/v1alpha1', kind: 'ClusterStack', current: USABLE }],
});

function kustomization({ name, path, source, namespace }: FluxWish, part: string, more: object): Document {
  const document = manifestDocument({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: `${name}-${part}`, namespace },
    spec: {
      interval: '10m',
      retryInterval: '1m',
      sourceRef: { kind: 'GitRepository', name: source },
      path: `./${path === '' ? '' : `${path}/`}${part}`,
      prune: false,
      ...more,
    },
  });
  comment(document, 'prune', PRUNE);
  comment(document, 'healthCheckExprs', HEALTH);
  if (part === 'cluster') comment(document, 'interval', SECRETS);
  return document;
}

/** A comment before a field of spec, where it is there. */
export function comment(document: Document, key: string, text: string): void {
  const spec = document.get('spec');
  if (!isMap(spec)) return;
  for (const { key: field } of spec.items)
    if (isScalar(field) && field.value === key) field.commentBefore = text;
}
