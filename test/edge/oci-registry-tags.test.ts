// Listing the tags of registries that differ in what they sort, honour and say.
import { describe, expect, it } from 'vitest';
import { streamOf } from '../../src/stack/asset.ts';
import { connect, REPOSITORY } from '../support/registry/connect.ts';
import type { TagStyle } from '../support/registry/tag-pages.ts';
import { TestRegistry, type RegistryOptions } from '../support/registry/test-registry.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, sampleAssets } from '../support/sample-release.ts';

const OWN = ['docker-scs-1-34-v1', 'docker-scs-1-34-v10', 'docker-scs-1-34-v2', 'docker-scs-1-34-v2-beta-0'];
const NEAR = [
  'docker-scs-1-33-v9',
  'docker-scs-1-340-v1',
  'docker-scs-1-35-v1',
  'docker-scs-1-3',
  'docker-scs-1-34',
];
const PREFIX = 'docker-scs-1-34-';

const foreign = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(5, '0')}`);

/** A registry with these tags, which all hold the same. */
async function withTags(tags: readonly string[], options: RegistryOptions = {}) {
  const registry = await TestRegistry.start(options);
  const { tags: held } = registry.repository(REPOSITORY);
  // In no order, and the same in each run.
  for (const tag of [...tags].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))) held.set(tag, 'sha256:0');
  return registry;
}

const sortKey = (tag: string) => [...tag].reverse().join('');

const list = async ({ host }: TestRegistry, prefix = PREFIX) =>
  [...(await connect(host).list(prefix))].sort();

const STYLES: readonly TagStyle[] = ['sorted', 'existing', 'all at once', 'unlinked', 'by age', 'circle'];

describe.each(STYLES)('a registry that lists tags "%s"', (tags) => {
  it('shows all of a prefix among 10,000 foreign ones before and after', async () => {
    const others = [...foreign('build', 5000), ...foreign('sha', 5000), ...NEAR];
    const registry = await withTags([...OWN, ...others], { tags });
    expect(await list(registry)).toEqual([...OWN].sort());
  });

  it('shows all tags, and none where there are none of a prefix', async () => {
    const registry = await withTags([...OWN, ...foreign('build', 2500)], { tags });
    expect(await list(registry, '')).toEqual([...OWN, ...foreign('build', 2500)].sort());
    expect(await list(registry, 'openstack-scs-1-34-')).toEqual([]);
    expect(await list(registry, 'v')).toEqual([]);
    expect(await list(registry, 'd')).toEqual([...OWN].sort());
  });

  it.each([999, 1000, 1001, 2000])('shows all of %s own tags', async (count) => {
    const own = foreign('docker-scs-1-34', count);
    const registry = await withTags([...own, ...NEAR, ...foreign('zzz', 30)], { tags });
    expect(await list(registry)).toEqual(own);
  });

  it('has none in an empty repository, or in none', async () => {
    expect(await list(await withTags([], { tags }))).toEqual([]);
    expect(await list(await TestRegistry.start({ tags }))).toEqual([]);
  });
});

describe('the number of requests', () => {
  it('is one where the registry honours `last`, however many foreign tags there are', async () => {
    for (const others of [
      foreign('build', 10_000),
      foreign('sha', 10_000),
      [...foreign('a', 5000), ...foreign('z', 5000)],
    ]) {
      const registry = await withTags([...OWN, ...others]);
      expect(await list(registry)).toEqual([...OWN].sort());
      expect(registry.asked).toHaveLength(1);
      expect(registry.asked[0]?.query).toBe(`n=1000&last=${PREFIX.slice(0, -1)}`);
    }
  });

  it('is that of all pages where there is nothing of the prefix: to have gone past it proves nothing', async () => {
    const registry = await withTags([...foreign('build', 5000), ...foreign('sha', 5000)]);
    expect(await list(registry)).toEqual([]);
    // One from the prefix on, ten full pages, and one to see that there is no more.
    expect(registry.asked).toHaveLength(12);
  });

  it('grows with the matches', async () => {
    const registry = await withTags([...foreign('docker-scs-1-34', 2500), ...foreign('sha', 10_000)]);
    expect(await list(registry)).toHaveLength(2500);
    expect(registry.asked).toHaveLength(3);
  });

  it('follows the pages of a registry that gives fewer than it is asked for', async () => {
    const registry = await withTags([...OWN, ...NEAR, ...foreign('sha', 300)], { page: 2 });
    expect(await list(registry)).toEqual([...OWN].sort());
    expect(registry.asked.length).toBeLessThan(6);
  });

  it('of a browse goes by the matches too', async () => {
    const registry = await withTags(foreign('sha', 10_000));
    const store = connect(registry.host);
    for (const tag of OWN)
      await store.publish({ tag, assets: sampleAssets(tag).map(streamOf), annotations: ANNOTATIONS });
    registry.asked.length = 0;
    expect((await store.browse(PREFIX)).releases.map(({ tag }) => tag).sort()).toEqual([...OWN].sort());
    expect(registry.asked).toHaveLength(1 + OWN.length);
  });
});

describe('a listing that cannot be had whole', () => {
  it('is an error, not a shorter list', async () => {
    const registry = await withTags(foreign('docker-scs-1-34', 3000));
    registry.fault = (_index, { query }) =>
      query.includes('02') || query.includes('019') ? 'error 500' : undefined;
    expect((await refusalOf(() => list(registry))).code).toBe('remote-unreachable');
  });

  it('goes on after a fault that passes', async () => {
    const registry = await withTags(foreign('docker-scs-1-34', 3000));
    registry.fault = (index) => (index % 2 === 0 ? 'body cut in half' : undefined);
    expect(await list(registry)).toHaveLength(3000);
  });

  it('is refused where it goes on at another host', async () => {
    const registry = await withTags(foreign('docker-scs-1-34', 1500), { tags: 'elsewhere' });
    const refusal = await refusalOf(() => list(registry));
    expect(refusal.message).toContain('has its next page on localhost:9');
  });

  it.each(['{}', '{"tags":"x"}', '{"tags":[1]}', '[]', 'null', 'x'])(
    'is damaged where the answer is %s',
    async (body) => {
      const registry = await TestRegistry.start();
      registry.answerTags = body;
      expect((await refusalOf(() => list(registry))).code).toBe('remote-damaged');
    },
  );

  it('may leave out the list of none', async () => {
    const registry = await TestRegistry.start();
    registry.answerTags = `{"name":"${REPOSITORY}"}`;
    expect(await list(registry)).toEqual([]);
  });
});
