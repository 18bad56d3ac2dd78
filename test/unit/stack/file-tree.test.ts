// Trees as values: bytewise order, Go's walking order, text or binary.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytewise, decodeText, FileTree, sortWalk } from '../../../src/stack/file-tree.ts';

const path = fc.stringMatching(/^[a-c.\-\uff5e\u{1f600}]{1,3}(\/[a-c.\-\u{1f600}]{1,3}){0,3}$/u);

describe('compareBytewise', () => {
  it('is the order of UTF-8 bytes, unlike that of JavaScript', () => {
    expect(['😀', '～', 'a', 'B', ''].sort(compareBytewise)).toEqual(['', 'B', 'a', '～', '😀']);
    expect(['😀', '～'].sort()).toEqual(['😀', '～']);
  });

  it('agrees with a comparison of bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareBytewise(a, b))).toBe(expected);
      }),
    );
  });
});

describe('sortWalk', () => {
  it('visits by name within each folder: `a/b` before `a-b`, as Go walks', () => {
    const walked = ['a/b', 'a/b.txt', 'a-b', 'a.txt', 'a0', 'b/a', 'b.d/a'];
    expect(sortWalk([...walked].reverse(), (path) => path)).toEqual(walked);
  });

  it('agrees with walking folders one by one', () => {
    const walk = (paths: readonly string[]): string[] => {
      const names = [...new Set(paths.map((p) => p.split('/')[0] ?? ''))].sort(compareBytewise);
      return names.flatMap((name) => {
        const below = paths.filter((p) => p.startsWith(`${name}/`)).map((p) => p.slice(name.length + 1));
        return [...paths.filter((p) => p === name), ...walk(below).map((p) => `${name}/${p}`)];
      });
    };
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        expect(sortWalk([...paths], (path) => path)).toEqual(walk(paths));
      }),
    );
  });
});

describe('decodeText', () => {
  it.each<[string, readonly number[], string | undefined]>([
    ['ASCII', [0x61, 0x0a], 'a\n'],
    ['UTF-8', [0xc3, 0xa4], 'ä'],
    ['nothing', [], ''],
    ['a byte order mark, which stays', [0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
    ['a NUL: binary', [0x61, 0x00], undefined],
    ['Latin-1: not UTF-8', [0xe4, 0x61], undefined],
    ['half a character', [0xf0, 0x9f, 0x98], undefined],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], undefined],
  ])('%s', (_name, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(text);
  });
});

describe('FileTree', () => {
  const tree = FileTree.of([
    ['b/c/d.txt', 'd'],
    ['a.txt', 'old'],
    ['b/c.txt', 'c'],
    ['a.txt', 'new'],
    ['bc/e.txt', Uint8Array.of(0)],
  ]);

  it('is in bytewise order of paths, and the last of two contents counts', () => {
    expect(tree.paths()).toEqual(['a.txt', 'b/c.txt', 'b/c/d.txt', 'bc/e.txt']);
    expect(tree.size).toBe(4);
    expect(tree.text('a.txt')).toBe('new');
    expect([...tree].map(([, bytes]) => bytes.length)).toEqual([3, 1, 1, 1]);
  });

  it('has no text of absent and of binary files', () => {
    expect([tree.text('bc/e.txt'), tree.text('nothing'), tree.get('nothing')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([tree.has('bc/e.txt'), tree.has('bc')]).toEqual([true, false]);
  });

  it('knows folders by their files, and never by the start of a name', () => {
    expect(tree.folders()).toEqual(['b', 'bc']);
    expect(tree.under('b').paths()).toEqual(['c.txt', 'c/d.txt']);
    expect([tree.hasFolder('b/c'), tree.hasFolder('b/c.txt'), tree.hasFolder('')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(FileTree.EMPTY.folders()).toEqual([]);
  });

  it('filters and maps into new trees', () => {
    const short = tree.filter((p, bytes) => p.length > 5 && bytes[0] !== 0);
    expect(short.paths()).toEqual(['b/c.txt', 'b/c/d.txt']);
    const doubled = short.map((bytes, p) => Buffer.concat([bytes, Buffer.from(p)]));
    expect(doubled.text('b/c.txt')).toBe('cb/c.txt');
    expect(tree.text('b/c.txt')).toBe('c');
  });

  it('is the same whatever the order of its entries', () => {
    const entries = fc.uniqueArray(fc.tuple(path, fc.string()), { selector: ([p]) => p });
    fc.assert(
      fc.property(entries, (list) => {
        expect([...FileTree.of([...list].reverse())]).toEqual([...FileTree.of(list)]);
      }),
    );
  });
});
