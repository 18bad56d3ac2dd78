// Reading stacks from disk: what is part of a stack, what is left out, what is refused, and where stacks are found.
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReleaseFolderSink } from '../../src/io/release-folder.ts';
import { OciLayoutStore } from '../../src/io/layout/oci-layout.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import type { StackFiles } from '../../src/release/ports.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, sampleAssets, TAG } from '../support/sample-release.ts';
import { publishAssets } from '../support/store.ts';
import { tempFolder, withoutPrivileges, writeFiles } from '../support/temp-folder.ts';

const STACK = { 'csctl.yaml': 'a', 'cluster-class/Chart.yaml': 'b', 'cluster-class/templates/x.yaml': 'c' };
const PATHS = ['cluster-class/Chart.yaml', 'cluster-class/templates/x.yaml', 'csctl.yaml'];

const read = (folder: string, output?: string) => new StackFolders('/', output).read(folder);
const codes = ({ problems }: StackFiles) => problems.map(({ code, file }) => [code, file]);

/** A stack with more files in it. */
function stackWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = join(tempFolder(), 'stack');
  writeFiles(folder, { ...STACK, ...files });
  return folder;
}

describe('a stack read from its folder', () => {
  it('is every file with its bytes, sorted, without empty folders', async () => {
    const folder = stackWith({ 'empty/': '', 'a-b/x': '', 'a/x': '', 'B.yaml': '', 'ä.yaml': '' });
    writeFileSync(join(folder, 'bytes.tgz'), Buffer.from([0, 0xff, 0x1f, 0x8b, 0xc3]));
    const { tree, problems } = await read(folder);
    expect(problems).toEqual([]);
    expect(tree.paths()).toEqual(['B.yaml', 'a-b/x', 'a/x', 'bytes.tgz', ...PATHS, 'ä.yaml']);
    expect([...(tree.get('bytes.tgz') ?? [])]).toEqual([0, 0xff, 0x1f, 0x8b, 0xc3]);
    expect(tree.text('cluster-class/templates/x.yaml')).toBe('c');
  });

  it('keeps hidden files: charts need .helmignore, and csctl hashes them', async () => {
    const hidden = [
      '.gitignore',
      '.release-notes',
      'cluster-class/.helmignore',
      'cluster-class/templates/.hidden/x.yaml',
    ];
    const { tree } = await read(stackWith(Object.fromEntries(hidden.map((path) => [path, 'x']))));
    expect(tree.paths()).toEqual([...PATHS, ...hidden].sort());
  });

  it.each([
    '.git/HEAD',
    'cluster-class/.git/objects/ab',
    'cluster-addon/cni/.git',
    '.svn/entries',
    '.idea/workspace.xml',
    '.vscode/settings.json',
    '.DS_Store',
    'cluster-class/.DS_Store',
    'Thumbs.db',
    'csctl.yaml~',
    '.#csctl.yaml',
    '#csctl.yaml#',
    'cluster-class/.Chart.yaml.swp',
    '.release/docker-scs-1-34-v1/metadata.yaml',
    '.release/notes.txt',
    '.tmp/cluster-class/Chart.yaml',
  ])('leaves out %s', async (path) => {
    const { tree, problems } = await read(stackWith({ [path]: 'junk' }));
    expect(problems).toEqual([]);
    expect(tree.paths()).toEqual(PATHS);
  });

  it('leaves out what csctl wrote into it, wherever that is', async () => {
    const folder = stackWith();
    await new ReleaseFolderSink(join(folder, 'built'), 'built').write(TAG, sampleAssets());
    await new ReleaseFolderSink(join(folder, 'cluster-class', 'deep'), 'deep').write(TAG, sampleAssets());
    await publishAssets(
      new OciLayoutStore(join(folder, 'remote'), 'remote'),
      TAG,
      sampleAssets(),
      ANNOTATIONS,
    );
    const { tree, problems } = await read(folder);
    expect(problems).toEqual([]);
    expect(tree.paths()).toEqual(PATHS);
  });

  it('leaves out the output folder with all that is in it, also by way of a link', async () => {
    const folder = stackWith({ 'out/half-written.tgz': 'x', 'out/a/b': 'x', outside: 'x' });
    const link = join(folder, '..', 'link');
    symlinkSync('stack', link);
    const kept = [...PATHS, 'outside'];
    expect((await read(folder, join(folder, 'out'))).tree.paths()).toEqual(kept);
    expect((await read(link, join(link, 'out'))).tree.paths()).toEqual(kept);
    expect((await read(folder, folder)).tree.paths()).toEqual([
      ...PATHS,
      'out/a/b',
      'out/half-written.tgz',
      'outside',
    ]);
  });

  it('leaves out an output folder that is a link to another place', async () => {
    const folder = stackWith();
    mkdirSync(join(folder, '..', 'elsewhere'));
    symlinkSync('../elsewhere', join(folder, 'out'));
    expect(await read(folder, join(folder, 'out'))).toMatchObject({ problems: [] });
    expect(codes(await read(folder))).toEqual([['file-link', 'out']]);
  });

  it('is the same by way of a link to it', async () => {
    const folder = stackWith();
    symlinkSync('stack', join(folder, '..', 'link'));
    symlinkSync('Chart.yaml', join(folder, 'cluster-class', 'inside.yaml'));
    const direct = await read(folder);
    expect(await read(join(folder, '..', 'link'))).toEqual(direct);
    expect(direct.problems).toEqual([]);
  });

  it('is refused as a whole when it cannot be listed', async () => {
    const folder = stackWith();
    chmodSync(folder, 0);
    const { code, problems } = await withoutPrivileges(() => refusalOf(() => read(folder)));
    chmodSync(folder, 0o755);
    expect([code, problems[0]?.file]).toEqual(['file-unreadable', folder]);
    expect((await refusalOf(() => read(join(folder, 'gone')))).code).toBe('file-unreadable');
  });
});

