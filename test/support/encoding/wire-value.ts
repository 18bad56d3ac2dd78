// Values of Go on their way to a program in Go: as JSON where that can say it, as `{"$": KIND, "v": ...}` otherwise.
import { fromBytes } from '../../../src/render/gotemplate/text.ts';
import {
  fn,
  fromData,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  type MapKey,
  type Value,
} from '../../../src/render/gotemplate/value.ts';
import { durationValue } from '../../../src/render/sprig/duration.ts';
import { parseTime } from '../../../src/render/sprig/time-parse.ts';
import { RFC3339_NANO } from '../../../src/render/sprig/time-format.ts';
import { timeValue } from '../../../src/render/sprig/time-value.ts';

/** A value for oracle.go.txt. */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };

const special = (kind: string, v: Wire = null): Wire => ({ $: kind, v });
const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64');

export const int = (value: bigint | number): Wire => special('int', String(value));
export const uint64 = (value: bigint): Wire => special('uint64', String(value));
export const float = (text: string): Wire => special('float64', text);
export const float32 = (text: string): Wire => special('float32', text);
export const raw = (...bytes: number[]): Wire => special('raw', base64(bytes));
export const bytes = (...values: number[]): Wire => special('bytes', base64(values));
export const of = special;

/** The value that the program in Go makes of it. */
export function unwire(wire: Wire): Value {
  if (Array.isArray(wire)) return new GoList(wire.map(unwire));
  if (typeof wire !== 'object' || wire === null) return fromData(wire);
  const { $: kind, v = null } = wire as Record<string, Wire>;
  if (typeof kind === 'string') return unwireSpecial(kind, v);
  return new GoMap(entriesOf(wire));
}

const entriesOf = (wire: Wire): [string, Value][] =>
  Object.entries(wire as Record<string, Wire>).map(([key, value]) => [key, unwire(value)]);

const listOf = (wire: Wire): readonly Wire[] => wire as readonly Wire[];

const bytesIn = (wire: Wire): Uint8Array => Buffer.from(wire as string, 'base64');

function unwireSpecial(kind: string, v: Wire): Value {
  switch (kind) {
    case 'int':
      return BigInt(v as string);
    case 'int64':
    case 'uint8':
    case 'uint64':
      return new GoNumber(BigInt(v as string), kind);
    case 'float64':
      return floatOf(v as string);
    case 'float32':
      return new GoNumber(Math.fround(floatOf(v as string)), 'float32');
    case 'duration':
      return durationValue(BigInt(v as string));
    case 'time':
      return timeValue(parseTime(RFC3339_NANO, v as string));
    case 'raw':
      return fromBytes(bytesIn(v));
    case 'bytes':
      return new GoList(
        Array.from(bytesIn(v), (byte) => new GoNumber(BigInt(byte), 'uint8')),
        'uint8',
      );
    case 'strings':
      return new GoList(listOf(v).map(unwire), 'string');
    case 'dicts':
      return new GoList(listOf(v).map(unwire), 'map[string]interface {}');
    case 'stringMap':
      return new GoMap(entriesOf(v), 'string');
    case 'intMap':
      return new GoMap(
        entriesOf(v).map(([key, value]) => [BigInt(key), value]),
        'interface {}',
        'int',
      );
    case 'boolMap':
      return new GoMap([[true, unwire(v)]], 'interface {}', 'bool');
    case 'entries':
      return new GoMap(
        listOf(v).map((pair): [MapKey, Value] => [
          unwire(listOf(pair)[0] ?? null) as string,
          unwire(listOf(pair)[1] ?? null),
        ]),
      );
    case 'nilMap':
      return new GoMap([], undefined, undefined, true);
    case 'nilList':
      return new GoList([], undefined, true);
    case 'nilStrings':
      return new GoList([], 'string', true);
    case 'nilBytes':
      return new GoList([], 'uint8', true);
    case 'func':
      return fn('upper', ['string'], ([text]) => text);
    case 'error':
      return new GoObject('*errors.errorString', v, () => v as string, undefined, 'ptr');
    case 'point':
      return pointOf(v as Record<string, Wire>);
  }
  throw new Error(`no kind ${kind}`);
}

const floatOf = (text: string): number => Number(text.replace('Inf', 'Infinity'));

/** A struct with tags for JSON. */
function pointOf({ X = 0, Label = '', Plain = null }: Record<string, Wire>): GoStruct {
  const fields = new Map<string, Value>([
    ['X', BigInt(X as number)],
    ['Label', Label as string],
    ['Plain', unwire(Plain)],
  ]);
  const tags = new Map([
    ['X', { name: 'x' }],
    ['Label', { name: 'label', omitEmpty: true }],
  ]);
  return new GoStruct('main.point', fields, undefined, false, undefined, tags);
}
