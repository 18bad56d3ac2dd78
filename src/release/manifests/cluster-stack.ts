// The ClusterStack that brings releases into a management cluster, and what it refers to.
import { CsctlError } from '../../problem/problem.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import {
  parseTag,
  seriesName,
  tagName,
  type ReleaseName,
  type StackIdentity,
} from '../../stack/release-name.ts';
import {
  compareVersions,
  formatVersion,
  isStable,
  parseVersion,
  type StackVersion,
} from '../../stack/stack-version.ts';
import type { World } from '../ports.ts';
import type { ReleasePlaces } from '../reading/open-release.ts';
import { deliver, type DeliveryWish, type GenerateResult, type Manifest } from './deliver.ts';
import { commentLines, madeAnew, manifestText } from './manifest-text.ts';
import { readManifestRelease, type ManifestRelease } from './release-class.ts';

/** How the objects are to be. */
export interface ClusterStackWish {
  /** Namespace of all objects; undefined: none is written. */
  readonly namespace: string | undefined;
  /** Whether the operator takes later releases of the stable channel by itself. */
  readonly autoSubscribe: boolean;
  /** Name of the Secret with the clouds.yaml that node images are uploaded with. */
  readonly identitySecret: string;
}

/** What the names of one series and channel have in common. */
interface Series {
  readonly identity: StackIdentity;
  readonly versions: readonly StackVersion[];
  readonly hasNodeImages: boolean;
}

const NO_IMAGES = 'The release has no node images to make.';
const CLUSTER_STACK_API = 'clusterstack.x-k8s.io/v1alpha1';

/** The provider operator for OpenStack (docs/operator-contract.md 6.2); others have none that makes images. */
const TEMPLATE = {
  apiVersion: 'infrastructure.clusterstack.x-k8s.io/v1alpha1',
  kind: 'OpenStackClusterStackReleaseTemplate',
  name: 'cspotemplate',
};

/** Whether node images have to be made by the provider operator before the release can be used. */
const needsProvider = ({ identity, hasNodeImages }: Series): boolean =>
  hasNodeImages && identity.provider === 'openstack';

/**
 * The ClusterStack of a series with exactly these versions, all of one channel (docs/operator-contract.md 6.1).
 * Channel and minor are for good: the operator refuses to change them.
 */
function clusterStack(series: Series, wish: Pick<ClusterStackWish, 'namespace' | 'autoSubscribe'>): object {
  const { identity, versions } = series;
  const { apiVersion, kind, name } = TEMPLATE;
  return {
    apiVersion: CLUSTER_STACK_API,
    kind: 'ClusterStack',
    metadata: { name: seriesName(identity), namespace: wish.namespace },
    spec: {
      provider: identity.provider,
      name: identity.name,
      kubernetesVersion: formatMinor(identity.minor),
      channel: versions.every(isStable) ? 'stable' : 'custom',
      autoSubscribe: wish.autoSubscribe,
      ...(needsProvider(series) ? { providerRef: { apiVersion, kind, name } } : { noProvider: true }),
      versions: versions.map(formatVersion),
    },
  };
}

/** The ClusterStack that installs exactly one release, as text without a comment: for release notes. */
export const clusterStackManifest = ({ identity, version }: ReleaseName, hasNodeImages: boolean): string =>
  manifestText(
    clusterStack(
      { identity, versions: [version], hasNodeImages },
      { namespace: undefined, autoSubscribe: false },
    ),
  );

const releaseTemplate = ({ namespace, identitySecret }: ClusterStackWish): object => ({
  apiVersion: TEMPLATE.apiVersion,
  kind: TEMPLATE.kind,
  metadata: { name: TEMPLATE.name, namespace },
  spec: { template: { spec: { identityRef: { kind: 'Secret', name: identitySecret } } } },
});

/**
 * The manifests for releases: a ClusterStack for each series, and before them what makes node images, where it is needed.
 * @param releases in any order; the same one twice counts once
 * @throws CsctlError `usage` where releases do not fit into one ClusterStack
 */
export function clusterStackManifests(
  releases: readonly Pick<ManifestRelease, 'identity' | 'version' | 'tag' | 'hasNodeImages'>[],
  wish: ClusterStackWish,
): Manifest[] {
  const named = new Map<string, (typeof releases)[number][]>();
  for (const release of releases) {
    const name = seriesName(release.identity);
    named.set(name, [...(named.get(name) ?? []), release]);
  }
  const groups = [...named].map(([name, members]) => {
    refuseMixed(name, members, wish);
    return { name, members, series: seriesOf(members) };
  });
  const withImages = groups.filter(({ series }) => needsProvider(series));
  const template = withImages.length > 0 && {
    name: 'cluster-stack-release-template.yaml',
    text: `${commentLines(stackMade(withImages.flatMap(({ members }) => tagsOf(members))))}${commentLines(
      `Node images are uploaded with the clouds.yaml in the Secret ${wish.identitySecret}, which has to be there.`,
    )}${manifestText(releaseTemplate(wish))}`,
  };
  const stacks = groups.map(({ name, members, series }) => ({
    name: `cluster-stack-${name}.yaml`,
    text: withRemark(manifestText(clusterStack(series, wish), stackMade(tagsOf(members))), series),
  }));
  return [...(template ? [template] : []), ...stacks];
}

