// generate gitops: a folder for Flux or Argo CD with a ClusterStack and a Cluster, pinned to a release.
import { CsctlError } from '../../../problem/problem.ts';
import { formatVersion } from '../../../stack/stack-version.ts';
import { seriesName } from '../../../stack/release-name.ts';
import type { World } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import { ClusterFile } from '../clusters/cluster-file.ts';
import { clusterStackManifests, stackMadeAnew } from '../cluster-stack.ts';
import { generateCluster, labelsFor, type ClusterRequest } from '../clusters/cluster.ts';
import { upgradeClusters, type UpgradeResult } from '../clusters/cluster-upgrade.ts';
import { deliver, type Manifest } from '../deliver.ts';
import { applicationText, waveAnnotations } from './argocd.ts';
import { namespaceIn, versionsIn, withVersion, type GitopsTool } from './present-files.ts';
import { fluxText } from './flux.ts';
import { PresentFolder } from './present-folder.ts';
import { readmeText } from './readme.ts';
import { manifestText } from '../manifest-text.ts';
import { readManifestRelease, type ManifestRelease } from '../release-class.ts';

/** How the tool finds the folder; only a new one needs it. */
export interface GitopsPlace {
  /** undefined: the one that the folder is made for */
  readonly tool: GitopsTool | undefined;
  /** The folder in the repository; '' is its top; undefined: not known. */
  readonly path: string | undefined;
  /** Namespace of the tool's own objects; undefined: the usual one. */
  readonly toolNamespace: string | undefined;
  /** Flux: name of the GitRepository. */
  readonly source: string;
  /** Argo CD: the repository; it has to be named. */
  readonly repo: string | undefined;
  readonly revision: string;
  readonly project: string;
}

/** What is wanted. */
export interface GitopsRequest {
  /** A release folder or a tag. */
  readonly source: string;
  readonly folder: string;
  readonly overwrite: boolean;
  /** Of all objects; undefined: the one that the folder has. */
  readonly namespace: string | undefined;
  readonly identitySecret: string;
  readonly place: GitopsPlace;
  /** What the Cluster is like when it is new: a field for each flag that was given. */
  readonly cluster: {
    readonly [K in 'api' | 'controlPlane' | 'workers' | 'set']: ClusterRequest[K] | undefined;
  };
  /** The ClusterResourceSet that brings the credentials. */
  readonly managed: string;
  /** undefined: that of the Cluster that is there, else my-cluster */
  readonly name: string | undefined;
}

/** What it takes of the world. */
export type GitopsWorld = Pick<World, 'files' | 'texts'> & ReleasePlaces;

/** What the folder is for. */
interface Purpose {
  readonly tool: GitopsTool;
  readonly namespace: string;
  /** Whether the folder says so itself: csctl made it. */
  readonly isThere: boolean;
}

const NEW_NAME = 'my-cluster';
const CLUSTER_FILE = 'cluster/cluster.yaml';
const TOOL_FILES: Readonly<Record<GitopsTool, string>> = { flux: 'flux.yaml', argocd: 'application.yaml' };
const USUAL_NAMESPACE: Readonly<Record<GitopsTool, string>> = { flux: 'flux-system', argocd: 'argocd' };

const TO_UPGRADE = 'add --overwrite to take the new release; changes of yours stay';
const NOT_OURS = 'the folder is not one that csctl made: move away what is in it, or name another with -o';

/**
 * Writes the folder, or brings one that is there to the release: what is in it and not asked for stays.
 * @throws CsctlError `usage`, `gitops-file`; `output-foreign` for changes without `overwrite`, and for files of others in a
 * folder that csctl did not make; and those of `readManifestRelease`, `generateCluster` and `upgradeClusters`
 */
