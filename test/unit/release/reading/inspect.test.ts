import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { inspectRelease } from '../../../../src/release/reading/inspect.ts';
import { checkedStream } from '../../../../src/stack/asset-stream.ts';
import { contentDigest, makeAsset, streamOf, type Asset } from '../../../../src/stack/asset.ts';
import type { ReleaseStore, StoredRelease } from '../../../../src/release/ports.ts';
import { CLASS_FILES, reader, withAssets } from '../../../support/reading-world.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { brief, SINGLE_STAGE } from '../../../support/stack-tree.ts';

const PUBLISHED = {
  hash: 'abc1234',
  kubernetesVersion: 'v1.34.7',
  'org.opencontainers.image.created': '2026-11-20T12:00:00Z',
  'org.opencontainers.image.revision': 'a'.repeat(40),
  'org.opencontainers.image.source': 'https://github.com/example/stacks',
  'csctl.clusterstack.x-k8s.io/dirty': 'true',
};
const CILIUM = {
  'cluster-addon/cni/Chart.yaml': `apiVersion: v2
name: cni
version: 1.2.3
dependencies:
  - name: cilium
    version: 1.18.x
    repository: https://helm.cilium.io/
  - name: metrics
    alias: numbers
    version: 3.0.0
    repository: oci://robot:s3cret@example.org/charts # shown without the login
`,
  'cluster-addon/cni/charts/cilium/Chart.yaml': 'apiVersion: v2\nname: cilium\nversion: 1.18.9\n',
};

const built = async (files = {}, wish = {}) => {
  const mine = reader();
  const { tag, assets } = await mine.build({ ...CLASS_FILES, ...files }, { mode: 'stable', ...wish });
  return { ...mine, tag, assets };
};

describe('inspect of a release', () => {
  it('says what it is', async () => {
    const { world, tag } = await built();
    expect(await inspectRelease(tag, world)).toMatchObject({
      ...{ tag: 'docker-scs-1-34-v1', provider: 'docker', stack: 'scs', minor: '1.34' },
      ...{ kubernetes: 'v1.34.7', version: 'v1', channel: 'stable' },
      versions: { clusterStack: 'v1', clusterAddon: 'v1', nodeImage: 'v1' },
      warnings: [],
    });
  });

  it('says where it is and where it comes from', async () => {
    const { assets } = await built();
    const { world, publish, store } = reader();
    await publish('docker-scs-1-34-v1', assets, PUBLISHED);
    const stored = await store.find('docker-scs-1-34-v1');
    expect(await inspectRelease('docker-scs-1-34-v1', world)).toMatchObject({
      ...{ folder: null, remote: 'memory:', digest: stored?.digest, url: 'memory:docker-scs-1-34-v1' },
      ...{ created: '2026-11-20T12:00:00Z', commit: 'a'.repeat(40), dirty: true },
      repository: 'https://github.com/example/stacks',
      annotations: PUBLISHED,
      contentDigest: contentDigest(assets),
    });
  });

  it('is the same for a folder, which no remote knows of', async () => {
    const { world, tag, assets, folder } = await built();
    folder(`.release/${tag}`, assets);
    const [there, here] = [await inspectRelease(tag, world), await inspectRelease(`.release/${tag}/`, world)];
    const nowhere = { remote: null, digest: null, url: null, annotations: {}, created: null, commit: null };
    expect(here).toMatchObject({ ...nowhere, folder: `.release/${tag}`, contentDigest: there.contentDigest });
    for (const key of ['tag', 'versions', 'assets', 'addons', 'variables', 'class'] as const)
      expect(here[key], key).toEqual(there[key]);
  });

  it('lists its files, without their content', async () => {
    const { world, tag, assets } = await built();
    const { assets: listed } = await inspectRelease(tag, world);
    expect(listed).toEqual(
      assets.map(({ name, role, mediaType, size, digest }) => ({ name, role, mediaType, size, digest })),
    );
  });

  it('shows each stage with its chart, its hooks and its dependencies', async () => {
    const more = { 'cluster-addon/later/Chart.yaml': 'apiVersion: v2\nname: late\nversion: 2.0.0\n' };
    const { world, tag } = await built(
      { ...CILIUM, ...more },
      { allowed: new Set(['chart-dependency-version']) },
    );
    const { addons } = await inspectRelease(tag, world);
    expect(addons).toEqual([
      {
        ...{ stage: 'cni', chart: 'cni', version: '1.2.3' },
        dependencies: [
          {
            ...{ name: 'cilium', alias: null, version: '1.18.x', embedded: true },
            repository: 'https://helm.cilium.io/',
          },
          {
            ...{ name: 'metrics', alias: 'numbers', version: '3.0.0', embedded: false },
            repository: 'oci://example.org/charts',
          },
        ],
        hooks: [
          { hook: 'AfterControlPlaneInitialized', action: 'apply' },
          { hook: 'BeforeClusterUpgrade', action: 'apply' },
        ],
      },
      { stage: 'later', chart: 'late', version: '2.0.0', dependencies: [], hooks: [] },
    ]);
  });

  it('shows the one addon chart of the single-stage convention', async () => {
    const { world, tag } = await built(SINGLE_STAGE);
    expect((await inspectRelease(tag, world)).addons).toEqual([
      {
        ...{ stage: 'cluster-addon', chart: 'docker-scs-1-34-cluster-addon', version: 'v1' },
        ...{ dependencies: [], hooks: [] },
      },
    ]);
  });

  it('shows the class variables with the defaults of the chart', async () => {
    const { world, tag } = await built();
    expect(await inspectRelease(tag, world)).toMatchObject({
      class: 'docker-scs-1-34-v1',
      variables: [{ name: 'image', type: 'string', required: true, default: 'ubuntu' }],
    });
  });

  it('shows node images', async () => {
    const { tag, assets } = await built();
    const { world, folder } = reader();
    const images = `openStackNodeImages:
  - url: https://example.org/a.qcow2
    createOpts: {name: ubuntu-v1.34.7, disk_format: qcow2, min_disk: 20}
  - createOpts: {}
`;
    folder(tag, withAssets(assets, makeAsset('node-images.yaml', images)));
    expect((await inspectRelease(tag, world)).images).toEqual([
      { name: 'ubuntu-v1.34.7', url: 'https://example.org/a.qcow2', diskFormat: 'qcow2' },
      { name: null, url: null, diskFormat: null },
    ]);
  });

  it('names the problems that were allowed when it was built', async () => {
    const { world, tag } = await built(
      { 'cluster-addon/cni/overwrite.yaml': 'a: {{ nonsense }}\n' },
      { allowed: new Set(['overwrite-function', 'addon-hook']) },
    );
    expect((await inspectRelease(tag, world)).allowed).toEqual(['overwrite-function']);
  });
});

