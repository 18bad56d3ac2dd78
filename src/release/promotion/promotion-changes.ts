// What differs between two finished releases of a stack, part by part: the second is to follow the first.
import { NODE_IMAGES_FILE } from '../../stack/asset.ts';
import type { PartChange } from '../../stack/decision.ts';
import { FileTree } from '../../stack/file-tree.ts';
import type { Fingerprints } from '../../stack/fingerprint.ts';
import { describePart, diffTrees, readParts, versionsOf } from '../changes.ts';
import { CONFIG_PART, KUBERNETES_PART, NODE_IMAGES_PART, partsOfRelease } from '../parts.ts';
import type { RecordedRelease } from './recorded-release.ts';
import { refillFiles } from './repackage.ts';
import type { PreviousRelease } from '../stages.ts';

/**
 * All changes from the previous release to the tested one, by the rules of `findChanges`: fingerprints decide where
 * both have them; a release without is compared by content, with its versions in place of the tested ones.
 */
export function changesSince(previous: PreviousRelease, tested: RecordedRelease): PartChange[] {
  const recorded = previous.hashes?.build?.fingerprints;
  const before = readParts(previous);
  const now = partsOfRelease(refillFiles(tested, versionsOf(previous), 0).files);
  const parts = [...new Set([...before.keys(), ...now.keys()])].sort();
  const changed = parts.flatMap((part): PartChange[] => {
    const [was, is] = [before.get(part), now.get(part)];
    const files = diffTrees(was ?? FileTree.EMPTY, is ?? FileTree.EMPTY, recorded === undefined);
    const differs = recorded ? recorded[part] !== tested.build.fingerprints[part] : files.length > 0;
    return differs ? [describePart(part, files, was !== undefined, is !== undefined)] : [];
  });
  return [...changed, ...imageChange(previous, tested), ...settingChanges(previous, tested, recorded)];
}

/** Node images count by what is shipped, and by their sources where both releases recorded these. */
function imageChange(previous: PreviousRelease, { build, hashes, files }: RecordedRelease): PartChange[] {
  const shipped = (assets: readonly { name: string; digest: string }[]) =>
    assets.find(({ name }) => name === NODE_IMAGES_FILE)?.digest;
  const before = previous.hashes;
  const sources = before?.build
    ? before.build.fingerprints[NODE_IMAGES_PART] === build.fingerprints[NODE_IMAGES_PART]
    : before?.hashes.nodeImageDir === hashes.hashes.nodeImageDir;
  if (sources && shipped(previous.assets) === shipped(files)) return [];
  return [{ part: NODE_IMAGES_PART, reason: 'node images changed', files: [] }];
}

function settingChanges(
  { metadata }: PreviousRelease,
  tested: RecordedRelease,
  recorded: Fingerprints | undefined,
): PartChange[] {
  const now = tested.metadata.kubernetes;
  const kubernetes = {
    part: KUBERNETES_PART,
    reason: `Kubernetes ${metadata.kubernetes} -> ${now}`,
    files: [],
  };
  const config = { part: CONFIG_PART, reason: `${CONFIG_PART}: provider settings changed`, files: [] };
  return [
    ...(metadata.kubernetes === now ? [] : [kubernetes]),
    ...(recorded && recorded[CONFIG_PART] !== tested.build.fingerprints[CONFIG_PART] ? [config] : []),
  ];
}
