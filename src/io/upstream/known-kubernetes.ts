// What is remembered of Kubernetes releases: from the cache on disk, or a file; no network is asked.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { KubernetesSeries } from '../../stack/upstream.ts';
import type { DiskCache } from './disk-cache.ts';
import { parseKubernetesFeed } from './kubernetes-feed.ts';
import { DEFAULT_FEED, nameOf } from './kubernetes-releases.ts';

/**
 * The minors of the feed as it was when it was last asked; undefined where it never was, or what is there cannot be read:
 * this is a courtesy, and whoever needs to know asks.
 * @param feed CSCTL_KUBERNETES_FEED (`parseFeed`)
 */
export async function knownKubernetes(
  cache: DiskCache,
  feed: URL = DEFAULT_FEED,
): Promise<readonly KubernetesSeries[] | undefined> {
  try {
    const content =
      feed.protocol === 'file:' ? await readFile(fileURLToPath(feed)) : await remembered(cache, feed);
    return content && parseKubernetesFeed(nameOf(feed), content);
  } catch {
    return undefined;
  }
}

async function remembered(cache: DiskCache, feed: URL): Promise<Buffer | undefined> {
  const document = await cache.find(feed);
  if (!document) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of document.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}
