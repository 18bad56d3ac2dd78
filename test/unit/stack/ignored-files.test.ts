// What never counts: version control, editor junk, and our own output.
import { describe, expect, it } from 'vitest';
import { isIgnoredName, isIgnoredPath, isOwnOutput } from '../../../src/stack/ignored-files.ts';

describe('bug 28: isIgnoredPath', () => {
  it.each([
    ...[
      '.git/config',
      'cluster-addon/cni/.git/HEAD',
      'a/.svn/x',
      '.idea/a.xml',
      '.vscode/b.json',
      '__MACOSX/a',
    ],
    ...['.DS_Store', 'a/.DS_Store', 'a/Thumbs.db', 'values.yaml~', '.#values.yaml', '#values.yaml#'],
    ...['a/.values.yaml.swp', '.nfs000001', 'cluster-addon/cni/.git', '.release/x/metadata.yaml', '.tmp/a/b'],
    ...['.csctl-12-1a2b3c4d/Chart.yaml', 'cluster-class/.csctl-12-1a2b3c4d.tmp'],
  ])('leaves out %s', (path) => expect(isIgnoredPath(path)).toBe(true));

  it.each([
    ...[
      '.gitignore',
      '.csctl-notes',
      'csctl-1.tmp',
      '.gitattributes',
      'cluster-class/.helmignore',
      'a/.release/b',
      'a/.tmp/b',
      '.release',
      '.tmp',
    ],
    ...[
      'values.yaml',
      'a~b',
      'git/config',
      'DS_Store',
      '.nfs',
      '.nfsx',
      '#values',
      'a.swpx',
      'idea/x',
      '.DS_Store/x',
    ],
  ])('keeps %s', (path) => expect(isIgnoredPath(path)).toBe(false));
});

describe('isIgnoredName', () => {
  it('tells files from folders', () => {
    expect([isIgnoredName('.git', true), isIgnoredName('.git', false)]).toEqual([true, true]);
    expect([isIgnoredName('.idea', true), isIgnoredName('.idea', false)]).toEqual([true, false]);
    expect([isIgnoredName('a~', true), isIgnoredName('a~', false)]).toEqual([false, true]);
  });
});

describe('isOwnOutput', () => {
  it.each([
    [['metadata.yaml', 'hashes.json', 'x.tgz'], true],
    [['oci-layout', 'index.json', 'blobs'], true],
    [['metadata.yaml'], false],
    [['hashes.json', 'index.json'], false],
    [[], false],
  ])('%j: %j', (names, expected) => {
    expect(isOwnOutput(names)).toBe(expected);
  });
});
