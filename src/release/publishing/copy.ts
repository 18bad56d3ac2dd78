// copy: releases from one remote to others, as they are.
import { COMPONENTS, METADATA_FILE, parseMetadata } from '../../stack/metadata.ts';
import { KUBERNETES_ANNOTATION } from '../../archive/oci-manifest.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import type { Asset } from '../../stack/asset.ts';
import { provenanceOf, type Provenance } from './annotations.ts';
import { notesOf, type NotesFacts } from './notes.ts';
import type {
  NotesTemplates,
  OutgoingRelease,
  Publication,
  ReleaseStore,
  StoredRelease,
  World,
} from '../ports.ts';
import { publishTo } from './publish-to.ts';
import { readAssets, requireRelease } from '../reading/read-release.ts';

/** A release that went from one remote to others, as `--json` prints it. */
export interface CopiedRelease {
  readonly tag: string;
  readonly from: string;
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
  const releases: CopiedRelease[] = [];
  for (const stored of found) {
    await world.signal.throwIfAborted();
    world.reporter.step(stored.tag, `copy from ${from.remote}`);
    const outgoing = copyOf(stored, from, world.notes);
    const published = dryRun ? [] : await publishTo(world.stores, outgoing, world);
    const provenance = provenanceOf(stored.annotations);
    releases.push({ tag: stored.tag, from: from.remote, published, provenance });
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
      return notesOf({ tag, assets, annotations, ...factsOf(texts, annotations) }, notes)();
    },
  };
}

type ReadFacts = Pick<NotesFacts, 'kubernetes' | 'components' | 'allowed'>;

/** What a finished release says of itself; why its versions are what they are is known only when it is made. */
export function factsOf(texts: readonly Asset[], annotations: StoredRelease['annotations']): ReadFacts {
  const text = (file: string) => {
    const bytes = texts.find(({ name }) => name === file)?.bytes;
    return bytes && Buffer.from(bytes).toString('utf8');
  };
  const metadata = parseMetadata(METADATA_FILE, text(METADATA_FILE) ?? '').metadata;
  const components = COMPONENTS.flatMap((component) => {
    const to = metadata?.versions[component];
    return to === undefined ? [] : [{ component, from: null, to, reasons: ['as published before'] }];
  });
  return {
    kubernetes: metadata?.kubernetes ?? annotations[KUBERNETES_ANNOTATION] ?? '',
    components,
    allowed: parseHashes(text(HASHES_FILE) ?? '')?.build?.allowed ?? [],
  };
}
