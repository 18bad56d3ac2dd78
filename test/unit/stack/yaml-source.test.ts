// YAML with positions: where things stand, and changing one scalar with every other byte kept.
import { describe, expect, it } from 'vitest';
import { YamlSource, type YamlPath } from '../../../src/stack/yaml-source.ts';
import { brief } from '../../support/stack-tree.ts';

const TEXT = `# head
a: text
b:
  - first
  - k: "quoted"
    1: one
empty:
flow: {x: 1, y: [2, 3]}
ü😀: after
last: |
  block
`;
const source = YamlSource.parse('f', TEXT);
const position = ({ line, column }: { line?: number; column?: number }) => `${line}:${column}`;

describe('reading', () => {
  it.each<[YamlPath, unknown, string]>([
    [['a'], 'text', 'scalar'],
    [['b', 0], 'first', 'scalar'],
    [['b', 1, 'k'], 'quoted', 'scalar'],
    [['b', 1, '1'], 'one', 'scalar'],
    [['b', 1], { k: 'quoted', 1: 'one' }, 'map'],
    [['flow', 'y'], [2, 3], 'list'],
    [['empty'], null, 'null'],
    [['nothing'], undefined, 'missing'],
    [['a', 'length'], undefined, 'missing'],
    [['b', 2], undefined, 'missing'],
    [['empty', 'x'], undefined, 'missing'],
    [['toString'], undefined, 'missing'],
    [['last'], 'block\n', 'scalar'],
  ])('%j is %j, a %s', (path, value, kind) => {
    expect(source.get(path)).toEqual(value);
    expect(source.kindAt(path)).toBe(kind);
  });

  it('knows the keys of maps in order, and none of anything else', () => {
    expect(source.keys([])).toEqual(['a', 'b', 'empty', 'flow', 'ü😀', 'last']);
    expect([source.keys(['b']), source.keys(['a']), source.keys(['nothing'])]).toEqual([[], [], []]);
  });
});

describe('places', () => {
  it.each<[YamlPath, string]>([
    [[], '2:1'],
    [['a'], '2:4'],
    [['b'], '4:3'],
    [['b', 0], '4:5'],
    [['b', 1, 'k'], '5:8'],
    [['b', 1, '1'], '6:5'],
    [['flow', 'y', 1], '8:21'],
    [['ü😀'], '9:6'],
    [['last'], '10:7'],
    [['b', 1, 'nothing'], '5:5'],
    [['flow', 'z', 'deeper'], '8:7'],
    [['nothing', 'deeper'], '2:1'],
  ])('%j stands at %s; what is absent, where it would belong', (path, expected) => {
    expect(position(source.place(path))).toBe(expected);
    expect(source.place(path).file).toBe('f');
  });

  it.each<[YamlPath, string]>([
    [['a'], '2:1'],
    [['flow', 'y'], '8:14'],
    [['b', 1, 'k'], '5:5'],
    [['ü😀'], '9:1'],
  ])('the key %j stands at %s', (path, expected) => {
    expect(position(source.keyPlace(path))).toBe(expected);
  });

  it('are those of the text also behind a byte order mark, CRLF and ---', () => {
    const windows = YamlSource.parse('f', '---\r\na: 1\r\nb:\r\n  c: 2\r\n');
    expect(position(windows.place(['b', 'c']))).toBe('4:6');
    expect(position(YamlSource.parse('f', '\ufeffa: 1\nb: 2').place(['b']))).toBe('2:4');
  });

  it('make problems, with details of their own', () => {
    expect(source.problemAt(['a'], 'chart-yaml', 'm', { hint: 'h', line: 9 })).toEqual({
      ...{ code: 'chart-yaml', severity: 'error', message: 'm' },
      ...{ file: 'f', line: 9, column: 4, hint: 'h' },
    });
  });
});

