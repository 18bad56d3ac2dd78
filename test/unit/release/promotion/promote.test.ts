// promote as a maintainer uses it: what was tested becomes the next version of a channel, all in memory.
import { classTemplate } from '../../../support/tiny-class.ts';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../../../src/archive/gzip.ts';
import { packTar, unpackTar } from '../../../../src/archive/tar.ts';
import { showPromoted } from '../../../../src/cli/show/promote.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { CsctlError, isError } from '../../../../src/problem/problem.ts';
import type { OutgoingRelease, ReleaseStore } from '../../../../src/release/ports.ts';
import { PROMOTED_FROM_ANNOTATION } from '../../../../src/archive/oci-manifest.ts';
import { withChecksums } from '../../../../src/release/promotion/repackage.ts';
import { infoOf, makeAsset, streamOf, type Asset } from '../../../../src/stack/asset.ts';
import type { BuildRecord } from '../../../../src/stack/hashes-file.ts';
import { verifyRelease } from '../../../../src/verify/verify-release.ts';
import { promoter, tampered, versionsOf } from '../../../support/promotions.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { plain } from '../../../support/sample-release.ts';
import { brief, CSCTL_YAML, SINGLE_STAGE, type Files } from '../../../support/stack-tree.ts';

const CLASS = { 'cluster-class/templates/class.yaml': `${classTemplate()}# << .NodeImageVersion >>\n` };
const CNI = { 'cluster-addon/cni/values.yaml': 'mtu: 1500\n' };
const kubernetes = (version: string): Files => ({ 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', version) });
const NODE_IMAGES = `openStackNodeImages:
  - url: https://example.org/a.qcow2
    createOpts:
      name: ubuntu-v1.34.7
`;
const BETA = { mode: 'beta' as const };
const SHA = /^docker-scs-1-34-v0-sha-[a-z0-9]+$/;

const textOf = ({ bytes }: Asset) => Buffer.from(bytes).toString('utf8');

/** The files as csctl leaves them: no record, no SHA256SUMS. */
const asGoMadeIt = (assets: readonly Asset[]): readonly Asset[] =>
  assets
    .filter(({ role }) => role !== 'checksums')
    .map((asset) =>
      asset.role === 'hashes'
        ? makeAsset(
            asset.name,
            JSON.stringify({ ...(JSON.parse(textOf(asset)) as object), build: undefined }),
          )
        : asset,
    );

const withRecord = (asset: Asset, change: Partial<BuildRecord>): Asset => {
  if (asset.role !== 'hashes') return asset;
  const data = JSON.parse(textOf(asset)) as { build: BuildRecord };
  return makeAsset(asset.name, JSON.stringify({ ...data, build: { ...data.build, ...change } }));
};

/** Another class in the archive, packed as csctl packs. */
function withOtherClass(asset: Asset): Asset {
  if (asset.role !== 'cluster-class') return asset;
  const entries = unpackTar(gunzip(asset.bytes)).entries.map(({ path, bytes }) =>
    path.endsWith('class.yaml')
      ? { path, bytes: Buffer.concat([bytes, Buffer.from('# more\n')]) }
      : { path, bytes },
  );
  return makeAsset(asset.name, gzip(packTar(entries, 0)));
}

/** A store to override parts of. */
const overriding = (store: ReleaseStore): ReleaseStore => ({
  remote: store.remote,
  check: (purpose) => store.check(purpose),
  list: (prefix) => store.list(prefix),
  find: (tag) => store.find(tag),
  browse: (prefix) => store.browse(prefix),
  publish: (release) => store.publish(release),
});

describe('what was tested becomes the next stable version', () => {
  it('of each component, by what changed since the last one', async () => {
    const { build, promote, edit, assets } = promoter();
    const next = async (files: Files) => {
      edit('tiny', files);
      const { tag } = await build();
      expect(tag).toMatch(SHA);
      const result = await promote(tag);
      expect(result).toMatchObject({ from: tag, warnings: [] });
      expect((await verifyRelease(result.tag, await assets(result.tag))).filter(isError)).toEqual([]);
      return result;
    };
    expect(versionsOf(await next({}))).toBe('v1 v1 v1');
    expect(versionsOf(await next(CLASS))).toBe('v2 v1 v1');
    expect(versionsOf(await next(CNI))).toBe('v3 v2 v1');
    expect(versionsOf(await next({ 'clusteraddon.yaml': null, ...SINGLE_STAGE }))).toBe('v4 v3 v1');
    expect(versionsOf(await next(kubernetes('v1.34.8')))).toBe('v5 v3 v1');
    const images = { 'node-images/config.yaml': 'openStackNodeImages: []\n' };
    expect(versionsOf(await next(images))).toBe('v6 v3 v2');
    expect(await next({ 'README.md': 'not packaged\n' })).toMatchObject({ status: 'unchanged' });
  });

  it('with the reasons, and the files that changed', async () => {
    const { build, promote, edit } = promoter();
    const first = await build();
    expect((await promote(first.tag)).decision[0]?.reasons).toEqual([
      `promoted from ${first.tag}`,
      'first release in channel stable',
    ]);
    edit('tiny', { ...CNI, ...kubernetes('v1.34.8') });
    const { tag } = await build();
    const reason = 'cluster-addon/cni: 1 file changed';
    expect((await promote(tag)).decision).toEqual([
      {
        ...{ component: 'clusterStack', changed: true, from: 'v1', to: 'v2', files: [] },
        reasons: [`promoted from ${tag}`, reason, 'Kubernetes v1.34.7 -> v1.34.8'],
      },
      {
        ...{ component: 'clusterAddon', changed: true, from: 'v1', to: 'v2', reasons: [reason] },
        files: [{ path: 'cluster-addon/cni/values.yaml', change: 'modified' }],
      },
      { component: 'nodeImage', changed: false, from: 'v1', to: 'v1', reasons: [], files: [] },
    ]);
  });

  it('from a beta, with the bytes that create -m stable would have made', async () => {
    const stores = () => [new MemoryStore()];
    const [tester, builder] = [promoter(CLASS, stores()), promoter(CLASS, stores())];
    for (const { build, edit } of [tester, builder]) {
      edit('tiny', {});
      await build({ mode: 'stable' });
      edit('tiny', CNI);
    }
    await tester.build({ ...BETA, mtime: 1_767_225_600 });
    const promoted = await tester.promote('docker-scs-1-34-v2-beta-0');
    const built = await builder.build({ mode: 'stable', mtime: 1_767_225_600 });
    expect(promoted).toMatchObject({ tag: 'docker-scs-1-34-v2', status: 'published' });
    expect(plain(await tester.assets(promoted.tag))).toEqual(plain(await builder.assets(built.tag)));
    expect(promoted.assets).toEqual(built.assets);
    expect(promoted.versions).toEqual(built.versions);
  });

  it('with the proof', async () => {
    const { build, promote, recorded } = promoter();
    const { tag } = await build();
    const { proof } = await promote(tag);
    const { fingerprints } = (await recorded(tag)).build;
    expect(proof?.parts).toBe(4);
    expect(proof?.places).toBe(3);
    expect(Object.keys(proof?.fingerprints ?? {})).toEqual([
      ...['cluster-addon/cni', 'cluster-class', 'clusteraddon.yaml', 'kubernetes'],
    ]);
    expect(fingerprints).toMatchObject(proof?.fingerprints ?? {});
  });

  it('and again, from what was promoted', async () => {
    const { build, promote, edit } = promoter();
    const { tag } = await build();
    expect(await promote(tag, { channel: 'alpha' })).toMatchObject({ tag: 'docker-scs-1-34-v1-alpha-0' });
    expect(await promote('docker-scs-1-34-v1-alpha-0', { channel: 'beta' })).toMatchObject({
      tag: 'docker-scs-1-34-v1-beta-0',
      versions: { clusterStack: 'v1-beta.0', clusterAddon: 'v1-beta.0', nodeImage: 'v1-beta.0' },
    });
    expect(versionsOf(await promote('docker-scs-1-34-v1-beta-0'))).toBe('v1 v1 v1');
    edit('tiny', CLASS);
    const next = await build();
    expect(versionsOf(await promote(next.tag, { channel: 'beta' }))).toBe('v2-beta.0 v1 v1');
  });
});

describe('a channel that has the content', () => {
  it('gets nothing new', async () => {
    const { build, promote, store } = promoter();
    await build({ mode: 'stable' });
    const { tag } = await build();
    const before = await store.list('');
    const result = await promote(tag);
    expect(result).toMatchObject({
      tag: 'docker-scs-1-34-v1',
      status: 'unchanged',
      published: [],
      proof: null,
    });
    expect(result.assets.map(({ name }) => name)).toContain('docker-scs-1-34-cluster-class-v1.tgz');
    expect(await store.list('')).toEqual(before);
  });

  it('on one remote gets it on the others, as it is', async () => {
    const [first, second] = [new MemoryStore('first:'), new MemoryStore('second:')];
    const { tag } = await promoter({}, [first]).build();
    await promoter({}, [first]).promote(tag);
    const both = promoter({}, [first, second]);
    expect((await both.promote(tag, { dryRun: true })).published).toEqual([]);
    const result = await both.promote(tag);
    expect(result).toMatchObject({
      status: 'published',
      published: [{ remote: 'second:', status: 'published' }],
    });
    const [one, other] = [await first.find(result.tag), await second.find(result.tag)];
    expect(other?.digest).toBe(one?.digest);
    expect(await both.promote(tag)).toMatchObject({ status: 'unchanged' });
  });
});

describe('a promoted release', () => {
  it('is on every remote, and says where it is from', async () => {
    const stores = [new MemoryStore('first:'), new MemoryStore('second:')];
    const { world, build, promote } = promoter({}, stores);
    const revision = {
      commit: 'c'.repeat(40),
      dirty: true,
      committed: 1_767_225_600,
      repository: 'https://example.org/r',
    };
    Object.assign(world.revisions, { of: () => Promise.resolve(revision) });
    const { tag } = await build();
    Object.assign(world.revisions, { of: () => Promise.reject(new Error('promote has no sources')) });
    const result = await promote(tag, { mtime: 1_800_000_000 });
    expect(result.published.map(({ remote, url }) => [remote, url])).toEqual([
      ['first:', 'first:docker-scs-1-34-v1'],
      ['second:', 'second:docker-scs-1-34-v1'],
    ]);
    const tested = await stores[0]?.find(tag);
    const promoted = await stores[1]?.find(result.tag);
    expect(promoted?.annotations).toEqual({
      ...tested?.annotations,
      'org.opencontainers.image.version': 'v1',
      [PROMOTED_FROM_ANNOTATION]: tag,
    });
    expect(promoted?.created).toBe('2026-01-01T00:00:00Z');
    expect(result.provenance).toMatchObject({ commit: 'c'.repeat(40), dirty: true });
  });

  it('keeps everything else that was tested, byte for byte', async () => {
    const others = [makeAsset('node-images.yaml', NODE_IMAGES), makeAsset('README.txt', 'v0-sha.x is v1\n')];
    const { tag, promote, assets } = await tampered((made) => [...made, ...others]);
    const result = await promote(tag);
    const promoted = await assets(result.tag);
    for (const other of others) expect(promoted.find(({ name }) => name === other.name)).toEqual(other);
    const sums = promoted.find(({ role }) => role === 'checksums')?.bytes ?? Buffer.alloc(0);
    expect(Buffer.from(sums).toString()).toContain(
      `${makeAsset('', 'v0-sha.x is v1\n').digest.slice(7)}  README.txt\n`,
    );
    expect((await verifyRelease(result.tag, promoted)).filter(isError)).toEqual([]);
  });

  it('does not have files in memory that nobody looks into', async () => {
    const { build, store, assets } = promoter();
    const { tag } = await build();
    const large = { ...makeAsset('image.qcow2', 'x'), size: 5 * 1024 ** 3 };
    const open = () => Promise.reject(new Error('it was read'));
    const sums = withChecksums(await assets(tag), [large]);
    const outgoing: OutgoingRelease[] = [];
    const remote: ReleaseStore = {
      ...overriding(store),
      find: async (wanted) => {
        const found = await store.find(wanted);
        return (
          found && {
            ...found,
            assets: [
              ...sums.map(streamOf),
              { ...large, open: () => ({ [Symbol.asyncIterator]: () => ({ next: open }) }) },
            ],
          }
        );
      },
      publish: (release) => {
        outgoing.push(release);
        return Promise.resolve({ remote: 'r', status: 'published', digest: 'd', url: 'u' });
      },
    };
    const world = promoter({}, [remote]);
    const result = await world.promote(tag);
    expect(result.assets).toContainEqual(infoOf(large));
    expect(outgoing[0]?.assets.map(infoOf)).toContainEqual(infoOf(large));
  });

  it('is only told of in a dry run', async () => {
    const { build, promote, store } = promoter();
    const { tag } = await build();
    const told = await promote(tag, { dryRun: true });
    expect(told).toMatchObject({ tag: 'docker-scs-1-34-v1', status: 'created', published: [] });
    expect(await store.list('')).toEqual([tag]);
    const done = await promote(tag);
    expect(done).toEqual({ ...told, status: 'published', published: done.published });
  });

  it('has codes in its record that were allowed, then and now', async () => {
    const files: Files = {
      'cluster-class/Chart.yaml': 'apiVersion: v2\nname: x\nversion: v1\ntype: library\n',
      'csctl.yaml': CSCTL_YAML.replace('    apiVersion: docker', '    typo: x\n    apiVersion: docker'),
    };
    const { build, promote, recorded } = promoter(files);
    const { tag } = await build({ allowed: new Set(['chart-type', 'config-unknown-key']) });
    const error = await refusalOf(() => promote(tag));
    expect(error).toMatchObject({ code: 'chart-type', kind: 'invalid' });
    const result = await promote(tag, { allowed: new Set(['chart-type', 'chart-yaml']) });
    expect(brief(result.warnings)).toEqual([
      expect.stringMatching(/^chart-type docker-scs-1-34-v1\/\S+-cluster-class-v1.tgz\/Chart.yaml:4:7$/),
    ]);
    expect((await recorded(result.tag)).build.allowed).toEqual(['chart-type', 'config-unknown-key']);
  });
});

describe('the step from the last release of the channel', () => {
  it('back to an older Kubernetes version is refused, unless it is allowed', async () => {
    const { build, promote, edit } = promoter();
    const old = await build();
    edit('tiny', kubernetes('v1.34.8'));
    await build({ mode: 'stable' });
    const error = await refusalOf(() => promote(old.tag));
    expect(brief(error.problems)).toEqual([`kubernetes-downgrade ${old.tag}`]);
    const result = await promote(old.tag, { allowed: new Set(['kubernetes-downgrade']) });
    expect(result).toMatchObject({ tag: 'docker-scs-1-34-v2', kubernetes: 'v1.34.7' });
    expect(brief(result.warnings)).toEqual([`kubernetes-downgrade ${old.tag}`]);
  });

  it('counts what a release of the Go csctl has, by its content', async () => {
    const made = await tampered(asGoMadeIt);
    const stable = await made.promote(made.tag, { source: 'tiny' });
    const goMade = promoter(CLASS);
    const assets = asGoMadeIt(await made.assets(stable.tag));
    await goMade.store.publish({ tag: stable.tag, assets: assets.map(streamOf), annotations: {} });
    const { tag } = await goMade.build();
    const result = await goMade.promote(tag);
    expect(versionsOf(result)).toBe('v2 v1 v1');
    expect(result.decision[0]?.files).toEqual([
      { path: 'cluster-class/templates/class.yaml', change: 'modified' },
    ]);
  });

  it('to a tenth pre-release is doubtful, since the operator compares numbers as text', async () => {
    const { build, promote, edit } = promoter();
    const versions = { clusterStack: 'v1-beta.9', clusterAddon: 'v1', nodeImage: 'v1' };
    await build({ mode: 'custom', versions });
    edit('tiny', CLASS);
    const { tag } = await build();
    const result = await promote(tag, { channel: 'beta' });
    expect(result.tag).toBe('docker-scs-1-34-v1-beta-10');
    expect(brief(result.warnings)).toEqual([`prerelease-order ${tag}`]);
  });

  it('is between contents, not names: the same one again under another name is none', async () => {
    const { build, promote } = promoter();
    await build({ mode: 'stable' });
    const { tag } = await build({
      mode: 'custom',
      versions: { clusterStack: 'v7-rc.1', clusterAddon: 'v12', nodeImage: 'v9' },
    });
    expect(await promote(tag)).toMatchObject({ status: 'unchanged', tag: 'docker-scs-1-34-v1' });
  });

  it('counts node images by what is shipped', async () => {
    const images = makeAsset('node-images.yaml', NODE_IMAGES);
    const { tag, promote, build } = await tampered((made) => [...made, images]);
    await build({ mode: 'stable' });
    const result = await promote(tag);
    expect(versionsOf(result)).toBe('v2 v1 v2');
    expect(result.decision[2]?.reasons).toEqual(['node images changed']);
  });
});

describe('it is refused', () => {
  it.each([
    ['another file in an archive', (assets: readonly Asset[]) => assets.map(withOtherClass)],
    [
      'another record',
      (assets: readonly Asset[]) => assets.map((one) => withRecord(one, { substitutions: [] })),
    ],
    [
      'fingerprints of something else',
      (assets: readonly Asset[]) => assets.map((one) => withRecord(one, { fingerprints: {} })),
    ],
  ])('what is not as it was built: %s', async (_what, change) => {
    const { tag, promote, store } = await tampered(change);
    const error = await refusalOf(() => promote(tag));
    expect(error).toMatchObject({ code: 'promote-unproven', kind: 'invalid' });
    expect(error.problems.every(({ code }) => code === 'promote-unproven')).toBe(true);
    expect(error.hint).toContain('--source STACK');
    expect(await store.list('')).toEqual([tag]);
  });

  it('what is damaged, as verify says', async () => {
    const { build, assets } = promoter();
    const { tag } = await build();
    const files = (await assets(tag)).map((one) =>
      one.role === 'addon-config' ? makeAsset(one.name, `${Buffer.from(one.bytes).toString()}# more\n`) : one,
    );
    const { promote, store } = promoter();
    await store.publish({ tag, assets: files.map(streamOf), annotations: {} });
    expect((await refusalOf(() => promote(tag))).code).toBe('release-checksum');
    const allowed = new Set(['release-checksum']);
    expect((await refusalOf(() => promote(tag, { allowed }))).code).toBe('promote-unproven');
  });

  it('a release without a record, with the way on', async () => {
    const { tag, promote } = await tampered(asGoMadeIt);
    const error = await refusalOf(() => promote(tag));
    expect(error.code).toBe('promote-unproven');
    expect(error.message).toContain(`${tag} does not say where versions were filled in`);
    expect(error.hint).toContain('--source STACK');
  });

  it('a tag that is not there, or no release', async () => {
    const { build, promote, store } = promoter();
    const { tag } = await build();
    const missing = await refusalOf(() => promote('docker-scs-1-34-v7'));
    expect(missing).toMatchObject({ code: 'release-not-found', kind: 'remote' });
    expect(missing.hint).toContain(tag);
    await store.publish({ tag: 'latest', assets: [makeAsset('x', 'y')].map(streamOf), annotations: {} });
    expect((await refusalOf(() => promote('latest'))).code).toBe('release-tag');
    await store.publish({ tag: 'docker-scs-1-34-v0-a-b', assets: [], annotations: {} });
    expect((await refusalOf(() => promote('docker-scs-1-34-v0-a-b'))).code).toBe('release-metadata');
  });

  it('a version that another run took meanwhile', async () => {
    const store = new MemoryStore();
    const { build, promote } = promoter({}, [{ ...overriding(store), publish: (release) => taken(release) }]);
    let others = 0;
    const taken = async (release: OutgoingRelease) => {
      if (release.tag === 'docker-scs-1-34-v1' && (others += 1) === 1) {
        await store.publish({ ...release, assets: [makeAsset('x', 'other')].map(streamOf) });
      }
      return store.publish(release);
    };
    const { tag } = await build();
    const error = await refusalOf(() => promote(tag));
    expect(error).toMatchObject({ code: 'release-taken', kind: 'conflict' });
    expect(error.message).toContain('another run has published docker-scs-1-34-v1 with other content');
  });

  it('where it cannot be signed, before any work', async () => {
    const { world, build, promote } = promoter();
    const { tag } = await build();
    Object.assign(world, { signer: { check: () => Promise.resolve(), sign: () => Promise.resolve() } });
    expect(await refusalOf(() => promote(tag))).toMatchObject({ code: 'usage' });
  });

  it('when the user stops it', async () => {
    const { world, build, promote, store } = promoter();
    const { tag } = await build();
    const stopped = new CsctlError('interrupted', 'stopped');
    Object.assign(world.signal, { throwIfAborted: () => Promise.reject(stopped) });
    expect(await refusalOf(() => promote(tag))).toBe(stopped);
    expect(await store.list('')).toEqual([tag]);
  });
});

describe('a release without a record, with its sources', () => {
  it('is built again from them, node images and the rest taken along', async () => {
    const images = makeAsset('node-images.yaml', NODE_IMAGES);
    const readme = makeAsset('README.txt', 'hello\n');
    const config = {
      'csctl.yaml': CSCTL_YAML.replace(
        '    apiVersion: docker',
        '    config: {method: get}\n    apiVersion: docker',
      ),
    };
    const files: Files = { ...config, 'node-images/config.yaml': NODE_IMAGES };
    const maker = promoter(files);
    const { tag } = await maker.build();
    const mine = promoter(files);
    const goMade = [...asGoMadeIt(await maker.assets(tag)), images, readme];
    await mine.store.publish({
      tag,
      assets: goMade.map(streamOf),
      annotations: { hash: 'x', kubernetesVersion: 'v1.34.7' },
    });
    const result = await mine.promote(tag, { source: 'tiny' });
    expect(result).toMatchObject({ tag: 'docker-scs-1-34-v1', status: 'published', warnings: [] });
    expect(result.proof?.parts).toBe(4);
    const promoted = await mine.assets(result.tag);
    expect(promoted).toContainEqual(images);
    expect(promoted).toContainEqual(readme);
    expect((await verifyRelease(result.tag, promoted)).filter(isError)).toEqual([]);
    expect((await mine.store.find(result.tag))?.annotations).toEqual({
      ...{ hash: 'x', kubernetesVersion: 'v1.34.7' },
      'org.opencontainers.image.version': 'v1',
      [PROMOTED_FROM_ANNOTATION]: tag,
    });
    // From now on there is a record.
    expect(await mine.promote(result.tag, { channel: 'beta' })).toMatchObject({ status: 'unchanged' });
  });

  it('is refused when a file differs, naming it', async () => {
    const { tag, promote, edit } = await tampered(asGoMadeIt);
    edit('tiny', {
      ...CNI,
      'cluster-addon/cni/new.yaml': 'x: y\n',
      'cluster-class/templates/class.yaml': null,
    });
    const error = await refusalOf(() => promote(tag, { source: 'tiny' }));
    expect(error.message).toBe(`${tag} cannot be promoted: 3 things differ`);
    expect(brief(error.problems)).toEqual([
      'promote-unproven tiny/cluster-addon/cni/new.yaml',
      'promote-unproven tiny/cluster-addon/cni/values.yaml',
      'promote-unproven tiny/cluster-class/templates/class.yaml',
    ]);
    edit('tiny', kubernetes('v1.34.8'));
    expect(brief((await refusalOf(() => promote(tag, { source: 'tiny' }))).problems)).toContain(
      'promote-unproven tiny',
    );
  });

  it('is refused when they are of another stack, or of several', async () => {
    const { tag, promote, edit, world } = await tampered(asGoMadeIt);
    edit('tiny', { 'csctl.yaml': CSCTL_YAML.replace('scs', 'other') });
    const other = await refusalOf(() => promote(tag, { source: 'tiny' }));
    expect(other.message).toBe(`tiny is docker/other 1.34; ${tag} is docker/scs 1.34`);
    Object.assign(world.stacks, { find: () => Promise.resolve(['a', 'b']) });
    const several = await refusalOf(() => promote(tag, { source: 'providers' }));
    expect(several).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('holds 2 stacks') as string,
    });
  });

  it('is told that the channel has it', async () => {
    const { tag, promote } = await tampered(asGoMadeIt);
    await promote(tag, { source: 'tiny' });
    expect(await promote(tag, { source: 'tiny' })).toMatchObject({ status: 'unchanged', proof: null });
  });
});

