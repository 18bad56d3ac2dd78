// The types and functions that templates of the conformance tables see; text-template.go.txt has the same in Go.
import {
  fn,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  int64,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../../../src/render/gotemplate/value.ts';

const byName = (functions: readonly GoFunction[]): FunctionMap =>
  new Map(functions.map((entry) => [entry.name, entry]));

const fail = (message: string): never => {
  throw new Error(message);
};

/** main.Point: a struct with methods. */
export function point(x: bigint, y: bigint, isPointer = false): GoStruct {
  const fields = new Map([
    ['X', x],
    ['Y', y],
  ]);
  const methods = byName([
    fn('Sum', [], () => x + y),
    fn('Scale', ['int'], ([n]) => point(x * (n as bigint), y * (n as bigint))),
    fn(
      'Join',
      ['string', '...string'],
      ([sep, ...more]) => `${x}${sep as string}${y}${(more as string[]).join(sep as string)}`,
    ),
    fn('Fail', [], () => fail('no point')),
  ]);
  return new GoStruct('main.Point', fields, methods, isPointer);
}

/** main.Pair: a struct of anything. */
export function pair(first: Value, second: Value, isPointer = false): GoStruct {
  const fields = new Map([
    ['First', first],
    ['Second', second],
  ]);
  return new GoStruct('main.Pair', fields, new Map(), isPointer);
}

/** main.Named: a struct with a String(). */
export function named(name: string, isPointer = false): GoStruct {
  const text = (): string => `named ${name}`;
  const methods = byName([fn('String', [], text)]);
  return new GoStruct('main.Named', new Map([['Name', name]]), methods, isPointer, text);
}

/** main.Problem: an error. */
function problem(text: string): GoObject {
  const print = (): string => `problem: ${text}`;
  return new GoObject('main.Problem', text, print, byName([fn('Error', [], print)]));
}

/** time.Duration of whole seconds below a minute: a number with a String(). */
export function seconds(count: number): GoNumber {
  return new GoNumber(BigInt(count) * 1_000_000_000n, 'int64', 'time.Duration', () => `${count}s`);
}

/** A map of anything, as JSON objects are. */
export const object = (entries: Readonly<Record<string, Value>>, elem?: string): GoMap =>
  new GoMap(Object.entries(entries), elem);

export const list = (...items: Value[]): GoList => new GoList(items);

/** A []byte. */
export const bytes = (...values: number[]): GoList =>
  new GoList(
    values.map((value) => new GoNumber(BigInt(value), 'uint8')),
    'uint8',
  );

/** A number of a type that is neither int nor float64. */
export const number = (value: bigint | number, kind: GoNumber['kind']): GoNumber => new GoNumber(value, kind);

export const SAMPLE_FUNCTIONS: FunctionMap = byName([
  fn('add', ['int', 'int'], ([a, b]) => (a as bigint) + (b as bigint)),
  fn('upper', ['string'], ([text]) => (text as string).toUpperCase()),
  fn('join', ['string', '...string'], ([sep, ...parts]) => (parts as string[]).join(sep as string)),
  fn('same', ['interface {}'], ([value]) => value),
  fn('raise', ['string'], ([message]) => fail(message as string)),
  fn('explode', [], () => fail('bang')),
  fn('half', ['float64'], ([value]) => (value as number) / 2),
  fn('byte', ['uint8'], ([value]) => value),
  fn('long', ['int64'], ([value]) => int64((value as GoNumber).value)),
  fn('negate', ['bool'], ([flag]) => !(flag as boolean)),
  fn('size', ['map[string]interface {}'], ([values]) => BigInt((values as GoMap).entries.size)),
  fn('count', ['[]interface {}'], ([values]) => BigInt((values as GoList).items.length)),
  fn('isNil', ['interface {}'], ([value]) => value === null || value === undefined),
  fn('nothing', [], () => null),
  fn('numbers', [], () => new GoList([1n, 2n, 3n], 'int')),
  fn('point', ['int', 'int'], ([x, y]) => point(x as bigint, y as bigint)),
  fn('pointer', ['int', 'int'], ([x, y]) => point(x as bigint, y as bigint, true)),
  fn('problem', ['string'], ([text]) => problem(text as string)),
  fn('adder', ['int'], ([a]) => fn('', ['int'], ([b]) => (a as bigint) + (b as bigint))),
]);
