// Mistakes in YAML as people make them: what is said of each, where, and what to do.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { parseDocument, type ErrorCode } from 'yaml';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../../../src/stack/yaml-faults/fault.ts';
import { Seen } from '../../../../src/stack/yaml-faults/seen.ts';
import { WORDS } from '../../../../src/stack/yaml-faults/words.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';

const PREFIX = 'f is not valid YAML: ';

/** `LINE:COLUMN MESSAGE` of each problem. */
const told = (text: string): string[] =>
  YamlSource.parse('f', text).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message.replace(PREFIX, '')}`,
  );
const hintOf = (text: string): string => YamlSource.parse('f', text).problems[0]?.hint ?? '';

const PARSER = dirname(createRequire(import.meta.url).resolve('yaml'));

/** The codes that the package declares, and the sentences in its sources. */
const codesOfParser = (): string[] => {
  const declared = readFileSync(join(PARSER, 'errors.d.ts'), 'utf8');
  return [...declared.matchAll(/'([A-Z_\d]{5,})'/g)].map(([, code]) => code ?? '').toSorted();
};

describe('a mistake', () => {
  it.each([
    // Lines
    ['a tab', 'a:\n  b: 1\n\tc: 2\n', '3:1 a tab stands before "c: 2"; expected spaces'],
    ['no colon', 'a: 1\nb 2\nc: 3\n', '2:1 "b 2" has no colon; expected "key: value"'],
    [
      'no colon in the first line',
      'provider openstack\nname: scs\n',
      '1:1 "provider openstack" has no colon; expected "key: value"',
    ],
    ['no colon in the last line', 'a: 1\nb\n', '2:1 "b" has no colon; expected "key: value"'],
    [
      'no space behind a colon',
      'a: 1\nb:2\nc: 3\n',
      '2:1 "b:2" has no space behind the colon; expected "b: 2"',
    ],
    [
      'a no-break space',
      'a: 1\nb:\u00a02\nc: 3\n',
      '2:1 "b:\u00a02" has a no-break space (U+00A0) behind the colon; expected an ordinary one',
    ],
    ['no space behind a dash', 'a:\n  - b\n  -c\n', '3:3 "-c" has no space behind the dash; expected "- c"'],
    [
      'an item between keys',
      'a: 1\n- b\n',
      '2:1 "- b" is an item of a list, where a key of a map is wanted; expected "key: value"',
    ],
    [
      'an item behind its key',
      'a: - b\n',
      '1:4 "- b" is an item of a list in the line of a key; expected it on a line of its own',
    ],
    [
      'no dash',
      'kubernetes:\n  - v1.34.1\n  v1.33.2\n',
      '3:3 "v1.33.2" stands below the items of a list and is none; expected "- v1.33.2"',
    ],
    [
      'no dash at the top',
      '- a\nb: 1\n',
      '2:1 "b: 1" stands below the items of a list and is none; expected "- b: 1"',
    ],
    // Indentation
    [
      'less indentation',
      'a:\n    b: 1\n  c: 2\n',
      '3:3 "c: 2" is indented by 2, as nothing above it is; expected 4 or 0 spaces',
    ],
    [
      'less indentation of an item',
      'a:\n  - b\n - c\n',
      '3:2 "- c" is indented by 1, as nothing above it is; expected 2 or 0 spaces',
    ],
    [
      'less indentation in an item',
      '- a: 1\n b: 2\n',
      '2:2 "b: 2" is indented by 1, as nothing above it is; expected 2 or 0 spaces',
    ],
    [
      'more indentation',
      'a: 1\n\n# c\n  b: 2\nc: 3\n',
      '4:3 "b: 2" is indented deeper than "a: 1" above it, which has its value already; expected 0 spaces',
    ],
    [
      'more indentation in an item',
      '- a: 1\n   b: 2\n',
      '2:4 "b: 2" is indented deeper than "- a: 1" above it, which has its value already; expected 2 spaces',
    ],
    [
      'less indentation in a text',
      'a: |\n    x\n  y\nz: 1\n',
      '3:3 "y" is indented by 2, as nothing above it is; expected 4 or 0 spaces',
    ],
    [
      'spaces in an empty line of a text',
      'a: |\n\n     \n x\n',
      '4:2 "x" is not indented as the text is that begins with | or > above it; expected the column of its first line',
    ],
    [
      'indentation below empty lines',
      '\n\n  a: 1\n b: 2\n',
      '4:2 "b: 2" is indented by 1, as nothing above it is; expected 2 spaces',
    ],
    // Quotes and brackets
    [
      'an open quote',
      'a: "x\nb: 1\nc: 2\n',
      `1:4 the text '"x' has no closing quote; expected '"' at its end`,
    ],
    [
      'an open single quote',
      "a:\n  b: 'x\n  c: 1\n",
      `2:6 the text "'x" has no closing quote; expected "'" at its end`,
    ],
    [
      'a quote that closes too late',
      'a: "x\n  b: "y"\nc: 1\n',
      `1:4 the text '"x' has no closing quote in its line; it ends only before 'y"' further down`,
    ],
    [
      'an apostrophe',
      "a: 'it's'\n",
      `1:8 "s'" stands behind the closing quote; expected the end of the line`,
    ],
    ['a bracket', 'a: [1, 2\nb: 3\n', '1:4 the list "[1, 2" is not closed before "b: 3"; expected "]"'],
    [
      'an outer bracket',
      'x: {a: {b: 1}\ny: 2\n',
      '1:4 the map "{a: {b: 1}" is not closed before "y: 2"; expected "}"',
    ],
    [
      'a bracket around a pair',
      'a: [name: x\nb: 3\n',
      '1:4 the list "[name: x" is not closed before "b: 3"; expected "]"',
    ],
    ['another bracket', 'a: [1}\n', '1:4 the list "[1}" is not closed before "}"; expected "]"'],
    ['a bracket too many', 'a: [1]]\n', '1:7 "]" closes a bracket that is not open'],
    [
      'a comma too many',
      'a: [1,,2]\n',
      '1:7 an entry is missing before ",2]"; expected a value before each comma',
    ],
    [
      'no comma',
      '{"a": 1 "b": 2}\n',
      `1:7 '1 "b": 2}' cannot stand in a list or map in brackets; expected a comma between two entries`,
    ],
    [
      'no colon in brackets',
      '{"a":1,"b"2}\n',
      '1:11 before "2}" something is missing; expected a comma between two entries, or a colon and a space behind a key',
    ],
    // Values
    [
      'a second colon',
      'a: b: c\n',
      '1:4 the value "b: c" holds a colon as a key does; expected one "key: value" in a line',
    ],
    ['a percent sign', 'a: %x\n', '1:4 "%x" begins with "%", which no value without quotes may'],
    ['an at sign', 'a: @x\n', '1:4 "@x" begins with "@", which no value without quotes may'],
    ['a backtick', 'a: `x`\n', '1:4 "`x`" begins with "`", which no value without quotes may'],
    ['a question mark', 'a: ? b\n', '1:4 "? b" begins with "?", which no value without quotes may'],
    [
      'a percent sign at the start of a line',
      '%x: 1\na: 1\n',
      '1:1 "%x: 1" begins with %, as lines for the YAML parser do; expected "key: value"',
    ],
    ['a backslash', 'a: "C:\\dir"\n', '1:7 "\\d" is no escape that YAML has between double quotes'],
    [
      'a comment without a space',
      'a: "x"#c\n',
      '1:7 "#c" stands right behind a value; expected a space before a comment',
    ],
    [
      'text behind a bar',
      'a: | x\n',
      '1:6 "a: | x" has something behind | or >, which begin a text on the lines below; expected the end of the line',
    ],
    [
      'a comparison',
      'a: >1.2\n',
      '1:6 "a: >1.2" has something behind | or >, which begin a text on the lines below; expected the end of the line',
    ],
    // Names
    [
      'a key that is there',
      'a: 1\nb: {c: 1}\na: 2\n',
      '3:1 the key "a" stands there a second time; the first is in line 1; expected each key once in its map',
    ],
    [
      'a key that is there, in braces',
      'b:\n  {c: 1, "c": 2}\n',
      `2:10 the key '"c"' stands there a second time; the first is in line 2; expected each key once in its map`,
    ],
    [
      'an alias',
      'a: *x\n',
      '1:4 "*x" repeats what is named &x, and nothing above it is; expected that name above',
    ],
    [
      'a wildcard',
      'a: *\nb: 1\n',
      '1:4 "*" begins with "*", which is followed by a name in YAML; expected one right behind it',
    ],
    [
      'an ampersand',
      'a: & b\n',
      '1:4 "& b" begins with "&", which is followed by a name in YAML; expected one right behind it',
    ],
    [
      'a merge of no map',
      'a:\n  - <<: 1\n',
      '2:5 the key << takes over what is no map; expected *NAME of one',
    ],
    // Files
    ['NUL bytes', 'a: \0\n', '1:4 it holds NUL bytes, as no text does; expected text in UTF-8'],
    ['a program', '\u007fELF\u0001\0', '1:6 it holds NUL bytes, as no text does; expected text in UTF-8'],
    ['an escape sequence', 'a: "\u001b[1m"\n', '1:5 it holds a control character (U+001B)'],
    ['line ends of old', 'a: 1\rb: 2\r', '1:5 a carriage return stands in a line, not at its end'],
  ])('%s is told', (_name, text, expected) => {
    expect(told(text)).toEqual([expected]);
    expect(hintOf(text)).toMatch(/^[a-z].{8}/);
  });

  it.each([
    ['a value', 'a: {{ .x }}\n', '1:4 "{{ .x }}"'],
    ['a part of a value', 'a: {{ .x }}-{{ .y }}\n', '1:4 "{{ .x }}"'],
    ['a line', 'a: 1\n{{- if .x }}\nb: 1\n{{- end }}\n', '2:1 "{{- if .x }}"'],
    ['the first line', '{{ if .x }}\na: 1\n{{ end }}\n', '1:1 "{{ if .x }}"'],
    ['a loop', '{{- range $x }}\n- {{ . }}\n{{- end }}', '1:1 "{{- range $x }}"'],
    ['one of another engine', 'a: {% if x %}\n', '1:4 "{% if x %}"'],
  ])('a template is told as one: %s', (_name, text, expected) => {
    const [first] = told(text);
    expect(first).toBe(`${expected} is a template, and this file is read as it stands; expected YAML alone`);
    expect(hintOf(text)).toContain('put quotes around the value if the text is meant');
  });

  it('is not laid to a template that stands between quotes or in a comment', () => {
    expect(told('a: "{{ .x }}" y\n')).toEqual([
      '1:15 "y" stands behind the closing quote; expected the end of the line',
    ]);
    expect(told('a: "x" # {{ y }}\nb\n')).toEqual(['2:1 "b" has no colon; expected "key: value"']);
  });
});

