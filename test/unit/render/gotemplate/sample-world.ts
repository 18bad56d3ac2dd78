// What the templates of these tests see: a value of each sort, functions with parameters of each type, and the same
// world in Go is what their expectations were learned from.
import { sprint } from '../../../../src/render/gotemplate/fmt.ts';
import { kindOf } from '../../../../src/render/gotemplate/reflect.ts';
import { TemplateSet, type TemplateSetOptions } from '../../../../src/render/gotemplate/template-set.ts';
import type { GoFunction } from '../../../../src/render/gotemplate/value.ts';
import {
  fn,
  GoList,
  GoMap,
  GoNumber,
  GoStruct,
  int64,
  type FunctionMap,
  type Value,
} from '../../../../src/render/gotemplate/value.ts';

const map = (entries: Record<string, Value>, ...rest: [elem?: string]): GoMap =>
  new GoMap(Object.entries(entries), ...rest);

function person(name: string, age: bigint, tags: readonly string[], isPointer = false): GoStruct {
  const text = (value: Value): string => value as string;
  return new GoStruct(
    'main.Person',
    new Map<string, Value>([
      ['Name', name],
      ['Age', age],
      ['Tags', new GoList([...tags], 'string')],
      ['Any', null],
      ['Fn', fn('Fn', ['int'], ([i]) => (i as bigint) + 1n)],
      ['secret', 's'],
    ]),
    new Map([
      ['Hello', fn('Hello', [], () => `hello ${name}`)],
      ['Greet', fn('Greet', ['string'], ([word]) => `${text(word)} ${name}`)],
      [
        'Fail',
        fn('Fail', [], () => {
          throw new Error('no luck');
        }),
      ],
      [
        'All',
        fn('All', ['string', '...string'], ([sep, ...xs]) => name + text(sep) + xs.map(text).join(text(sep))),
      ],
    ]),
    isPointer,
  );
}

/** The data of a template. */
export function sampleData(): GoMap {
  return map({
    str: 'hello',
    empty: '',
    int: 42n,
    zero: 0n,
    float: 1.5,
    yes: true,
    no: false,
    null: null,
    list: new GoList(['a', 1n, null, map({ k: 'v' })]),
    none: new GoList(),
    ints: new GoList([3n, 1n, 2n], 'int'),
    strs: new GoList(['x', 'y'], 'string'),
    map: map({ b: 2n, a: 1n, nil: null, deep: map({ x: 'y' }) }),
    nomap: map({}),
    strmap: map({ k: 'v' }, 'string'),
    intkeys: new GoMap(
      [
        [2n, 'two'],
        [1n, 'one'],
      ],
      'string',
      'int',
    ),
    anykeys: new GoMap([['k', 1n]], undefined, 'interface {}'),
    obj: person('Ann', 30n, ['x', 'y']),
    ptr: person('Ann', 30n, ['x', 'y'], true),
    values: new GoMap(
      [['x', 1n]],
      undefined,
      'string',
      false,
      'main.Values',
      new Map([['Keys', fn('Keys', [], () => 1n)]]),
    ),
    i64: int64(7),
    u8: new GoNumber(3n, 'uint8'),
    neg: -2n,
    fn: fn('fn', ['int', 'string'], ([a, b]) => sprint([a, b])),
    nilmap: new GoMap([], undefined, 'string', true),
    nillist: new GoList([], undefined, true),
    big: new GoNumber(1n << 63n, 'uint64'),
  });
}

const fail = (message: string): never => {
  throw new Error(message);
};

/** The functions of a template, besides Go's. */
export const SAMPLE_FUNCTIONS: FunctionMap = new Map<string, GoFunction>(
  [
    fn('add', ['int', 'int'], ([a, b]) => (a as bigint) + (b as bigint)),
    fn('up', ['string'], ([s]) => (s as string).toUpperCase()),
    fn('join', ['string', '...string'], ([sep, ...parts]) => (parts as string[]).join(sep as string)),
    fn('same', ['interface {}'], ([v]) => v),
    fn('fail', ['string'], ([s]) => fail(s as string)),
    fn('boom', [], () => fail('boom!')),
    fn('f64', ['float64'], ([f]) => sprint([f])),
    fn('f32', ['float32'], ([f]) => sprint([f])),
    fn('i8', ['int8'], ([i]) => sprint([i])),
    fn('i64', ['int64'], ([i]) => sprint([i])),
    fn('u16', ['uint16'], ([i]) => sprint([i])),
    fn('flag', ['bool'], ([b]) => (b === true ? 'true' : 'false')),
    fn('size', ['map[string]interface {}'], ([m]) => BigInt((m as GoMap).entries.size)),
    fn('count', ['[]interface {}'], ([l]) => BigInt((l as GoList).items.length)),
    fn('kind', ['reflect.Value'], ([v]) => kindOf(v)),
    fn('five', [], () => 5n),
    fn('nothing', [], () => null),
    fn('person', [], () => person('Bob', 0n, [])),
    fn('name', ['main.Person'], ([p]) => (p as GoStruct).fields.get('Name')),
    fn('anys', ['...interface {}'], (xs) => BigInt(xs.length)),
    fn('isnil', ['interface {}'], ([v]) => v === null),
    fn('take2', ['string', 'string', '...int'], ([a, b, ...rest]) => sprint([a, b, new GoList(rest, 'int')])),
    fn('dict', [], () => map({ k: 'v' })),
  ].map((fun) => [fun.name, fun] as const),
);

/** What a template prints; for one that fails, the message. */
export function printed(text: string, options: TemplateSetOptions & { noData?: boolean } = {}): string {
  const set = new TemplateSet({ functions: SAMPLE_FUNCTIONS, ...options });
  set.parse('t', text);
  return set.execute('t', options.noData ? undefined : sampleData()).text;
}

/** The message of the error of parsing or executing a template. */
export function failure(text: string, options?: Parameters<typeof printed>[1]): string {
  let output: string;
  try {
    output = printed(text, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`no error, but ${JSON.stringify(output)}`);
}
