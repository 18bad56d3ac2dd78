// Good files made bad, in the ways of hands, editors, broken disks and people who mean harm.
import fc from 'fast-check';

type Mutation = (text: string, at: number, size: number) => string;

const VALUES = [
  ...[
    '[]',
    '{}',
    '[a',
    '{a',
    '1',
    '-1',
    '1.30',
    '1e999',
    '0x1F',
    '.inf',
    '.nan',
    'true',
    'null',
    '~',
    '""',
    "''",
    '"',
    "'",
  ],
  ...[
    '|',
    '>-',
    '|9',
    '!!binary aGk=',
    '!!float x',
    '!!set {a}',
    '!x y',
    '&a b',
    '*a',
    '&a [*a]',
    '&a {b: *a}',
    '2001-12-14',
  ],
  ...[
    'v1.34',
    'v01',
    '../../x',
    'a b',
    'ünï😀',
    '@',
    '`',
    '%',
    '? a',
    '- - -',
    'a: b: c',
    '<< .X >>',
    '__proto__',
    '\u2028',
  ],
];
const LINES = [
  ...[
    '__proto__: {a: 1}',
    'constructor: x',
    '<<: {a: 1}',
    '<<: 1',
    '<<: [*x]',
    '? [a, b] : c',
    '---',
    '...',
    '%YAML 9.9',
    '- a',
  ],
  ...[
    '1: 2',
    '"": x',
    'null: x',
    '{a: b}: c',
    '\tx: 1',
    'x:\ty',
    '# comment',
    ']',
    '}',
    '"',
    'config: x',
    'version: [1]',
    'name: {a: b}',
  ],
];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
const cut = (text: string, at: number) => at % (text.length + 1);
const nest = (open: string, close: string, depth: number) =>
  `x: ${open.repeat(depth)}${close.repeat(depth)}\n`;

/** Nine aliases of nine aliases of nine aliases … */
function bomb(levels: number): string {
  const lines = ['x0: &x0 [y]'];
  for (let i = 1; i <= levels; i += 1)
    lines.push(
      `x${i}: &x${i} [${Array<string>(9)
        .fill(`*x${i - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\n`;
}

/** Replaces the value on a line, whatever it is. */
function withValue(text: string, at: number, value: string): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  lines[index] = (lines[index] ?? '').replace(
    /^(\s*(?:- )?["\w]+:).*$/,
    `$1 ${value.replaceAll('$', '$$$$')}`,
  );
  return lines.join('\n');
}

function withLine(text: string, at: number, size: number, line: string): string {
  const lines = text.split('\n');
  lines.splice(at % (lines.length + 1), 0, `${' '.repeat(size % 7)}${line}`);
  return lines.join('\n');
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip: (text, at, size) => {
    const bytes = Buffer.from(text);
    if (bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << (size % 8));
    return bytes.toString('utf8');
  },
  delete: (text, at, size) => text.slice(0, cut(text, at)) + text.slice(cut(text, at) + (size % 20)),
  duplicate: (text, at, size) => {
    const piece = text.slice(cut(text, at), cut(text, at) + (size % 60));
    return text.slice(0, cut(text, at)) + piece + text.slice(cut(text, at));
  },
  truncate: (text, at) => text.slice(0, cut(text, at)),
  swapType: (text, at, size) => withValue(text, at, pick(VALUES, size)),
  addLine: (text, at, size) => withLine(text, at, size, pick(LINES, at + size)),
  doubleLine: (text, at, size) =>
    withLine(text, at, size, text.split('\n')[size % text.split('\n').length] ?? ''),
  flowNesting: (text, at, size) => {
    const depth = size % 400;
    return text + pick([nest('[', ']', depth), nest('{a: ', '}', depth), nest('[', '', depth)], at);
  },
  blockNesting: (text, _at, size) =>
    text + Array.from({ length: size % 300 }, (_, i) => `${' '.repeat(i)}x:\n`).join(''),
  listNesting: (text, _at, size) => `${text}x:\n  ${'- '.repeat(size % 400)}y\n`,
  bomb: (text, at) => text + bomb(at % 12),
  hugeNumber: (text, at, size) => withValue(text, at, '9'.repeat((size % 400) + 1)),
  hugeText: (text, at, size) => withValue(text, at, 'a'.repeat(size * 5)),
  nul: (text, at) => `${text.slice(0, cut(text, at))}\0${text.slice(cut(text, at))}`,
  byteOrderMark: (text, at) =>
    at % 2 ? `\ufeff${text}` : `${text.slice(0, cut(text, at))}\ufeff${text.slice(cut(text, at))}`,
  crlf: (text) => text.replaceAll('\n', '\r\n'),
  cr: (text, at) =>
    at % 2 ? text.replaceAll('\n', '\r') : `${text.slice(0, cut(text, at))}\r${text.slice(cut(text, at))}`,
  tabs: (text, at) =>
    at % 2 ? text.replaceAll('  ', '\t') : `${text.slice(0, cut(text, at))}\t${text.slice(cut(text, at))}`,
  indent: (text, at) =>
    text
      .split('\n')
      .map((line, i) => (i === at % 9 ? ` ${line}` : line))
      .join('\n'),
};

/** A good text after one to four mutations. */
export function mutated(good: readonly string[]): fc.Arbitrary<string> {
  const mutation = fc.tuple(fc.constantFrom(...Object.keys(MUTATIONS)), fc.nat(3000), fc.nat(3000));
  return fc
    .tuple(fc.constantFrom(...good), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([text, list]) =>
      list.reduce((current, [name, at, size]) => MUTATIONS[name]?.(current, at, size) ?? '', text),
    );
}