describe('inspect of a damaged release', () => {
  const damaged = async (change: (assets: readonly Asset[]) => readonly Asset[]) => {
    const { tag, assets } = await built();
    const { world, folder } = reader();
    folder(`r/${tag}`, change(assets));
    return inspectRelease(`r/${tag}`, world);
  };
  const named = (assets: readonly Asset[], role: string) =>
    assets.find((asset) => asset.role === role)?.name ?? '';

  it.each(['cluster-class', 'cluster-addon'])('warns about an archive that is none: %s', async (role) => {
    const read = await damaged((assets) => withAssets(assets, makeAsset(named(assets, role), 'no archive')));
    expect(brief(read.warnings)).toEqual([
      `release-archive r/docker-scs-1-34-v1/docker-scs-1-34-${role}-v1.tgz`,
    ]);
    expect(read.warnings[0]?.severity).toBe('warning');
    expect(read.variables).toHaveLength(role === 'cluster-class' ? 0 : 1);
    expect(read.addons).toMatchObject([{ stage: 'cni', chart: role === 'cluster-addon' ? null : 'cni' }]);
  });

  it('shows what is there without metadata.yaml', async () => {
    const read = await damaged((assets) => assets.filter(({ role }) => role !== 'metadata'));
    expect(read).toMatchObject({
      ...{ tag: 'docker-scs-1-34-v1', provider: 'docker', kubernetes: null, channel: 'stable' },
      versions: { clusterStack: null, clusterAddon: null, nodeImage: null },
    });
    expect(brief(read.warnings)).toContain('release-metadata r/docker-scs-1-34-v1/metadata.yaml');
    expect(read.variables).toHaveLength(1);
  });

  it.each(['clusteraddon.yaml', 'metadata.yaml', 'node-images.yaml'])(
    'warns about %s that is no YAML',
    async (name) => {
      const read = await damaged((assets) => withAssets(assets, makeAsset(name, 'a: [\n')));
      expect(read.warnings).not.toEqual([]);
      expect(read.warnings.map(({ file, severity }) => `${severity} ${file}`)).toEqual(
        read.warnings.map(() => `warning r/docker-scs-1-34-v1/${name}`),
      );
      expect(read.assets.map((asset) => asset.name)).toContain(name);
    },
  );

  it('warns about a stage without a chart, and goes on', async () => {
    const hooks = 'addonStages:\n  AfterControlPlaneInitialized: [{name: gone, action: apply}]\n';
    const read = await damaged((assets) => withAssets(assets, makeAsset('clusteraddon.yaml', hooks)));
    expect(read.addons.map(({ stage, chart }) => `${stage}: ${chart}`)).toEqual(['gone: null', 'cni: cni']);
  });

  it('reads a folder of any name', async () => {
    const { assets } = await built();
    const { world, folder } = reader();
    folder('somewhere', assets);
    const read = await inspectRelease('somewhere', world);
    expect(read).toMatchObject({ tag: 'somewhere', provider: 'docker', stack: 'scs', version: 'v1' });
    expect(brief(read.warnings)).toEqual(['release-tag somewhere']);
  });
});

