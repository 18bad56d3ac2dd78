// Publishing to a registry while things go wrong: every fault at every request, and a process that ends at any of them.
import { beforeEach, describe, expect, it } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';
import type { Publication, ReleaseStore } from '../../src/release/ports.ts';
import { streamOf, type Asset } from '../../src/stack/asset.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { connect as connectTo, QUICK, REPOSITORY } from '../support/registry/connect.ts';
import { ALL_FAULTS, type Fault } from '../support/registry/faults.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';

/** Where the registry is silent, this is not waited for. */
let silence = QUICK.silence;
/** A client that meets the fault. A busy machine is silent at times too, so it tries more often than it has to. */
const hasty = (host: string) =>
  connectTo(host, {
    http: { patience: { ...QUICK, silence, ...(silence < QUICK.silence && { attempts: 6 }) } },
  });
/** A client that meets none. */
const connect = (host: string) => connectTo(host);

const one = sampleAssets('one');
const publish = (store: ReleaseStore, assets = one): Promise<Publication> =>
  store.publish({ tag: TAG, assets: assets.map(streamOf), annotations: ANNOTATIONS });

async function read(store: ReleaseStore): Promise<Asset[]> {
  const release = await store.find(TAG);
  if (!release) throw new Error('there is no release');
  return Promise.all(release.assets.map((asset) => readAsset(asset)));
}

/** A registry that notes each moment at which a tag lacked a blob; it does not look at that itself. */
async function watched() {
  const registry = await TestRegistry.start({ lenient: true });
  const moments: string[] = [];
  registry.after = () => moments.push(...registry.repository(REPOSITORY).missing());
  return { registry, moments };
}

/** How many requests publishing takes when nothing goes wrong. */
async function countRequests(
  work: (store: ReleaseStore) => Promise<unknown>,
  prepare = false,
): Promise<number> {
  const { registry } = await watched();
  if (prepare) await publish(connect(registry.host));
  const before = registry.asked.length;
  await work(connect(registry.host));
  return registry.asked.length - before;
}

/** What a registry error may end as. */
const CODES = ['remote-unreachable', 'remote-limited', 'remote-refused', 'remote-damaged'];

/** The publication, or the refusal; any other error fails the test. */
async function outcome<T>(work: Promise<T>): Promise<T | CsctlError> {
  return work.catch((error: unknown) => {
    expect(error).toBeInstanceOf(CsctlError);
    const refusal = error as CsctlError;
    expect(CODES).toContain(refusal.code);
    expect(refusal.message).toContain('oci://127.0.0.1:');
    expect(refusal.hint).toBeTruthy();
    return refusal;
  });
}

describe.each(ALL_FAULTS)('%s', (fault: Fault) => {
  beforeEach(() => {
    silence = /silence|drip/.test(fault) ? 200 : QUICK.silence;
  });

  it('at any one request of a publish ends published and right, or with a refusal, and the next run completes', async () => {
    const requests = await countRequests(publish);
    expect(requests).toBeGreaterThan(15);
    const ends = await Promise.all(
      Array.from({ length: requests }, async (_, at) => {
        const { registry, moments } = await watched();
        registry.fault = (index) => (index === at ? fault : undefined);
        const end = await outcome(publish(hasty(registry.host)));
        registry.fault = () => undefined;
        if (!(end instanceof CsctlError))
          expect(plain(await read(connect(registry.host)))).toEqual(plain(one));
        const again = await publish(connect(registry.host));
        if (!(end instanceof CsctlError)) expect(again).toEqual({ ...end, status: 'identical' });
        expect(plain(await read(connect(registry.host)))).toEqual(plain(one));
        expect(moments).toEqual([]);
        return end instanceof CsctlError ? end.code : end.status;
      }),
    );
    // One fault is got over, unless the registry says to come back in an hour.
    const expected = fault === 'limit for an hour' ? 'remote-limited' : 'published';
    expect(ends).toEqual(ends.map(() => expected));
  });

  it('from any request on ends with a refusal, and the next run completes', async () => {
    const requests = await countRequests(publish);
    await Promise.all(
      Array.from({ length: requests }, async (_, at) => {
        const { registry, moments } = await watched();
        registry.fault = (index) => (index >= at ? fault : undefined);
        const end = await outcome(publish(hasty(registry.host)));
        registry.fault = () => undefined;
        const mends = fault === 'a changed byte';
        if (!mends) expect(end).toBeInstanceOf(CsctlError);
        expect(['published', 'identical']).toContain((await publish(connect(registry.host))).status);
        expect(plain(await read(connect(registry.host)))).toEqual(plain(one));
        expect(moments).toEqual([]);
      }),
    );
  });

  it('at any one request of a download ends with the right bytes or a refusal', async () => {
    const requests = await countRequests(read, true);
    for (let at = 0; at < requests; at += 1) {
      const { registry } = await watched();
      await publish(connect(registry.host));
      const before = registry.asked.length;
      registry.fault = (index) => (index === before + at ? fault : undefined);
      const end = await outcome(read(hasty(registry.host)));
      if (!(end instanceof CsctlError)) expect(plain(end)).toEqual(plain(one));
      const isBlob = registry.log[before + at]?.startsWith('GET blobs/') ?? false;
      const isFinal = fault === 'limit for an hour' || (fault === 'a changed byte' && isBlob);
      if (!isFinal) expect(end).not.toBeInstanceOf(CsctlError);
    }
  });
});

describe('a process that ends while it publishes', () => {
  beforeEach(() => {
    silence = QUICK.silence;
  });

  it.each(['cut before the effect', 'cut after the effect'] as const)(
    'at any request (%s), leaves nothing behind that the next run does not complete',
    async (last) => {
      const requests = await countRequests(publish);
      const digests = await Promise.all(
        Array.from({ length: requests }, async (_, at) => {
          const { registry, moments } = await watched();
          registry.fault = (index) =>
            index < at ? undefined : index === at ? last : 'cut before the effect';
          const died = await refusalOf(() => publish(connect(registry.host)));
          expect(died.code).toBe('remote-unreachable');
          registry.fault = () => undefined;
          const { digest } = await publish(connect(registry.host));
          expect(plain(await read(connect(registry.host)))).toEqual(plain(one));
          expect(moments).toEqual([]);
          return digest;
        }),
      );
      expect(new Set(digests).size).toBe(1);
    },
  );
});
