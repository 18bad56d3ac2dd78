// The rules of Go's types: zero values, nil, and what may be given for what.
import { describe, expect, it } from 'vitest';
import {
  assign,
  canBeNil,
  constantFamily,
  numberOfType,
  zeroOf,
} from '../../../../src/render/gotemplate/go-type.ts';
import {
  fn,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  int64,
  type Value,
} from '../../../../src/render/gotemplate/value.ts';

describe('zeroOf', () => {
  it.each<[string, Value]>([
    ['string', ''],
    ['bool', false],
    ['int', 0n],
    ['int64', int64(0)],
    ['uint8', new GoNumber(0n, 'uint8')],
    ['float64', 0],
    ['float32', new GoNumber(0, 'float32')],
    ['interface {}', null],
    ['error', null],
    ['*chart.Chart', null],
    ['reflect.Value', undefined],
    ['[]string', new GoList([], 'string', true)],
    ['[][]int', new GoList([], '[]int', true)],
    ['map[string]interface {}', new GoMap([], 'interface {}', 'string', true)],
    ['map[int]map[string]bool', new GoMap([], 'map[string]bool', 'int', true)],
  ])('of %s is %o', (type, expected) => {
    expect(zeroOf(type)).toEqual(expected);
  });
});

describe('canBeNil', () => {
  it.each([
    ['interface {}', true],
    ['reflect.Value', true],
    ['error', true],
    ['[]string', true],
    ['map[string]string', true],
    ['*chart.Chart', true],
    ['func(int) string', true],
    ['string', false],
    ['int', false],
    ['bool', false],
    ['time.Time', false],
  ])('%s: %s', (type, expected) => {
    expect(canBeNil(type)).toBe(expected);
  });
});

describe('numberOfType', () => {
  it.each<[bigint | number, string, Value]>([
    [1n << 63n, 'int', -(1n << 63n)],
    [300n, 'int8', new GoNumber(44n, 'int8')],
    [-1n, 'uint16', new GoNumber(65535n, 'uint16')],
    [-1n, 'uint', new GoNumber((1n << 64n) - 1n, 'uint')],
    [-1n, 'uintptr', new GoNumber((1n << 64n) - 1n, 'uintptr')],
    [3n, 'float64', 3],
    [0.1, 'float32', new GoNumber(Math.fround(0.1), 'float32')],
  ])('%s as %s is %o', (value, type, expected) => {
    expect(numberOfType(value, type)).toEqual(expected);
  });
});

describe('constantFamily', () => {
  it.each([
    ['string', 'string'],
    ['bool', 'bool'],
    ['int32', 'int'],
    ['uintptr', 'uint'],
    ['float32', 'float'],
    ['time.Duration', undefined],
    ['interface {}', undefined],
  ])('of %s is %s', (type, expected) => {
    expect(constantFamily(type)).toBe(expected);
  });
});

describe('assign', () => {
  const map = new GoMap();
  const values = new GoMap([], undefined, 'string', false, 'chartutil.Values');
  const versions = new GoList([], 'string', false, 'chartutil.VersionSet');
  const struct = new GoStruct('chart.File', new Map([['Name', 'n']]));
  const failure = new GoObject(
    '*errors.errorString',
    'no',
    () => 'no',
    new Map([['Error', fn('Error', [], () => 'no')]]),
  );

  it.each<[Value, string]>([
    [null, 'interface {}'],
    ['a', 'interface {}'],
    ['a', 'string'],
    [1n, 'int'],
    [1.5, 'float64'],
    [true, 'bool'],
    [int64(1), 'int64'],
    [map, 'map[string]interface {}'],
    [values, 'map[string]interface {}'],
    [values, 'chartutil.Values'],
    [versions, '[]string'],
    [new GoList(), '[]interface {}'],
    [struct, 'chart.File'],
    [failure, 'error'],
    [new GoNumber(1n, 'int64', 'time.Duration'), 'time.Duration'],
  ])('takes %o for %s as it is', (value, type) => {
    expect(assign(value, type)).toBe(value);
  });

  it('follows a pointer', () => {
    const assigned = assign(new GoStruct('chart.File', struct.fields, undefined, true), 'chart.File');
    expect(assigned).toMatchObject({ name: 'chart.File', isPointer: false, fields: struct.fields });
  });

  it.each<[Value, string]>([
    [null, 'string'],
    [null, 'map[string]interface {}'],
    ['a', 'int'],
    [1n, 'int64'],
    [int64(1), 'int'],
    [1, 'int'],
    [map, 'map[string]string'],
    [map, 'chartutil.Values'],
    [new GoList([], 'string'), '[]interface {}'],
    [struct, '*chart.File'],
    ['a', 'error'],
    [new GoNumber(1n, 'int64', 'time.Duration'), 'int64'],
  ])('does not take %o for %s', (value, type) => {
    expect(assign(value, type)).toBeUndefined();
  });
});
