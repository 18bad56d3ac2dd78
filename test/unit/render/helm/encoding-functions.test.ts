// Helm's functions for YAML, JSON and TOML: what they do with what they cannot encode or decode.
import { describe, expect, it } from 'vitest';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { fn, GoList, GoMap, GoObject, type Value } from '../../../../src/render/gotemplate/value.ts';
import { encodingFunctions } from '../../../../src/render/helm/encoding-functions.ts';
import { shown } from '../../../support/encoding/shown.ts';
import { float, of, unwire, type Wire } from '../../../support/encoding/wire-value.ts';

const FUNCTIONS = encodingFunctions();

function call(name: string, value: Value, budget = new Budget()): Value {
  const called = FUNCTIONS.get(name);
  if (!called) throw new Error(`no function ${name}`);
  return called.call([value], budget);
}

const deep = (depth: number): Value => {
  let value: Value = 'x';
  for (let level = 0; level < depth; level += 1) value = new GoMap([['k', value]]);
  return value;
};

const ENCODERS = ['toYaml', 'toYamlPretty', 'toJson', 'toToml'];

describe('functions of Helm that encode', () => {
  it.each<[string, Wire, string]>([
    ['toYaml', { a: [1, 'yes'] }, 'a:\n- 1\n- "yes"'],
    ['toYaml', 'x\n\n', '|+\n  x\n'],
    ['toYaml', null, 'null'],
    ['toYamlPretty', { a: [1, 'yes'] }, 'a:\n  - 1\n  - "yes"'],
    ['toJson', { b: '<', a: [1] }, '{"a":[1],"b":"\\u003c"}'],
    ['toToml', { a: 1, b: { c: 'x' } }, 'a = 1.0\n\n[b]\n  c = "x"\n'],
  ])('%s %j', (name, value, expected) => {
    expect(call(name, unwire(value))).toBe(expected);
  });

  it.each<[string, Wire, string]>([
    ['toYaml', float('NaN'), ''],
    ['toYaml', of('func'), ''],
    ['toYaml', '\x7f', ''],
    ['toJson', [float('+Inf')], ''],
    ['toJson', of('func'), ''],
    ['toToml', [{ a: 1 }], 'toml: top-level values must be Go maps or structs'],
    ['toToml', { a: [null] }, 'toml: cannot encode array with nil element'],
  ])('%s %j has no error', (name, value, expected) => {
    expect(call(name, unwire(value))).toBe(expected);
  });

  it('panic where Go does', () => {
    expect(() => call('toToml', null)).toThrow('reflect: call of reflect.Value.Type on zero Value');
    expect(() => call('toYamlPretty', unwire(of('func')))).toThrow(
      'cannot marshal type: func(string) interface {}',
    );
  });

  it('do not hide what is not supported', () => {
    const opaque = new GoMap([['k', new GoObject('*url.URL', undefined, () => '', undefined, 'ptr')]]);
    for (const name of ENCODERS) {
      expect(() => call(name, opaque), name).toThrow(new Error('a *url.URL cannot be encoded here'));
    }
  });

  it.each(ENCODERS)('%s stops for values that are inside themselves', (name) => {
    const map = new GoMap();
    map.entries.set('self', map);
    expect(() => call(name, map)).toThrow(LimitError);
    const list = new GoList();
    list.items.push(list);
    expect(() => call(name, new GoMap([['list', list]]))).toThrow(LimitError);
    expect(() => call(name, deep(100_000))).toThrow(LimitError);
  });

  it.each(ENCODERS)('%s encodes what is nested deeply', (name) => {
    expect(call(name, deep(300))).toContain('x');
  });

  it.each(ENCODERS)('%s stops for a value that is in there very often', (name) => {
    let value: Value = 'x';
    for (let level = 0; level < 40; level += 1) value = new GoList([value, value]);
    expect(() => call(name, new GoMap([['k', value]]))).toThrow(LimitError);
  });

  it.each(ENCODERS)('%s is paid for in proportion to the output', (name) => {
    const value = unwire({ k: Array.from({ length: 500 }, (_, at) => `text number ${at}`) });
    const { length } = call(name, value) as string;
    expect(() => call(name, value, new Budget({ steps: length * 0.8, output: 1e9, depth: 10 }))).toThrow(
      LimitError,
    );
    expect(call(name, value, new Budget({ steps: length * 3, output: 1e9, depth: 10 }))).toHaveLength(length);
  });

  it('pass on the limit that a method of a type runs into', () => {
    const greedy = fn('MarshalJSON', [], (_, paying) => {
      paying.charge(1e12);
      return new GoList();
    });
    const value = new GoObject('x.Y', undefined, () => '', new Map([['MarshalJSON', greedy]]));
    const budget = {
      charge: (amount: number) => {
        if (amount > 1e9) throw new LimitError('too much');
      },
    };
    const toJson = FUNCTIONS.get('toJson');
    expect(() => toJson?.call([value], budget)).toThrow(LimitError);
  });
});

