// Helm's functions for YAML, JSON and TOML, with its ways to keep errors from ending a template.
import { EncodingError } from '../encoding/encoding-error.ts';
import { readJson } from '../encoding/json-decode.ts';
import { encodeJson } from '../encoding/json-encode.ts';
import { decodeToml, encodeToml, type TomlZone } from '../encoding/toml.ts';
import { decodeYaml } from '../encoding/yaml-decode.ts';
import { encodeYamlPretty } from '../encoding/yaml-encode-v3.ts';
import { encodeYaml } from '../encoding/yaml-encode.ts';
import { YamlError } from '../encoding/yaml-error.ts';
import {
  fn,
  GoList,
  GoMap,
  type Call,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../gotemplate/value.ts';
import { RFC3339_NANO } from '../sprig/time-format.ts';
import { parseTime } from '../sprig/time-parse.ts';
import { timeValue } from '../sprig/time-value.ts';
import { fixedZone } from '../sprig/time-zone.ts';

/**
 * `toYaml`, `toYamlPretty`, `fromYaml`, `fromYamlArray`, the same for JSON, `toToml` and `fromToml` of Helm 3.19.0
 * (pkg/engine/funcs.go): what cannot be encoded is empty, or the error in place of TOML; what cannot be decoded is the
 * error, under the key `Error` of a map or as the only item of a list.
 */
export function encodingFunctions(): FunctionMap {
  return new Map([...ENCODERS, ...DECODERS].map((declared) => [declared.name, declared] as const));
}

const ENCODERS: readonly GoFunction[] = [
  encoder('toYaml', (value, call) => withoutLineBreak(encodeYaml(value, call)), nothing),
  encoder('toYamlPretty', (value, call) => withoutLineBreak(encodeYamlPretty(value, call)), nothing),
  encoder('toJson', (value, call) => encodeJson(value, { escapeHtml: true, call }), nothing),
  encoder('toToml', encodeToml, (error) => error.message),
];

const DECODERS: readonly GoFunction[] = [
  decoder('fromYaml', (text, call) => mapOf(decodeYaml(text, call), YAML_CONTEXT)),
  arrayDecoder('fromYamlArray', (text, call) => listOf(decodeYaml(text, call), YAML_CONTEXT)),
  decoder('fromJson', readJsonMap),
  arrayDecoder('fromJsonArray', readJsonList),
  decoder('fromToml', (text) => decodeToml(text, makeTime)),
];

function nothing(): string {
  return '';
}

const withoutLineBreak = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);

function encoder(
  name: string,
  encode: (value: Value, call: Call) => string,
  orElse: (error: Error) => string,
): GoFunction {
  return fn(name, ['interface {}'], ([value], call) => attempt(() => encode(value, call), orElse));
}

function decoder(name: string, decode: (text: string, call: Call) => GoMap): GoFunction {
  return fn(name, ['string'], ([text], call) => {
    call.charge((text as string).length);
    return attempt(
      () => decode(text as string, call),
      ({ message }) => new GoMap([['Error', message]]),
    );
  });
}

function arrayDecoder(name: string, decode: (text: string, call: Call) => GoList): GoFunction {
  return fn(name, ['string'], ([text], call) => {
    call.charge((text as string).length);
    return attempt(
      () => decode(text as string, call),
      ({ message }) => new GoList([message]),
    );
  });
}

/** Only errors that Go's functions return are kept: limits, and what is not supported here, end the template. */
function attempt<Result>(run: () => Result, orElse: (error: Error) => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof EncodingError || error instanceof YamlError) return orElse(error);
    throw error;
  }
}

const YAML_CONTEXT = 'error unmarshaling JSON: while decoding JSON: ';

/** A decoded map; null leaves the empty map as it is that Go decodes into. @throws EncodingError for anything else */
function mapOf(value: Value, context: string): GoMap {
  if (value instanceof GoMap) return value;
  if (value === null) return new GoMap();
  throw mismatch(value, 'map[string]interface {}', context);
}

function listOf(value: Value, context: string): GoList {
  if (value instanceof GoList) return value;
  if (value === null) return new GoList();
  throw mismatch(value, '[]interface {}', context);
}

function mismatch(value: Value, wanted: string, context: string): EncodingError {
  return new EncodingError(
    `${context}json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${wanted}`,
  );
}

function jsonTypeOf(value: Value): string {
  if (value instanceof GoMap) return 'object';
  if (value instanceof GoList) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Other than YAML, JSON sets the map itself to nil; numbers that are too large are nil, and told. */
function readJsonMap(text: string): GoMap {
  const { value, error } = readJson(text);
  if (value === null && !error) return new GoMap([], undefined, undefined, true);
  const map = mapOf(valueOrNumber(value), '');
  if (error) map.entries.set('Error', error.message);
  return map;
}

function readJsonList(text: string): GoList {
  const { value, error } = readJson(text);
  if (value === null && !error) return new GoList([], undefined, true);
  const list = listOf(valueOrNumber(value), '');
  if (error) throw error;
  return list;
}

/** Where there is nothing but a number that is too large, Go sees first that it is a number. */
const valueOrNumber = (value: Value): Value => value ?? Number.POSITIVE_INFINITY;

/** Go takes times without a zone for such in the zone of the machine, which is UTC here. */
function makeTime(rfc3339: string, zone?: TomlZone): Value {
  const time = parseTime(RFC3339_NANO, rfc3339);
  return timeValue(zone === undefined ? time : time.in(fixedZone(zone, 0)));
}
