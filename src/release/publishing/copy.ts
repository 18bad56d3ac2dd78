// copy: releases from one remote to others, as they are.
import { METADATA_FILE } from '../../stack/metadata.ts';
import { HASHES_FILE } from '../../stack/hashes-file.ts';
import { infoOf, type AssetInfo } from '../../stack/asset.ts';
import { provenanceOf, type Provenance } from '../annotations.ts';
import { upgradeSince } from '../diff/upgrade-since.ts';
import { factsOf, notesOf } from './notes.ts';
import type {
  NotesTemplates,
  OutgoingRelease,
  Publication,
  ReleaseStore,
  StoredRelease,
  World,
} from '../ports.ts';
import { publishTo, refuseConflicts } from './publish-to.ts';
import { readAssets, requireRelease } from '../reading/read-release.ts';

/** A release that went from one remote to others, as `--json` prints it. */
export interface CopiedRelease {
  readonly tag: string;
  readonly from: string;
  readonly assets: readonly AssetInfo[];
  readonly published: readonly Publication[];
  readonly provenance: Provenance;
}

export interface CopyResult {
  readonly releases: readonly CopiedRelease[];
}

/**
 * Copies releases. All are looked up before the first is copied.
 * @throws CsctlError `release-not-found`; `release-conflict` where a target has the tag with other content
 */
export async function copyReleases(
  tags: readonly string[],
  from: ReleaseStore,
  dryRun: boolean,
  world: Pick<World, 'stores' | 'notes' | 'reporter' | 'signer' | 'signal'>,
): Promise<CopyResult> {
  await from.check('read');
  for (const store of world.stores) await store.check(dryRun ? 'read' : 'write');
  const found: StoredRelease[] = [];
  for (const tag of new Set(tags)) found.push(await requireRelease(from, tag));
  for (const { tag, assets } of found) {
    await refuseConflicts(
      tag,
      assets,
      world.stores,
      () => 'pull both and compare the folders with csctl diff; nothing was copied',
    );
  }
  const releases: CopiedRelease[] = [];
  for (const stored of found) {
    await world.signal.throwIfAborted();
    world.reporter.step(stored.tag, `copy from ${from.remote}`);
    const outgoing = copyOf(stored, from, world.notes);
    const published = dryRun ? [] : await publishTo(world.stores, outgoing, world);
    const provenance = provenanceOf(stored.annotations);
    const assets = stored.assets.map(infoOf);
    releases.push({ tag: stored.tag, from: from.remote, assets, published, provenance });
  }
  return { releases };
}

/** A stored release on its way to another remote: files, annotations and manifest stay. */
export function copyOf(stored: StoredRelease, from: ReleaseStore, notes: NotesTemplates): OutgoingRelease {
  const { tag, assets, annotations, manifest } = stored;
  return {
    tag,
    assets,
    annotations,
    manifest,
    origin: from.remote,
    notes: async () => {
      const texts = await readAssets(assets, [METADATA_FILE, HASHES_FILE]);
      const upgrade = () => upgradeSince(tag, assets, [from]);
      return notesOf({ tag, assets, annotations, upgrade, ...factsOf(texts, annotations) }, notes)();
    },
  };
}