describe('functions of Helm that decode', () => {
  it.each([
    ['fromYaml', 'a: 1\nb: [x, null]', 'map{"a": float64(1), "b": list["x", nil]}'],
    ['fromYaml', '', 'map{}'],
    ['fromYaml', 'null', 'map{}'],
    ['fromYaml', '- 1', mismatch('array', 'map[string]interface {}')],
    ['fromYaml', 'x', mismatch('string', 'map[string]interface {}')],
    ['fromYaml', '1', mismatch('number', 'map[string]interface {}')],
    ['fromYaml', 'true', mismatch('bool', 'map[string]interface {}')],
    [
      'fromYaml',
      'a: [',
      `map{"Error": "error converting YAML to JSON: yaml: line 1: did not find expected node content"}`,
    ],
    ['fromYamlArray', '- 1\n- a: b', 'list[float64(1), map{"a": "b"}]'],
    ['fromYamlArray', '', 'list[]'],
    [
      'fromYamlArray',
      'a: 1',
      'list["error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type []interface {}"]',
    ],
    ['fromJson', '{"a": [1, "x"]}', 'map{"a": list[float64(1), "x"]}'],
    ['fromJson', 'null', 'nil map'],
    [
      'fromJson',
      '[1]',
      'map{"Error": "json: cannot unmarshal array into Go value of type map[string]interface {}"}',
    ],
    [
      'fromJson',
      '1e400',
      'map{"Error": "json: cannot unmarshal number into Go value of type map[string]interface {}"}',
    ],
    ['fromJson', '', 'map{"Error": "unexpected end of JSON input"}'],
    ['fromJson', '{"a":1} x', `map{"Error": "invalid character 'x' after top-level value"}`],
    [
      'fromJson',
      '{"a":1,"b":1e400}',
      'map{"Error": "json: cannot unmarshal number 1e400 into Go value of type float64", "a": float64(1), "b": nil}',
    ],
    ['fromJsonArray', '[1, null]', 'list[float64(1), nil]'],
    ['fromJsonArray', 'null', 'nil list'],
    ['fromJsonArray', '{}', 'list["json: cannot unmarshal object into Go value of type []interface {}"]'],
    [
      'fromJsonArray',
      '[1, 1e400]',
      'list["json: cannot unmarshal number 1e400 into Go value of type float64"]',
    ],
    ['fromToml', 'a = 1\n[b]\nc = 1.0', 'map{"a": int64(1), "b": map{"c": float64(1)}}'],
    ['fromToml', 'a = ', 'map{"Error": "toml: line 1: invalid value"}'],
  ])('%s %j', (name, text, expected) => {
    expect(shown(call(name, text))).toBe(expected);
  });

  it.each(['fromYaml', 'fromYamlArray', 'fromJson', 'fromJsonArray', 'fromToml'])(
    '%s is paid for in proportion to the text',
    (name) => {
      const budget = new Budget({ steps: 999, output: 1e9, depth: 10 });
      expect(() => call(name, ' '.repeat(1000), budget)).toThrow(LimitError);
    },
  );

  it('keep no keys of JavaScript apart', () => {
    const text = '{"__proto__":{"a":1},"constructor":2}';
    const expected = 'map{"__proto__": map{"a": float64(1)}, "constructor": float64(2)}';
    expect(shown(call('fromJson', text))).toBe(expected);
    expect(shown(call('fromYaml', text))).toBe(expected);
    expect(call('toJson', call('fromYaml', text))).toBe(text);
    expect(call('toYaml', call('fromJson', text))).toBe('__proto__:\n  a: 1\nconstructor: 2');
  });
});

function mismatch(found: string, wanted: string): string {
  return `map{"Error": "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${found} into Go value of type ${wanted}"}`;
}
