// One release to several remotes, with progress, and honest about what is done when one of them fails.
import { CsctlError } from '../../problem/problem.ts';
import { sameAssets, type AssetInfo } from '../../stack/asset.ts';
import type { OutgoingRelease, Publication, ReleaseStore, Signer, World } from '../ports.ts';
import { countTransfer } from '../transfer.ts';

/** What of the world publishing touches. */
export type Publishing = Pick<World, 'reporter' | 'signer'>;

/**
 * Publishes to each remote in turn, and signs what was published where that is asked for.
 * @throws CsctlError of the first remote that refuses; its hint names those that have the release by then
 */
export async function publishTo(
  stores: readonly ReleaseStore[],
  release: OutgoingRelease,
  { reporter, signer }: Publishing,
): Promise<Publication[]> {
  const published: Publication[] = [];
  for (const store of stores) {
    const assets = countTransfer(release.assets, (transfer) => {
      reporter.transfer(`${release.tag} -> ${store.remote}`, transfer);
    });
    const publication = await tellWhatIsDone(published, async () => {
      const done = await store.publish({ ...release, assets });
      return signer ? { ...done, signed: await sign(done, store, signer) } : done;
    });
    published.push(publication);
  }
  return published;
}

/**
 * A release that is signed already is left alone: cosign keeps signatures under a tag made of the digest (sigstore,
 * signature specification). Where it keeps them elsewhere it signs once more, which does no harm.
 */
async function sign({ digest }: Publication, store: ReleaseStore, signer: Signer): Promise<boolean> {
  const signature = `${digest.replace(':', '-')}.sig`;
  const isSigned = (await store.list(signature)).includes(signature);
  if (!isSigned) await signer.sign(`${store.remote.replace('oci://', '')}@${digest}`);
  return true;
}

/**
 * Before any work: signatures are attached to manifests in registries, and made by a program that has to be there.
 * @throws CsctlError `usage`, `sign-failed`
 */
export async function checkSigning(stores: readonly ReleaseStore[], { signer }: Publishing): Promise<void> {
  if (!signer) return;
  const other = stores.find(({ remote }) => !remote.startsWith('oci://'));
  if (other) {
    const hint = 'cosign attaches signatures in registries: name oci://HOST/REPOSITORY, or leave out --sign';
    throw new CsctlError('usage', `--sign cannot sign on ${other.remote}`, { hint });
  }
  await signer.check();
}

/**
 * Looks on every remote, before the first is published to.
 * @param hint what to do next
 * @throws CsctlError `release-conflict` where the tag has other content
 */
export async function refuseConflicts(
  tag: string,
  assets: readonly AssetInfo[],
  stores: readonly ReleaseStore[],
  hint: (store: ReleaseStore) => string,
): Promise<void> {
  for (const store of stores) {
    const existing = await store.find(tag);
    if (!existing || sameAssets(existing.assets, assets)) continue;
    const message = `${store.remote} has ${tag} with other content; a published tag never changes`;
    throw new CsctlError('release-conflict', message, { hint: hint(store) });
  }
}

/** A remote that fails after others took the release: says so. Running again helps, unless content is the matter. */
async function tellWhatIsDone<T>(done: readonly Publication[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CsctlError) || done.length === 0) throw error;
    const there = `it is on ${done.map(({ remote }) => remote).join(', ')} already`;
    throw error.withHint(error.kind === 'conflict' ? there : `${there}; run again to fill in the rest`);
  }
}

/** What a release became on all of its remotes. */
export const statusOf = (published: readonly Publication[]): Publication['status'] =>
  published.every(({ status }) => status === 'identical') ? 'identical' : 'published';
