// What differs between the sources and the previous release, part by part and file by file.
import { CsctlError } from '../problem/problem.ts';
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE } from '../stack/asset.ts';
import type { FileChange, Part, PartChange } from '../stack/decision.ts';
import { FileTree } from '../stack/file-tree.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import type { ComponentVersions } from '../stack/metadata.ts';
import { chartMeaning } from '../stack/chart-meaning.ts';
import {
  CONFIG_PART,
  KUBERNETES_PART,
  NODE_IMAGES_PART,
  partsOfRelease,
  partsOfStack,
  sameNodeImages,
  type Parts,
} from './parts.ts';
import type { Fingerprinted, PreviousRelease } from './stages.ts';

const NO_FILES = FileTree.EMPTY;

/**
 * All changes since the previous release. Fingerprints decide where both sides have them; a release without
 * (csctl's) is compared by the content of its archives, with its own versions filled into the sources.
 */
export async function findChanges(current: Fingerprinted, previous: PreviousRelease): Promise<PartChange[]> {
  const recorded = previous.hashes?.build?.fingerprints;
  const before = readParts(previous);
  const now = await partsOfStack(current.stack, versionsOf(previous));
  // Go re-writes Chart.yaml and Chart.lock, so csctl's releases are compared by what these files mean.
  const byMeaning = recorded === undefined;
  const fileParts = [...new Set([...before.keys(), ...now.keys()])].sort();
  const changed = fileParts.flatMap((part): PartChange[] => {
    const files = diffTrees(before.get(part) ?? NO_FILES, now.get(part) ?? NO_FILES, byMeaning);
    const differs = recorded ? recorded[part] !== current.fingerprints[part] : files.length > 0;
    return differs ? [describePart(part, files, before.has(part), now.has(part))] : [];
  });
  return [
    ...changed,
    ...nodeImageChange(current, previous),
    ...kubernetesChange(current, previous),
    ...configChange(current, recorded),
  ];
}

/** @throws CsctlError `remote-damaged`: a release that cannot be read is not one that did not change */
export function readParts({ tag, store, assets }: PreviousRelease): Parts {
  try {
    return partsOfRelease(assets);
  } catch (error) {
    const message = `an archive of ${tag} on ${store.remote} cannot be read: ${(error as Error).message}`;
    throw new CsctlError('remote-damaged', message, { hint: 'restore the release, or start another series' });
  }
}

/** The versions of the previous release; a node image version that it lacks is empty. */
export const versionsOf = ({ metadata }: PreviousRelease): ComponentVersions => ({
  ...metadata.versions,
  nodeImage: metadata.versions.nodeImage ?? '',
});

/** Files that differ; with `byMeaning`, chart metadata is compared by what Helm reads from it. */
export function diffTrees(before: FileTree, now: FileTree, byMeaning: boolean): FileChange[] {
  const paths = [...new Set([...before.paths(), ...now.paths()])].sort();
  return paths.flatMap((path): FileChange[] => {
    const [old, fresh] = [before.get(path), now.get(path)];
    if (!old) return [{ path, change: 'added' }];
    if (!fresh) return [{ path, change: 'removed' }];
    const same = Buffer.compare(old, fresh) === 0 || (byMeaning && sameMeaning(path, old, fresh));
    return same ? [] : [{ path, change: 'modified' }];
  });
}

function sameMeaning(path: string, a: Uint8Array, b: Uint8Array): boolean {
  const meaning = chartMeaning(path, a);
  return meaning !== undefined && meaning === chartMeaning(path, b);
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** A part that differs, in words and with its files. */
export function describePart(
  part: Part,
  files: readonly FileChange[],
  was: boolean,
  is: boolean,
): PartChange {
  const single = part === ADDON_CONFIG_FILE || part === ADDON_VALUES_FILE;
  const prefix = single ? '' : `${part}/`;
  const located = files.map(({ path, change }) => ({ path: `${prefix}${path}`, change }));
  if (!was || !is) return { part, reason: `${part} was ${is ? 'added' : 'removed'}`, files: located };
  const reason =
    single || files.length === 0 ? `${part} changed` : `${part}: ${plural(files.length, 'file')} changed`;
  return { part, reason, files: located };
}

function nodeImageChange(
  { stack, hashes, fingerprints }: Fingerprinted,
  previous: PreviousRelease,
): PartChange[] {
  const recorded = previous.hashes?.build?.fingerprints;
  const change: PartChange = { part: NODE_IMAGES_PART, reason: 'node images changed', files: [] };
  if (recorded) return recorded[NODE_IMAGES_PART] === fingerprints[NODE_IMAGES_PART] ? [] : [change];
  // csctl hashed node-image/ only; what its plugin took from node-images/ is in the release itself.
  const sameFolder = previous.hashes?.hashes.nodeImageDir === hashes.nodeImageDir;
  return sameFolder && sameNodeImages(stack, previous.assets) ? [] : [change];
}

function kubernetesChange({ stack }: Fingerprinted, { metadata }: PreviousRelease): PartChange[] {
  const now = formatKubernetes(stack.config.kubernetes);
  if (now === metadata.kubernetes) return [];
  return [{ part: KUBERNETES_PART, reason: `Kubernetes ${metadata.kubernetes} -> ${now}`, files: [] }];
}

function configChange(
  { fingerprints }: Fingerprinted,
  recorded: Readonly<Record<string, string>> | undefined,
): PartChange[] {
  if (!recorded || recorded[CONFIG_PART] === fingerprints[CONFIG_PART]) return [];
  return [
    {
      part: CONFIG_PART,
      reason: `${CONFIG_PART}: provider settings changed`,
      files: [{ path: CONFIG_PART, change: 'modified' }],
    },
  ];
}
