// Admission policies that fill in and check the version of Clusters, and the versions that they go by.
import { CsctlError, problem, type Problem } from '../../../problem/problem.ts';
import { compareMinors, formatMinor, type KubernetesMinor } from '../../../stack/kubernetes-version.ts';
import type { World } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import {
  CHECK_NAME,
  checkObjects,
  FILL_NAME,
  fillObjects,
  gateOf,
  mutatingVersion,
  OLDEST_MANAGEMENT,
} from './policies.ts';
import { chooseReleases, type ReleaseChoice } from './choose-releases.ts';
import { sortClasses, VERSIONS_NAME, versionsObject, type PublishedClass } from './class-versions.ts';
import { deliver, joinDocuments, type DeliveryWish, type GenerateResult, type Manifest } from '../deliver.ts';
import { commentLines, manifestText } from '../manifest-text.ts';

/** How the policies are to be. */
export interface AdmissionWish {
  /** Where the versions are, for all Clusters; undefined: in the namespace of each Cluster. */
  readonly namespace: string | undefined;
  /** Kubernetes of the management cluster: what its API server can do. */
  readonly management: KubernetesMinor;
  /** Whether versions are filled in, too. */
  readonly isFilled: boolean;
  /** Only the object that the policies go by. */
  readonly paramsOnly: boolean;
}

export interface AdmissionRequest extends AdmissionWish {
  readonly choice: ReleaseChoice;
  readonly delivery: DeliveryWish;
}

/** The result, as `--json` prints it. */
export interface AdmissionResult extends GenerateResult {
  readonly classes: readonly PublishedClass[];
}

/**
 * Makes the policies for releases, prints or writes them.
 * @throws CsctlError as `chooseReleases`; `usage` for a management cluster without such policies; `output-foreign`
 */
export async function generateAdmission(
  { choice, delivery, ...wish }: AdmissionRequest,
  world: ReleasePlaces & Pick<World, 'files'>,
): Promise<AdmissionResult> {
  refuseTooOld(wish.management);
  const { classes: found, warnings } = await chooseReleases(choice, world);
  const classes = sortClasses(found);
  const made = ['csctl generate admission', ...choice.sources].join(' ');
  const manifests = admissionManifests(classes, wish, made);
  return {
    tag: null,
    classes,
    manifests: await deliver(manifests, delivery, world),
    warnings: [...warnings, ...unfilled(wish)],
  };
}

/** @throws CsctlError `usage` */
function refuseTooOld(management: KubernetesMinor): void {
  if (compareMinors(management, OLDEST_MANAGEMENT) >= 0) return;
  const message = `Kubernetes ${formatMinor(management)} has no admission policies of version v1; expected ${formatMinor(OLDEST_MANAGEMENT)} or newer`;
  throw new CsctlError('usage', message, { hint: 'update the management cluster first' });
}

/** What was asked for and cannot be had. */
function unfilled({ isFilled, paramsOnly, management }: AdmissionWish): Problem[] {
  if (!isFilled || paramsOnly || mutatingVersion(management) !== undefined) return [];
  const message = `Kubernetes ${formatMinor(management)} has no MutatingAdmissionPolicy: versions are checked, but not filled in`;
  return [problem('admission-unfilled', message, { hint: '--no-fill leaves it out without a word' })];
}

/**
 * The objects as files: the versions, then the policy that fills in, then the one that checks.
 * @param made what made them, for the comment on the first line
 */
export function admissionManifests(
  classes: readonly PublishedClass[],
  { namespace, management, isFilled, paramsOnly }: AdmissionWish,
  made: string,
): Manifest[] {
  const mutating = isFilled ? mutatingVersion(management) : undefined;
  const params = manifest(
    VERSIONS_NAME,
    [versionsObject(classes, namespace)],
    [made, ...aboutVersions(namespace)],
  );
  if (paramsOnly) return [params];
  return [
    params,
    ...(mutating === undefined
      ? []
      : [manifest(FILL_NAME, fillObjects(mutating, namespace), [made, ...aboutFilling(management)])]),
    manifest(CHECK_NAME, checkObjects(mutating !== undefined, namespace), [made, ...ABOUT_CHECKING]),
  ];
}

const manifest = (name: string, objects: readonly object[], comments: readonly string[]): Manifest => ({
  name: `${name}.yaml`,
  text: commentLines(comments.join('\n')) + joinDocuments(objects.map((object) => manifestText(object))),
});

const aboutVersions = (namespace: string | undefined): string[] => [
  'The Kubernetes version that each ClusterClass was released for.',
  namespace === undefined
    ? 'It counts for Clusters in the namespace that it is in: apply it to each that has some.'
    : 'It counts for the Clusters of all namespaces.',
];

const aboutFilling = (management: KubernetesMinor): string[] => {
  const gate = gateOf(management);
  return [
    'Fills in spec.topology.version of Clusters that have none, or move to another class of a release.',
    gate === undefined
      ? `For Kubernetes ${formatMinor(management)} and newer management clusters.`
      : `${gate}.`,
  ];
};

const ABOUT_CHECKING = ['Refuses Clusters whose spec.topology.version is not that of their class.'];
