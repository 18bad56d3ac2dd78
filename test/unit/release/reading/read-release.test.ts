// What is said of a release that is not there: what it was probably meant to be.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { openRelease } from '../../../../src/release/reading/open-release.ts';
import { findOnAny, requireRelease } from '../../../../src/release/reading/read-release.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { sampleAssets } from '../../../support/sample-release.ts';
import { publishAssets } from '../../../support/store.ts';

const TAGS = ['docker-scs-1-34-v1', 'docker-scs-1-34-v2', 'openstack-scs-1-34-v1', 'latest'];

async function store() {
  const made = new MemoryStore('memory');
  for (const tag of TAGS) await publishAssets(made, tag, sampleAssets());
  return made;
}

describe('a tag that no remote has', () => {
  it.each([
    ['docker-scs-1-34-v9', 'the newest of that stack: docker-scs-1-34-v1, docker-scs-1-34-v2'],
    ['dokcer-scs-1-34-v1', 'did you mean docker-scs-1-34-v1?'],
    ['docker-scs-134-v2', 'did you mean docker-scs-1-34-v2?'],
    [
      'latets',
      'it has docker-scs-1-34-v1, openstack-scs-1-34-v1, docker-scs-1-34-v2 and maybe more: csctl list shows all',
    ],
  ])('is answered with those that are like it: %s', async (tag, hint) => {
    const made = await store();
    for (const look of [() => requireRelease(made, tag), () => findOnAny([made], tag)]) {
      const refusal = await refusalOf(look);
      expect([refusal.code, refusal.hint]).toEqual(['release-not-found', hint]);
    }
  });

  it('says that an empty remote has none', async () => {
    const { hint } = await refusalOf(() => requireRelease(new MemoryStore('memory'), 'docker-scs-1-34-v1'));
    expect(hint).toBe('it has none');
  });
});

describe('a release folder that is not there', () => {
  const folders = {
    exists: (path: string) => Promise.resolve(path === '.release'),
    read: () =>
      Promise.resolve({ tag: '', assets: [], folders: ['docker-scs-1-34-v1', 'notes'], written: 0 }),
  };

  it('is answered with the one that was meant, whether there is a remote or not', async () => {
    for (const stores of [[], [await store()]]) {
      const { code, hint } = await refusalOf(() =>
        openRelease('.release/dcker-scs-1-34-v1/', { folders, stores }),
      );
      expect([code, hint]).toEqual(['release-missing', 'did you mean .release/docker-scs-1-34-v1?']);
    }
  });

  it.each(['.release/kubevirt', 'nowhere/docker-scs-1-34-v1', 'docker-scs-1-34-v1'])(
    'is not answered with a guess where nothing is like it: %s',
    async (name) => {
      const { hint } = await refusalOf(() => openRelease(name, { folders, stores: [] }));
      expect(hint).toBe('name a release folder, or a tag together with --remote');
    },
  );
});
