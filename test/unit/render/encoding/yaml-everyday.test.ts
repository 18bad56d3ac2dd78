// The fast lane of YAML: it decodes what is usual, leaves the rest alone, and never decodes otherwise than the parser.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeYamlNode } from '../../../../src/render/encoding/yaml-decode.ts';
import { decodeEveryday } from '../../../../src/render/encoding/yaml-everyday.ts';
import { parseYaml } from '../../../../src/render/encoding/yaml-parse.ts';
import { YAML_CASES } from '../../../support/encoding/yaml-cases.ts';
import { shown } from '../../../support/encoding/shown.ts';
import { mutated } from '../../../support/mutations.ts';

/** What the parser and the decoder make of it, which Go's own have been compared with. */
function decodeInFull(text: string): string {
  try {
    const node = parseYaml(text);
    return node ? shown(decodeYamlNode(node)) : 'no document';
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

/** What the fast lane makes of it; undefined if it leaves it alone. */
function decodeFast(text: string): string | undefined {
  const value = decodeEveryday(text);
  return value && shown(value);
}

const VALUES = `# -- Comments, mostly.
#  nodes: [a]

debug:
  enabled: false # and behind values

    # wherever they stand
  verbose: ~
name: "a # b"
'quo''ted': "\\"tab\\"\\t"
image:
  repository: quay.io/cilium/cilium:v1.16.6@sha256:c0ffee
  tag: v1.16.6
  digest:
  weight: 0x1F
  mode: 0755
  ratio: 1.5
  set: "on"
args: [ x-1, "b: c", d/e.f ]
args2: ["-v", d/e.f, 1, yes]
empty: {}
none: []
below:
- a
- b: c
  d:
  - e
-
  - f
- - g
  - h: i
    j: k
own line:
  {}
folded: words over
  two lines

  and a paragraph
script: |
  #!/bin/sh
    echo "a: b"

  exit
summary: >-
  a
  b
quoted: "one\\
  two
  three"
last: 'four

  five'
`;

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    checksum/config: 0000e1
    url: http://example.com:80/#a
spec:
  template:
    spec:
      containers:
        - name: web
          args:
            - --port=80
            - -v
            - :x
          securityContext:
            {}
          env: []
        - name: side
          command: ["sh", "-c"]
      tolerations:
      - operator: Exists`;

describe('what it decodes', () => {
  it.each([
    ['values', VALUES],
    ['a manifest', MANIFEST],
    ['a list', '- a\n- b\n'],
    ['dashes', '- - - a\n    - b\n'],
    ['an indented document', '  a: b\n  c: d\n'],
    ['keys that are there twice', 'a: 1\nb: 2\na: 3'],
    ['an empty value at the end', 'a: 1\nb:'],
    ['characters', 'ä: ö\n€: "\ud83c\udc00"'],
    ['a tab in a comment and in a block', 'a: b #\tc\nd: |\n  e\n  \tf\n'],
    ['a quoted merge key', '"<<": {}'],
    ['spaces', 'a:   b   \n-1:x:  c  # d'],
    ['a block at the end', 'a: |+\n  b\n\n'],
    ['a block without a line break', 'a:\n- |\n  b'],
  ])('%s', (_, text) => {
    expect(decodeFast(text)).toBe(decodeInFull(text));
  });
});

describe('what it leaves alone', () => {
  it.each([
    ['nothing', ''],
    ['comments', '# a\n'],
    ['a scalar', 'a'],
    ['JSON', '{"a": {"b": 1}}'],
    ['several documents', 'a: 1\n---\nb: 2'],
    ['a document that ends', 'a: 1\n...\n'],
    ['a directive', '%YAML 1.1\n---\na: 1'],
    ['an anchor', 'a: &b c'],
    ['an alias', 'a: *b'],
    ['a tag', 'a: !!str b'],
    ['a merge key', 'a: {}\n<<: {}'],
    ['an explicit key', '? a\n: b'],
    ['a key that is no text', '1: a'],
    ['a long key', `${'k'.repeat(1001)}: a`],
    ['a number that JSON does not have', 'a: .inf'],
    ['tabs as white space', 'a:\tb'],
    ['other line breaks', 'a: b\r\nc: d\r\n'],
    ['a byte order mark', '\ufeffa: b'],
    ['what is forbidden', 'a: \x07'],
    ['half a character', 'a: \udc80'],
    ['nesting', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['dashes without end', '- '.repeat(500)],
    ['a very long text', `a: ${'b'.repeat(4_000_000)}`],
    ['two values', 'a: b: c'],
    ['a list in a mapping', 'a: b\n- c'],
    ['a mapping in a list', '- a\nb: c'],
    ['a key between two indentations', 'a:\n    b: 1\n  c: 2'],
    ['a key further left than the first one', '  a: b\nc: d'],
    ['a comment inside of a scalar', 'a: b # c\n  d'],
    ['more behind quotes', 'a: "b"\n  c'],
    ['more behind brackets', 'a: [b]\n  c: d'],
    ['quotes without an end', 'a: "b'],
    ['an escape that YAML does not have', 'a: "\\/"'],
  ])('%s', (_, text) => {
    expect(decodeEveryday(text)).toBeUndefined();
  });
});

describe('whatever it decodes', () => {
  const isSame = (text: string): boolean => {
    const fast = decodeFast(text);
    if (fast !== undefined) expect(fast).toBe(decodeInFull(text));
    return fast !== undefined;
  };

  /** Checks all texts, and that enough of them were decoded for that to say something. */
  const check = (texts: fc.Arbitrary<string>, runs: number, atLeast: number): void => {
    let decoded = 0;
    fc.assert(
      fc.property(texts, (text) => void (isSame(text) && (decoded += 1))),
      { numRuns: runs },
    );
    expect(decoded).toBeGreaterThan(atLeast);
  };

  const indentation = fc.nat(4).map((steps) => ' '.repeat(steps));
  const structure = fc.constantFrom('', '', '- ', '-', '- - ', 'k: ', 'k: ', 'j:', '"q": ', "- 's': ", '# ');
  const words = [
    '',
    'v',
    'v w',
    'a:b',
    'v#',
    '-x',
    '1',
    '0x_1',
    'true',
    '~',
    '.5',
    '.inf',
    'w: x',
    '-',
    '?',
    '@',
  ];
  const quoted = ['"q"', '"q', 'e"', '"\\n"', '"\\x41"', '"\\', "'s'", "'", "''", "'s''", '"a" b'];
  const others = [
    '|',
    '|-',
    '|+',
    '|2',
    '>',
    '>-',
    '{}',
    '[]',
    '[a, "b"]',
    '[a: b]',
    '[',
    '{a: b}',
    '&a b',
    '!t',
    '\t',
  ];
  const value = fc.constantFrom(...words, ...words, ...quoted, ...others);
  const rest = fc.constantFrom('', '', '', ' ', ' # c', ' #', '#', '\n', '\n\n');
  const lines = fc
    .array(fc.tuple(indentation, structure, value, rest), { minLength: 1, maxLength: 6 })
    .chain((parts) =>
      fc.constantFrom('', '\n').map((end) => parts.map((part) => part.join('')).join('\n') + end),
    );

  it('is the same in lines of all kinds', () => {
    check(lines, 5000, 200);
  });

  it('is the same in texts that have been spoilt', () => {
    check(mutated([VALUES, MANIFEST, VALUES.slice(VALUES.indexOf('below')), '- a: b\n']), 3000, 100);
  });

  it('is the same in all that Go has been asked about', () => {
    const texts = Object.values(YAML_CASES).flatMap((cases) => cases.map(([text]) => text));
    expect(texts.filter(isSame).length).toBeGreaterThan(50);
  });
});

describe('long lines', () => {
  const many = 1_000_000;
  it.each([
    ['words', `k: ${'a '.repeat(many)}`],
    ['colons', `k: ${'a:'.repeat(many)} `],
    ['a colon at the end', `${'a '.repeat(many)}: b`],
    ['hashes', `k: ${'a #'.repeat(many)}`],
    ['blanks', `k: a${' '.repeat(many)}b`],
    ['escapes', `k: "${'\\n'.repeat(many)}`],
    ['quotes', `k: '${"''".repeat(many)}'`],
    ['dashes', '- '.repeat(many)],
    ['a list', `k: [${'a, '.repeat(many)}`],
    ['comments', `${'#\n'.repeat(many)}a: b`],
    ['empty lines', `a: b\n${'\n'.repeat(many)}c: d`],
  ])('of %s take no time', (_, text) => {
    const start = performance.now();
    decodeEveryday(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
