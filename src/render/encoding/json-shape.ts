// What encoding/json makes of Go's values: null, booleans, numbers, strings, arrays and objects.
import { kindOf, typeOf } from '../gotemplate/reflect.ts';
import { compareTexts } from '../gotemplate/text.ts';
import {
  GoFunction,
  GoList,
  GoMap,
  GoNumber,
  GoStruct,
  type Call,
  type GoObject,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import { base64Of, isBytes } from './bytes.ts';
import { EncodingError } from './encoding-error.ts';
import { decodeJson } from './json-decode.ts';
import { jsonFloat } from './json-number.ts';
import { marshaled, type Typed } from './marshal-method.ts';

/** A number as JSON writes it. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** An object. */
export class JsonObject {
  constructor(
    readonly members: readonly (readonly [string, Value])[],
    private readonly isMap = false,
  ) {}

  /** The members in the order in which JSON has them: keys of maps by their bytes, fields of structs as they are. */
  inOrder(): readonly (readonly [string, Value])[] {
    return this.isMap ? [...this.members].sort(([a], [b]) => compareTexts(a, b)) : this.members;
  }
}

/** What a value is in JSON; elements and members are values still. */
export type JsonShape = null | boolean | string | JsonNumber | readonly Value[] | JsonObject;

/**
 * The shape of a value, as encoding/json's Marshal of Go 1.26 has it: keys of maps as texts, fields of
 * structs by their tags, bytes as Base64; types with a method MarshalJSON or MarshalText decide themselves.
 *
 * @throws EncodingError for what has no JSON: functions, NaN, infinities
 */
export function jsonShape(value: Value, call?: Call): JsonShape {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'number':
      return new JsonNumber(jsonFloat(value, 64));
    case 'bigint':
      return new JsonNumber(String(value));
  }
  if (value === null) return null;
  if (value instanceof GoFunction) throw new EncodingError(`json: unsupported type: ${typeOf(value)}`);
  const own = ownShape(value, call);
  if (own !== undefined) return own;
  if (value instanceof GoMap) return mapShape(value, call);
  if (value instanceof GoList) return listShape(value);
  if (value instanceof GoNumber) return new JsonNumber(numberText(value));
  return value instanceof GoStruct ? structShape(value) : objectShape(value);
}

/** What the type's own methods say. */
function ownShape(value: Typed, call: Call | undefined): JsonShape | undefined {
  const json = ownText('MarshalJSON', value, call);
  return json === undefined ? ownText('MarshalText', value, call) : jsonShape(decodeJson(json), call);
}

function ownText(
  method: 'MarshalJSON' | 'MarshalText',
  value: Typed,
  call: Call | undefined,
): string | undefined {
  try {
    return marshaled(method, value, call);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new EncodingError(`json: error calling ${method} for type ${value.typeName}: ${error.message}`);
  }
}

const numberText = ({ value, kind }: GoNumber): string =>
  typeof value === 'number' ? jsonFloat(value, kind === 'float32' ? 32 : 64) : String(value);

function listShape(list: GoList): JsonShape {
  if (list.isNil) return null;
  return isBytes(list) ? base64Of(list) : list.items;
}

const NUMBER_KEY = /^u?int(?:\d+|ptr)?$/;

function mapShape(map: GoMap, call: Call | undefined): JsonShape {
  if (!isKeyType(map.key)) throw new EncodingError(`json: unsupported type: ${map.typeName}`);
  if (map.isNil) return null;
  call?.charge(map.entries.size);
  const members = Array.from(map.entries, ([key, value]): readonly [string, Value] => [keyText(key), value]);
  return new JsonObject(members, true);
}

const isKeyType = (type: string): boolean => type === 'string' || NUMBER_KEY.test(type);

const keyText = (key: MapKey): string => (typeof key === 'string' ? key : String(key));

function structShape(struct: GoStruct): JsonObject {
  return new JsonObject([...fieldsOf(struct)]);
}

/** Fields under their names in JSON; those of embedded structs among them. */
function* fieldsOf({ fields, json }: GoStruct): Iterable<readonly [string, Value]> {
  for (const [name, value] of fields) {
    const tag = json?.get(name);
    if (tag?.inline && value instanceof GoStruct) yield* fieldsOf(value);
    else if (!(tag?.omitEmpty && isEmpty(value))) yield [tag?.name ?? name, value];
  }
}

/** What `omitempty` leaves out. */
function isEmpty(value: Value): boolean {
  if (value instanceof GoMap) return value.entries.size === 0;
  if (value instanceof GoList) return value.items.length === 0;
  if (value instanceof GoNumber) return Number(value.value) === 0;
  if (typeof value === 'object') return value === null;
  return !value;
}

const HOLLOW: ReadonlySet<string> = new Set(['*errors.errorString', '*fmt.wrapError', '*time.Location']);

/** Whether it is a pointer to a struct that has no fields for others: an error. */
export const isHollow = ({ typeName }: GoObject): boolean => HOLLOW.has(typeName);

function objectShape(value: GoObject): JsonShape {
  if (isHollow(value)) return new JsonObject([]);
  const kind = kindOf(value);
  if (['func', 'chan', 'complex128', 'complex64'].includes(kind)) {
    throw new EncodingError(`json: unsupported type: ${value.typeName}`);
  }
  throw new Error(`a ${value.typeName} cannot be encoded here`);
}
