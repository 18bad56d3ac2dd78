// YAML as sigs.k8s.io/yaml v1.6.0 writes it: JSON, read as YAML and written by go.yaml.in/yaml/v2 v2.4.2.
import type { Call, Value } from '../gotemplate/value.ts';
import { EncodingError } from './encoding-error.ts';
import { JsonNumber, JsonObject, jsonShape, type JsonShape } from './json-shape.ts';
import { quoteJson } from './json-string.ts';
import { formatShortest } from './shortest-float.ts';
import { emitYaml, YamlPairs, type YamlScalarShape, type YamlShape } from './yaml-emitter.ts';
import { compareYamlKeys } from './yaml-key-order.ts';
import { isPlainText, isSafeText } from './yaml-scalar-style.ts';

const WIDTH = 80;

/**
 * A value as yaml.Marshal writes it, with a line break at its end.
 *
 * @param call pays for what is written
 * @throws EncodingError with Go's text for what has no JSON, and for texts that go-yaml does not read back from JSON:
 *   control characters, keys of more than 1022 characters; LimitError for values inside themselves
 */
export function encodeYaml(value: Value, call?: Call): string {
  const shapeOf = (inner: Value): YamlShape => shape(inner, call);
  return emitYaml(value, { shapeOf, width: WIDTH, indentsLists: false, tabsInBlocks: false, call });
}

function shape(value: Value, call: Call | undefined): YamlShape {
  if (typeof value === 'string') return textShape(value);
  const json = jsonOf(value, call);
  if (typeof json === 'string') return textShape(json);
  if (json === null || typeof json === 'boolean') return { text: String(json), style: 'plain' };
  if (json instanceof JsonNumber) return { text: numberText(json.text), style: 'plain' };
  return json instanceof JsonObject ? pairsOf(json) : json;
}

function jsonOf(value: Value, call: Call | undefined): JsonShape {
  try {
    return jsonShape(value, call);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new EncodingError(`error marshaling into JSON: ${error.message}`);
  }
}

const INTEGER = /^-?[0-9]+$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** A number of JSON as go-yaml reads and writes it: an integer if it fits 64 bits, a float otherwise. */
function numberText(json: string): string {
  if (INTEGER.test(json)) {
    if (json.length <= 16) return json === '-0' ? '0' : json;
    const integer = BigInt(json);
    if (integer >= MIN_INT64 && integer <= MAX_UINT64) return json;
  }
  return formatShortest(Number(json), 64);
}

function textShape(text: string): YamlScalarShape {
  if (isSafeText(text)) return { text, style: 'plain' };
  const read = readBack(text);
  if (read.includes('\n')) return { text: read, style: 'literal' };
  return { text: read, style: isPlainText(read) ? 'plain' : 'double' };
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;
const LONE_SURROGATES = /[\ud800-\udfff]/gu;
/** What JSON leaves as it is, and YAML does not allow. */
const UNREADABLE = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;
const NEXT_LINES = /(?<! ) *\u0085[ \u0085]*/g;

/** A text of JSON as go-yaml reads it: U+0085, which JSON does not escape, is a line break there, and is folded. */
function readBack(text: string): string {
  const known = LONE_SURROGATE.test(text) ? text.replace(LONE_SURROGATES, '\ufffd') : text;
  if (UNREADABLE.test(known)) throw new EncodingError('yaml: control characters are not allowed');
  if (!known.includes('\u0085')) return known;
  return known.replace(NEXT_LINES, (breaks) => '\n'.repeat(breaks.replaceAll(' ', '').length - 1) || ' ');
}

function pairsOf(object: JsonObject): YamlPairs {
  const { members } = object;
  for (const [name] of members) checkKey(name);
  const pairs = members.some(([name]) => LONE_SURROGATE.test(name)) ? withReadableKeys(object) : [...members];
  return new YamlPairs(pairs.sort(([a], [b]) => compareYamlKeys(a, b, 'v2')));
}

/** Keys that are no UTF-8 can be the same when they are read back: the last one counts. */
const withReadableKeys = (object: JsonObject): [string, Value][] => [
  ...new Map(object.inOrder().map(([name, value]) => [readBack(name), value])),
];

const LONGEST_KEY = 1024;

/** @throws EncodingError where go-yaml does not see that a text is a key */
function checkKey(name: string): void {
  // No escape of JSON is longer.
  const isShort = name.length * 6 < LONGEST_KEY;
  if (!name.includes('\u0085') && (isShort || [...quoteJson(name, true)].length <= LONGEST_KEY)) return;
  throw new EncodingError("yaml: did not find expected ',' or '}'");
}
