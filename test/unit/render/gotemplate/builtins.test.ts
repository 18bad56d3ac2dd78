// Functions of templates beside their tables: what they do with all arguments at hand, opaque objects and limits.
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../../../src/render/gotemplate/builtins.ts';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { fn, GoList, GoObject, type Value } from '../../../../src/render/gotemplate/value.ts';
import { list, number, object, point } from '../../../support/gotemplate/sample-types.ts';

function run(name: string, args: readonly Value[], call = new Budget()): Value {
  const found = BUILTINS.get(name);
  if (!found) throw new Error(`there is no function ${name}`);
  return found.call(args, call);
}

const time = (inner: object): GoObject => new GoObject('time.Time', inner, () => 'now');
const pointer = (inner: object): GoObject => new GoObject('*big.Int', inner, () => '1', new Map(), 'ptr');

describe('the functions', () => {
  it('are those of Go', () => {
    expect([...BUILTINS.keys()].sort()).toEqual(
      ['and', 'call', 'eq', 'ge', 'gt', 'html', 'index', 'js', 'le', 'len', 'lt', 'ne', 'not', 'or'].concat([
        'print',
        'printf',
        'println',
        'slice',
        'urlquery',
      ]),
    );
  });

  it('have the parameters that Go gives them', () => {
    const signature = (name: string) =>
      BUILTINS.get(name)?.params.concat(String(BUILTINS.get(name)?.isVariadic));
    expect(signature('printf')).toEqual(['string', 'interface {}', 'true']);
    expect(signature('html')).toEqual(['interface {}', 'true']);
    expect(signature('eq')).toEqual(['reflect.Value', 'reflect.Value', 'true']);
    expect(signature('lt')).toEqual(['reflect.Value', 'reflect.Value', 'false']);
    expect(signature('len')).toEqual(['reflect.Value', 'false']);
  });
});

describe('and, or', () => {
  it.each<[string, Value[], Value]>([
    ['and', [1n, 0n, ''], 0n],
    ['and', [1n, undefined, 2n], undefined],
    ['and', [1n, null, 2n], null],
    ['and', [1n, 2n], 2n],
    ['or', [0n, 'a', 2n], 'a'],
    ['or', [0n, null], null],
    ['or', ['', 0n], 0n],
  ])('%s of %s', (name, args, expected) => {
    expect(run(name, args)).toBe(expected);
  });
});

describe('objects that only Go can look into', () => {
  it('are equal to themselves', () => {
    const inner = {};
    expect(run('eq', [time(inner), time(inner)])).toBe(true);
    expect(run('eq', [pointer(inner), pointer(inner)])).toBe(true);
    expect(run('eq', [pointer({}), pointer({})])).toBe(false);
  });

  it('are not compared to others', () => {
    expect(() => run('eq', [time({}), time({})])).toThrow(
      'comparing values of type time.Time is not supported',
    );
    expect(() => run('lt', [time({}), time({})])).toThrow('invalid type for comparison');
  });

  it('have no length and no elements', () => {
    expect(() => run('len', [pointer({})])).toThrow('len of type big.Int');
    expect(() => run('index', [pointer({}), 1n])).toThrow("can't index item of type big.Int");
    expect(() => run('slice', [time({})])).toThrow("can't slice item of type time.Time");
  });
});

describe('index and slice', () => {
  it('take integers of any type', () => {
    expect(run('index', [list('a', 'b'), number(1n, 'uint64')])).toBe('b');
    expect(run('slice', ['abc', number(1n, 'int8'), number(2n, 'uint8')])).toBe('b');
  });

  it('take no integer beyond int for one within', () => {
    const large = number(18446744073709551615n, 'uint64');
    expect(() => run('index', [list('a'), large])).toThrow('index out of range: -1');
  });

  it('leave the list alone', () => {
    const whole = list(1n, 2n, 3n);
    const part = run('slice', [whole, 1n]) as GoList;
    expect(part.items).toEqual([2n, 3n]);
    expect(whole.items).toEqual([1n, 2n, 3n]);
  });

  it('keep the name of a type', () => {
    const names = new GoList(['a', 'b'], 'string', false, 'chart.Names');
    expect((run('slice', [names, 1n]) as GoList).typeName).toBe('chart.Names');
  });

  it('find no key that JavaScript adds', () => {
    expect(run('index', [object({}), 'constructor'])).toBe(null);
    expect(run('index', [object({}), '__proto__'])).toBe(null);
  });
});

describe('call', () => {
  const pair = fn('pair', ['main.Point', 'interface {}'], (args) => new GoList([...args]));

  it('takes pointers for no structs', () => {
    expect(() => run('call', ['.F', pair, point(1n, 2n, true), 1n])).toThrow(
      'arg 0: value has type *main.Point; should be main.Point',
    );
  });

  it('hands on nil where nil will do', () => {
    expect((run('call', ['.F', pair, point(1n, 2n), undefined]) as GoList).items[1]).toBe(null);
  });
});

describe('limits', () => {
  const few = (): Budget => new Budget({ steps: 1000, output: 0, depth: 0 });
  const long = 'x'.repeat(2000);

  it.each<[string, Value[]]>([
    ['print', [long]],
    ['printf', ['%2000d', 1n]],
    ['println', [long]],
    ['html', [long]],
    ['js', [long]],
    ['urlquery', [long]],
    ['index', [long, 1n]],
    ['slice', [long, 1n]],
    ['slice', [new GoList(Array<Value>(2000).fill(1n))]],
    ['eq', [new GoList([2n]), new GoList(Array<Value>(2000).fill(1n))]],
  ])('%s', (name, args) => {
    expect(() => run(name, args, few())).toThrow(LimitError);
  });
});
