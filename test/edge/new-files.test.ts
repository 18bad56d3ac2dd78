// Files among files of the user's: all or none, and nothing that is there is touched unasked.
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NewFiles } from '../../src/io/new-files.ts';
import { refusalOf } from '../support/refusal.ts';
import { snapshot, tempFolder, withoutPrivileges, writeFiles } from '../support/temp-folder.ts';

const A = { path: 'one/a.yaml', text: 'a: 1\n' };
const B = { path: 'two/b.yaml', text: 'b: 2\n' };

describe('new files', () => {
  it('are written with their folders, and nothing else is left', async () => {
    const folder = tempFolder({ 'one/mine.txt': 'mine' });
    await new NewFiles(folder).write([A, B], false);
    expect(snapshot(folder)).toEqual({
      'one/': '',
      'one/a.yaml': 'a: 1\n',
      'one/mine.txt': 'mine',
      'two/': '',
      'two/b.yaml': 'b: 2\n',
    });
  });

  it('may be there already, if they are the same', async () => {
    const folder = tempFolder({ 'one/a.yaml': 'a: 1\n' });
    const files = new NewFiles(folder);
    expect(await files.check([A, B], false)).toEqual(['one/a.yaml']);
    await files.write([A, B], false);
    expect(readFileSync(join(folder, 'two/b.yaml'), 'utf8')).toBe('b: 2\n');
  });

  it('are refused where others are in the way: all named, none written', async () => {
    const folder = tempFolder({ 'one/a.yaml': 'mine', 'two/b.yaml/': '' });
    const before = snapshot(folder);
    const refused = await refusalOf(() =>
      new NewFiles(folder).write([A, B, { path: 'c', text: 'c' }], false),
    );
    expect(refused).toMatchObject({
      code: 'output-foreign',
      message: '2 files are in the way; nothing was written',
      problems: [
        { file: 'one/a.yaml', message: 'one/a.yaml is there already; it was left as it is' },
        { file: 'two/b.yaml', message: 'two/b.yaml is a folder; expected none, or a file' },
      ],
    });
    expect(snapshot(folder)).toEqual(before);
  });

  it('take the place of the file that a link leads to, and are read by the same people', async () => {
    const folder = tempFolder({ 'real/a.yaml': 'old' });
    const real = join(folder, 'real/a.yaml');
    chmodSync(real, 0o640);
    symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
    await new NewFiles(folder).write([{ path: 'link.yaml', text: 'new' }], true);
    expect(readFileSync(real, 'utf8')).toBe('new');
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    await new NewFiles(folder).write([{ path: 'link.yaml', text: 'secret', isSecret: true }], true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
  });

  it('replace others where that is asked for, but never a folder', async () => {
    const folder = tempFolder({ 'one/a.yaml': 'mine' });
    await new NewFiles(folder).write([A], true);
    expect(readFileSync(join(folder, 'one/a.yaml'), 'utf8')).toBe('a: 1\n');
    writeFiles(folder, { 'two/b.yaml/': '' });
    expect(await refusalOf(() => new NewFiles(folder).write([B], true))).toMatchObject({
      code: 'output-foreign',
    });
  });

  it('with credentials are for their owner only', async () => {
    const folder = tempFolder();
    await new NewFiles(folder).write([{ ...A, isSecret: true }, B], false);
    expect(statSync(join(folder, A.path)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, B.path)).mode & 0o444).toBe(0o444);
  });

  it('leave nothing behind when one cannot be written: no file, and no folder made for one', async () => {
    const folder = tempFolder();
    const long = { path: `three/${'x'.repeat(300)}`, text: '' };
    const refused = await refusalOf(() => new NewFiles(folder).write([A, B, long], false));
    expect(refused).toMatchObject({ code: 'output-unwritable' });
    expect(snapshot(folder)).toEqual({});
  });

  it('are refused in a folder that is read-only, and below a file', async () => {
    const folder = tempFolder({ 'one/': '', file: '' });
    await withoutPrivileges(async () => {
      const refused = await refusalOf(() => new NewFiles(folder).write([A], false));
      expect(refused).toMatchObject({
        code: 'output-unwritable',
        hint: expect.stringContaining('nothing was left') as string,
      });
    });
    const below = await refusalOf(() => new NewFiles(folder).write([{ path: 'file/a', text: '' }], false));
    expect(below.code).toBe('output-unwritable');
    expect(existsSync(join(folder, 'one/a.yaml'))).toBe(false);
  });
});
