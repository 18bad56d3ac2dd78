// How sprig makes texts of values: strval and strslice.
import { formatValue } from '../gotemplate/fmt.ts';
import { fromBytes } from '../gotemplate/text.ts';
import { GoList, type Call, type Value } from '../gotemplate/value.ts';
import { chargeDeep } from './weighed.ts';

/** A value as text: strings and bytes as they are, errors and Stringers by what they say, all else as `%v`. */
export function strval(value: Value, call: Call): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) chargeDeep(value, call);
  if (value instanceof GoList && value.elem === 'uint8') {
    return fromBytes(Uint8Array.from(value.items, (byte) => Number(formatValue(byte))));
  }
  return formatValue(value ?? null);
}

/** Values as texts, without nil. */
export function textsOf(values: readonly Value[], call: Call): readonly string[] {
  const present = values.filter((value) => value !== null && value !== undefined);
  return present.map((value) => strval(value, call));
}

/** The members of a list as texts, without nil; of anything else the one text that it is; none of nil. */
export function strslice(value: Value, call: Call): readonly string[] {
  if (value === null || value === undefined) return [];
  if (!(value instanceof GoList)) return [strval(value, call)];
  return textsOf(value.items, call);
}
