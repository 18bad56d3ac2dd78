// publish: the written release to every remote, the tag last.
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
    for (const store of world.stores) published.push(await store.publish(tag, assets, annotations));
    return { ...written, published };
  },
};

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
      'org.opencontainers.image.created': new Date(created * 1000).toISOString().replace('.000Z', 'Z'),
    }),
  };
}
