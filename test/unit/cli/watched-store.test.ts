// A watched remote: the same answers, told before they are waited for, and remembered.
import { expect, it } from 'vitest';
import { watched } from '../../../src/cli/watched-store.ts';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { sampleAssets, TAG } from '../../support/sample-release.ts';
import { publishAssets } from '../../support/store.ts';

async function ask() {
  const told: string[] = [];
  const steps: string[] = [];
  const reporter = {
    step: (subject: string, title: string) => void steps.push(`${subject}: ${title}`),
    transfer: () => undefined,
    note: () => undefined,
  };
  const tags = {
    remember: (...question: unknown[]) => void told.push(JSON.stringify(question)),
    add: (remote: string, tag: string) => void told.push(`${remote} has ${tag}`),
  };
  const plain = new MemoryStore('memory');
  const store = watched(plain, reporter, tags);
  const { status } = await publishAssets(store, TAG, sampleAssets());
  await store.check('read');
  const answers = [status, await store.list('docker-'), (await store.find(TAG))?.tag, await store.find('x')];
  return { plain, store, steps, told, answers, browsed: await store.browse('') };
}

it('a watched remote answers as the remote does', async () => {
  const { plain, store, answers, browsed } = await ask();
  expect(store.remote).toBe(plain.remote);
  expect(answers).toEqual(['published', [TAG], TAG, undefined]);
  expect(browsed.releases.map(({ tag }) => tag)).toEqual([TAG]);
});

it('every question is told before it is asked', async () => {
  const { store, steps } = await ask();
  const all = ['ask for access', 'list the tags', `look for ${TAG}`, 'look for x', 'list the releases'];
  expect(steps).toEqual(all.map((title) => `${store.remote}: ${title}`));
});

it('tags are left for completion', async () => {
  const { store, told } = await ask();
  expect(told).toEqual([
    `${store.remote} has ${TAG}`,
    JSON.stringify([store.remote, 'docker-', [TAG]]),
    JSON.stringify([store.remote, '', [TAG]]),
  ]);
});
