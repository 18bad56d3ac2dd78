// Digests of files and of data, independent of order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { canonicalJson, digestOf, fingerprintFiles } from '../../../src/stack/fingerprint.ts';

const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('digestOf', () => {
  it('is the SHA-256 of bytes, text being UTF-8', () => {
    expect(digestOf('')).toBe(EMPTY);
    expect(digestOf('ä')).toBe(digestOf(Uint8Array.of(0xc3, 0xa4)));
  });
});

describe('fingerprintFiles', () => {
  it('is that of an empty list for no files', () => expect(fingerprintFiles(FileTree.EMPTY)).toBe(EMPTY));

  it('does not confuse a name with its content, nor one file with two', () => {
    const of = (...entries: [string, string][]) => fingerprintFiles(FileTree.of(entries));
    const all = [
      of(['a', 'b']),
      of(['b', 'a']),
      of(['a', 'b'], ['b', 'a']),
      of(['a', ''], ['b', '']),
      of(['ab', '']),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('canonicalJson', () => {
  it('sorts keys at every level and leaves lists as they are', () => {
    expect(canonicalJson({ b: [2, 1, { z: null, a: 'x' }], a: { d: 1, c: 2 } })).toBe(
      '{"a":{"c":2,"d":1},"b":[2,1,{"a":"x","z":null}]}',
    );
  });

  it('is the same for the same data in another order, and only then', () => {
    const shuffled = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, shuffled(v)]),
          )
        : value;
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
