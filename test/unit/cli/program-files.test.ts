// The program's own files, in a folder and in an executable: both answer alike.
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EmbeddedFiles, PackageFolder, type ProgramFiles } from '../../../src/cli/program-files.ts';
import { CsctlError } from '../../../src/problem/problem.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const embedded = (files: Readonly<Record<string, string>>): EmbeddedFiles =>
  new EmbeddedFiles({ names: Object.keys(files), read: (name) => files[name] ?? '' });

const FILES = {
  'package.json': '{}',
  'templates/b.hbs': 'b',
  'templates/a/z.hbs': 'z',
  'templates/a/deep/er.hbs': 'ü\n',
  'templates-of-others/x': 'x',
};

describe.each<[string, () => ProgramFiles]>([
  ['a folder', () => new PackageFolder(tempFolder(FILES))],
  ['an executable', () => embedded(FILES)],
])('the files of %s', (_, open) => {
  it('are read by their names', () => {
    const files = open();
    for (const [name, text] of Object.entries(FILES)) expect(files.text(name)).toBe(text);
  });

  it('are listed below a folder, sorted, and named as they are read', () => {
    const files = open();
    expect(files.list('templates')).toEqual([
      'templates/a/deep/er.hbs',
      'templates/a/z.hbs',
      'templates/b.hbs',
    ]);
    expect(files.list('templates/a')).toEqual(['templates/a/deep/er.hbs', 'templates/a/z.hbs']);
    expect(files.list('templates/none')).toEqual([]);
  });

  it.each(['templates/none.hbs', 'templates', 'toString'])('do not include %s', (name) => {
    let error: unknown;
    try {
      open().text(name);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CsctlError);
    expect(error).toMatchObject({ code: 'file-unreadable', hint: 'install csctl again' });
    expect(String(error)).toContain(name);
  });
});

it('they are the same wherever they are', () => {
  const name = fc.stringMatching(/^[a-c]\.[a-c]$/);
  const path = fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map((parts) => join('templates', ...parts, 'file'));
  fc.assert(
    fc.property(fc.dictionary(path, fc.string({ unit: 'grapheme' })), (files) => {
      const [folder, executable] = [new PackageFolder(tempFolder(files)), embedded(files)];
      expect(executable.list('templates')).toEqual(folder.list('templates'));
      for (const one of folder.list('templates')) expect(executable.text(one)).toBe(folder.text(one));
    }),
    { numRuns: 30 },
  );
});
