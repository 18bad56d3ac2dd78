// csctl's directory hashes (contract 8.3): the golden vectors, and Go's dirhash written down a second time.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHash, directoryHashes, hash1, shortHash } from '../../../src/stack/directory-hash.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';

/** Contract section 10. */
const GOLDEN: readonly (readonly [string, string])[] = [
  ['B.txt', 'B\n'],
  ['a.txt', 'hello\n'],
  ['cluster-addon-values.yaml', 'values: |\n  a: b\n'],
  ['cluster-addon.txt', 'sort trap\n'],
  ['cluster-addon/Chart.yaml', 'name: x\n'],
  ['cluster-class/Chart.yaml', 'name: y\n'],
  ['empty', ''],
  ['node-image/Dockerfile', 'FROM scratch\n'],
  ['～.txt', 'u1\n'],
  ['😀.txt', 'u2\n'],
];

/** Go's `dirhash.Hash1`, straight from its description. */
function reference(files: readonly (readonly [string, Uint8Array])[]): string {
  const lines = files
    .map(([name, bytes]) => ({ name: Buffer.from(name), bytes }))
    .sort((a, b) => Buffer.compare(a.name, b.name))
    .map(({ name, bytes }) => {
      const line = `${createHash('sha256').update(bytes).digest('hex')}  `;
      return Buffer.concat([Buffer.from(line), name, Buffer.from('\n')]);
    });
  return `h1:${createHash('sha256').update(Buffer.concat(lines)).digest('base64')}`;
}

const file = fc.tuple(
  fc.stringMatching(/^[a-zA-Z.\-\u00e4\uff5e\u{1f600}\u{1fffd}]{1,6}(\/[a-z\u{1f600}\uffee]{1,4}){0,2}$/u),
  fc.uint8Array({ maxLength: 12 }),
);
const files = fc.uniqueArray(file, { selector: ([name]) => name, maxLength: 15 });

describe('the golden stack of the contract', () => {
  const tree = FileTree.of(GOLDEN);

  it('has the h1 that Go gives it', () => {
    expect(hash1(tree)).toBe('h1:uc3B0frG/0EiELJ3N1zLxAmWUPBmQIUeRSqOdiripWU=');
  });

  it('has the values of hashes.json that csctl gives it', () => {
    expect(directoryHashes(tree)).toEqual({
      clusterStack: 'uc3b0frg0eielj3n1zlxamwupbmqiuersqodiripwu',
      clusterAddonDir: 'qw1kguhumonzokcsiiqcobqetbigockjp6kwwqqjng',
      clusterAddonValues: 'hxibooeo7ypzr5pvjsko0amzocly3qpyuprlmrq2g',
      nodeImageDir: 'wibpgb3llgjs792gwjubonyutfomwulsjs2gxf1xvpk',
    });
    expect(shortHash(directoryHashes(tree).clusterStack)).toBe('uc3b0fr');
  });
});

describe('hash1', () => {
  it('agrees with Go for any files, whatever the order they come in', () => {
    fc.assert(
      fc.property(files, (list) => {
        expect(hash1(FileTree.of(list))).toBe(reference(list));
        expect(hash1(FileTree.of([...list].reverse()))).toBe(reference(list));
      }),
    );
  });

  it('changes with every name and every byte', () => {
    const of = (name: string, text: string) => hash1(FileTree.of([[name, text]]));
    expect(
      new Set([of('a', 'x'), of('a', 'y'), of('b', 'x'), of('a/b', 'x'), hash1(FileTree.EMPTY)]).size,
    ).toBe(5);
  });
});

describe('directoryHashes', () => {
  it('are empty where csctl has an empty string, and absent where it leaves the key out', () => {
    const hashes = directoryHashes(FileTree.of([['csctl.yaml', 'x']]));
    expect(hashes).toMatchObject({ clusterAddonDir: '', clusterAddonValues: '' });
    expect(hashes).not.toHaveProperty('nodeImageDir');
  });

  it('tell an empty values file from none', () => {
    const { clusterAddonValues } = directoryHashes(FileTree.of([['cluster-addon-values.yaml', '']]));
    expect(clusterAddonValues).toBe('47deqpj8hbsatimw5jceuqerkm5nmpjwzg3hsufu');
  });

  it('look at node-image, and not at node-images', () => {
    const hashes = directoryHashes(FileTree.of([['node-images/config.yaml', 'x']]));
    expect(hashes).not.toHaveProperty('nodeImageDir');
  });
});

describe('cleanHash and shortHash', () => {
  it('leave what can stand in a version', () => {
    expect(cleanHash('h1:Ab/+9=')).toBe('ab9');
    fc.assert(
      fc.property(files, (list) => {
        expect(cleanHash(hash1(FileTree.of(list)))).toMatch(/^[a-z0-9]{30,43}$/);
      }),
    );
  });

  it.each([
    ['azlfam7xyz', 'azlfam7'],
    ['1234567xyz', '1234567'],
    ['0ewkztdxyz', '0ewkztd'],
    ['0000000', '0000000'],
    ['0123456789ab', '0123456789a'],
    ['0123456b', '0123456b'],
  ])(
    '%s is shortened to %s: seven characters, or up to a letter where digits would start with 0',
    (hash, short) => {
      expect(shortHash(hash)).toBe(short);
    },
  );
});