/** A remote whose release has other streams than were published. */
const storeWith = (change: (release: StoredRelease) => StoredRelease, store: ReleaseStore): ReleaseStore => ({
  remote: 'bad:',
  check: () => Promise.resolve(),
  list: (prefix) => store.list(prefix),
  browse: (prefix) => store.browse(prefix),
  publish: (release) => store.publish(release),
  find: async (tag) => {
    const found = await store.find(tag);
    return found && change(found);
  },
});

describe('inspect of what a remote sends', () => {
  it('warns about a damaged file, and shows the rest', async () => {
    const { store, tag } = await built();
    const bad = storeWith((release) => {
      const assets = release.assets.map((asset) =>
        asset.role === 'cluster-class'
          ? checkedStream(asset, 'bad:', () => streamOf(makeAsset('x', 'y')).open())
          : asset,
      );
      return { ...release, assets };
    }, store);
    const read = await inspectRelease(tag, reader({}, [bad]).world);
    expect(read.warnings.map(({ code }) => code)).toContain('remote-damaged');
    expect(read.addons).toHaveLength(1);
    expect(read.remote).toBe('bad:');
  });

  it('does not read files of unknown sort, however large', async () => {
    const { store, tag } = await built();
    const image = {
      ...makeAsset('image.qcow2', ''),
      size: 1e12,
      open: (): never => {
        throw new Error('it was read');
      },
    };
    const big = storeWith((release) => ({ ...release, assets: [...release.assets, image] }), store);
    const read = await inspectRelease(tag, reader({}, [big]).world);
    expect(read.assets.at(-1)).toMatchObject({ name: 'image.qcow2', role: 'other', size: 1e12 });
    expect(read.warnings).toEqual([]);
  });
});

describe('inspect of what is no release', () => {
  it('names releases that are there', async () => {
    const { world } = await built();
    const refusal = await refusalOf(() => inspectRelease('docker-scs-1-34-v9', world));
    expect(refusal).toMatchObject({ code: 'release-not-found' });
    expect(refusal.hint).toContain('docker-scs-1-34-v1');
  });

  it('takes the first remote that has it', async () => {
    const { store, tag } = await built();
    const read = await inspectRelease(tag, reader({}, [new MemoryStore('empty:'), store]).world);
    expect(read.remote).toBe('memory:');
  });

  it.each([
    ['nothing', [], 'there is no release folder x'],
    ['a stack', [makeAsset('csctl.yaml', '')], 'x is a stack, not a release'],
    ['something else', [makeAsset('README.md', '')], 'x holds no release'],
  ])('says so of %s', async (_, assets, message) => {
    const { world, folder } = reader({}, []);
    if (assets.length > 0) folder('x', assets);
    const refusal = await refusalOf(() => inspectRelease('x', world));
    expect(refusal).toMatchObject({ code: 'release-missing', message });
    expect(refusal.hint).not.toBe('');
  });

  it('names the releases of a folder that holds them', async () => {
    const { assets, tag } = await built();
    const { world, folder } = reader({}, []);
    folder(`.release/${tag}`, assets);
    expect(await refusalOf(() => inspectRelease('.release', world))).toMatchObject({
      message: '.release is a folder of releases, not a release',
      hint: `name them: .release/${tag}`,
    });
  });
});