describe('a release with a record, with its sources', () => {
  it('is compared by fingerprints, and by content', async () => {
    const same = await tampered((assets) => assets);
    expect(await same.promote(same.tag, { source: 'tiny' })).toMatchObject({ tag: 'docker-scs-1-34-v1' });
    same.edit('tiny', CLASS);
    const changed = await refusalOf(() => same.promote(same.tag, { source: 'tiny' }));
    expect(brief(changed.problems)).toEqual(['promote-unproven tiny/cluster-class/templates/class.yaml']);
    const { tag, promote } = await tampered((assets) => assets.map(withOtherClass));
    const other = await refusalOf(() => promote(tag, { source: 'tiny' }));
    expect(brief(other.problems)).toEqual(['promote-unproven tiny/cluster-class/templates/class.yaml']);
  });
});

describe('a packed chart whose folder had another name', () => {
  it('hides where its versions were filled in, so that nothing can be proven', async () => {
    const { build, promote } = promoter({
      'cluster-class/charts/lib-1.0.0/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\n',
      'cluster-class/charts/lib-1.0.0/values.yaml': 'lib: << .ClusterClassVersion >>\n',
    });
    const { tag } = await build();
    const error = await refusalOf(() => promote(tag));
    expect(brief(error.problems)).toEqual([`promote-unproven ${tag}/cluster-class`]);
    const again = await refusalOf(() => promote(tag, { source: 'tiny' }));
    expect(again.code).toBe('promote-unproven');
    expect(again.hint).toBe('nothing was published; create docker-scs-1-34-v1 from the sources instead');
  });
});

