// One side of a comparison: a stack, a release folder or a published release, as the files that it was made of.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import { NODE_IMAGES_FILE, type Asset, type AssetInfo } from '../../stack/asset.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import { formatKubernetes } from '../../stack/kubernetes-version.ts';
import type { ComponentVersions } from '../../stack/metadata.ts';
import type { StackIdentity } from '../../stack/release-name.ts';
import { locateProblems, type AddonConvention, type Stack } from '../../stack/stack.ts';
import type { StackVersion } from '../../stack/stack-version.ts';
import { checkMetadata } from '../../verify/release-files.ts';
import { readFacts } from '../../verify/release-facts.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import type { OpenedRelease } from '../reading/open-release.ts';
import { readKnown } from '../reading/read-release.ts';
import { refillRecorded, refillUnrecorded } from './own-versions.ts';
import { partsOfRelease, partsOfStack, type Parts } from '../parts.ts';
import type { Loaded } from '../stages.ts';

/** What was compared, as `--json` prints it. */
export interface ComparedSide {
  /** As it was named or found: a folder, or a tag. */
  readonly name: string;
  readonly kind: 'stack' | 'folder' | 'remote';
  /** Null for a stack, which has none before it is released. */
  readonly tag: string | null;
  /** Where a tag was found; this and the digest are null for folders. */
  readonly remote: string | null;
  readonly digest: Digest | null;
}

/** A side with what it holds. */
export interface Side {
  readonly about: ComparedSide;
  readonly identity: StackIdentity | undefined;
  readonly version: StackVersion | undefined;
  readonly convention: AddonConvention;
  readonly kubernetes: string | null;
  /** Undefined for a stack, and for a release that does not say. */
  readonly versions: ComponentVersions | undefined;
  /** Whether every place where a version of ours stands is known. */
  readonly isRecorded: boolean;
  /** Its files under the names they have in the stack, with the given versions of ours in place of its own. */
  readonly filesWith: (versions: ComponentVersions) => Promise<FileTree>;
  /** Files of unknown sort; undefined for a stack, where a provider's plugin would make them. */
  readonly others: readonly AssetInfo[] | undefined;
  readonly problems: readonly Problem[];
}

/** A stack as a side. */
export function sideOfStack({ folder, stack, problems }: Loaded): Side {
  const { identity, kubernetes } = stack.config;
  return {
    about: { name: folder, kind: 'stack', tag: null, remote: null, digest: null },
    identity,
    version: undefined,
    convention: stack.convention,
    kubernetes: formatKubernetes(kubernetes),
    versions: undefined,
    isRecorded: true,
    filesWith: async (versions) =>
      withImages(flatten(await partsOfStack(stack, versions)), imagesOfStack(stack)),
    others: undefined,
    problems,
  };
}

/** The image list as far as it is known before the provider's plugin has run. */
function imagesOfStack(stack: Stack): Uint8Array | undefined {
  const images = viewOfStack(stack, stack.tree).nodeImages;
  return images && Buffer.from(images.text);
}

/** A release as a side. @throws CsctlError `remote-damaged`, `release-archive`, `asset-size` */
export async function sideOfRelease(opened: OpenedRelease): Promise<Side> {
  const assets = await readKnown(opened.assets);
  const { published } = opened;
  const facts = readFacts(opened.tag, assets);
  const versions = facts.metadata && {
    ...facts.metadata.versions,
    nodeImage: facts.metadata.versions.nodeImage ?? '',
  };
  const record = recordOf(assets);
  const images = assets.find(({ name }) => name === NODE_IMAGES_FILE)?.bytes;
  const files = withImages(flatten(readParts(opened, assets)), images);
  const refill = (to: ComponentVersions) => {
    if (!versions) return files;
    return record ? refillRecorded(files, record, versions, to) : refillUnrecorded(files, versions, to);
  };
  return {
    about: {
      name: opened.name,
      kind: published ? 'remote' : 'folder',
      tag: opened.tag,
      remote: published?.remote ?? null,
      digest: published?.release.digest ?? null,
    },
    identity: facts.identity,
    version: facts.version,
    convention: facts.convention,
    kubernetes: facts.metadata?.kubernetes ?? null,
    versions,
    isRecorded: record !== undefined,
    filesWith: (to) => Promise.resolve(refill(to)),
    others: opened.assets.filter(({ role }) => role === 'other'),
    problems: locateProblems(opened.name, checkMetadata(facts)),
  };
}

const recordOf = (assets: readonly Asset[]) => {
  const hashes = assets.find(({ name }) => name === HASHES_FILE);
  return hashes && parseHashes(Buffer.from(hashes.bytes).toString('utf8'))?.build;
};

function readParts({ name, published }: OpenedRelease, assets: readonly Asset[]): Parts {
  try {
    return partsOfRelease(assets);
  } catch (error) {
    const where = published ? `${name} on ${published.remote}` : name;
    const message = `an archive of ${where} cannot be read: ${(error as Error).message}`;
    const hint = 'csctl verify says more; compare with another release';
    throw new CsctlError(published ? 'remote-damaged' : 'release-archive', message, { file: name, hint });
  }
}

/** All parts as one tree, under the names that files have in the stack. */
function flatten(parts: Parts): FileTree {
  const files = [...parts].flatMap(([part, tree]) =>
    [...tree].map(([path, bytes]) => [path === part ? path : `${part}/${path}`, bytes] as const),
  );
  return FileTree.of(files);
}

const withImages = (files: FileTree, images: Uint8Array | undefined): FileTree =>
  images ? FileTree.of([...files, [NODE_IMAGES_FILE, images]]) : files;
