// publish: the written release to every remote, the tag last.
import { CREATED_ANNOTATION } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { shortHash } from '../../stack/directory-hash.ts';
import type { Step } from '../flow.ts';
import type { Publication } from '../ports.ts';
import type { Published, Written } from '../stages.ts';

export const publish: Step<Written, Published> = {
  title: 'publish',
  async run(written, world) {
    const { tag, assets, kubernetes, hashes, request } = written;
    const annotations = annotationsOf(kubernetes, hashes.clusterStack, request.mtime);
    const published: Publication[] = [];
    for (const store of world.stores) {
      const work = () => store.publish(tag, assets, annotations);
      published.push(await tellWhatIsDone(published, written.output, work));
    }
    return { ...written, published };
  },
};

/** A remote that fails after others took the release: says so, since a second run only fills in the rest. */
async function tellWhatIsDone<T>(
  done: readonly Publication[],
  output: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CsctlError) || done.length === 0) throw error;
    const places = [output, ...done.map(({ remote }) => remote)].join(', ');
    const hint = `the release is in ${places} already; run again to fill in the rest`;
    throw new CsctlError(error.code, error.message, { hint });
  }
}

/**
 * csctl's two manifest annotations, and a date only where one was given: never the clock's.
 * @param created seconds since 1970; 0 for none
 */
export function annotationsOf(
  kubernetes: string,
  clusterStackHash: string,
  created: number,
): Record<string, string> {
  return {
    hash: shortHash(clusterStackHash),
    kubernetesVersion: kubernetes,
    ...(created > 0 && {
      [CREATED_ANNOTATION]: new Date(created * 1000).toISOString().replace('.000Z', 'Z'),
    }),
  };
}