describe('a link in a stack', () => {
  it('to a file inside is that file', async () => {
    const folder = stackWith({ 'a/b/deep.yaml': 'deep', '..data': 'dots' });
    symlinkSync('../cluster-class/Chart.yaml', join(folder, 'a', 'relative.yaml'));
    symlinkSync(join(folder, 'csctl.yaml'), join(folder, 'absolute.yaml'));
    symlinkSync('absolute.yaml', join(folder, 'chain.yaml'));
    symlinkSync('..data', join(folder, 'dots.yaml'));
    const { tree, problems } = await read(folder);
    expect(problems).toEqual([]);
    const texts = ['a/relative.yaml', 'absolute.yaml', 'chain.yaml', 'dots.yaml'].map((path) =>
      tree.text(path),
    );
    expect(texts).toEqual(['b', 'a', 'a', 'dots']);
  });

  it.each([
    ['/etc/hostname', 'out of the stack'],
    ['../secret', 'out of the stack'],
    ['../stack-two/secret', 'out of the stack'],
    ['..', 'out of the stack'],
    ['/', 'out of the stack'],
    ['../hop', 'out of the stack'],
    ['nothing', 'to nothing'],
    ['/nothing/at/all', 'to nothing'],
    ['link.yaml', 'to nothing'],
    ['cluster-class', 'to a folder'],
    ['.', 'to a folder'],
    ['.git/config', 'not part of the stack'],
    ['.release/x', 'not part of the stack'],
    ['csctl.yaml~', 'not part of the stack'],
    ['pipe', 'no file'],
    ['/dev/zero', 'out of the stack'],
  ])('to %s is refused: it leads %s', async (target, why) => {
    const folder = stackWith({ '.git/config': 'x', '.release/x': 'x', 'csctl.yaml~': 'x' });
    writeFiles(join(folder, '..'), { secret: 'secret', 'stack-two/secret': 'secret' });
    symlinkSync('secret', join(folder, '..', 'hop'));
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync(target, join(folder, 'link.yaml'));
    const { tree, problems } = await read(folder);
    const [found, ...others] = problems.filter(({ file }) => file !== 'pipe');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'file-link', severity: 'error', file: 'link.yaml' });
    expect(found?.message).toContain(why);
    expect(tree.paths()).toEqual(PATHS);
  });

  it('is followed no further than to the end of a folder link', async () => {
    const folder = stackWith();
    symlinkSync('..', join(folder, 'cluster-class', 'up'));
    symlinkSync('/etc', join(folder, 'etc'));
    const files = await read(folder);
    expect(codes(files)).toEqual([
      ['file-link', 'cluster-class/up'],
      ['file-link', 'etc'],
    ]);
    expect(files.tree.paths()).toEqual(PATHS);
  });
});

