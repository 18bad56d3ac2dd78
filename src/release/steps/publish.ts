// publish: the written release to every remote, the tag last.
import { shortHash } from '../../stack/directory-hash.ts';
import { formatKubernetes } from '../../stack/kubernetes-version.ts';
import type { Step } from '../flow.ts';
import type { Publication } from '../ports.ts';
import type { Packaged, Published, Written } from '../stages.ts';

export const publish: Step<Written, Published> = {
  title: 'publish',
  async run(written, world) {
    const published: Publication[] = [];
    for (const store of world.stores) {
      published.push(await store.publish(written.tag, written.assets, releaseAnnotations(written)));
    }
    return { ...written, published };
  },
};

/** csctl's two manifest annotations, and a date only where one was given: never the clock's. */
export function releaseAnnotations({ stack, hashes, request }: Packaged): Record<string, string> {
  return {
    hash: shortHash(hashes.clusterStack),
    kubernetesVersion: formatKubernetes(stack.config.kubernetes),
    ...(request.mtime > 0 && {
      'org.opencontainers.image.created': new Date(request.mtime * 1000).toISOString().replace('.000Z', 'Z'),
    }),
  };
}
