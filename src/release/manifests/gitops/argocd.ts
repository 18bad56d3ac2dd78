// Argo CD: an Application over the stack and the Cluster, in waves.
import { comment } from './flux.ts';
import { manifestDocument, manifestText } from '../manifest-text.ts';

/** Where Argo CD finds the folder. */
export interface ArgoWish {
  /** Name of the Cluster, and of the Application. */
  readonly name: string;
  /** The folder in the repository, without ./ before it. */
  readonly path: string;
  /** Address of the repository. */
  readonly repo: string;
  readonly revision: string;
  readonly project: string;
  /** Namespace of Argo CD. */
  readonly namespace: string;
  /** Namespace of the objects. */
  readonly target: string;
}

/** Of the objects of a part: the stack comes first, and nothing is deleted because it left git or the Application went. */
export const waveAnnotations = (part: 'stack' | 'cluster'): Readonly<Record<string, string>> => ({
  'argocd.argoproj.io/sync-wave': part === 'stack' ? '-1' : '0',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
});

const PRUNE = ` No prune, and no finalizer above: a Cluster that leaves git, or whose Application goes, would take all its
 machines along, and a ClusterStack is not let go while Clusters use it. Delete them with kubectl.`;

/** The Application, which is to be applied by hand or by another one. */
export function applicationText(wish: ArgoWish): string {
  const document = manifestDocument({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: wish.name,
      namespace: wish.namespace,
      // What controllers and webhooks set is no difference.
      annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
    },
    spec: {
      project: wish.project,
      source: {
        repoURL: wish.repo,
        targetRevision: wish.revision,
        path: wish.path === '' ? '.' : wish.path,
      },
      destination: { server: 'https://kubernetes.default.svc', namespace: wish.target },
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true'],
        // The operator's webhook refuses a Cluster for a while when releases change.
        retry: { limit: 20, backoff: { duration: '30s', factor: 2, maxDuration: '5m' } },
      },
    },
  });
  comment(document, 'syncPolicy', PRUNE);
  return manifestText(document, 'csctl generate gitops --tool argocd');
}