export async function generateGitops(request: GitopsRequest, world: GitopsWorld): Promise<UpgradeResult> {
  const found = new PresentFolder(request.folder, world.texts);
  const purpose = await purposeOf(request, found);
  const present = purpose.isThere || request.overwrite ? found : found.emptied();
  const release = await readManifestRelease(request.source, world);
  const stack = await stackPart(release, request, purpose, present);
  const { manifests, warnings, clusters } = await clusterPart(request, purpose, present, world);
  const tool = await toolPart(release, request, purpose, present);
  const hint = purpose.isThere ? TO_UPGRADE : NOT_OURS;
  const wish = { output: request.folder, isFolder: true, overwrite: request.overwrite, hint };
  const delivered = await deliver([...tool, ...stack, ...manifests], wish, world);
  return { tag: release.tag, manifests: delivered, warnings, clusters };
}

/** From the flags for a new folder; one that is there knows it. @throws CsctlError `usage` */
async function purposeOf(request: GitopsRequest, present: PresentFolder): Promise<Purpose> {
  const { folder } = request;
  const tools = await Promise.all(
    (['flux', 'argocd'] as const).map(async (one) =>
      (await present.text(TOOL_FILES[one])) === undefined ? [] : [one],
    ),
  );
  const file = 'stack/kustomization.yaml';
  const text = await present.text(file);
  const namespace = text === undefined ? undefined : namespaceIn(text, present.path(file));
  return {
    tool: agreed('--tool', 'flux or argocd', request.place.tool, tools.flat()[0], folder),
    namespace: agreed('-n', 'the namespace of the Cluster', request.namespace, namespace, folder),
    isThere: tools.flat().length > 0 && text !== undefined,
  };
}

function agreed<T extends string>(
  flag: string,
  meaning: string,
  wanted: T | undefined,
  there: T | undefined,
  folder: string,
): T {
  const value = wanted ?? there;
  if (value === undefined)
    throw new CsctlError('usage', `${flag} is missing`, { hint: `a new folder needs it: ${meaning}` });
  if (there === undefined || there === value) return value;
  throw new CsctlError('usage', `${flag} is ${value}; ${folder} is made for ${there}`, {
    hint: `leave out ${flag}, or name another folder`,
  });
}

/** The namespace and the ClusterStack, which keeps its older versions. */
async function stackPart(
  release: ManifestRelease,
  { identitySecret }: GitopsRequest,
  { tool, namespace }: Purpose,
  present: PresentFolder,
): Promise<Manifest[]> {
  const wish = { namespace: undefined, autoSubscribe: false, identitySecret };
  const content = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  const space = await present.once('stack/namespace.yaml', () =>
    manifestText(content, 'csctl generate gitops'),
  );
  const own = `stack/cluster-stack-${seriesName(release.identity)}.yaml`;
  const made = await Promise.all(
    clusterStackManifests([release], wish).map((one) => present.once(`stack/${one.name}`, () => one.text)),
  );
  const manifests = [space, ...made].map((one) =>
    one.name === own ? { name: own, text: withRelease(one.text, present.path(own), release) } : one,
  );
  const kustomization = await present.kustomization('stack/', {
    namespace,
    annotations: tool === 'argocd' ? waveAnnotations('stack') : undefined,
    resources: manifests.map(({ name }) => name.slice('stack/'.length)),
  });
  return [kustomization, ...manifests];
}

/** A ClusterStack with the release, and a first line that says so. */
function withRelease(text: string, file: string, { identity, version }: ManifestRelease): string {
  const raised = withVersion(text, file, formatVersion(version));
  return raised === text ? text : stackMadeAnew(raised, identity, versionsIn(raised, file));
}

