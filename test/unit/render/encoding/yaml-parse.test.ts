// Trees of YAML: every node knows where it stands, and paths lead to nodes as they lead to values.
import { describe, expect, it } from 'vitest';
import { findNearestNode, findNode, type YamlPath } from '../../../../src/render/encoding/yaml-find.ts';
import { lineColumn } from '../../../../src/render/encoding/line-column.ts';
import type { YamlNode } from '../../../../src/render/encoding/yaml-node.ts';
import { parseYaml, parseYamlDocuments } from '../../../../src/render/encoding/yaml-parse.ts';

function treeOf(text: string): YamlNode {
  const node = parseYaml(text);
  if (!node) throw new Error('there is no document');
  return node;
}

/** The piece of the text that the node at the path covers. */
function pieceAt(text: string, path: YamlPath): string | undefined {
  const node = findNode(treeOf(text), path);
  return node && text.slice(node.start, node.end);
}

const DEPLOYMENT = `# a comment
apiVersion: apps/v1
metadata:
  name: "web" # another
  labels: {app: web, tier: 'front'}
spec:
  containers:
  - name: one
    args: [ "-v", --x ]
  - name: two
    script: |
      line 1
      line 2
  empty:
  last: a
    b
`;

describe('the places of nodes', () => {
  it.each<[YamlPath, string | undefined]>([
    [['apiVersion'], 'apps/v1'],
    [['metadata', 'name'], '"web"'],
    [['metadata'], `name: "web" # another\n  labels: {app: web, tier: 'front'}`],
    [['metadata', 'labels'], `{app: web, tier: 'front'}`],
    [['metadata', 'labels', 'tier'], `'front'`],
    [['spec', 'containers', 0], 'name: one\n    args: [ "-v", --x ]'],
    [['spec', 'containers', 0, 'args'], '[ "-v", --x ]'],
    [['spec', 'containers', 0, 'args', 1], '--x'],
    [['spec', 'containers', 1, 'name'], 'two'],
    [['spec', 'containers', 1, 'script'], '|\n      line 1\n      line 2'],
    [['spec', 'empty'], ''],
    [['spec', 'last'], 'a\n    b'],
    [['spec', 'missing'], undefined],
    [['spec', 'containers', 2], undefined],
    [['apiVersion', 'x'], undefined],
  ])('%j', (path, piece) => {
    expect(pieceAt(DEPLOYMENT, path)).toBe(piece);
  });

  it('start with anchors and tags', () => {
    expect(pieceAt('a: &x !!str b', ['a'])).toBe('&x !!str b');
    expect(pieceAt('a: &x\n  b: 1', ['a'])).toBe('&x\n  b: 1');
  });

  it('count from the start of the text, a byte order mark included', () => {
    expect(pieceAt('\ufeffa: b', ['a'])).toBe('b');
  });

  it('have a place where there is nothing', () => {
    const node = findNode(treeOf('a:\nb: 1'), ['a']);
    expect(node).toMatchObject({ kind: 'scalar', value: '', start: 2, end: 2 });
  });

  it('have lines, as go-yaml counts them', () => {
    const node = treeOf('- a\n- b\u2028- c');
    expect(node.kind === 'sequence' && node.items.map(({ line }) => line)).toEqual([0, 1, 2]);
  });
});

describe('findNode', () => {
  it.each<[string, YamlPath, string]>([
    ['a: 1\na: 2', ['a'], '2'],
    ['1: a\ntrue: b\n1.50: c', ['1'], 'a'],
    ['yes: b', ['true'], 'b'],
    ['1.50: c', ['1.5'], 'c'],
    ['"1": c', ['1'], 'c'],
    ['"yes": c', ['yes'], 'c'],
    ['- a\n- b', ['1'], 'b'],
    ['a: &x {b: c}\nd: *x', ['d', 'b'], 'c'],
    ['a: &k c\n*k : d', ['c'], 'd'],
    ['x: &x {a: 1}\nz: {<<: *x, b: 2}', ['z', 'a'], '1'],
    ['x: &x {a: 1}\nz: {<<: *x, a: 2}', ['z', 'a'], '2'],
    ['x: &x {a: 1}\nz: {a: 2, <<: *x}', ['z', 'a'], '1'],
    ['<<: [{a: 1}, {a: 2, b: 3}]', ['a'], '1'],
    ['<<: [{a: 1}, {a: 2, b: 3}]', ['b'], '3'],
    ['"<<": 1', ['<<'], '1'],
    ['__proto__: 1', ['__proto__'], '1'],
  ])('in %j: %j', (text, path, piece) => {
    expect(pieceAt(text, path)).toBe(piece);
  });

  it('finds the document with an empty path', () => {
    const root = treeOf('a: 1');
    expect(findNode(root, [])).toBe(root);
  });

  it('passes keys that are collections', () => {
    expect(pieceAt('? [a]\n: b\nc: d', ['c'])).toBe('d');
  });
});

describe('findNearestNode', () => {
  it('finds the node around what is not there', () => {
    const found = findNearestNode(treeOf(DEPLOYMENT), ['spec', 'containers', 0, 'image', 'x']);
    expect(DEPLOYMENT.slice(found.node.start)).toMatch(/^name: one/);
    expect(found.depth).toBe(3);
    expect(found.key).toBeUndefined();
  });

  it('tells the key', () => {
    const { key, depth } = findNearestNode(treeOf(DEPLOYMENT), ['metadata', 'name', 'x']);
    expect(key && DEPLOYMENT.slice(key.start, key.end)).toBe('name');
    expect(depth).toBe(2);
  });
});

describe('parseYaml', () => {
  it('is undefined for a text without a document', () => {
    expect(parseYaml('# nothing\n')).toBeUndefined();
  });

  it('says what go-yaml says, without the context of JSON', () => {
    expect(() => parseYaml('a: 1\nb: c: d')).toThrow(
      /^yaml: line 2: mapping values are not allowed in this context$/,
    );
  });

  it('does not look behind the first document', () => {
    expect(parseYaml('a\n---\n@')).toMatchObject({ value: 'a' });
    expect(() => parseYamlDocuments('a\n---\n@')).toThrow(
      /^yaml: line 3: found character that cannot start any token$/,
    );
  });

  it('keeps tags in full, and whether a type shows', () => {
    expect(parseYaml('!!str 1')).toMatchObject({ tag: 'tag:yaml.org,2002:str', isImplicit: false });
    expect(parseYaml('!x 1')).toMatchObject({ tag: '!x', isImplicit: false });
    expect(parseYaml('! "1"')).toMatchObject({ tag: '!', isImplicit: true });
    expect(parseYaml('1')).toMatchObject({ tag: '', isImplicit: true });
    expect(parseYaml('"1"')).toMatchObject({ tag: '', isImplicit: false });
  });
});

describe('lineColumn', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nbc', 2, 2, 1],
    ['a\nbc', 1, 1, 2],
    ['a\n\n\nb', 4, 4, 1],
    ['a\r\nb', 3, 2, 1],
    ['\u{1F600}b', 2, 1, 3],
  ])('of %j at %i is %i:%i', (text, offset, line, column) => {
    expect(lineColumn(text, offset)).toEqual({ line, column });
  });
});
