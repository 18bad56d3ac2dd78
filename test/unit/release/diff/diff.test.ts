import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { diffReleases, type DiffResult } from '../../../../src/release/diff/diff.ts';
import { makeAsset, type Asset } from '../../../../src/stack/asset.ts';
import { formatHashes } from '../../../../src/stack/hashes-file.ts';
import { CLASS_FILES, reader, withAssets, type Reader } from '../../../support/reading-world.ts';
import { csctlReleaseOf } from '../../../support/releases.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, SINGLE_STAGE, tinyStack, type Files } from '../../../support/stack-tree.ts';
import { request } from '../../../support/world.ts';

const diff = ({ world }: Reader, a: string, b?: string, stat = false) =>
  diffReleases({ a, b, stat, reading: request() }, world);

/** `modified cluster-class/values.yaml +1 -1` */
const brief = ({ files }: DiffResult) =>
  files.map(
    ({ change, path, lines }) => `${change} ${path}${lines ? ` +${lines.added} -${lines.removed}` : ''}`,
  );
const sides = ({ from, to }: DiffResult) => `${from.name} -> ${to.name}`;

const STABLE = { mode: 'stable' } as const;
const MTU = { 'cluster-addon/cni/values.yaml': 'mtu: 1500\n' };
const kubernetes = (version: string): Files => ({ 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', version) });

/** Two stacks in the world, and releases v1 of the first and v2 of the second. */
async function twoReleases(before: Files, now: Files) {
  const mine = reader({ old: before, new: now });
  await mine.build(before, STABLE);
  const { tag } = await mine.build(now, { ...STABLE, forced: 'so that there are two' });
  expect(tag).toBe('docker-scs-1-34-v2');
  return mine;
}
const compare = async (before: Files, now: Files) =>
  diff(await twoReleases(before, now), 'docker-scs-1-34-v1', 'docker-scs-1-34-v2');

describe('two releases of the same sources', () => {
  it('do not differ, whatever their versions are', async () => {
    const result = await compare(CLASS_FILES, CLASS_FILES);
    expect(result).toMatchObject({ changed: false, files: [], addons: [], variables: [], warnings: [] });
    expect(result.versions).toEqual([
      { component: 'clusterStack', from: 'v1', to: 'v2' },
      { component: 'clusterAddon', from: 'v1', to: 'v1' },
      { component: 'nodeImage', from: 'v1', to: 'v1' },
    ]);
    expect(result.kubernetes).toEqual({ from: 'v1.34.7', to: 'v1.34.7' });
  });

  it('do not differ in any mode or convention', async () => {
    for (const files of [CLASS_FILES, { ...CLASS_FILES, ...SINGLE_STAGE }]) {
      const mine = reader({ src: files });
      const made = [
        await mine.build(files, STABLE),
        await mine.build(files, { mode: 'beta', forced: 'x' }),
        await mine.build(files, { mode: 'hash' }),
      ];
      for (const { tag: a } of made) {
        for (const { tag: b } of made)
          expect(await diff(mine, a, b), `${a} ${b}`).toMatchObject({ changed: false });
        expect(await diff(mine, a, 'src')).toMatchObject({ changed: false, files: [] });
        expect(await diff(mine, 'src', a)).toMatchObject({ changed: false, files: [] });
      }
    }
  });

  it('say what they are', async () => {
    const mine = await twoReleases({}, {});
    const { assets } = await mine.build({}, { mode: 'hash' });
    mine.folder('.release/x', assets);
    const stored = await mine.store.find('docker-scs-1-34-v1');
    const { from, to } = await diff(mine, 'docker-scs-1-34-v1', '.release/x');
    expect(from).toEqual({
      ...{ name: 'docker-scs-1-34-v1', kind: 'remote', tag: 'docker-scs-1-34-v1' },
      ...{ remote: 'memory:', digest: stored?.digest },
    });
    expect(to).toEqual({ name: '.release/x', kind: 'folder', tag: 'x', remote: null, digest: null });
    expect((await diff(mine, 'old', 'new')).to).toEqual({
      ...{ name: 'new', kind: 'stack', tag: null, remote: null, digest: null },
    });
  });
});

describe('what differs', () => {
  it('is shown file by file, with its part, its size and its text', async () => {
    const result = await compare({}, MTU);
    expect(result.changed).toBe(true);
    expect(result.files).toEqual([
      {
        ...{ part: 'cluster-addon/cni', path: 'cluster-addon/cni/values.yaml', change: 'modified' },
        ...{ vendored: false, lines: { added: 1, removed: 1 } },
        diff: `--- a/cluster-addon/cni/values.yaml
+++ b/cluster-addon/cni/values.yaml
@@ -1,1 +1,1 @@
-mtu: 1450
+mtu: 1500
`,
      },
    ]);
  });

  it('goes from the old to the new side', async () => {
    const files = {
      'cluster-class/templates/more.yaml': '# a\n# b\n',
      'cluster-addon/cni/values.yaml': null,
    };
    expect(brief(await compare({}, files))).toEqual([
      'removed cluster-addon/cni/values.yaml +0 -1',
      'added cluster-class/templates/more.yaml +2 -0',
    ]);
    expect(brief(await compare(files, {}))).toEqual([
      'added cluster-addon/cni/values.yaml +1 -0',
      'removed cluster-class/templates/more.yaml +0 -2',
    ]);
    const added = (await compare({}, files)).files.at(-1)?.diff;
    expect(added).toBe(
      '--- /dev/null\n+++ b/cluster-class/templates/more.yaml\n@@ -0,0 +1,2 @@\n+# a\n+# b\n',
    );
  });

  it('has versions of ours nowhere in it, nor the lines that hold them', async () => {
    const old = { ...CLASS_FILES, 'cluster-class/values.yaml': 'addons: << .ClusterAddonVersion >>\na: 1\n' };
    const now = { ...CLASS_FILES, 'cluster-class/values.yaml': 'addons: << .ClusterAddonVersion >>\na: 2\n' };
    const [file, ...others] = (await compare({ ...old, ...MTU }, now)).files.toReversed();
    expect(file?.diff).toContain('\n addons: v1\n-a: 1\n+a: 2\n');
    expect(others.map(({ path }) => path)).toEqual(['cluster-addon/cni/values.yaml']);
  });

  it('is only named where it is no text', async () => {
    const logo = (byte: number) => ({ 'cluster-class/logo.png': Uint8Array.from([0x89, 0, byte]) });
    const [file] = (await compare(logo(1), logo(2))).files;
    expect(file).toMatchObject({ path: 'cluster-class/logo.png', lines: null, diff: null });
    const [turned] = (await compare({ 'cluster-class/logo.png': 'text' }, logo(2))).files;
    expect(turned).toMatchObject({ change: 'modified', lines: null, diff: null });
  });

  it('is counted and not shown with stat', async () => {
    const mine = await twoReleases({}, MTU);
    const { files } = await diff(mine, 'docker-scs-1-34-v1', 'docker-scs-1-34-v2', true);
    expect(files).toMatchObject([{ lines: { added: 1, removed: 1 }, diff: null }]);
  });

  it('is counted and not shown in charts of others', async () => {
    const vendored = (version: string): Files => ({
      'cluster-addon/cni/Chart.yaml': `apiVersion: v2
name: cni
version: 1.2.3
dependencies: [{name: cilium, version: ${version}, repository: https://helm.cilium.io/}]
`,
      'cluster-addon/cni/charts/cilium/Chart.yaml': `apiVersion: v2\nname: cilium\nversion: ${version}\n`,
    });
    const result = await compare(vendored('1.18.8'), vendored('1.18.9'));
    expect(result.files.map(({ path, vendored: is, diff: text }) => [path, is, text !== null])).toEqual([
      ['cluster-addon/cni/Chart.yaml', false, true],
      ['cluster-addon/cni/charts/cilium/Chart.yaml', true, false],
    ]);
    expect(result.addons).toEqual([
      { stage: 'cni', chart: 'cilium', dependency: true, from: '1.18.8', to: '1.18.9' },
    ]);
  });

  it('names addon charts by stage', async () => {
    const stage = (name: string, chart: string): Files => ({
      [`cluster-addon/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${chart}\nversion: 1.0.0\n`,
    });
    const cni = (chart: string, version: string): Files => ({
      'cluster-addon/cni/Chart.yaml': `apiVersion: v2\nname: ${chart}\nversion: ${version}\n`,
    });
    const before = { ...cni('cni', '1.0.0'), ...stage('gone', 'a') };
    const now = { ...cni('CNI', '2.0.0'), ...stage('new', 'b') };
    expect((await compare(before, now)).addons).toEqual([
      { stage: 'cni', chart: 'CNI', dependency: false, from: '1.0.0', to: '2.0.0' },
      { stage: 'new', chart: 'b', dependency: false, from: null, to: '1.0.0' },
      { stage: 'gone', chart: 'a', dependency: false, from: '1.0.0', to: null },
    ]);
  });

  it('names Kubernetes, which is a change though no file says it', async () => {
    const result = await compare(kubernetes('v1.34.6'), {});
    expect(result).toMatchObject({
      changed: true,
      files: [],
      kubernetes: { from: 'v1.34.6', to: 'v1.34.7' },
    });
  });

  it('names class variables, also those whose default stands in values.yaml', async () => {
    const values = { 'cluster-class/values.yaml': 'image: debian\naddons: << .ClusterAddonVersion >>\n' };
    const image = { name: 'image', type: 'string', required: true };
    const { variables } = await compare(CLASS_FILES, { ...CLASS_FILES, ...values });
    expect(variables).toEqual([
      {
        ...{ name: 'image', change: 'changed' },
        ...{ from: { ...image, default: 'ubuntu' }, to: { ...image, default: 'debian' } },
      },
    ]);
  });

  it('says nothing of variables that cannot be read on a side', async () => {
    const bad = { 'cluster-class/templates/class.yaml': 'kind: ClusterClass\nspec: [\n' };
    const mine = reader({ old: CLASS_FILES, new: { ...CLASS_FILES, ...bad } });
    const { variables, upgrade, warnings } = await diff(mine, 'old', 'new');
    expect(upgrade).toBeNull();
    expect(variables).toBeNull();
    expect(warnings.map(({ code, severity, file }) => `${severity} ${code} ${file}`)).toEqual([
      'warning class-variables new/cluster-class/templates/class.yaml',
    ]);
  });

  it('names files of unknown sort by their digests', async () => {
    const mine = reader();
    const { assets } = await mine.build({});
    const other = (name: string, text: string) => makeAsset(name, text);
    mine.folder('a', [...assets, other('gone.txt', 'x'), other('same.txt', 'x'), other('image.qcow2', '1')]);
    mine.folder('b', [...assets, other('image.qcow2', '2'), other('new.txt', 'x'), other('same.txt', 'x')]);
    expect(brief(await diff(mine, 'a', 'b'))).toEqual([
      'removed gone.txt',
      'modified image.qcow2',
      'added new.txt',
    ]);
  });

  it('names node images', async () => {
    const mine = reader();
    const { assets } = await mine.build({});
    const images = (url: string) => makeAsset('node-images.yaml', `openStackNodeImages:\n- url: ${url}\n`);
    mine.folder('a', withAssets(assets, images('https://example.org/1')));
    mine.folder('b', withAssets(assets, images('https://example.org/2')));
    expect(brief(await diff(mine, 'a', 'b'))).toEqual(['modified node-images.yaml +1 -1']);
  });
});

describe('a stack and a release', () => {
  it('differ in what the stack would be released with', async () => {
    const mine = reader({ src: { ...MTU, 'README.md': '# other\n' } });
    await mine.build({}, STABLE);
    const result = await diff(mine, 'docker-scs-1-34-v1', 'src');
    expect(brief(result)).toEqual(['modified cluster-addon/cni/values.yaml +1 -1']);
    expect(result.versions.map(({ to }) => to)).toEqual([null, null, null]);
  });

  it('do not differ in node images that only a plugin would add', async () => {
    const mine = reader({ src: {} });
    const { assets } = await mine.build({});
    mine.folder('r', [
      ...assets,
      makeAsset('node-images.yaml', 'openStackNodeImages: []\n'),
      makeAsset('x.txt', ''),
    ]);
    expect(await diff(mine, 'r', 'src')).toMatchObject({ changed: false });
    expect(await diff(mine, 'src', 'r')).toMatchObject({ changed: false });
  });
});

describe('a release of the Go csctl', () => {
  /** What it made of the tiny stack, as assets of a folder. */
  async function goRelease(
    files: Files,
    versions: string,
    goFiles: Record<string, string> = {},
  ): Promise<Asset[]> {
    const all = { clusterStack: versions, clusterAddon: versions, nodeImage: versions };
    const { assets, metadata, hashes } = await csctlReleaseOf(tinyStack(files), goFiles, all);
    const record = JSON.parse(
      formatHashes(
        { clusterStack: '', clusterAddonDir: '', clusterAddonValues: '', ...hashes?.hashes },
        {
          ...{ format: 1, fingerprints: {}, allowed: [], substitutions: [] },
        },
      ),
    ) as Record<string, unknown>;
    delete record['build'];
    const metadataText = `versions:\n  clusterStack: ${versions}\n  kubernetes: ${metadata.kubernetes}\n  components:\n    clusterAddon: ${versions}\n    nodeImage: ${versions}\n`;
    return [
      ...assets,
      makeAsset('hashes.json', JSON.stringify(record)),
      makeAsset('metadata.yaml', metadataText),
    ];
  }
  const REWRITTEN = {
    'cluster-addon/cni/Chart.yaml': 'name: cni\nversion: 1.2.3\napiVersion: v2\n',
  };

  it('differs from the sources it was made of in nothing', async () => {
    const mine = reader({ src: CLASS_FILES });
    mine.folder('go', await goRelease(CLASS_FILES, 'v7', REWRITTEN));
    expect(await diff(mine, 'go', 'src')).toMatchObject({ changed: false, files: [], variables: [] });
    expect(await diff(mine, 'src', 'go')).toMatchObject({ changed: false, files: [], variables: [] });
  });

  it('differs from one of ours in nothing but what changed', async () => {
    const mine = reader();
    const { tag } = await mine.build({ ...CLASS_FILES, ...MTU }, STABLE);
    mine.folder('go', await goRelease(CLASS_FILES, 'v7', REWRITTEN));
    const expected = ['modified cluster-addon/cni/values.yaml +1 -1'];
    expect(brief(await diff(mine, 'go', tag))).toEqual(expected);
    expect(brief(await diff(mine, tag, 'go'))).toEqual(expected);
  });

  it('differs from another one where plain versions stand, which may mean something else', async () => {
    const mine = reader();
    mine.folder('a', await goRelease(CLASS_FILES, 'v1'));
    mine.folder('b', await goRelease(CLASS_FILES, 'v2'));
    expect(brief(await diff(mine, 'a', 'b'))).toEqual(['modified cluster-class/values.yaml +1 -1']);
  });

  it('differs from another one in nothing where versions are unmistakable', async () => {
    const mine = reader();
    mine.folder('a', await goRelease(CLASS_FILES, 'v0-sha.abc1234'));
    mine.folder('b', await goRelease(CLASS_FILES, 'v0-sha.def5678'));
    expect(await diff(mine, 'a', 'b')).toMatchObject({ changed: false, files: [] });
  });
});

describe('without a second side', () => {
  const beta = { mode: 'beta' } as const;
  /** v1, v2, v3-beta.0, v3-beta.1 and a hash release on the remote, and a stack. */
  async function history() {
    const mine = reader({ src: MTU });
    const numbered = (mtu: number): Files => ({ 'cluster-addon/cni/values.yaml': `mtu: ${mtu}\n` });
    await mine.build(numbered(1), STABLE);
    await mine.build(numbered(2), STABLE);
    await mine.build(numbered(3), beta);
    await mine.build(numbered(4), beta);
    const hashed = await mine.build(numbered(5), { mode: 'hash' });
    await mine.publish('latest', hashed.assets);
    return { ...mine, hashed };
  }
  const pair = async (mine: Reader, a: string) => sides(await diff(mine, a));

  it('a stack is compared with its newest stable release', async () => {
    expect(await pair(await history(), 'src')).toBe('docker-scs-1-34-v2 -> src');
  });

  it('a stack without a stable release is compared with the newest of all', async () => {
    const mine = reader({ src: {} });
    await mine.build({}, { mode: 'hash' });
    await mine.build({}, beta);
    expect(await pair(mine, 'src')).toBe('docker-scs-1-34-v1-beta-0 -> src');
  });

  it('a release is compared with the one before it in its channel', async () => {
    const mine = await history();
    expect(await pair(mine, 'docker-scs-1-34-v2')).toBe('docker-scs-1-34-v1 -> docker-scs-1-34-v2');
    expect(await pair(mine, 'docker-scs-1-34-v3-beta-1')).toBe(
      'docker-scs-1-34-v3-beta-0 -> docker-scs-1-34-v3-beta-1',
    );
  });

  it('the first of a channel is compared with the stable one before it', async () => {
    expect(await pair(await history(), 'docker-scs-1-34-v3-beta-0')).toBe(
      'docker-scs-1-34-v2 -> docker-scs-1-34-v3-beta-0',
    );
  });

  it('a release that is named by hash has no place in the order, and is compared as its stack', async () => {
    const mine = await history();
    expect(await pair(mine, mine.hashed.tag)).toBe(`docker-scs-1-34-v2 -> ${mine.hashed.tag}`);
  });

  it('a release folder is compared with what is published', async () => {
    const mine = await history();
    mine.folder('.release/docker-scs-1-34-v9', mine.hashed.assets);
    expect(await pair(mine, '.release/docker-scs-1-34-v9/')).toBe(
      'docker-scs-1-34-v2 -> .release/docker-scs-1-34-v9',
    );
  });

  it('the newest of several remotes counts', async () => {
    const { store } = await history();
    const mine = reader({ src: {} }, [new MemoryStore('empty:'), store]);
    expect(await pair(mine, 'src')).toBe('docker-scs-1-34-v2 -> src');
  });

  it.each(['docker-scs-1-34-v1', 'src'])('it says that nothing comes before %s', async (name) => {
    const mine = reader({ src: kubernetes('v1.33.1') });
    await mine.build({}, STABLE);
    const refusal = await refusalOf(() => diff(mine, name));
    expect(refusal).toMatchObject({ code: 'release-not-found', hint: 'name both: csctl diff A B' });
    expect(refusal.message).toMatch(/^memory: has no release of docker\/scs 1\.3/);
  });

  it('it asks for a remote', async () => {
    expect(await refusalOf(() => diff(reader({ src: {} }, []), 'src'))).toMatchObject({
      code: 'remote-needed',
    });
  });
});

describe('what cannot be compared', () => {
  it('is a name of nothing', async () => {
    expect(await refusalOf(() => diff(reader({}, []), 'x', 'y'))).toMatchObject({
      code: 'release-missing',
      message: 'there is no folder x',
    });
    expect(await refusalOf(() => diff(reader(), 'x', 'y'))).toMatchObject({ code: 'release-not-found' });
  });

  it('is a folder of several stacks', async () => {
    expect(await refusalOf(() => diff(reader({ 'p/a': {}, 'p/b': {} }), 'p'))).toMatchObject({
      code: 'usage',
      message: 'p holds 2 stacks; only one can be compared',
      hint: 'name one of them: p/a, p/b',
    });
  });

  it('is a release whose archives cannot be read', async () => {
    const mine = reader();
    const { assets } = await mine.build({});
    const broken = withAssets(
      assets,
      ...assets.filter(({ role }) => role === 'cluster-class').map(({ name }) => makeAsset(name, 'x')),
    );
    mine.folder('broken', broken);
    await mine.publish('docker-scs-1-34-v9', broken);
    expect(await refusalOf(() => diff(mine, 'broken', 'broken'))).toMatchObject({ code: 'release-archive' });
    expect(await refusalOf(() => diff(mine, 'docker-scs-1-34-v9', 'broken'))).toMatchObject({
      code: 'remote-damaged',
    });
  });

  it('is a stack without a usable config', async () => {
    const mine = reader({ bad: { 'csctl.yaml': 'config: {}\n' }, good: {} });
    expect(await refusalOf(() => diff(mine, 'bad', 'good'))).toMatchObject({ code: 'config-required' });
  });
});
