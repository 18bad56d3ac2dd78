// From folders and -k to the minors that are meant; show, which wants exactly one.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReleases } from '../../../src/release/create.ts';
import type { World } from '../../../src/release/ports.ts';
import { selectMinors } from '../../../src/release/select.ts';
import { showStack } from '../../../src/release/show.ts';
import type { FileTree } from '../../../src/stack/file-tree.ts';
import { showFileList, showTree } from '../../../src/cli/show/tree.ts';
import { Style } from '../../../src/cli/show/style.ts';
import { nativeTree, STACK_YAML } from '../../support/native-stack.ts';
import { refusalOf } from '../../support/refusal.ts';
import { plain } from '../../support/sample-release.ts';
import { stackTree } from '../../support/stack-tree.ts';
import { snapshot, tempFolder } from '../../support/temp-folder.ts';
import { memoryWorld, request } from '../../support/world.ts';

const VERSIONS = '- kubernetes: 1.33.1\n- kubernetes: 1.35.1\n';
const FOLDERS: Record<string, FileTree> = {
  native: nativeTree(),
  single: stackTree(),
  matrix: stackTree({ 'versions.yaml': VERSIONS }),
  broken: stackTree({ 'csctl.yaml': 'a: [' }),
};
const world = (): World => {
  const { world: whole } = memoryWorld([]);
  const read = (folder: string) => Promise.resolve({ tree: FOLDERS[folder] ?? stackTree(), problems: [] });
  return { ...whole, stacks: { ...whole.stacks, read } };
};
const subjects = async (folders: string[], minors: string[] = []) =>
  (await selectMinors(folders, request({ minors }), world())).map(({ subject }) => subject);

describe('selectMinors', () => {
  it.each([
    [['native'], [], ['native 1.33', 'native 1.34', 'native 1.35']],
    [['native'], ['1.35', '1.33'], ['native 1.33', 'native 1.35']],
    [['native', 'single'], ['1.34'], ['native 1.34', 'single']],
    [['native', 'single'], ['1.35'], ['native 1.35']],
    [['matrix'], [], ['matrix']],
    [['matrix'], ['all'], ['matrix 1.33', 'matrix 1.34', 'matrix 1.35']],
    [['matrix'], ['1.33'], ['matrix 1.33']],
    [['broken'], ['1.33'], ['broken']],
    [[], ['1.33'], []],
  ])('%j -k %j: %j', async (folders, minors, expected) => {
    expect(await subjects(folders, minors)).toEqual(expected);
  });

  it('refuses when no folder serves the minor, and says which they serve', async () => {
    const one = await refusalOf(() => subjects(['single'], ['1.20']));
    expect(one).toMatchObject({
      code: 'kubernetes-other-minor',
      message: 'single serves 1.34; asked for 1.20',
    });
    const two = await refusalOf(() => subjects(['single', 'matrix'], ['1.20', '1.21']));
    expect(two.problems.map(({ message }) => message)).toEqual([
      'single serves 1.34; asked for 1.20, 1.21',
      'matrix serves 1.34, 1.33, 1.35; asked for 1.20, 1.21',
    ]);
  });
});

describe('showStack', () => {
  const show = (folder: string, minors: string[] = [], output?: string) =>
    showStack([folder], request({ minors }), output, world());

  it('wants one minor, and lists those there are', async () => {
    const refusal = await refusalOf(() => show('native'));
    expect(refusal).toMatchObject({ code: 'usage', kind: 'usage' });
    expect(refusal.message).toContain('native 1.33, native 1.34, native 1.35');
  });

  it('says where each file comes from', async () => {
    const { result } = await show('native', ['1.35']);
    expect(result).toMatchObject({
      stack: 'native',
      kubernetes: 'v1.35.3',
      minor: '1.35',
      layout: 'native',
      folder: null,
    });
    const of = (path: string) => result.files.find((file) => file.path === path);
    expect(of('README.md')).toEqual({ path: 'README.md', size: 7, origin: 'base' });
    expect(of('cluster-addon/ccm/Chart.yaml')).toMatchObject({ origin: 'base', pinned: true });
    expect(of('csctl.yaml')).toMatchObject({ origin: 'generated', generated: true });
  });

  it('names overlays, sizes of binary files, and files without an end of line', async () => {
    FOLDERS['overlaid'] = nativeTree({
      'stack.yaml': `${STACK_YAML}overlays: [{minors: 1.35, folder: new/1.35}]\n`,
      'new/1.35/cluster-class/values.yaml': 'a: \u001b[31m1',
      'cluster-class/logo.png': Uint8Array.of(0, 1, 2),
    });
    const { result, tree } = await show('overlaid', ['1.35']);
    const text = showTree(result, tree, new Style(false, undefined)).out;
    expect(text).toContain('---\n# Source: cluster-class/values.yaml (new/1.35)\na: \u001b[31m1\n---\n');
    expect(text).toContain('# Source: cluster-class/logo.png\n# 3 B, binary\n');
    expect(showTree(result, tree, new Style(false, 80)).out).toContain('a: \\u001b[31m1\n');
    expect(showFileList(result, new Style(false, undefined)).out).toMatch(
      /cluster-class\/values\.yaml +9 B +new\/1\.35\n/,
    );
  });

  it('writes a folder that builds the same release, and nothing over what is there', async () => {
    const output = join(tempFolder(), 'a/b');
    await show('native', ['1.35'], output);
    const versions = { clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' };
    const wish = request({ mode: 'custom', versions, minors: ['1.35'] });
    const build = async (folder: string, from: World) => {
      const { written, world: sink } = memoryWorld([]);
      await createReleases([folder], wish, { dryRun: false, publish: false }, { ...from, sink: sink.sink });
      const [assets = []] = written.values();
      return plain(assets.filter(({ name }) => !['hashes.json', 'SHA256SUMS'].includes(name)));
    };
    expect(await build(output, memoryWorld([]).world)).toEqual(await build('native', world()));
    const before = snapshot(output);
    expect(await refusalOf(() => show('native', ['1.34'], output))).toMatchObject({ code: 'output-foreign' });
    expect(snapshot(output)).toEqual(before);
  });
});
