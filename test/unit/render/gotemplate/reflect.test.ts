// What reflection tells of values: kinds, types, equality and the order of keys.
import { describe, expect, it } from 'vitest';
import { deepEqual, isTrue, kindOf, sortedKeys, typeOf } from '../../../../src/render/gotemplate/reflect.ts';
import {
  fn,
  fromData,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  type MapKey,
  type Value,
} from '../../../../src/render/gotemplate/value.ts';
import {
  bytes,
  list,
  number,
  object,
  pair,
  point,
  seconds,
} from '../../../support/gotemplate/sample-types.ts';

const opaque = (inner: object, kind?: string): GoObject =>
  new GoObject(kind === 'ptr' ? '*big.Int' : 'time.Time', inner, () => 'text', new Map(), kind);

const KINDS: readonly (readonly [name: string, value: Value, kind: string, type: string])[] = [
  ['no value', undefined, 'invalid', '<nil>'],
  ['nil', null, 'invalid', '<nil>'],
  ['a bool', true, 'bool', 'bool'],
  ['an int', 1n, 'int', 'int'],
  ['a float64', 1, 'float64', 'float64'],
  ['a string', '', 'string', 'string'],
  ['a uint8', number(1n, 'uint8'), 'uint8', 'uint8'],
  ['a duration', seconds(1), 'int64', 'time.Duration'],
  ['a list', list(), 'slice', '[]interface {}'],
  ['a []byte', bytes(), 'slice', '[]uint8'],
  ['a list of lists', new GoList([], '[]int'), 'slice', '[][]int'],
  ['a named list', new GoList([], 'string', false, 'chart.Names'), 'slice', 'chart.Names'],
  ['a map', object({}), 'map', 'map[string]interface {}'],
  ['a map of strings by ints', new GoMap([], 'string', 'int'), 'map', 'map[int]string'],
  ['a struct', point(1n, 2n), 'struct', 'main.Point'],
  ['a pointer', point(1n, 2n, true), 'ptr', '*main.Point'],
  ['an object', opaque({}), 'struct', 'time.Time'],
  ['a pointer to an object', opaque({}, 'ptr'), 'ptr', '*big.Int'],
  ['a function', fn('f', ['int', '...string'], () => 1n), 'func', 'func(int, ...string) interface {}'],
];

describe('kinds and types', () => {
  it.each(KINDS)('%s', (_name, value, kind, type) => {
    expect([kindOf(value), typeOf(value)]).toEqual([kind, type]);
  });

  it('of objects and functions are true', () => {
    expect([isTrue(opaque({})), isTrue(fn('f', [], () => null))]).toEqual([true, true]);
  });
});

const shared = list(NaN);
const inner = {};

const EQUALITY: readonly (readonly [name: string, a: Value, b: Value, isEqual: boolean])[] = [
  ['ints', 1n, 1n, true],
  ['other ints', 1n, 2n, false],
  ['int and float', 1n, 1, false],
  ['int and int64', 1n, number(1n, 'int64'), false],
  ['int64s', number(1n, 'int64'), number(1n, 'int64'), true],
  ['int64 and duration', number(1_000_000_000n, 'int64'), seconds(1), false],
  ['strings', 'a', 'a', true],
  ['string and bytes', 'a', bytes(97), false],
  ['nil and no value', null, undefined, true],
  ['nil and false', null, false, false],
  ['false and no value', false, undefined, false],
  ['no number', NaN, NaN, false],
  ['zeros', 0, -0, true],
  ['lists', list(1n, 'a', null), list(1n, 'a', null), true],
  ['longer lists', list(1n), list(1n, 2n), false],
  ['lists in another order', list(1n, 2n), list(2n, 1n), false],
  ['lists of other types', new GoList(['a']), new GoList(['a'], 'string'), false],
  ['a nil list and an empty one', new GoList([], 'int', true), new GoList([], 'int'), false],
  ['one list with no number', shared, shared, true],
  ['two lists with no number', list(NaN), list(NaN), false],
  ['maps', object({ a: 1n, b: list() }), object({ b: list(), a: 1n }), true],
  ['maps with other values', object({ a: 1n }), object({ a: 2n }), false],
  ['maps with other keys', object({ a: null }), object({ b: null }), false],
  ['a smaller map', object({ a: 1n }), object({}), false],
  ['a nil map and an empty one', new GoMap([], 'int', 'string', true), new GoMap([], 'int'), false],
  ['structs', point(1n, 2n), point(1n, 2n), true],
  ['structs with other fields', point(1n, 2n), point(1n, 3n), false],
  ['structs of other types', point(1n, 2n), pair(1n, 2n), false],
  ['two pointers to equal structs', point(1n, 2n, true), point(1n, 2n, true), true],
  ['a pointer and a struct', point(1n, 2n, true), point(1n, 2n), false],
  ['structs with no number', pair(NaN, 1n), pair(NaN, 1n), false],
  ['objects with the same inside', opaque(inner), opaque(inner), true],
  ['objects of other types', opaque(inner), opaque(inner, 'ptr'), false],
  ['functions', fn('f', [], () => 1n), fn('f', [], () => 1n), false],
];