describe('a file that cannot be packaged', () => {
  it.each([
    ['a\nb.yaml', 'control character'],
    ['a\u001b[31m.yaml', 'control character'],
    ['a\u007f', 'control character'],
    ['a\u009bm', 'control character'],
    ['a\\b.yaml', 'backslash'],
  ])('is refused with its path: %j', async (name, why) => {
    const files = await read(stackWith({ [`cluster-class/${name}`]: 'x', [`${name}/inner`]: 'x' }));
    expect(codes(files)).toEqual(
      [
        ['file-name', name],
        ['file-name', `cluster-class/${name}`],
      ].sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1)),
    );
    for (const { message } of files.problems) {
      expect(message).toContain(why);
      // eslint-disable-next-line no-control-regex -- the terminal must not get them
      expect(message).not.toMatch(/[\u0000-\u001f]/);
    }
    expect(files.tree.paths()).toEqual(PATHS);
  });

  it('is one with a name that is not UTF-8', async () => {
    const folder = stackWith();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff, 0xe9])]), 'x');
    const { tree, problems } = await read(folder);
    expect(problems).toMatchObject([
      { code: 'file-name', message: expect.stringContaining('not valid UTF-8') as unknown },
    ]);
    expect(tree.paths()).toEqual(PATHS);
  });

  it('may have spaces, umlauts, quotes, a leading dash or 255 bytes', async () => {
    const names = ['a b', 'ä€😀', `"'`, '-rf', '..a', 'x'.repeat(255)];
    const { tree, problems } = await read(
      stackWith(Object.fromEntries(names.map((name) => [`f/${name}`, name]))),
    );
    expect(problems).toEqual([]);
    expect(names.map((name) => tree.text(`f/${name}`))).toEqual(names);
  });

  it('is a pipe, which is not opened', async () => {
    const folder = stackWith();
    expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
    expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true);
    expect(codes(await read(folder))).toEqual([['file-special', 'pipe']]);
  });

  it('is one without permission, or in a folder without; all are reported at once', async () => {
    const folder = stackWith({ 'secret.yaml': 'x', 'closed/x': 'x', 'z/y/secret': 'x' });
    for (const path of ['secret.yaml', 'closed', 'z/y/secret']) chmodSync(join(folder, path), 0);
    const files = await withoutPrivileges(() => read(folder));
    chmodSync(join(folder, 'closed'), 0o755);
    expect(codes(files)).toEqual(
      ['closed', 'secret.yaml', 'z/y/secret'].map((path) => ['file-unreadable', path]),
    );
    expect(files.tree.paths()).toEqual(PATHS);
  });
});

