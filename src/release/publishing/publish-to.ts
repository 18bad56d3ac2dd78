// One release to several remotes, with progress, and honest about what is done when one of them fails.
import { CsctlError } from '../../problem/problem.ts';
import type { OutgoingRelease, Publication, ReleaseStore, Signer, World } from '../ports.ts';
import { countTransfer } from './transfer.ts';

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
 * A release that is signed already is left alone: cosign keeps signatures under tags made of the digest
 * (sigstore, signature specification).
 */
async function sign({ digest }: Publication, store: ReleaseStore, signer: Signer): Promise<boolean> {
  const signatures = await store.list(digest.replace(':', '-'));
  if (signatures.length === 0) await signer.sign(`${store.remote.replace('oci://', '')}@${digest}`);
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

/** A remote that fails after others took the release: says so, since a second run only fills in the rest. */
async function tellWhatIsDone<T>(done: readonly Publication[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CsctlError) || done.length === 0) throw error;
    const places = done.map(({ remote }) => remote).join(', ');
    const next = `it is on ${places} already; run again to fill in the rest`;
    const hint = error.hint === undefined ? next : `${error.hint}; ${next}`;
    throw new CsctlError(error.code, error.message, { hint });
  }
}
