// The multi-stage addon archive: stage folders at the top, and nothing that the operator cannot unpack.
import fc from 'fast-check';
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import { describe, expect, it } from 'vitest';
import { packAddonBundle, readAddonBundle } from '../../../src/archive/addon-bundle.ts';
import { gunzip, gzip } from '../../../src/archive/gzip.ts';
import { unpackTar } from '../../../src/archive/tar.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';

const addons = FileTree.of([
  ['cni/values.yaml', 'a: 1\n'],
  ['cni/Chart.yaml', 'name: cni\n'],
  ['cni/templates/a.yaml', 'kind: A\n'],
  ['ccm/Chart.yaml', 'name: ccm\n'],
  ['cni-extra/Chart.yaml', 'name: x\n'],
]);
const bytesOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('packAddonBundle', () => {
  it('has folders before their files, in the order in which Go walks, with nothing around the stages', () => {
    const { entries } = unpackTar(gunzip(packAddonBundle(addons, 0)));
    expect(entries.map(({ path }) => path)).toEqual([
      ...['ccm/', 'ccm/Chart.yaml', 'cni/', 'cni/Chart.yaml', 'cni/templates/', 'cni/templates/a.yaml'],
      ...['cni/values.yaml', 'cni-extra/', 'cni-extra/Chart.yaml'],
    ]);
  });

  it('bug 24: is the same bytes whatever the order of insertion, and another with another time only', () => {
    const shuffled = FileTree.of([...addons].reverse());
    expect(bytesOf(packAddonBundle(shuffled, 0))).toBe(bytesOf(packAddonBundle(addons, 0)));
    expect(bytesOf(packAddonBundle(addons, 1))).not.toBe(bytesOf(packAddonBundle(addons, 0)));
  });

  it('is undone by readAddonBundle, for any names', () => {
    const step = fc.stringMatching(/^[a-zA-Z0-9_ä\u{1f600}-]{1,70}$/u);
    const path = fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => steps.join('/'));
    const file = fc.tuple(path, fc.uint8Array({ maxLength: 600 }));
    const isFolder = (paths: readonly string[]) => (p: string) => paths.some((q) => q.startsWith(`${p}/`));
    const files = fc
      .uniqueArray(file, { selector: ([p]) => p, maxLength: 8 })
      .filter((list) => !list.map(([p]) => p).some(isFolder(list.map(([p]) => p))));
    fc.assert(
      fc.property(files, (list) => {
        const packed = packAddonBundle(FileTree.of(list), 0);
        const { files: found, faults } = readAddonBundle(packed);
        expect(faults).toEqual([]);
        expect([...found].map(([p, b]) => [p, bytesOf(b)])).toEqual(
          [...FileTree.of(list)].map(([p, b]) => [p, bytesOf(b)]),
        );
        expect(bytesOf(packAddonBundle(FileTree.of([...list].reverse()), 0))).toBe(bytesOf(packed));
      }),
    );
  });

  it('may hold nothing at all', () => {
    expect(readAddonBundle(packAddonBundle(FileTree.EMPTY, 0))).toEqual({
      files: FileTree.EMPTY,
      faults: [],
    });
  });
});

describe('readAddonBundle sees what the operator refuses', () => {
  const header = (path: string, type: 'File' | 'Directory' | 'SymbolicLink' | 'Link') => {
    const block = Buffer.alloc(512);
    const link = type.endsWith('Link') ? { linkpath: '/etc/passwd' } : {};
    new Header({ path, type, mode: 0o644, size: 0, mtime: new Date(0), ...link }).encode(block);
    return block;
  };
  const faultsOf = (...blocks: Uint8Array[]) =>
    readAddonBundle(gzip(Buffer.concat([...blocks, Buffer.alloc(1024)]))).faults.join('; ');

  it.each<[string, Uint8Array[], string]>([
    ['a symbolic link', [header('cni/x', 'SymbolicLink')], '"cni/x" is a SymbolicLink; only folders'],
    ['a hard link', [header('cni/x', 'Link')], '"cni/x" is a Link; only folders'],
    ['a way out', [header('cni/../../x', 'File')], '"cni/../../x" leaves the folder'],
    ['an absolute path', [header('/etc/passwd', 'File')], '"/etc/passwd" leaves the folder'],
    ['a file twice', [header('a', 'File'), header('./a', 'File')], '"a" is there twice'],
    ['a global header', [new Pax({ comment: 'x' }, true).encode(), header('a', 'File')], 'PAX global header'],
  ])('%s', (_case, blocks, expected) => {
    expect(faultsOf(...blocks)).toContain(expected);
  });

  it('and has no fault of folders and files', () => {
    expect(faultsOf(header('cni/', 'Directory'), header('./cni/a', 'File'), header('cni/..a', 'File'))).toBe(
      '',
    );
  });

  it('is no archive at all when it is not gzip', () => {
    expect(() => readAddonBundle(Buffer.from('x'))).toThrow('gzip');
  });
});
