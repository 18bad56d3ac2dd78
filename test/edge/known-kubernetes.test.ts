// What is remembered of Kubernetes releases, without asking anybody.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { DiskCache } from '../../src/io/upstream/disk-cache.ts';
import { knownKubernetes } from '../../src/io/upstream/known-kubernetes.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FEED = new URL('https://feed.example/kubernetes.json');
const CONTENT = '[{"cycle":"1.34","releaseDate":"2025-08-27","eol":"2026-10-27","latest":"1.34.9"}]';

const minors = async (folder: string, feed: URL) =>
  (await knownKubernetes(new DiskCache(folder), feed))?.map(({ minor }) => minor.minor);

async function remember(folder: string, content: string): Promise<void> {
  const draft = await new DiskCache(folder).begin(FEED);
  await draft.add(Buffer.from(content));
  await draft.keep({ etag: undefined, lastModified: undefined });
}

it('what an earlier run was told is known', async () => {
  const folder = join(tempFolder(), 'cache');
  expect(await minors(folder, FEED)).toBeUndefined();
  await remember(folder, CONTENT);
  expect(await minors(folder, FEED)).toEqual([34]);
});

it('what is damaged is not known', async () => {
  const folder = join(tempFolder(), 'cache');
  await remember(folder, '{"not": "a list"}');
  expect(await minors(folder, FEED)).toBeUndefined();
});

it('a file is read, and one that is not there tells nothing', async () => {
  const folder = tempFolder({ 'feed.json': CONTENT });
  expect(await minors(folder, pathToFileURL(join(folder, 'feed.json')))).toEqual([34]);
  expect(await minors(folder, pathToFileURL(join(folder, 'none.json')))).toBeUndefined();
});
