// Values as JSON that keeps their types, for the Go program of the interop test to read.
import { typeOf } from '../../../src/render/gotemplate/reflect.ts';
import { toBytes } from '../../../src/render/gotemplate/text.ts';
import {
  GoFunction,
  GoList,
  GoMap,
  GoNumber,
  GoStruct,
  type Value,
} from '../../../src/render/gotemplate/value.ts';

const RAW_BYTE = /[\uDC80-\uDCFF]/u;

const tagged = (type: string, value: unknown): unknown => ({ Type: type, Value: value });

/** JSON for a value: plain where JSON has the type, `{ Type, Value }` otherwise. @throws Error for opaque objects */
export function toWire(value: Value): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'string') {
    return RAW_BYTE.test(value) ? tagged('bytes', Buffer.from(toBytes(value)).toString('base64')) : value;
  }
  if (typeof value === 'bigint') return tagged('int', String(value));
  if (typeof value === 'number') return tagged('float64', numberText(value));
  if (value instanceof GoFunction) return tagged('func', value.name);
  const type = typeOf(value);
  if (value instanceof GoNumber) return tagged(type, numberText(value.value));
  if (value instanceof GoList) return tagged(type, value.isNil ? null : value.items.map(toWire));
  if (value instanceof GoMap) return tagged(type, value.isNil ? null : entriesOf(value));
  if (value instanceof GoStruct) {
    return tagged(type, Object.fromEntries([...value.fields].map(([name, field]) => [name, toWire(field)])));
  }
  throw new Error(`a ${type} cannot be handed over`);
}

function entriesOf({ key, entries }: GoMap): unknown[] {
  return [...entries].map(([name, value]) => {
    const wire =
      typeof name === 'bigint' && key !== 'interface {}' ? tagged(key, String(name)) : toWire(name);
    return [wire, toWire(value)];
  });
}

const numberText = (value: bigint | number): string => (Object.is(value, -0) ? '-0' : String(value));