describe('text that is no YAML', () => {
  it.each([
    ['a: [1\nb: 2\n', '1:4'],
    ['a: "x', '1:4'],
    ['a: b: c', '1:4'],
    ['a: 1\n a: 2', '2:2'],
    ['x: 1\nx: 2', '2:1'],
    ['- a\nb: 1', '2:1'],
    ['a: @b', '1:4'],
    ['a: *b', '1:4'],
    ['a: 1\nb:\r c: 2\n', '2:3'],
    ['a: 1\rb: 2\r', '1:5'],
    ['a: 1\nb: &\u0001x 1\n', '2:5'],
    ['a: "\u007f"', '1:5'],
    ['a: b # \u0085\u0080', '1:9'],
    [' a: 1\nb: 2\nc: 3\n', '2:1'],
    ['a: 1\nb: [1, *c]', '2:8'],
    ['a: &a [1, *a]', '1:11'],
    ['a: &a\n  b:\n    c: *a\n', '3:8'],
    ['&a x: *a\nb: &b {c: [*b]}', '2:12'],
  ])('%j: the first fault is at %s', (text, expected) => {
    const bad = YamlSource.parse('f', text);
    expect(bad.problems[0]).toMatchObject({ code: 'yaml-syntax', file: 'f' });
    expect(position(bad.problems[0] ?? {})).toBe(expected);
    expect([bad.get(), bad.kindAt([]), bad.keys([])]).toEqual([undefined, 'missing', []]);
    expect(position(bad.place(['a']))).toMatch(/^\d+:\d+$/);
  });

  it.each([
    ['lists', (n: number) => '['.repeat(n) + ']'.repeat(n)],
    ['maps', (n: number) => '{a: '.repeat(n) + '}'.repeat(n)],
    ['block maps', (n: number) => Array.from({ length: n }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['block lists', (n: number) => `${'- '.repeat(n)}a`],
  ])('endlessly nested %s are refused, and ordinary ones are not', (_what, nested) => {
    expect(YamlSource.parse('f', nested(60)).problems).toEqual([]);
    for (const depth of [300, 1000, 5000].slice(0, _what === 'block maps' ? 1 : 3)) {
      const { problems } = YamlSource.parse('f', nested(depth));
      expect(problems[0]).toMatchObject({ code: 'yaml-syntax', file: 'f' });
      expect(problems[0]?.line).toBeGreaterThan(0);
    }
  });

  it.each(['a: b\tc', 'a: "\\u0001"', '\ufeffa: b', 'a: \u0085 é 😀'])(
    '%j holds no control character',
    (text) => {
      expect(YamlSource.parse('f', text).problems).toEqual([]);
    },
  );

  it('an alias bomb is refused, a few aliases are not', () => {
    const bomb = ['a: &a [x]'];
    for (let i = 0; i < 9; i += 1) {
      const [from, to] = ['abcdefghij'.charAt(i), 'abcdefghij'.charAt(i + 1)];
      bomb.push(`${to}: &${to} [${Array<string>(9).fill(`*${from}`).join(', ')}]`);
    }
    expect(brief(YamlSource.parse('f', bomb.join('\n')).problems)).toEqual(['yaml-syntax f:1:1']);
    const few = YamlSource.parse('f', 'a: &a {x: 1}\nb: [*a, *a]\nc: {<<: *a}\n');
    expect(few.get(['b', 1])).toEqual({ x: 1 });
    expect(few.get(['c', 'x'])).toBe(1);
  });
});

describe('withScalar', () => {
  it.each([
    ['a: 1 # c\nb:  2\n', 'a: v3 # c\nb:  2\n'],
    ['a:   old\n', 'a:   v3\n'],
    ["a: 'old'  # c\n", "a: 'v3'  # c\n"],
    ['a: "o\\nld"\r\nb: 1\r\n', 'a: "v3"\r\nb: 1\r\n'],
    ['{b: [1,2] , a: old }', '{b: [1,2] , a: v3 }'],
    ['a: ~\n', 'a: v3\n'],
    ['a: null # c', 'a: v3 # c'],
    ['a: &x old\nb: *x\n', 'a: &x v3\nb: *x\n'],
    ['a: two\n  lines\nb: 1\n', 'a: v3\nb: 1\n'],
    ['\ufeffa: old', '\ufeffa: v3'],
    ['# ü😀\nü: 😀\na: old\n', '# ü😀\nü: 😀\na: v3\n'],
  ])('%j becomes %j: where it stands, in its own quotes', (text, expected) => {
    expect(YamlSource.parse('f', text).withScalar(['a'], 'v3')).toBe(expected);
  });

  it.each([
    ["it's", "a: 'it''s'", "a: 'x'"],
    ['say "x"', 'a: "say \\"x\\""', 'a: "x"'],
    ['a: b # c', 'a: "a: b # c"', 'a: x'],
    ['1.10', 'a: "1.10"', 'a: x'],
    ['', 'a: ""', 'a: x'],
    ['true', 'a: "true"', 'a: x'],
    ['Null', 'a: "Null"', 'a: x'],
    ['v3-beta.0', 'a: v3-beta.0', 'a: 1'],
    ['<< .ClusterClassVersion >>', 'a: << .ClusterClassVersion >>', 'a: 1'],
  ])('writes %j as %s', (value, expected, text) => {
    expect(YamlSource.parse('f', text).withScalar(['a'], value)).toBe(expected);
  });

  it.each([
    'b: 1\n',
    'a:\n',
    'a: |\n  x\n',
    'a: >-\n  x\n',
    'a: [1]\n',
    '{b: 1}',
    '{}',
    '',
    'c: &c 1\na: *c\n',
    'a: {b: c}',
    'a: !!float 1 # c\nb: 2\n',
    'a: !!binary aGk=',
    'a: !x "y"',
    'a: !!str',
  ])('sets it in %j by rewriting the file, with the same data beside it', (text) => {
    const before = YamlSource.parse('f', text);
    const after = YamlSource.parse('f', before.withScalar(['a'], 'v3'));
    expect(after.problems).toEqual([]);
    expect(after.get()).toEqual({ ...(before.get() as object | null), a: 'v3' });
  });
});

describe('reading as Helm does', () => {
  const read = (text: string) => YamlSource.parse('f', text, 'as-helm');
  it('takes the later of two equal keys, and the first of several documents', () => {
    expect(read('a: 1\nb: 2\na: 3\n---\n[\n').get()).toEqual({ a: 3, b: 2 });
    expect(YamlSource.parse('f', 'a: 1\na: 3\n').problems).toHaveLength(1);
  });

  it.each([
    ['? [a]\n: b\n', 3],
    ['~: b\n', 1],
    ['a: .nan\n', 4],
  ])('refuses what Go cannot make JSON of: %j', (text, column) => {
    expect(read(text).problems).toMatchObject([{ code: 'yaml-syntax', file: 'f', line: 1, column }]);
    expect(YamlSource.parse('f', text).problems).toEqual([]);
  });

  it.each(['strict', 'as-helm'] as const)(
    'tells a template without quotes for what it is (%s)',
    (reading) => {
      const { problems } = YamlSource.parse('f', 'a: {{ .b }}\n{{ .c }}: 1\nd: "{{ .e }}"\n', reading);
      expect(problems.map((one) => `${position(one)} ${one.message}`)).toEqual([
        '1:4 f is not valid YAML: "{{ .b }}" is a template, and this file is read as it stands; expected YAML alone',
        '2:1 f is not valid YAML: "{{ .c }}" is a template, and this file is read as it stands; expected YAML alone',
      ]);
    },
  );
});

describe('isPlain', () => {
  it('tells words with quotes from those without', () => {
    const source = YamlSource.parse('f', 'a: yes\nb: "yes"\nc: [yes]\n');
    expect([['a'], ['b'], ['c'], ['c', 0], ['d']].map((path) => source.isPlain(path))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