describe('finding stacks', () => {
  const TREE = {
    'providers/docker/scs/csctl.yaml': '',
    'providers/docker/scs/nested/csctl.yaml': '',
    'providers/openstack/scs2/1-33/csctl.yaml': '',
    'providers/openstack/scs2/1-34/csctl.yaml': '',
    'providers/openstack/scs/1-34/csctl.yaml': '',
    'providers/README.md': '',
    'docs/a/b.md': '',
    'node_modules/p/csctl.yaml': '',
    '.git/x/csctl.yaml': '',
    '.release/x/csctl.yaml': '',
    'docs/.tmp/csctl.yaml': '',
  };
  const DOCKER = 'providers/docker/scs';
  const OPENSTACK = ['scs/1-34', 'scs2/1-33', 'scs2/1-34'].map((name) => `providers/openstack/${name}`);
  const finder = (cwd: string) => new StackFolders(cwd, undefined);

  it.each([
    [DOCKER, [DOCKER]],
    [`./${DOCKER}/`, [DOCKER]],
    [`.//./${DOCKER}//`, [DOCKER]],
    [`providers/x/../docker/./scs`, [DOCKER]],
    ['providers', [DOCKER, ...OPENSTACK]],
    ['providers/openstack/', OPENSTACK],
    ['.', [DOCKER, ...OPENSTACK]],
    ['./', [DOCKER, ...OPENSTACK]],
    ['providers/openstack/scs2/1-33', ['providers/openstack/scs2/1-33']],
  ])('%s means %j', async (argument, expected) => {
    expect(await finder(tempFolder(TREE)).find(argument)).toEqual(expected);
  });

  it('keeps absolute paths and paths that lead up as they were meant', async () => {
    const root = tempFolder(TREE);
    expect(await finder('/').find(join(root, 'providers/openstack'))).toEqual(
      OPENSTACK.map((path) => join(root, path)),
    );
    expect(await finder(join(root, 'docs')).find('../providers/docker')).toEqual([`../${DOCKER}`]);
    expect(await finder(join(root, DOCKER)).find('.')).toEqual(['.']);
    expect(await finder(join(root, 'docs')).find('..')).toEqual(
      [DOCKER, ...OPENSTACK].map((path) => `../${path}`),
    );
  });

  it('passes over what init makes stacks of, unless it is named', async () => {
    const files = { 'templates/own/template.yaml': '', 'templates/own/files/stack.yaml': '' };
    const root = tempFolder({ ...TREE, ...files });
    expect(await finder(root).find('.')).toEqual([DOCKER, ...OPENSTACK]);
    expect(await finder(root).find('templates/own/files')).toEqual(['templates/own/files']);
  });

  it('takes a link as argument, but follows none below', async () => {
    const root = tempFolder(TREE);
    symlinkSync('providers/docker', join(root, 'link'));
    symlinkSync('.', join(root, 'providers', 'loop'));
    expect(await finder(root).find('link')).toEqual(['link/scs']);
    expect(await finder(root).find('.')).toEqual([DOCKER, ...OPENSTACK]);
  });

  it('finds what can be read again under the same name', async () => {
    const root = tempFolder(TREE);
    for (const found of await finder(root).find('./providers/')) {
      expect((await finder(root).read(found)).tree.has('csctl.yaml')).toBe(true);
    }
  });

  it.each([
    ['missing', 'does not exist'],
    ['', 'is empty'],
    ['providers/README.md', 'is not a folder'],
    ['providers/README.md/x', 'does not exist'],
    ['dangling', 'is not a folder'],
    ['loop', 'is not a folder'],
    ['x'.repeat(256), 'does not exist'],
    ['docs', 'no folder below it has one'],
  ])('refuses %j because it %s', async (argument, why) => {
    const root = tempFolder(TREE);
    symlinkSync('nothing', join(root, 'dangling'));
    symlinkSync('loop', join(root, 'loop'));
    const { code, message, hint, problems } = await refusalOf(() => finder(root).find(argument));
    expect(code).toBe('stack-missing');
    expect(message).toContain(why);
    expect(hint).toBeTruthy();
    expect(problems[0]?.file).toBe(argument);
  });

  it('does not pass over a folder that it cannot look into', async () => {
    const root = tempFolder(TREE);
    chmodSync(join(root, 'providers/openstack'), 0);
    const { code, problems } = await withoutPrivileges(() => refusalOf(() => finder(root).find('.')));
    chmodSync(join(root, 'providers/openstack'), 0o755);
    expect([code, problems[0]?.file]).toEqual(['file-unreadable', 'providers/openstack']);
  });
});

describe('a stack that is named twice', () => {
  it('is one stack, by the name that came first', async () => {
    const root = tempFolder({ 'a/csctl.yaml': '' });
    symlinkSync(join(root, 'a'), join(root, 'link'));
    const source = new StackFolders(root, undefined);
    const found = [await source.find('a'), await source.find('./a/'), await source.find(join(root, 'a'))];
    expect([...found, await source.find('link'), await source.find('.')]).toEqual(Array(5).fill(['a']));
  });
});
