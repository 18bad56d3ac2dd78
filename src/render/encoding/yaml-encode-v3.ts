// YAML as the Encoder of go.yaml.in/yaml/v3 v3.0.4 writes it when it indents by two.
import { sortedKeys, typeOf } from '../gotemplate/reflect.ts';
import { toBytes } from '../gotemplate/text.ts';
import {
  GoFunction,
  GoList,
  GoMap,
  GoNumber,
  GoStruct,
  type Call,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import { isHollow } from './json-shape.ts';
import { marshaled } from './marshal-method.ts';
import { formatShortest } from './shortest-float.ts';
import { emitYaml, YamlPairs, type YamlScalarShape, type YamlShape } from './yaml-emitter.ts';
import { compareYamlKeys } from './yaml-key-order.ts';
import { isPlainText, isSafeText } from './yaml-scalar-style.ts';

/**
 * A value as the Encoder writes it after SetIndent(2), with a line break at its end.
 *
 * Other than sigs.k8s.io/yaml it knows types: floats keep their exponents, nil maps are `{}`, and so on.
 *
 * @param call pays for what is written
 * @throws Error where Go panics (functions); LimitError for values inside themselves
 */
export function encodeYamlPretty(value: Value, call?: Call): string {
  const shapeOf = (inner: Value): YamlShape => shape(inner, call);
  return emitYaml(value, { shapeOf, width: Infinity, indentsLists: true, tabsInBlocks: true, call });
}

const plain = (text: string): YamlScalarShape => ({ text, style: 'plain' });

function shape(value: Value, call: Call | undefined): YamlShape {
  switch (typeof value) {
    case 'string':
      return textShape(value);
    case 'number':
      return plain(floatText(value, 64));
    case 'undefined':
      return plain('null');
    case 'object':
      return value === null ? plain('null') : objectShape(value, call);
    default:
      return plain(String(value));
  }
}

function objectShape(value: Value & object, call: Call | undefined): YamlShape {
  if (value instanceof GoFunction) throw new Error(`cannot marshal type: ${typeOf(value)}`);
  const text = marshaled('MarshalText', value, call);
  if (text !== undefined) return value.typeName === 'time.Time' ? plain(text) : textShape(text);
  if (value instanceof GoNumber) return numberShape(value);
  if (value instanceof GoList) return value.items;
  if (value instanceof GoMap) return mapShape(value);
  if (value instanceof GoStruct) return structShape(value);
  if (isHollow(value)) return new YamlPairs([]);
  throw new Error(`a ${value.typeName} cannot be encoded here`);
}

function numberShape({ value, kind, typeName, text }: GoNumber): YamlScalarShape {
  if (typeName === 'time.Duration' && text) return textShape(text());
  return plain(typeof value === 'number' ? floatText(value, kind === 'float32' ? 32 : 64) : String(value));
}

function floatText(value: number, bits: 32 | 64): string {
  if (Number.isFinite(value)) return formatShortest(value, bits);
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}

function mapShape(map: GoMap): YamlPairs {
  const keys = sortKeys(sortedKeys(map));
  return new YamlPairs(keys.map((key) => [key, map.entries.get(key)]));
}

const sortKeys = (keys: MapKey[]): MapKey[] =>
  keys.every((key) => typeof key === 'string') ? keys.sort((a, b) => compareYamlKeys(a, b, 'v3')) : keys;

/** It knows no tags of JSON: fields have their names, in lower case, and embedded structs are fields like others. */
const structShape = ({ fields }: GoStruct): YamlPairs =>
  new YamlPairs(Array.from(fields, ([name, value]) => [name.toLowerCase(), value] as const));

/** A number for this version of go-yaml, which looks for a sign behind `0o`, too. */
const SIGNED_OCTAL = /^0o[-+][0-7_]+$/;
const INVALID_BYTE = /[\ud800-\udfff]/u;

function textShape(text: string): YamlScalarShape {
  if (isSafeText(text)) return { text, style: 'plain' };
  if (INVALID_BYTE.test(text)) return binaryShape(text);
  if (text.includes('\n')) return { text, style: 'literal' };
  return { text, style: isPlainText(text) && !SIGNED_OCTAL.test(text) ? 'plain' : 'double' };
}

const BASE64_LINE = /.{1,70}/g;

/** Text that is no UTF-8: in Base64, in lines if it is as long as one. */
function binaryShape(text: string): YamlScalarShape {
  const encoded = Buffer.from(toBytes(text)).toString('base64');
  const isLong = encoded.length >= 70;
  return {
    text: isLong ? encoded.replace(BASE64_LINE, '$&\n') : encoded,
    style: isLong ? 'literal' : 'plain',
    tag: '!!binary',
  };
}
