// The sources of Kubernetes releases, all against one contract.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryKubernetes } from '../../src/io/memory/memory-kubernetes.ts';
import { feedText } from '../support/kubernetes-feed.ts';
import { serveKubernetes, sourceOf } from '../support/kubernetes-source.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { kubernetesReleasesContract } from './kubernetes-releases.contract.ts';

kubernetesReleasesContract('memory', (series) => new MemoryKubernetes(series));

kubernetesReleasesContract('the feed, with days from GitHub,', async (series) =>
  sourceOf(await serveKubernetes(series)),
);

kubernetesReleasesContract('a feed of another address', async (series) => {
  const server = await serveKubernetes(series);
  return sourceOf(server, { feed: new URL('kubernetes.json', server.url).href });
});

kubernetesReleasesContract('a file', (series) => {
  const file = join(tempFolder(), 'feed.json');
  writeFileSync(file, feedText(series));
  return sourceOf({ url: new URL('http://127.0.0.1:1/') }, { feed: file });
});

kubernetesReleasesContract('GitHub alone', async (series) => {
  const server = await serveKubernetes(series);
  server.feed = 503;
  return sourceOf(server);
});
