// Writing sources: files of a stack by rename, and whole folders or nothing.
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NewFolders } from '../../src/io/new-folder.ts';
import { StackFolderEditor } from '../../src/io/stack-editor.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { refusalOf } from '../support/refusal.ts';
import { snapshot, tempFolder, withoutPrivileges } from '../support/temp-folder.ts';

describe('StackFolderEditor', () => {
  const editor = (cwd: string, written?: () => void) => new StackFolderEditor(cwd, written);

  it('adds, changes and takes out files, and the folders that this leaves empty', async () => {
    const cwd = tempFolder({ 'stack/a/b/c.yaml': 'c', 'stack/a/d.yaml': 'd', 'stack/1-32/x/y.yaml': 'y' });
    let told = 0;
    const edits = new Map<string, string | Uint8Array | undefined>([
      ['a/b/c.yaml', 'changed'],
      ['new/e.bin', Uint8Array.of(1)],
      ['1-32/x/y.yaml', undefined],
      ['not/there.yaml', undefined],
    ]);
    await editor(cwd, () => (told += 1)).write('stack', edits);
    expect(snapshot(join(cwd, 'stack'))).toEqual({
      'a/': '',
      'a/b/': '',
      'a/b/c.yaml': 'changed',
      'a/d.yaml': 'd',
      'new/': '',
      'new/e.bin': '\u0001',
    });
    expect(told).toBe(edits.size);
  });

  it('keeps permissions, of files that move as well', async () => {
    const cwd = tempFolder({ 'stack/run.sh': '1', 'stack/old/run.sh': '2' });
    for (const file of ['run.sh', 'old/run.sh']) chmodSync(join(cwd, 'stack', file), 0o755);
    const edits = new Map<string, string | undefined>([
      ['run.sh', '3'],
      ['new/run.sh', '2'],
      ['plain.sh', '4'],
      ['old/run.sh', undefined],
    ]);
    await editor(cwd).write('stack', edits, new Map([['new/run.sh', 'old/run.sh']]));
    const mode = (file: string) => statSync(join(cwd, 'stack', file)).mode & 0o111;
    expect(['run.sh', 'new/run.sh', 'plain.sh'].map(mode)).toEqual([0o111, 0o111, 0]);
  });

  it('writes through links, which stay links', async () => {
    const cwd = tempFolder({ 'stack/real/a.yaml': 'a' });
    symlinkSync('real/a.yaml', join(cwd, 'stack/a.yaml'));
    await editor(cwd).write('stack', new Map([['a.yaml', 'changed']]));
    expect(readlinkSync(join(cwd, 'stack/a.yaml'))).toBe('real/a.yaml');
    expect(readFileSync(join(cwd, 'stack/real/a.yaml'), 'utf8')).toBe('changed');
    expect(readdirSync(join(cwd, 'stack')).sort()).toEqual(['a.yaml', 'real']);
  });

  it('stops at what cannot be written, in the order of the edits, and leaves no halves', async () => {
    const cwd = tempFolder({ 'stack/a.yaml': 'a', 'stack/b.yaml/inside': 'a folder', 'stack/c.yaml': 'c' });
    const edits = new Map<string, string | undefined>([
      ['a.yaml', 'A'],
      ['b.yaml', 'B'],
      ['c.yaml', undefined],
    ]);
    const refusal = await refusalOf(() => editor(cwd).write('stack', edits));
    expect(refusal).toMatchObject({ code: 'file-unwritable', kind: 'invalid' });
    expect(refusal.problems[0]?.file).toBe('stack/b.yaml');
    expect(snapshot(join(cwd, 'stack'))).toEqual({
      'a.yaml': 'A',
      'b.yaml/': '',
      'b.yaml/inside': 'a folder',
      'c.yaml': 'c',
    });
  });
});

describe('NewFolders', () => {
  const TREE = FileTree.of([
    ['a/b.yaml', 'b'],
    ['c.yaml', 'c'],
  ]);
  const WRITTEN = { 'a/': '', 'a/b.yaml': 'b', 'c.yaml': 'c' };

  it.each([['deep/er'], ['empty'], ['empty/'], ['./x']])('writes %s', async (folder) => {
    const cwd = tempFolder({ 'empty/': '' });
    await new NewFolders(cwd).check(folder, 'stack');
    await new NewFolders(cwd).write(folder, TREE);
    expect(snapshot(join(cwd, folder))).toEqual(WRITTEN);
    expect(readdirSync(cwd).filter((name) => name.startsWith('.csctl'))).toEqual([]);
  });

  it('refuses a folder in the stack, of which it would become a part', async () => {
    const cwd = tempFolder({ 'stack/csctl.yaml': '' });
    const folders = new NewFolders(cwd);
    for (const folder of ['stack/new', './stack/a/b', join(cwd, 'stack/new')])
      expect(await refusalOf(() => folders.check(folder, 'stack'))).toMatchObject({
        code: 'output-foreign',
        kind: 'conflict',
      });
    expect(await refusalOf(() => folders.check('new', '.'))).toMatchObject({ code: 'output-foreign' });
    for (const folder of ['stack-new', 'new', '../new', '..stack'])
      await expect(folders.check(folder, 'stack')).resolves.toBeUndefined();
    expect(readdirSync(cwd)).toEqual(['stack']);
  });

  it.each([
    [
      'a folder with something in it',
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, 'mine'), '');
      },
    ],
    [
      'a file',
      (path: string) => {
        writeFileSync(path, '');
      },
    ],
    [
      'a link',
      (path: string) => {
        symlinkSync('/', path);
      },
    ],
  ])('leaves %s alone', async (_case, make) => {
    const cwd = tempFolder();
    make(join(cwd, 'x'));
    const before = readdirSync(cwd);
    const folders = new NewFolders(cwd);
    for (const call of [() => folders.check('x', 'stack'), () => folders.write('x', TREE)])
      expect(await refusalOf(call)).toMatchObject({ code: 'output-foreign', kind: 'conflict' });
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('says what cannot be written, and leaves nothing behind', async () => {
    const cwd = tempFolder({ 'shut/': '' });
    chmodSync(join(cwd, 'shut'), 0o555);
    await withoutPrivileges(async () => {
      const refusal = await refusalOf(() => new NewFolders(cwd).write('shut/x', TREE));
      expect(refusal).toMatchObject({ code: 'output-unwritable', kind: 'invalid' });
    });
    expect(readdirSync(join(cwd, 'shut'))).toEqual([]);
    const clash = FileTree.of([
      ['a', 'file'],
      ['a/b', 'below a file'],
    ]);
    expect(await refusalOf(() => new NewFolders(cwd).write('y', clash))).toMatchObject({
      code: 'output-unwritable',
    });
    expect(readdirSync(cwd)).toEqual(['shut']);
  });
});