/** Why a stack for OpenStack needs no provider operator; others never have one. */
const withRemark = (text: string, series: Series): string =>
  series.identity.provider === 'openstack' && !needsProvider(series)
    ? text.replace(/^ {2}noProvider: true$/m, (line) => `  ## ${NO_IMAGES}\n${line}`)
    : text;

const MADE = 'csctl generate clusterstack ';
const stackMade = (tags: readonly string[]): string => `${MADE}${tags.join(' ')}`;

/**
 * The text of a ClusterStack whose first line, if it is ours, names the releases that it has now.
 * @param versions those in it: `v1`, `v4-beta.0`; others than csctl writes are left out
 */
export function stackMadeAnew(text: string, identity: StackIdentity, versions: readonly string[]): string {
  const isOwn = (tag: string) => {
    const name = parseTag(tag);
    return name !== undefined && seriesName(name.identity) === seriesName(identity);
  };
  const isOurs = (made: string) => made.startsWith(MADE) && made.slice(MADE.length).split(' ').every(isOwn);
  const tags = versions.flatMap((version) => {
    const parsed = parseVersion(version);
    return parsed ? [tagName(identity, parsed)] : [];
  });
  return madeAnew(text, isOurs, stackMade(tags));
}

/** The tags from the oldest to the newest, each once. */
const tagsOf = (members: readonly Pick<ManifestRelease, 'tag' | 'version'>[]): string[] => [
  ...new Set([...members].sort((a, b) => compareVersions(a.version, b.version)).map(({ tag }) => tag)),
];

function seriesOf(
  members: readonly Pick<ManifestRelease, 'identity' | 'version' | 'hasNodeImages'>[],
): Series {
  const [first] = members;
  if (!first) throw new TypeError('a series has members');
  const versions = new Map(members.map(({ version }) => [formatVersion(version), version]));
  return {
    identity: first.identity,
    versions: [...versions.values()].sort(compareVersions),
    hasNodeImages: members.some(({ hasNodeImages }) => hasNodeImages),
  };
}

/** A ClusterStack has one channel, and with or without a provider is for all its versions. */
function refuseMixed(
  name: string,
  members: readonly Pick<ManifestRelease, 'version' | 'tag' | 'hasNodeImages'>[],
  { autoSubscribe }: ClusterStackWish,
): void {
  const list = (wanted: typeof members) => wanted.map(({ tag }) => tag).join(', ');
  const [stable, custom] = [
    members.filter(({ version }) => isStable(version)),
    members.filter(({ version }) => !isStable(version)),
  ];
  if (stable.length > 0 && custom.length > 0)
    throw new CsctlError(
      'usage',
      `a ClusterStack has one channel, and these of ${name} are of two: ${list(stable)} (stable), ${list(custom)} (custom)`,
      { hint: 'call it once for each, and give one of the two another name or namespace' },
    );
  if (autoSubscribe && custom.length > 0)
    throw new CsctlError(
      'usage',
      `${list(custom)} is of no stable version, and only those are subscribed to`,
      {
        hint: 'leave out --auto-subscribe, or name a stable release',
      },
    );
  const withImages = members.filter(({ hasNodeImages }) => hasNodeImages);
  if (withImages.length > 0 && withImages.length < members.length)
    throw new CsctlError(
      'usage',
      `of ${name}, only ${list(withImages)} ${withImages.length === 1 ? 'has' : 'have'} node images; the provider of a ClusterStack is for all its versions`,
      { hint: 'call it once for each, and give one of the two another name or namespace' },
    );
}

/** What is to be made. */
export interface ClusterStackRequest extends ClusterStackWish {
  /** Release folders or tags, at least one. */
  readonly sources: readonly string[];
  readonly delivery: DeliveryWish;
}

/**
 * generate clusterstack.
 * @throws CsctlError as `readManifestRelease` and `deliver`; `usage` where releases do not fit into one ClusterStack
 */
export async function generateClusterStack(
  request: ClusterStackRequest,
  world: ReleasePlaces & Pick<World, 'files'>,
): Promise<GenerateResult> {
  const releases = await Promise.all(request.sources.map((source) => readManifestRelease(source, world)));
  const manifests = clusterStackManifests(releases, request);
  const delivered = await deliver(manifests, request.delivery, world);
  const tags = [...new Set(releases.map(({ tag }) => tag))];
  return { tag: tags.length === 1 ? (tags[0] ?? null) : null, manifests: delivered, warnings: [] };
}
