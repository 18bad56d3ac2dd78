// What Go's type system says of parameters: zero values, nil, and which values may be given for which type.
import { typeOf } from './reflect.ts';
import {
  ANY,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  type GoType,
  type NumberKind,
  type Value,
} from './value.ts';

/** A parameter of this type takes anything, a missing value included. */
export const REFLECT_VALUE: GoType = 'reflect.Value';

const SIGNED: ReadonlySet<string> = new Set(['int', 'int8', 'int16', 'int32', 'int64']);
const UNSIGNED: ReadonlySet<string> = new Set(['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uintptr']);
const FLOATS: ReadonlySet<string> = new Set(['float32', 'float64']);

/** The family of a type whose constants templates can write; undefined for all other types. */
export function constantFamily(type: GoType): 'string' | 'bool' | 'int' | 'uint' | 'float' | undefined {
  if (type === 'string' || type === 'bool') return type;
  if (SIGNED.has(type)) return 'int';
  if (UNSIGNED.has(type)) return 'uint';
  return FLOATS.has(type) ? 'float' : undefined;
}

/** A number of the given type; what does not fit is cut, as by a conversion in Go. */
export function numberOfType(value: bigint | number, type: GoType): Value {
  if (type === 'int') return BigInt.asIntN(64, BigInt(value));
  if (type === 'float64') return Number(value);
  if (type === 'float32') return new GoNumber(Math.fround(Number(value)), 'float32');
  const bits = type === 'uintptr' ? 64 : Number(/\d+$/.exec(type)?.[0] ?? 64);
  const cut = SIGNED.has(type) ? BigInt.asIntN(bits, BigInt(value)) : BigInt.asUintN(bits, BigInt(value));
  return new GoNumber(cut, type as NumberKind);
}

/** Whether nil can be given for a parameter of the type. */
export function canBeNil(type: GoType): boolean {
  return type === ANY || type === REFLECT_VALUE || type === 'error' || /^(?:\[\]|map\[|\*|func\()/.test(type);
}

/** The zero value of a type, as reflect.Zero gives it; nil pointers, functions and errors are the untyped nil. */
export function zeroOf(type: GoType): Value {
  if (type === REFLECT_VALUE) return undefined;
  if (type.startsWith('[]')) return new GoList([], type.slice(2), true);
  const [, key, elem] = /^map\[([^\]]*)\](.*)$/s.exec(type) ?? [];
  if (key !== undefined && elem !== undefined) return new GoMap([], elem, key, true);
  const family = constantFamily(type);
  if (family === 'string') return '';
  if (family === 'bool') return false;
  return family === undefined ? null : numberOfType(0n, type);
}

/**
 * The value as a parameter of the type gets it; undefined where Go does not assign the one to the other.
 *
 * @param value there must be one: not `undefined`
 */
export function assign(value: Value, type: GoType): Value {
  if (value === null) return type === ANY ? null : undefined;
  if (type === ANY) return (value instanceof GoStruct ? value.copy : undefined) ?? value;
  const given = typeOf(value);
  if (given === type) return value;
  if (value instanceof GoMap && `map[${value.key}]${value.elem}` === type) return value;
  if (value instanceof GoList && `[]${value.elem}` === type) return value;
  if (value instanceof GoStruct && value.isPointer && value.name === type) {
    return new GoStruct(value.name, value.fields, value.methods, false, value.text, value.json);
  }
  if (type === 'error' && value instanceof GoObject && value.methods.has('Error')) return value;
  return undefined;
}
