// Runs that publish to one tag of a registry at the same time, and how far what is promised goes.
import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';
import { contentDigest, streamOf } from '../../src/stack/asset.ts';
import { connect, REPOSITORY } from '../support/registry/connect.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, sampleAssets, TAG } from '../support/sample-release.ts';

/** Far longer than the registry's pauses, so that a busy machine does not decide. */
const SETTLE = 250;
const RACES = 100;

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Publishes a release of this content, after a while. */
async function contend(registry: TestRegistry, tag: string, content: string, wait = 0) {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const store = connect(registry.host, { settle: SETTLE });
  const assets = sampleAssets(content);
  const { status, digest } = await store.publish({
    tag,
    assets: assets.map(streamOf),
    annotations: ANNOTATIONS,
  });
  return { content, status, digest };
}

const held = async (registry: TestRegistry, tag: string) => {
  const release = await connect(registry.host).find(tag);
  return release && { digest: release.digest, content: contentDigest(release.assets) };
};

describe('two runs that publish other content under one tag', () => {
  it(`are told apart ${RACES} times: one succeeds, and the tag holds what it published`, async () => {
    const random = randomNumbers(1);
    const registry = await TestRegistry.start({ pause: () => random() * 6 });
    const race = async (index: number) => {
      const tag = `docker-scs-1-34-v${index}`;
      const runs = ['one', 'other'].map((content) =>
        contend(registry, tag, `${content} ${index}`, random() * 30),
      );
      const ends = await Promise.allSettled(runs);
      const winners = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      const losers = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      expect(winners).toHaveLength(1);
      for (const loser of losers) {
        expect(loser).toBeInstanceOf(CsctlError);
        expect(loser).toMatchObject({ code: 'release-conflict' });
        expect((loser as CsctlError).message).toContain(tag);
      }
      const [winner] = winners;
      expect(await held(registry, tag)).toEqual({
        digest: winner?.digest,
        content: contentDigest(sampleAssets(winner?.content)),
      });
      return (losers[0] as CsctlError).message.includes('at the same time') ? 'after' : 'before';
    };
    const found: string[] = [];
    for (let index = 0; index < RACES; index += 20)
      found.push(...(await Promise.all(Array.from({ length: 20 }, (_, offset) => race(index + offset)))));
    // Both ways to lose were tried: seeing the other before writing, and after it.
    expect(new Set(found)).toEqual(new Set(['before', 'after']));
  });

  it('both fail or one succeeds when three contend', async () => {
    const random = randomNumbers(2);
    const registry = await TestRegistry.start({ pause: () => random() * 6 });
    const ends = await Promise.allSettled(
      ['a', 'b', 'c'].map((content) => contend(registry, TAG, content, random() * 10)),
    );
    const winners = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(winners).toHaveLength(1);
    expect((await held(registry, TAG))?.digest).toBe(winners[0]?.digest);
  });

  it('is seen by the second alone, when it was held up between look and write for longer than the first waits', async () => {
    // What a registry cannot rule out, and docs/decisions/0007-registry.md says: the tag held what the first
    // published when that run ended.
    const registry = await TestRegistry.start();
    const settle = 20;
    const publish = (content: string) =>
      connect(registry.host, { settle }).publish({
        tag: TAG,
        assets: sampleAssets(content).map(streamOf),
        annotations: ANNOTATIONS,
      });
    let heldByFirst: Awaited<ReturnType<typeof held>>;
    let first: Awaited<ReturnType<typeof publish>> | undefined;
    let inside = false;
    registry.before = async ({ method, url }) => {
      if (inside || method !== 'PUT' || !url.pathname.endsWith(`/manifests/${TAG}`)) return;
      inside = true;
      first = await publish('first');
      heldByFirst = await held(registry, TAG);
    };
    const second = await publish('second');
    expect(first?.status).toBe('published');
    expect(heldByFirst?.digest).toBe(first?.digest);
    expect(second.status).toBe('published');
    expect((await held(registry, TAG))?.digest).toBe(second.digest);
  });
});

describe('a tag that comes up while a run publishes', () => {
  const publish = (registry: TestRegistry, content: string, annotations = ANNOTATIONS) =>
    connect(registry.host).publish({ tag: TAG, assets: sampleAssets(content).map(streamOf), annotations });

  /** Another run publishes all of its release just before a certain request of ours. */
  async function overtake(at: (asked: string) => boolean, content: string, annotations = ANNOTATIONS) {
    const registry = await TestRegistry.start();
    let done = false;
    registry.before = async ({ method, url }) => {
      if (done || !at(`${method} ${url.pathname}`)) return;
      done = true;
      await publish(registry, content, annotations);
    };
    return registry;
  }

  const blob = (asked: string) => asked.startsWith('PUT /v2/o/stacks/blobs/');
  const tag = (asked: string) => asked === `PUT /v2/o/stacks/manifests/${TAG}`;

  it('is seen before it is written, and left alone', async () => {
    const registry = await overtake(blob, 'other');
    const refusal = await refusalOf(() => publish(registry, 'one'));
    expect(refusal).toMatchObject({
      code: 'release-conflict',
      hint: expect.stringContaining('plan again') as string,
    });
    expect((await held(registry, TAG))?.content).toBe(contentDigest(sampleAssets('other')));
  });

  it('is identical when it has the same content, with whatever annotations', async () => {
    const other = { ...ANNOTATIONS, 'org.opencontainers.image.revision': 'abc' };
    const registry = await overtake(blob, 'one', other);
    const { status, digest } = await publish(registry, 'one');
    expect({ status, digest }).toEqual({ status: 'identical', digest: (await held(registry, TAG))?.digest });
  });

  it('is reported with the digest that it holds in the end, when the same content was written after ours', async () => {
    const registry = await TestRegistry.start();
    const repository = registry.repository(REPOSITORY);
    registry.after = () => {
      const ours = repository.manifest(TAG)?.bytes.toString() ?? '';
      const theirs = Buffer.from(ours.replace('zceco7o', 'another'));
      if (ours.includes('zceco7o'))
        repository.putManifest(TAG, theirs, 'application/vnd.oci.image.manifest.v1+json');
    };
    const { status, digest } = await publish(registry, 'one');
    expect({ status, digest }).toEqual({ status: 'published', digest: repository.tags.get(TAG) });
    expect(repository.manifest(TAG)?.bytes.toString()).toContain('another');
  });

  it('is a conflict when the registry keeps it from being written over', async () => {
    const registry = await TestRegistry.start({ immutable: true });
    let done = false;
    registry.before = async ({ method, url }) => {
      if (done || !tag(`${method} ${url.pathname}`)) return;
      done = true;
      await publish(registry, 'other');
    };
    expect((await refusalOf(() => publish(registry, 'one'))).code).toBe('release-conflict');
  });
});
