// Gzip: a fixed header, and no more unpacked than Helm would.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../../src/archive/gzip.ts';

describe('gzip', () => {
  it('has a header without name, time and flags', () => {
    expect([...gzip(Buffer.from('x')).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  });

  it('is undone by gunzip, and the same every time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        const packed = gzip(bytes);
        expect(Buffer.compare(gunzip(packed), bytes)).toBe(0);
        expect(Buffer.compare(gzip(Uint8Array.from(bytes)), packed)).toBe(0);
      }),
    );
  });
});

describe('gunzip', () => {
  it('reads what others packed', () => {
    expect(Buffer.from(gunzip(gzipSync('text'))).toString()).toBe('text');
  });

  it.each<[string, Uint8Array, number]>([
    [
      'of several members',
      Buffer.concat([gzip(Buffer.alloc(100_000, 'a')), gzip(Buffer.from('b'))]),
      100_001,
    ],
    ['with zeros behind it', Buffer.concat([gzip(Buffer.alloc(100_000, 'a')), Buffer.alloc(512)]), 100_000],
    ['with little in it', gzip(Buffer.alloc(100_000)), 100_000],
  ])('does not need to know the size beforehand: a file %s', (_case, bytes, size) => {
    expect(gunzip(bytes)).toHaveLength(size);
  });

  it('stops at the limit', () => {
    const bomb = gzip(Buffer.alloc(3 * 1024 * 1024));
    expect(() => gunzip(bomb, 2 * 1024 * 1024)).toThrow('it unpacks to more than 2 MiB');
    expect(gunzip(bomb, 3 * 1024 * 1024)).toHaveLength(3 * 1024 * 1024);
    expect(gunzip(gzipSync('ten bytes.'), 10)).toHaveLength(10);
  });

  const good = gzip(Buffer.from('some text to damage'));
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['no gzip', Buffer.from('plain text')],
    ['half of it', good.subarray(0, good.length / 2)],
    ['without its checksum', good.subarray(0, good.length - 8)],
    ['of another size than it says', good.map((byte, i) => (i === good.length - 1 ? 0x7f : byte))],
    ['with another checksum', good.map((byte, i) => (i === good.length - 8 ? byte ^ 1 : byte))],
  ])('refuses %s', (_case, bytes) => {
    expect(() => gunzip(bytes)).toThrow('it is not a gzip file, or damaged');
  });
});
