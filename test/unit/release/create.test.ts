// create and plan as a maintainer uses them: release after release against one remote, all in memory.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { CsctlError, isError } from '../../../src/problem/problem.ts';
import {
  createReleases,
  requireRemote,
  type CreatedRelease,
  type CreateOptions,
} from '../../../src/release/create.ts';
import { planReleases } from '../../../src/release/plan.ts';
import type { ReleaseStore } from '../../../src/release/ports.ts';
import type { ReleaseRequest } from '../../../src/release/stages.ts';
import { makeAsset, streamOf, type Asset } from '../../../src/stack/asset.ts';
import { verifyRelease } from '../../../src/verify/verify-release.ts';
import { formatMetadata } from '../../../src/stack/metadata.ts';
import { CSCTL_YAML, SINGLE_STAGE, type Files, CNI_TEMPLATE } from '../../support/stack-tree.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { publishAssets, readRelease } from '../../support/store.ts';
import { memoryWorld, request, type Stacks } from '../../support/world.ts';

const PUBLISH: CreateOptions = { dryRun: false, publish: true };

/** A maintainer with some stacks and remotes, who publishes what is built. */
function maintainer(stacks: Stacks = { tiny: {} }, stores: readonly ReleaseStore[] = [new MemoryStore()]) {
  const memory = memoryWorld(stores, stacks);
  const folders = Object.keys(stacks);
  const create = async (wish: Partial<ReleaseRequest> = {}, options: CreateOptions = PUBLISH) =>
    createReleases(folders, request({ mode: 'stable', ...wish }), options, memory.world);
  /** Creates, and looks at what came out with the operator's eyes. */
  const one = async (wish: Partial<ReleaseRequest> = {}) => {
    const [release] = (await create(wish)).releases;
    if (!release) throw new Error('no release');
    const written = memory.written.get(release.tag);
    if (written) expect((await verifyRelease(release.tag, written)).filter(isError)).toEqual([]);
    return release;
  };
  return {
    ...memory,
    create,
    one,
    plan: (wish: Partial<ReleaseRequest> = {}) =>
      planReleases(folders, request({ mode: 'stable', ...wish }), memory.world),
  };
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => error as CsctlError,
  );