describe('deepEqual', () => {
  it.each(EQUALITY)('%s', (_name, a, b, isEqual) => {
    expect(deepEqual(a, b)).toBe(isEqual);
    expect(deepEqual(b, a)).toBe(isEqual);
    expect(deepEqual(list(a), list(b))).toBe(isEqual);
  });

  it('takes one and the same struct with no number for unequal to itself', () => {
    const struct = pair(NaN, 1n);
    expect(deepEqual(struct, struct)).toBe(false);
  });

  it('compares maps that share their entries', () => {
    const map = object({ a: NaN });
    expect(deepEqual(map, GoMap.sharing(map.entries))).toBe(true);
  });

  it('compares values that hold themselves', () => {
    const [a, b] = [object({}), object({})];
    a.entries.set('self', a);
    b.entries.set('self', b);
    expect(deepEqual(a, b)).toBe(true);
    b.entries.set('more', 1n);
    expect(deepEqual(a, b)).toBe(false);
  });

  it('compares values that share what they hold only once', () => {
    const doubled = (times: number): Value => {
      let value: Value = list(1n);
      for (let time = 0; time < times; time++) value = list(value, value);
      return value;
    };
    expect(deepEqual(doubled(60), doubled(60))).toBe(true);
  }, 2000);

  it('refuses what is nested too deeply, and objects that only Go can compare', () => {
    const nested = (): Value => {
      let value: Value = list();
      for (let depth = 0; depth < 100_000; depth++) value = list(value);
      return value;
    };
    expect(() => deepEqual(nested(), nested())).toThrow('nested too deeply');
    expect(() => deepEqual(opaque({}), opaque({}))).toThrow(
      'comparing values of type time.Time is not supported',
    );
  });
});

describe('sortedKeys', () => {
  const keys = (...entries: MapKey[]): MapKey[] =>
    sortedKeys(new GoMap(entries.map((key) => [key, 1n] as const)));

  it('has strings by bytes', () => {
    expect(keys('b', 'B', '10', '9', 'é', '😀', '\uffff', '')).toEqual([
      '',
      '10',
      '9',
      'B',
      'b',
      'é',
      '\uffff',
      '😀',
    ]);
  });

  it('has numbers by value', () => {
    expect(keys(10n, 9n, -1n)).toEqual([-1n, 9n, 10n]);
    expect(keys(2.5, NaN, -1, Infinity)).toEqual([NaN, -1, 2.5, Infinity]);
  });

  it('has false first', () => {
    expect(keys(true, false)).toEqual([false, true]);
  });

  it('has keys of many types by type', () => {
    expect(keys('a', 2n, true, 1n)).toEqual([1n, 2n, true, 'a']);
  });

  it('has no key that a map does not have', () => {
    expect(sortedKeys(fromData(JSON.parse('{"__proto__": 1, "constructor": 2}')) as GoMap)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

it('numbers of a type know their kind', () => {
  expect(kindOf(new GoNumber(1, 'float32'))).toBe('float32');
});