/** A new Cluster, or the one that is there in the class and version of the release. */
async function clusterPart(
  request: GitopsRequest,
  { tool, namespace }: Purpose,
  present: PresentFolder,
  world: GitopsWorld,
): Promise<Pick<UpgradeResult, 'warnings' | 'clusters'> & { readonly manifests: readonly Manifest[] }> {
  const { source } = request;
  const name = CLUSTER_FILE;
  const file = present.path(name);
  const delivery = { output: undefined, overwrite: false };
  const isThere = (await present.text(name)) !== undefined;
  if (isThere) refuseClusterFlags(request, file);
  const { manifests, warnings, clusters } = isThere
    ? await upgradeClusters({ source, file, name: request.name, fromRelease: undefined, delivery }, world)
    : await newCluster(request, world);
  const kustomization = await present.kustomization('cluster/', {
    namespace,
    annotations: tool === 'argocd' ? waveAnnotations('cluster') : undefined,
    resources: ['cluster.yaml'],
  });
  return {
    manifests: [kustomization, { name, text: manifests[0]?.text ?? '' }],
    warnings: warnings.map((one) => (one.file === undefined ? { ...one, file } : one)),
    // Without a change nothing has been brought anywhere.
    clusters: clusters.filter(({ from, to }) => from.class !== to.class || from.kubernetes !== to.kubernetes),
  };
}

/** The Cluster that is there belongs to the user. @throws CsctlError `usage` */
function refuseClusterFlags({ cluster }: GitopsRequest, file: string): void {
  const given = Object.values(cluster).some((value) => value !== undefined);
  if (!given) return;
  const message = `--api, --control-plane, --workers and --set are for a new Cluster; ${file} is there`;
  throw new CsctlError('usage', message, { hint: 'change it by hand, and leave them out' });
}

async function newCluster(request: GitopsRequest, world: GitopsWorld): Promise<UpgradeResult> {
  const { source, managed, name = NEW_NAME } = request;
  const { api = 'v1beta1', controlPlane = 1, workers = [], set = [] } = request.cluster;
  const delivery = { output: undefined, overwrite: false };
  const wish = { source, managed, name, api, controlPlane, workers, set, delivery, namespace: undefined };
  return { ...(await generateCluster(wish, world)), clusters: [] };
}

/** What is the same for every release: it is written once, and then belongs to the user. */
async function toolPart(
  release: ManifestRelease,
  request: GitopsRequest,
  purpose: Purpose,
  present: PresentFolder,
): Promise<Manifest[]> {
  const { managed } = request;
  const name = request.name ?? (await presentName(present)) ?? NEW_NAME;
  const { tool } = purpose;
  const file = TOOL_FILES[tool];
  const needsCredentials = Object.keys(labelsFor(release, managed)).length > 0;
  const readme = () => {
    const facts = { ...purpose, name, path: pathOf(request) };
    return readmeText({ ...facts, managed: needsCredentials ? managed : undefined });
  };
  return [
    await present.once('README.md', readme),
    await present.kustomization('', { resources: tool === 'flux' ? [file] : ['stack', 'cluster'] }),
    await present.once(file, () => toolText(request, purpose, name)),
  ];
}

/** The name of the Cluster that is there. @throws CsctlError `cluster-file`, `yaml-syntax` */
async function presentName(present: PresentFolder): Promise<string | undefined> {
  const text = await present.text(CLUSTER_FILE);
  return text === undefined
    ? undefined
    : ClusterFile.parse(present.path(CLUSTER_FILE), text).clusters[0]?.name;
}

/** @throws CsctlError `usage` where it is not known */
function pathOf({ place, folder }: GitopsRequest): string {
  if (place.path !== undefined) return place.path;
  throw new CsctlError('usage', `where ${folder} is in its repository is not clear`, {
    hint: 'name it with --path, as in --path clusters/prod',
  });
}

function toolText(request: GitopsRequest, { tool, namespace: target }: Purpose, name: string): string {
  const { toolNamespace, repo, source, revision, project } = request.place;
  const path = pathOf(request);
  const namespace = toolNamespace ?? USUAL_NAMESPACE[tool];
  if (tool === 'flux') return fluxText({ name, path, source, namespace });
  if (repo !== undefined) return applicationText({ name, path, repo, revision, project, namespace, target });
  throw new CsctlError('usage', '--repo is missing', {
    hint: 'Argo CD needs the address of the repository: --repo https://HOST/OWNER/REPOSITORY.git',
  });
}