describe('an unfinished merge', () => {
  const conflict = (before: string, ours: string, theirs: string) =>
    `${before}<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> topic\n`;
  it.each([
    ['of keys', conflict('a: 1\n', 'b: 2\n', 'b: 3\n'), '2:1'],
    ['of the whole file', conflict('', 'a: 1\n', 'a: 2\n'), '1:1'],
    ['of a text', conflict('a: |\n  x\n', '  y\n', '  z\n'), '3:1'],
    ['of a list, which the parser takes for one text', conflict('', '- a\n', '- b\n'), '1:1'],
    ['with Windows line ends', conflict('a: 1\n', 'b: 2\n', 'b: 3\n').replaceAll('\n', '\r\n'), '2:1'],
  ])('%s is told', (_name, text, place) => {
    expect(told(text)).toEqual([`${place} a merge conflict stands there: git marks it with <<<<<<<`]);
  });

  it('is told where only its end is left', () => {
    expect(told('a: 1\nb: 2\n>>>>>>> topic\n')).toEqual([
      '3:1 a merge conflict stands there: git marks it with >>>>>>>',
    ]);
  });

  it('is not found in text that only looks like it', () => {
    expect(told('a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> b\n')).toEqual([]);
    expect(told('a: <<<<<<< b\n')).toEqual([]);
  });
});

