// Tar: bytes in, the same entries out, whatever their names; and what an operator must not meet is seen.
import fc from 'fast-check';
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import { describe, expect, it } from 'vitest';
import { packTar, unpackTar, type TarEntry } from '../../../src/archive/tar.ts';

const step = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_ -]{1,20}$/),
  fc.stringMatching(/^[a-zä～\u{1f600}\u{1f9ff}.]{1,10}$/u),
  fc.constantFrom(
    'x'.repeat(99),
    'x'.repeat(100),
    'y'.repeat(101),
    'z'.repeat(254),
    'ä'.repeat(60),
    '😀'.repeat(80),
  ),
);
const path = fc
  .array(step, { minLength: 1, maxLength: 5 })
  .filter((steps) => steps.every((s) => s !== '.' && s !== '..' && s.trim() === s))
  .map((steps) => steps.join('/'));
const entry: fc.Arbitrary<TarEntry> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ path, bytes: fc.uint8Array({ maxLength: 1200 }) }) },
  { weight: 1, arbitrary: fc.record({ path }) },
);
/** One header block with other fields than ours. */
function block(fields: ConstructorParameters<typeof Header>[0]): Buffer {
  const buffer = Buffer.alloc(512);
  new Header({ mode: 0o644, size: 0, mtime: new Date(0), ...(fields as object) }).encode(buffer);
  return buffer;
}
const END = Buffer.alloc(1024);
const read = (...blocks: Uint8Array[]) => unpackTar(Buffer.concat([...blocks, END]));

describe('packTar', () => {
  it('and unpackTar give back any names and bytes, in order', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
        const { entries: found, globalHeader } = unpackTar(packTar(entries, 0));
        expect(globalHeader).toBe(false);
        // The slash behind a folder's name may get lost where the name is split; its type says what it is.
        expect(
          found.map(({ path: name, type, bytes }) => [name.replace(/\/$/, ''), type, Buffer.from(bytes)]),
        ).toEqual(
          entries.map(({ path: name, bytes }) => [
            name,
            bytes ? 'File' : 'Directory',
            Buffer.from(bytes ?? []),
          ]),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['100 bytes', 'x'.repeat(100), 1],
    ['101 bytes without a slash', 'x'.repeat(101), 3],
    ['a prefix of 155 and a name of 100', `${'p'.repeat(155)}/${'n'.repeat(100)}`, 1],
    ['a prefix of 156', `${'p'.repeat(156)}/${'n'.repeat(100)}`, 3],
    ['a name beyond 255 bytes', 'a/'.repeat(200) + 'b', 3],
    ['other letters than ASCII', 'ä', 3],
  ])('a path of %s takes the headers it needs and no more', (_case, name, headers) => {
    const archive = packTar([{ path: name, bytes: new Uint8Array() }], 0);
    expect(archive.length / 512).toBe(headers + 2);
    expect(unpackTar(archive).entries.map((e) => e.path)).toEqual([name]);
  });

  it('writes nothing of the machine: owner, group and umask are fixed, time is given', () => {
    const archive = Buffer.from(packTar([{ path: 'd' }, { path: 'd/f', bytes: Buffer.from('x') }], 86_400));
    const [folder, file] = [new Header(archive, 0), new Header(archive, 512)];
    expect([folder.mode, file.mode]).toEqual([0o755, 0o644]);
    for (const header of [folder, file]) {
      expect(header.mtime).toEqual(new Date('1970-01-02T00:00:00Z'));
      expect([header.uid, header.gid]).toEqual([0, 0]);
      expect(archive.toString('latin1', 265, 297).replaceAll('\0', '')).toBe('');
    }
    expect([folder.path, folder.type, file.path, file.type]).toEqual(['d/', 'Directory', 'd/f', 'File']);
  });

  it('writes a date in long names too', () => {
    const long = packTar([{ path: 'ä'.repeat(200), bytes: new Uint8Array() }], 1_700_000_000);
    expect(Buffer.from(long).toString('latin1')).toContain('mtime=1700000000\n');
    expect(packTar([{ path: 'ä' }], 5)).toEqual(packTar([{ path: 'ä' }], 5));
  });
});

describe('unpackTar', () => {
  it('takes ./ off names and calls old and contiguous files files', () => {
    const { entries } = read(
      block({ path: './././a', type: 'File' }),
      block({ path: 'b', type: 'OldFile' }),
      block({ path: 'c', type: 'ContiguousFile' }),
    );
    expect(entries.map(({ path: name, type }) => [name, type])).toEqual([
      ['a', 'File'],
      ['b', 'File'],
      ['c', 'File'],
    ]);
  });

  it.each(['SymbolicLink', 'Link', 'CharacterDevice', 'FIFO'] as const)('tells of a %s', (type) => {
    const { entries } = read(
      block({ path: 'x', type, ...(type.endsWith('Link') && { linkpath: '/etc/passwd' }) }),
    );
    expect(entries).toEqual([{ path: 'x', type, bytes: Buffer.alloc(0) }]);
  });

  it.each([
    ['TapeVolumeHeader', 'V'],
    ['SolarisACL', 'A'],
  ] as const)('tells the letter of a %s', (type, letter) => {
    expect(read(block({ path: 'x', type })).entries[0]?.type).toBe(`entry of type "${letter}"`);
  });

  it('takes what was a file before POSIX for a folder when its name ends with a slash', () => {
    expect(read(block({ path: 'old/', type: 'OldFile' })).entries[0]?.type).toBe('Directory');
  });

  it('sees a PAX global header, as git archive writes', () => {
    const header = new Pax({ comment: 'commit' }, true).encode();
    expect(read(header, block({ path: 'a', type: 'File' })).globalHeader).toBe(true);
  });

  it('finds nothing in an archive of nothing, as Go does', () => {
    expect(unpackTar(END)).toEqual({ entries: [], globalHeader: false });
  });

  it('sums up a header of the highest bytes', () => {
    const header = Buffer.alloc(512, 0xff);
    header.write(`${(504 * 0xff + 8 * 0x20).toString(8)}\0 `, 148, 'latin1');
    expect(() => read(header)).toThrow('a number is out of range');
    header[0] = 0xfe;
    expect(() => read(header)).toThrow('a header has a wrong checksum');
  });

  const good = Buffer.from(packTar([{ path: 'a', bytes: Buffer.from('text') }], 0));
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a part of a block', good.subarray(0, 700)],
    ['an entry without its content', good.subarray(0, 512)],
    ['a header whose checksum is wrong', Buffer.concat([Buffer.from('b'), good.subarray(1)])],
    ['text', Buffer.alloc(1024, 'text ')],
  ])('refuses %s', (_case, bytes) => {
    expect(() => unpackTar(bytes)).toThrow(Error);
  });
});
