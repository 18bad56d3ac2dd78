// What is in lists, maps and strings: index, slice and len of templates.
import { prepareArgument } from './call-value.ts';
import { pointedTo } from './fmt.ts';
import { zeroOf } from './go-type.ts';
import { typeOf } from './reflect.ts';
import { byteLength, fromBytes, toBytes } from './text.ts';
import { GoList, GoMap, GoNumber, GoObject, type MapKey, type Value } from './value.ts';

/**
 * `index x 1 2 3`: `x[1][2][3]` of Go.
 *
 * @throws Error with Go's text for what has no such element
 */
export function elementAt(container: Value, indexes: readonly Value[]): Value {
  if (container === undefined || container === null) throw new Error('index of untyped nil');
  let item: Value = container;
  for (const index of indexes) item = oneElement(item, index);
  return item;
}

function oneElement(item: Value, index: Value): Value {
  if (item === null || item === undefined) throw new Error('index of nil pointer');
  if (item instanceof GoMap) return entryOf(item, index);
  if (item instanceof GoList) {
    const position = positionOf(index, item.items.length);
    if (position === item.items.length) throw new Error('reflect: slice index out of range');
    return item.items[position];
  }
  if (typeof item !== 'string') throw new Error(`can't index item of type ${pointedType(item)}`);
  const position = positionOf(index, byteLength(item));
  const byte = toBytes(item)[position];
  if (byte === undefined) throw new Error('reflect: string index out of range');
  return new GoNumber(BigInt(byte), 'uint8');
}

/** The value of a key; the zero value of the map's type where it is not there. */
function entryOf(map: GoMap, index: Value): Value {
  const key = prepareArgument(index, map.key);
  const raw = (key instanceof GoNumber ? key.value : key) as MapKey;
  return map.entries.has(raw) ? map.entries.get(raw) : zeroOf(map.elem);
}

/** An index as a number, which may be the length itself. @throws Error */
function positionOf(index: Value, length: number): number {
  if (index === undefined || index === null) throw new Error('cannot index slice/array with nil');
  const value = index instanceof GoNumber ? index.value : index;
  if (typeof value !== 'bigint') throw new Error(`cannot index slice/array with type ${typeOf(index)}`);
  const position = BigInt.asIntN(64, value);
  if (position < 0n || position > length) throw new Error(`index out of range: ${position}`);
  return Number(position);
}

/**
 * `slice x 1 2`: `x[1:2]` of Go; a list has no more room than it has elements.
 *
 * @throws Error with Go's text
 */
export function sliceOf(item: Value, indexes: readonly Value[]): Value {
  if (item === undefined || item === null) throw new Error('slice of untyped nil');
  if (indexes.length > 3) throw new Error(`too many slice indexes: ${indexes.length}`);
  const isText = typeof item === 'string';
  if (isText && indexes.length === 3) throw new Error('cannot 3-index slice a string');
  if (!isText && !(item instanceof GoList)) throw new Error(`can't slice item of type ${pointedType(item)}`);
  const length = isText ? byteLength(item) : item.items.length;
  const positions = indexes.map((index) => positionOf(index, length));
  const [start = 0, end = length, limit = length] = positions;
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`);
  if (end > limit) throw new Error(`invalid slice index: ${end} > ${limit}`);
  return isText
    ? sliceText(item, start, end)
    : new GoList(item.items.slice(start, end), item.elem, item.isNil, item.typeName, item.methods);
}

function sliceText(text: string, start: number, end: number): string {
  if (byteLength(text) === text.length) return text.slice(start, end);
  return fromBytes(toBytes(text).subarray(start, end));
}

/** `len` @throws Error with Go's text for what has no length */
export function lengthOf(item: Value): bigint {
  if (typeof item === 'string') return BigInt(byteLength(item));
  if (item instanceof GoList) return BigInt(item.length);
  if (item instanceof GoMap) return BigInt(item.entries.size);
  if (item === null) throw new Error('len of nil pointer');
  if (item === undefined) throw new Error('reflect: call of reflect.Value.Type on zero Value');
  throw new Error(`len of type ${pointedType(item)}`);
}

function pointedType(item: Value): string {
  if (item instanceof GoObject && item.kind === 'ptr') return item.typeName.replace(/^\*/, '');
  return typeOf(pointedTo(item));
}
