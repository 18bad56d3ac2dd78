// publish: finished release folders to remotes, checked as the operator would before anything leaves.
import {
  allowedCodes,
  allowProblems,
  CsctlError,
  refuseErrors,
  type Problem,
} from '../../problem/problem.ts';
import { infoOf, type AssetInfo, type AssetStream } from '../../stack/asset.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import { METADATA_FILE } from '../../stack/metadata.ts';
import { annotationsOf, provenanceOf, type Provenance } from '../annotations.ts';
import { verifyStreams } from '../check.ts';
import { upgradeSince } from '../diff/upgrade-since.ts';
import { factsOf, notesOf } from './notes.ts';
import type { Annotations, Publication, ReleaseFolders, Revision, World } from '../ports.ts';
import { checkSigning, publishTo, refuseConflicts } from './publish-to.ts';
import { readAssets } from '../reading/read-release.ts';

/** A release on one remote, as `--json` prints it (docs/cli.md). */
export interface PublishedRelease extends Publication {
  readonly tag: string;
  readonly provenance: Provenance;
}

export interface PublishResult {
  readonly published: readonly PublishedRelease[];
  /** What would be published, with `--dry-run` too. */
  readonly releases: readonly { readonly tag: string; readonly assets: readonly AssetInfo[] }[];
  /** What was doubtful, or wrong but allowed. */
  readonly warnings: readonly Problem[];
}

/** What of the world publishing needs. */
export type PublishWorld = Pick<
  World,
  'stores' | 'revisions' | 'notes' | 'reporter' | 'signer' | 'signal'
> & {
  readonly folders: ReleaseFolders;
};

export interface PublishOptions {
  readonly dryRun: boolean;
  readonly allowed: ReadonlySet<string>;
  /** SOURCE_DATE_EPOCH in seconds since 1970, 0 without one. */
  readonly sourceDate: number;
}

/**
 * Publishes release folders. All are checked, and looked up on every remote, before the first is published.
 * @throws CsctlError `release-missing`; the problems of a release the operator would refuse; `release-conflict`
 */
export async function publishFolders(
  paths: readonly string[],
  options: PublishOptions,
  world: PublishWorld,
): Promise<PublishResult> {
  const { stores, reporter, signal } = world;
  for (const store of stores) await store.check(options.dryRun ? 'read' : 'write');
  await checkSigning(stores, world);
  const ready: Ready[] = [];
  for (const path of new Set(paths.map((one) => one.replace(/(?<=.)\/+$/, '')))) {
    reporter.step(path, 'check');
    ready.push(await makeReady(path, options, world));
  }
  for (const { tag, assets, path } of ready) {
    await refuseConflicts(tag, assets, stores, ({ remote }) => {
      const look = `csctl diff --remote ${remote} ${tag} ${path} shows the difference`;
      return `${look}; create a release of another version. Nothing was published`;
    });
  }
  const published: PublishedRelease[] = [];
  for (const release of options.dryRun ? [] : ready) {
    await signal.throwIfAborted();
    published.push(...(await publishOne(release, world)));
  }
  return {
    published,
    releases: ready.map(({ tag, assets }) => ({ tag, assets: assets.map(infoOf) })),
    warnings: ready.flatMap(({ problems }) => problems),
  };
}

interface Ready {
  readonly path: string;
  readonly tag: string;
  readonly assets: readonly AssetStream[];
  readonly annotations: Annotations;
  readonly facts: ReturnType<typeof factsOf>;
  readonly problems: readonly Problem[];
}

async function makeReady(path: string, options: PublishOptions, world: PublishWorld): Promise<Ready> {
  if (!(await world.folders.exists(path))) {
    const hint = 'csctl create makes one; name its path, as .release/docker-scs-1-34-v1';
    throw new CsctlError('release-missing', `there is no release folder ${path}`, { file: path, hint });
  }
  const { tag, assets, written } = await world.folders.read(path);
  const found = (await verifyStreams(tag, assets)).map((one) => ({
    ...one,
    file: one.file === undefined ? path : `${path}/${one.file}`,
  }));
  const problems = refuseErrors(allowProblems(found, options.allowed), path);
  const texts = await readAssets(assets, [METADATA_FILE, HASHES_FILE]);
  const facts = factsOf(texts, {});
  const hashes = texts.find(({ name }) => name === HASHES_FILE);
  const annotations = annotationsOf({
    kubernetes: facts.kubernetes,
    version: facts.components.find(({ component }) => component === 'clusterStack')?.to ?? '',
    hash: (hashes && parseHashes(Buffer.from(hashes.bytes).toString('utf8'))?.hashes.clusterStack) ?? '',
    revision: await revisionOf(path, written, world),
    sourceDate: options.sourceDate,
  });
  const allowed = [...new Set([...facts.allowed, ...allowedCodes(found, options.allowed)])];
  return { path, tag, assets, annotations, facts: { ...facts, allowed }, problems };
}

/** The commit that is checked out, unless the folder was there before it: then it was built from another one. */
async function revisionOf(path: string, written: number, world: PublishWorld): Promise<Revision | undefined> {
  const revision = await world.revisions.of(path, true);
  if (!revision || revision.committed <= Math.ceil(written)) return revision;
  world.reporter.note(`${path} is older than the commit that is checked out; published without a revision`);
  return undefined;
}

async function publishOne(ready: Ready, world: PublishWorld): Promise<PublishedRelease[]> {
  const { tag, assets, annotations, facts } = ready;
  world.reporter.step(tag, 'publish');
  const upgrade = () => upgradeSince(tag, assets, world.stores);
  const notes = notesOf({ tag, assets, annotations, upgrade, ...facts }, world.notes);
  const published = await publishTo(world.stores, { tag, assets, annotations, notes }, world);
  return published.map((one) => ({ tag, ...one, provenance: provenanceOf(annotations) }));
}
