// YAML as Go reads it: every case was learned from the real one.
import { describe, expect, it } from 'vitest';
import {
  decodeYaml,
  decodeYamlDocuments,
  decodeYamlNode,
} from '../../../../src/render/encoding/yaml-decode.ts';
import { YamlError } from '../../../../src/render/encoding/yaml-error.ts';
import { parseYaml } from '../../../../src/render/encoding/yaml-parse.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';
import { jsonOrMessage, sortedJson } from '../../../support/encoding/sorted-json.ts';
import { YAML_CASES } from '../../../support/encoding/yaml-cases.ts';

describe.each(Object.entries(YAML_CASES))('decodeYaml: %s', (_, cases) => {
  it.each(cases.map(([text, expected]) => ({ shown: JSON.stringify(text), text, expected })))(
    '$shown',
    ({ text, expected }) => {
      expect(jsonOrMessage(() => decodeYaml(text))).toBe(expected);
    },
  );
});

describe('decodeYaml: keys without ?', () => {
  const a = (count: number) => 'a'.repeat(count);
  const noColon = "could not find expected ':'";
  const prefix = 'error converting YAML to JSON: yaml: ';

  it.each([
    ['1024 characters', `${a(1024)}: b`, `{"${a(1024)}":"b"}`],
    ['1025 characters', `${a(1025)}: b`, `${prefix}mapping values are not allowed in this context`],
    ['1025 characters, where a key has to stand', `x: 1\n${a(1025)}: b`, `${prefix}line 2: ${noColon}`],
    ['1024 characters in quotes', `"${a(1022)}": b`, `{"${a(1022)}":"b"}`],
    ['1025 in quotes', `"${a(1023)}": b`, `${prefix}mapping values are not allowed in this context`],
    [
      'characters count, not UTF-16 units',
      `${'\u{1F600}'.repeat(1024)}: b`,
      `{"${'\u{1F600}'.repeat(1024)}":"b"}`,
    ],
    ['a line break', 'x: 1\n"a\nb": c', `${prefix}line 3: ${noColon}`],
    ['with ?', `? ${a(2000)}\n: b`, `{"${a(2000)}":"b"}`],
    ['in {}', `{${a(1030)}: b}`, `${prefix}did not find expected ',' or '}'`],
  ])('%s', (_, text, expected) => {
    expect(jsonOrMessage(() => decodeYaml(text))).toBe(expected);
  });
});

describe('the values', () => {
  it('are those of templates: maps, lists, float64', () => {
    const value = decodeYaml('a: [1, two, null, true]');
    expect(value).toBeInstanceOf(GoMap);
    const list = (value as GoMap).entries.get('a');
    expect(list).toBeInstanceOf(GoList);
    expect((list as GoList).items).toEqual([1, 'two', null, true]);
    expect((value as GoMap).typeName).toBe('map[string]interface {}');
  });

  it('are rounded to what a float64 holds', () => {
    expect(decodeYaml('9007199254740993')).toBe(9007199254740992);
    expect(decodeYaml('18446744073709551615')).toBe(2 ** 64);
  });

  it('do not share what an alias repeats: templates may change one of them', () => {
    const { entries } = decodeYaml('a: &x {k: v}\nb: *x') as GoMap;
    expect(entries.get('a')).not.toBe(entries.get('b'));
    expect(entries.get('a')).toEqual(entries.get('b'));
  });

  it('may have keys that mean something to JavaScript', () => {
    const { entries } = decodeYaml('__proto__: {x: 1}\nconstructor: 2') as GoMap;
    expect([...entries.keys()]).toEqual(['__proto__', 'constructor']);
  });

  it('have the last one of keys that become the same', () => {
    expect(sortedJson(decodeYaml('1: a\n"1": b'))).toBe('{"1":"b"}');
  });
});

describe('a key that is a map', () => {
  it('is printed with sorted keys, those of one type together', () => {
    expect(() => decodeYaml('{b: 1, true: 2, 2.5: 3, 10: 4, 9: [], a: ~}: x')).toThrow(
      'yaml: invalid map key: map[interface {}]interface {}' +
        '{"a":interface {}(nil), "b":1, 9:[]interface {}{}, 10:4, 2.5:3, true:2}',
    );
  });
});

describe('decodeYamlDocuments', () => {
  const all = (text: string) => decodeYamlDocuments(text).map(sortedJson);

  it.each([
    ['', []],
    ['a: 1\n---\n- x', ['{"a":1}', '["x"]']],
    ['---\n---\n', ['null', 'null']],
    ['a\n...\n...\n---\nb', ['"a"', '"b"']],
    ['--- |\n a\n--- >\n b\n', ['"a\\n"', '"b\\n"']],
    ['--- a\n--- b\n--- c', ['"a"', '"b"', '"c"']],
    ['%YAML 1.1\n---\na\n...\n%YAML 1.1\n---\nb', ['"a"', '"b"']],
    ['{"a":1}\n---\n{"b":2}', ['{"a":1}', '{"b":2}']],
  ])('%j', (text, expected) => {
    expect(all(text)).toEqual(expected);
  });

  it.each([
    ['a: b\n---\nc: d: e', 'yaml: line 3: mapping values are not allowed in this context'],
    ['a\n---\n*x', "yaml: unknown anchor 'x' referenced"],
    ['--- &x a\n--- *x', "yaml: unknown anchor 'x' referenced"],
    ['a\nb: c', 'yaml: line 2: mapping values are not allowed in this context'],
    ['"a"\n"b"', 'yaml: line 1: did not find expected <document start>'],
    ['a\n...\nb', 'yaml: line 2: did not find expected <document start>'],
  ])('refuses %j', (text, message) => {
    expect(() => all(text)).toThrow(`error converting YAML to JSON: ${message}`);
  });
});

describe('decodeYamlNode', () => {
  it('decodes a tree that was parsed before', () => {
    const node = parseYaml('a: {b: 0x10}');
    expect(node && sortedJson(decodeYamlNode(node))).toBe('{"a":{"b":16}}');
  });
});

describe('YamlError', () => {
  const placeOf = (text: string) => {
    try {
      decodeYaml(text);
    } catch (error) {
      if (error instanceof YamlError) return [error.line, error.column];
    }
    return undefined;
  };

  it.each([
    ['a: b: c', 1, 5],
    ['a: 1\nb: "x', 2, 6],
    ['x:\n  a: 1\n  - b', 3, 3],
    ['a: 1\nb: [x, y\nc: 1', 3, 2],
    ['a: @x', 1, 4],
    ['a:\n\tb: c', 2, 1],
    ['a: 1\nb: *nowhere', 2, 4],
    ['a: 1\nb: x\u0007y', 2, 5],
  ])('%j has the place %i:%i', (text, line, column) => {
    expect(placeOf(text)).toEqual([line, column]);
  });
});