const versionsOf = ({ versions }: CreatedRelease) => Object.values(versions).join(' ');
const kubernetes = (version: string): Files => ({ 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', version) });
const CLASS = { 'cluster-class/templates/class.yaml': `${classTemplate()}# mended\n` };
const CNI = { 'cluster-addon/cni/values.yaml': 'mtu: 1500\n' };
const HOOKS = (text: string) => ({
  'clusteraddon.yaml': `# ${text}\naddonStages:\n  AfterControlPlaneInitialized: [{name: cni, action: apply}]\n  BeforeClusterUpgrade: [{name: cni, action: apply}]\n`,
});

describe('stable releases one after the other', () => {
  it('start at v1, stop when nothing changed, and bump what changed', async () => {
    const { one, edit } = maintainer();
    expect(versionsOf(await one())).toBe('v1 v1 v1');
    expect(await one()).toMatchObject({ status: 'unchanged', tag: 'docker-scs-1-34-v1', folder: null });
    edit('tiny', CLASS);
    expect(versionsOf(await one())).toBe('v2 v1 v1');
    edit('tiny', CNI);
    expect(versionsOf(await one())).toBe('v3 v2 v1');
    edit('tiny', HOOKS('bug 2: hooks are part of the addons'));
    expect(versionsOf(await one())).toBe('v4 v3 v1');
    edit('tiny', { 'node-images/config.yaml': 'openStackNodeImages: []\n' });
    expect(versionsOf(await one())).toBe('v5 v3 v2');
    edit('tiny', kubernetes('v1.34.8'));
    expect(versionsOf(await one())).toBe('v6 v3 v2');
    edit('tiny', { 'README.md': 'changed\n', 'versions.yaml': '- kubernetes: 1.34.9\n' });
    expect((await one()).status).toBe('unchanged');
  });

  it('give reasons and files for each component', async () => {
    const { one, plan, edit } = maintainer();
    await one();
    edit('tiny', { ...CNI, ...kubernetes('v1.34.8') });
    const [first] = (await plan()).plans;
    expect(first).toMatchObject({ previous: 'docker-scs-1-34-v1', tag: 'docker-scs-1-34-v2', changed: true });
    expect(first?.decision).toEqual([
      {
        component: 'clusterStack',
        changed: true,
        from: 'v1',
        to: 'v2',
        reasons: ['cluster-addon/cni: 1 file changed', 'Kubernetes v1.34.7 -> v1.34.8'],
        files: [],
      },
      {
        component: 'clusterAddon',
        changed: true,
        from: 'v1',
        to: 'v2',
        reasons: ['cluster-addon/cni: 1 file changed'],
        files: [{ path: 'cluster-addon/cni/values.yaml', change: 'modified' }],
      },
      { component: 'nodeImage', changed: false, from: 'v1', to: 'v1', reasons: [], files: [] },
    ]);
  });

  it('name stages that came and went', async () => {
    const { one, plan, edit } = maintainer();
    await one();
    edit('tiny', {
      ...HOOKS('dns'),
      'cluster-addon/dns/Chart.yaml': 'apiVersion: v2\nname: dns\nversion: 1.0.0\n',
    });
    const [planned] = (await plan()).plans;
    expect(planned?.decision[1]?.reasons).toContain('cluster-addon/dns was added');
    expect(planned?.decision[1]?.files).toContainEqual({
      path: 'cluster-addon/dns/Chart.yaml',
      change: 'added',
    });
  });

  it('are made again when forced, with the reason told', async () => {
    const { one } = maintainer();
    await one();
    const forced = await one({ forced: 'the registry lost a blob' });
    expect(versionsOf(forced)).toBe('v2 v1 v1');
    expect(forced.decision[0]?.reasons).toEqual(['forced: the registry lost a blob']);
  });

  it('do not change when only an --allow that was not needed comes along', async () => {
    const { one, written } = maintainer();
    await one();
    expect((await one({ allowed: new Set(['addon-upgrade']) })).status).toBe('unchanged');
    expect(written.size).toBe(1);
  });
});

describe('other channels', () => {
  it('count from 0 towards the next stable version, and compare with the newest of both', async () => {
    const { one, edit } = maintainer();
    await one();
    expect((await one({ mode: 'beta' })).status).toBe('unchanged');
    edit('tiny', CNI);
    expect(versionsOf(await one({ mode: 'beta' }))).toBe('v2-beta.0 v2-beta.0 v1');
    edit('tiny', CLASS);
    expect(versionsOf(await one({ mode: 'beta' }))).toBe('v2-beta.1 v2-beta.0 v1');
    expect(versionsOf(await one({ mode: 'alpha' }))).toBe('v2-alpha.0 v2-alpha.0 v1');
    expect(versionsOf(await one())).toBe('v2 v2 v1');
    expect((await one({ mode: 'beta' })).status).toBe('unchanged');
    edit('tiny', HOOKS('later'));
    expect(versionsOf(await one({ mode: 'beta' }))).toBe('v3-beta.0 v3-beta.0 v1');
  });

  it('never give an addon version twice, even when stable stayed behind', async () => {
    const { one, edit } = maintainer();
    await one();
    edit('tiny', CNI);
    expect((await one({ mode: 'beta' })).versions.clusterAddon).toBe('v2-beta.0');
    edit('tiny', { 'cluster-addon/cni/values.yaml': 'mtu: 1450\n', ...CLASS });
    expect(versionsOf(await one())).toBe('v2 v1 v1');
    edit('tiny', { 'cluster-addon/cni/values.yaml': 'mtu: 9000\n' });
    expect(versionsOf(await one({ mode: 'beta' }))).toBe('v3-beta.0 v2-beta.1 v1');
  });

  it('warn from the tenth pre-release on, which the operator sorts before the ninth', async () => {
    const { create, edit } = maintainer();
    for (let n = 0; n <= 10; n += 1) {
      edit('tiny', { 'cluster-class/values.yaml': `n: ${n}\n` });
      const { releases, warnings } = await create({ mode: 'beta' });
      expect(releases[0]?.tag).toBe(`docker-scs-1-34-v1-beta-${n}`);
      expect(warnings.map(({ code }) => code)).toEqual(n < 10 ? [] : ['prerelease-order']);
    }
  });
});

describe('pre-releases named by hand', () => {
  it.each(['v9-beta.0', 'v1-beta.rc', 'v7-beta.99'])(
    '%s do not keep a channel from settling',
    async (name) => {
      const { one, edit } = maintainer();
      await one({ mode: 'custom', versions: { clusterStack: name, clusterAddon: name, nodeImage: name } });
      edit('tiny', CLASS);
      expect((await one({ mode: 'beta' })).versions.clusterStack).toBe('v1-beta.0');
      expect((await one({ mode: 'beta' })).status).toBe('unchanged');
      edit('tiny', CNI);
      expect((await one({ mode: 'beta' })).versions.clusterStack).toBe('v1-beta.1');
      expect((await one({ mode: 'beta' })).status).toBe('unchanged');
    },
  );
});

describe('the single-stage convention', () => {
  it('bug 16: never uses an addon version twice across minors', async () => {
    const store = new MemoryStore();
    const minor = (n: number): Files => ({
      ...SINGLE_STAGE,
      'csctl.yaml': CSCTL_YAML.replace('v1.34.7', `v1.${n}.1`),
    });
    const v33 = maintainer({ tiny: minor(33) }, [store]);
    const v34 = maintainer({ tiny: minor(34) }, [store]);
    expect(versionsOf(await v33.one())).toBe('v1 v1 v1');
    expect(versionsOf(await v34.one())).toBe('v1 v2 v1');
    v33.edit('tiny', { 'cluster-addon/templates/cni.yaml': `${CNI_TEMPLATE}# other\n` });
    expect(versionsOf(await v33.one())).toBe('v2 v3 v1');
    v34.edit('tiny', CLASS);
    expect(versionsOf(await v34.one())).toBe('v2 v2 v1');
  });
});

describe('what is on the remote', () => {
  it('bug 5: foreign tags are noted and passed over', async () => {
    const store = new MemoryStore();
    await publishAssets(store, 'docker-scs-latest', [makeAsset('x', 'y')]);
    await publishAssets(store, 'docker-scs-1-34-v2-test', [makeAsset('x', 'z')]);
    const { one, notes } = maintainer({ tiny: {} }, [store]);
    expect((await one()).tag).toBe('docker-scs-1-34-v1');
    expect(notes.join('\n')).toContain('docker-scs-latest');
  });

  it('is never taken for empty when it cannot be read', async () => {
    const broken = Object.assign(new MemoryStore(), {
      list: () => Promise.reject(new Error('unreachable')),
    });
    await expect(maintainer({ tiny: {} }, [broken]).one()).rejects.toThrow('unreachable');
  });

  it('must have metadata to go on from', async () => {
    const store = new MemoryStore();
    await publishAssets(store, 'docker-scs-1-34-v1', [makeAsset('hashes.json', '{}')]);
    expect(await refusalOf(maintainer({ tiny: {} }, [store]).one())).toMatchObject({
      code: 'remote-damaged',
    });
  });

  it('is not gone on from when an archive of it is damaged', async () => {
    const store = new MemoryStore();
    const first = maintainer({ tiny: {} });
    await first.one();
    const assets = first.written.get('docker-scs-1-34-v1') ?? [];
    const cut = assets.map((a) => (a.name.endsWith('.tgz') ? makeAsset(a.name, a.bytes.subarray(0, 30)) : a));
    await publishAssets(store, 'docker-scs-1-34-v1', cut);
    const refusal = await refusalOf(maintainer({ tiny: {} }, [store]).one());
    expect(refusal).toMatchObject({ code: 'remote-damaged', kind: 'remote' });
    expect(refusal.message).toContain('docker-scs-1-34-v1');
  });

  it('must leave room for another version', async () => {
    const { one, edit } = maintainer();
    const last = 'v999999999';
    await one({ mode: 'custom', versions: { clusterStack: last, clusterAddon: 'v1', nodeImage: 'v1' } });
    edit('tiny', CLASS);
    expect(await refusalOf(one())).toMatchObject({
      code: 'mode-flags',
      message: expect.stringContaining('v1000000000') as string,
    });
  });

  it('bug 13: may lack the nodeImage version', async () => {
    const store = new MemoryStore();
    const first = maintainer({ tiny: {} });
    await first.one();
    const assets = first.written.get('docker-scs-1-34-v1') ?? [];
    const metadata = formatMetadata(
      { clusterStack: 'v1', clusterAddon: 'v1', nodeImage: 'v1' },
      'v1.34.7',
    ).replace(/ +nodeImage.*\n/, '');
    const older = assets.map((a) => (a.name === 'metadata.yaml' ? makeAsset(a.name, metadata) : a));
    await publishAssets(store, 'docker-scs-1-34-v1', older);
    const { one, edit } = maintainer({ tiny: {} }, [store]);
    edit('tiny', CLASS);
    expect(versionsOf(await one())).toBe('v2 v1 v1');
  });

  it('bug 15: an odd component version is bumped by its structure', async () => {
    const { one, edit } = maintainer();
    await one({
      mode: 'custom',
      versions: { clusterStack: 'v1', clusterAddon: 'v1-alpha.7', nodeImage: 'v0-sha.1a2b3c4' },
    });
    edit('tiny', { ...CNI, 'node-image/Dockerfile': 'FROM scratch\n' });
    expect(versionsOf(await one())).toBe('v2 v2 v1');
  });

  it('is several remotes: the newest release counts, and those that lack it get it', async () => {
    const [near, far] = [new MemoryStore('memory:near'), new MemoryStore('memory:far')];
    const alone = maintainer({ tiny: {} }, [near]);
    await alone.one();
    const both = maintainer({ tiny: {} }, [far, near]);
    const filled = await both.one();
    expect(filled).toMatchObject({ status: 'published', tag: 'docker-scs-1-34-v1', folder: null });
    expect(filled.published).toMatchObject([{ remote: 'memory:far', status: 'published' }]);
    expect(await readRelease(far, 'docker-scs-1-34-v1')).toEqual(
      await readRelease(near, 'docker-scs-1-34-v1'),
    );
    expect((await both.one()).status).toBe('unchanged');
  });

  it('refuses other content under an existing tag before anything is written', async () => {
    const store = new MemoryStore();
    await publishAssets(store, 'docker-scs-1-34-v3', [makeAsset('metadata.yaml', 'other')]);
    const { create, written } = maintainer({ tiny: {} }, [store]);
    const versions = { clusterStack: 'v3', clusterAddon: 'v1', nodeImage: 'v1' };
    expect(await refusalOf(create({ mode: 'custom', versions }))).toMatchObject({
      kind: 'conflict',
      code: 'release-conflict',
    });
    expect(written.size).toBe(0);
  });

  it('says identical for the same content', async () => {
    const { one } = maintainer();
    expect((await one({ mode: 'hash' })).status).toBe('published');
    expect((await one({ mode: 'hash' })).status).toBe('identical');
  });

  it('must be named for modes that look back, and for --publish', () => {
    const { world } = memoryWorld([], { tiny: {} });
    for (const mode of ['stable', 'beta', 'alpha'] as const) {
      expect(() => requireRemote(request({ mode }), world, false)).toThrow(/needs a remote/);
    }
    expect(() => requireRemote(request(), world, true)).toThrow(/--publish needs a remote/);
    expect(() => requireRemote(request(), world, false)).not.toThrow();
  });

  it('is not needed for a try, which is told where it helps', () => {
    const { world } = memoryWorld([], { tiny: {} });
    const hintOf = (mode: 'stable' | 'hash', publishing: boolean) => {
      try {
        requireRemote(request({ mode }), world, publishing);
      } catch (error) {
        return (error as CsctlError).hint;
      }
      return undefined;
    };
    expect(hintOf('stable', false)).toMatch(/CSCTL_REMOTE; -m hash builds .*, and --remote layout:releases /);
    expect(hintOf('hash', true)).toMatch(/or set CSCTL_REMOTE$/);
  });
});

describe('rules about the step from the previous release', () => {
  it('refuse a Kubernetes version that goes down, unless it is allowed', async () => {
    const { one, edit } = maintainer();
    await one();
    edit('tiny', kubernetes('v1.34.6'));
    expect(await refusalOf(one())).toMatchObject({ code: 'kubernetes-downgrade' });
    expect(versionsOf(await one({ allowed: new Set(['kubernetes-downgrade']) }))).toBe('v2 v1 v1');
  });

  it('refuse a stage that upgrading clusters do not have yet, unless it is allowed', async () => {
    const { one, create, edit } = maintainer();
    await one();
    const hooks = (names: string[]) => names.map((name) => `{name: ${name}, action: apply}`).join(', ');
    edit('tiny', {
      'clusteraddon.yaml': `addonStages:\n  AfterControlPlaneInitialized: [${hooks(['cni', 'dns'])}]\n  BeforeClusterUpgrade: [${hooks(['cni', 'dns'])}]\n`,
      'cluster-addon/dns/Chart.yaml': 'apiVersion: v2\nname: dns\nversion: 1.0.0\n',
    });
    const refused = { code: 'breaking-change', file: 'tiny/clusteraddon.yaml', line: 2 };
    expect((await refusalOf(create())).problems).toMatchObject([refused]);
    const { warnings } = await create({ allowed: new Set(['breaking-change']) });
    expect(warnings).toMatchObject([{ ...refused, severity: 'warning' }]);
  });
});

describe('what is wrong with sources that did not change', () => {
  it('is refused all the same', async () => {
    const { one, edit } = maintainer();
    await one({ allowed: new Set(['config-unknown-key']) });
    edit('tiny', { 'csctl.yaml': `${CSCTL_YAML}extra: 1\n` });
    expect(await refusalOf(one())).toMatchObject({ code: 'config-unknown-key' });
  });
});

describe('several stacks', () => {
  const other = { 'csctl.yaml': CSCTL_YAML.replace('Name: scs', 'Name: other') };
  const broken = { 'cluster-class/values.yaml': 'a: << .Typo >>\n', ...other };

  it('are all checked before the first is written', async () => {
    const { create, written } = maintainer({ good: {}, broken });
    const refusal = await refusalOf(create());
    expect(refusal.message).toBe('1 of 2 stacks cannot be released; nothing was written');
    expect(refusal.problems).toMatchObject(
      expect.arrayContaining(
        [
          {
            code: 'placeholder-unknown',
            severity: 'error',
            file: 'broken/cluster-class/values.yaml',
            line: 1,
            column: 4,
          },
        ].map((p) => expect.objectContaining(p) as unknown),
      ) as never,
    );
    expect(written.size).toBe(0);
  });

  it('must not make the same release', async () => {
    expect(await refusalOf(maintainer({ a: {}, b: {} }).create())).toMatchObject({ code: 'stack-duplicate' });
  });

  it('are narrowed by -k, and refused when none serves the minor', async () => {
    const older = { 'csctl.yaml': other['csctl.yaml'].replace('v1.34.7', 'v1.33.1') };
    const { create } = maintainer({ a: {}, b: older });
    expect((await create({ minors: ['1.33'] })).releases.map(({ tag }) => tag)).toEqual([
      'docker-other-1-33-v1',
    ]);
    expect(await refusalOf(create({ minors: ['1.30'] }))).toMatchObject({ code: 'kubernetes-other-minor' });
  });
});

describe('chart dependencies', () => {
  const depends =
    'apiVersion: v2\nname: cni\nversion: 1.2.3\ndependencies:\n  - name: dns\n    version: 1.0.0\n    repository: https://example.com\n';
  const vendored = {
    'cluster-addon/cni/Chart.yaml': depends,
    'cluster-addon/cni/charts/dns/Chart.yaml': 'apiVersion: v2\nname: dns\nversion: 1.0.0\n',
  };
  const dryRun = { dryRun: true, publish: false };
  const bundleOf = ({ releases }: Awaited<ReturnType<ReturnType<typeof maintainer>['create']>>) =>
    releases[0]?.assets.find(({ role }) => role === 'cluster-addon')?.digest;

  it('stay as they stand in the folder, go in when asked, or stay out', async () => {
    const { create } = maintainer({ tiny: vendored });
    const asTheyStand = bundleOf(await create({}, dryRun));
    expect(bundleOf(await create({ embed: true }, dryRun))).toBe(asTheyStand);
    const thin = await create({ embed: false }, dryRun);
    expect(bundleOf(thin)).not.toBe(asTheyStand);
    expect(thin.warnings.map(({ code }) => code)).toEqual(['stage-dependency-missing']);
  });

  it('leave the release as it is when a mere warning is allowed', async () => {
    const { create } = maintainer({ tiny: { 'cluster-addon/cni/Chart.yaml': depends } });
    const digestsOf = ({ releases }: Awaited<ReturnType<typeof create>>) =>
      releases[0]?.assets.map(({ digest }) => digest);
    const plain = await create({}, dryRun);
    expect(plain.warnings.map(({ code }) => code)).toEqual(['stage-dependency-missing']);
    const allowed = new Set(['stage-dependency-missing']);
    expect(digestsOf(await create({ allowed }, dryRun))).toEqual(digestsOf(plain));
  });

  it('are refused when they are asked for and nobody has them', async () => {
    const { create } = maintainer({ tiny: { 'cluster-addon/cni/Chart.yaml': depends } });
    expect((await create({}, dryRun)).warnings.map(({ code }) => code)).toEqual(['stage-dependency-missing']);
    const refusal = await refusalOf(create({ embed: true }, dryRun));
    expect(refusal.problems).toMatchObject([
      { code: 'chart-not-found', file: 'tiny/cluster-addon/cni/Chart.yaml', line: 6, column: 14 },
    ]);
  });
});

describe('hash mode', () => {
  it('bug 32: a stack without addons is told what is missing, not that nothing changed', async () => {
    const none = Object.fromEntries(
      ['Chart.yaml', 'templates/cni.yaml', 'values.yaml'].map((file) => [`cluster-addon/cni/${file}`, null]),
    );
    const refusal = await refusalOf(maintainer({ tiny: none }).create({ mode: 'hash' }));
    expect(refusal.problems.map(({ code }) => code)).toContain('addon-stage-missing');
  });
});

describe('--dry-run', () => {
  it('gives true names, sizes and digests, and writes nothing', async () => {
    const { create, written } = maintainer();
    const dry = await create({}, { dryRun: true, publish: true });
    expect(written.size).toBe(0);
    const real = await create();
    expect(dry.releases[0]?.assets).toEqual(real.releases[0]?.assets);
    expect(dry.releases[0]).toMatchObject({ folder: null, published: [] });
  });
});

describe('another run that is faster', () => {
  /** A remote on which somebody else publishes each version just before we do, `times` times. */
  function racing(times: number) {
    const store = new MemoryStore();
    const publish = store.publish.bind(store);
    let left = times;
    store.publish = async (release) => {
      if (left > 0) {
        left -= 1;
        const theirs = await otherContent(release.tag, left);
        await publish({ ...release, assets: theirs.map(streamOf) });
      }
      return publish(release);
    };
    return store;
  }

  /** A release of other content under the tag that is wanted. */
  async function otherContent(tag: string, mark: number): Promise<readonly Asset[]> {
    const versions = { clusterStack: tag.split('-').at(-1) ?? '', clusterAddon: 'v1', nodeImage: 'v1' };
    const other = maintainer({ tiny: { 'cluster-class/values.yaml': `theirs: ${mark}\n` } });
    await other.create({ mode: 'custom', versions }, { dryRun: false, publish: false });
    return other.written.get(tag) ?? [];
  }

  it('is told from a version that was there before', async () => {
    const store = racing(1);
    const refusal = await refusalOf(maintainer({ tiny: {} }, [store]).create());
    expect(refusal).toMatchObject({ code: 'release-taken', kind: 'conflict' });
    expect(refusal.hint).toContain('--retry-on-conflict');
    expect(await store.list('')).toEqual(['docker-scs-1-34-v1']);
  });

  it('is answered with the next version, where that is asked for', async () => {
    const store = racing(3);
    const { create, notes } = maintainer({ tiny: {} }, [store]);
    const options = { dryRun: false, publish: true, retryOnConflict: true };
    const { releases } = await create({}, options);
    expect(releases).toMatchObject([{ tag: 'docker-scs-1-34-v4', status: 'published' }]);
    expect(notes.filter((note) => note.includes('planning again'))).toHaveLength(3);
    expect([...(await store.list(''))].sort()).toEqual([1, 2, 3, 4].map((n) => `docker-scs-1-34-v${n}`));
  });

  it('is not answered for ever', async () => {
    const { create } = maintainer({ tiny: {} }, [racing(1000)]);
    const refusal = await refusalOf(create({}, { dryRun: false, publish: true, retryOnConflict: true }));
    expect(refusal.code).toBe('release-taken');
  });
});

describe('a release that is out already', () => {
  it('is followed although a file of it is larger than memory', async () => {
    const store = new MemoryStore();
    const { one, edit } = maintainer({ tiny: {} }, [store]);
    await one();
    const find = store.find.bind(store);
    store.find = async (tag) => {
      const release = await find(tag);
      if (!release) return undefined;
      const image = { ...streamOf(makeAsset('image.qcow2', '')), size: 1e12 };
      return { ...release, assets: [...release.assets, image] };
    };
    expect(await one()).toMatchObject({ status: 'unchanged' });
    edit('tiny', CLASS);
    expect(versionsOf(await one())).toBe('v2 v1 v1');
  });

  it('gets the signature that an earlier run could not make', async () => {
    const store = new MemoryStore('oci://registry.example/stacks');
    const { create, world } = maintainer({ tiny: {} }, [store]);
    const signed: string[] = [];
    let broken = true;
    const signer = {
      check: () => Promise.resolve(),
      sign: (reference: string) => {
        if (broken) return Promise.reject(new CsctlError('sign-failed', 'no key'));
        signed.push(reference);
        return Promise.resolve();
      },
    };
    Object.assign(world, { signer });
    expect((await refusalOf(create())).code).toBe('sign-failed');
    broken = false;
    const { releases } = await create();
    expect(releases[0]).toMatchObject({ status: 'unchanged', published: [{ signed: true }] });
    expect(signed).toHaveLength(1);
  });
});