describe('the text of a promotion', () => {
  const style = new Style(false, undefined);

  it('says from where, why, what was proven, where it is, and what comes next', async () => {
    const { build, promote } = promoter();
    const { tag } = await build();
    const lines = showPromoted(await promote(tag), style)
      .out.replaceAll(tag, 'TESTED')
      .split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'TESTED -> docker-scs-1-34-v1  Kubernetes v1.34.7  published',
      '  COMPONENT     FROM  TO  WHY',
      '  clusterStack  -     v1  promoted from TESTED; first release in channel stable',
      '  clusterAddon  -     v1  first release in channel stable',
      '  nodeImage     -     v1  first release in channel stable',
      '  proven: 4 parts as in TESTED, but for 3 versions filled in',
    ]);
    expect(lines[6]).toContain('published: memory:docker-scs-1-34-v1');
    expect(lines.at(-2)).toBe('next: csctl inspect --remote memory: docker-scs-1-34-v1');
    expect(showPromoted(await promote(tag), style).out).toBe(
      `${tag} -> docker-scs-1-34-v1  Kubernetes v1.34.7  nothing to promote: it has this content\n`,
    );
  });

  it('says of a dry run what would be', async () => {
    const { build, promote } = promoter();
    const { tag } = await build();
    const { out } = showPromoted(await promote(tag, { dryRun: true }), style);
    expect(out).toContain('would be published\n');
    expect(out).not.toContain('next:');
  });
});
