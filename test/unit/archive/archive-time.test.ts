// The time in archives, read back.
import { describe, expect, it } from 'vitest';
import { packAddonBundle } from '../../../src/archive/addon-bundle.ts';
import { archiveTime } from '../../../src/archive/archive-time.ts';
import { gzip } from '../../../src/archive/gzip.ts';
import { packTar } from '../../../src/archive/tar.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';

describe('the time of an archive', () => {
  it.each([0, 1, 1_767_225_600, 8 ** 11 - 1])('%d is what it was packed with', (mtime) => {
    expect(archiveTime(packAddonBundle(FileTree.of([['cni/x', 'y']]), mtime))).toBe(mtime);
    // The first header is a pax header for a long name.
    expect(archiveTime(packAddonBundle(FileTree.of([['ü'.repeat(90), 'y']]), mtime))).toBe(mtime);
  });

  it.each([
    ['blanks', '           \0'],
    ["GNU's binary", '\x80\0\0\0\0\0\0\0\0\0\0\x01'],
    ['words', 'yesterday\0\0\0'],
  ])('is 0 where it is written otherwise: %s', (_what, field) => {
    const tar = Buffer.from(packTar([{ path: 'x', bytes: Buffer.from('y') }], 7));
    tar.write(field, 136, 'latin1');
    expect(archiveTime(gzip(tar))).toBe(0);
  });

  it('is 0 in an archive of nothing', () => {
    expect(archiveTime(gzip(Buffer.alloc(0)))).toBe(0);
  });
});