describe('several errors', () => {
  it('are told once where the parser stumbles on over one mistake', () => {
    const text = 'a: 1\n  b: 2\nc: 3\n';
    expect(parseDocument(text, { logLevel: 'silent' }).errors).toHaveLength(2);
    expect(told(text)).toHaveLength(1);
  });

  it('are told all where they stand by themselves, up to the first that misleads the parser', () => {
    expect(told('a: 1\na: 2\nb: @x\nc: "\\d"\nd: [\ne f\n').map((line) => line.split(' ')[0])).toEqual([
      '2:1',
      '3:4',
      '4:5',
      '5:4',
    ]);
  });

  it('are ten at most', () => {
    expect(told('a: 1\n'.repeat(30))).toHaveLength(10);
  });
});

describe('the table', () => {
  it('has words for each code of the parser', () => {
    expect(Object.keys(WORDS).toSorted()).toEqual(codesOfParser());
  });

  it.each(Object.keys(WORDS) as ErrorCode[])(
    'says what, where and what to do for %s, whatever its reason',
    (code) => {
      const text = 'a: 1\nb: "x"\n';
      for (let at = 0; at <= text.length; at += 1) {
        const fault = WORDS[code](new Seen(text, { message: 'Some reason', pos: [at, at + 1] }, []));
        expect(fault.message).toMatch(/^[^A-Z].{10}/);
        expect(fault.message).not.toContain('Some reason');
        expect(fault.hint).toMatch(/^[a-z].{8}/);
        expect(fault.offset).toBeGreaterThanOrEqual(0);
        expect(fault.offset).toBeLessThanOrEqual(text.length);
      }
    },
  );
});

describe('a quote of a text', () => {
  it.each([
    [' a: b \r', '"a: b"'],
    ['a: "b', `'a: "b'`],
    [`"it's"`, '`"it\'s"`'],
    ['a\u0000b\u001b[1m', '"a\ufffdb\ufffd[1m"'],
    ['x'.repeat(61), `"${'x'.repeat(57)}..."`],
    ['😀'.repeat(60), `"${'😀'.repeat(60)}"`],
  ])('%j is %s', (piece, expected) => {
    expect(quoted(piece)).toBe(expected);
  });
});
