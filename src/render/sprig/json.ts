// Sprig's JSON: what cannot be encoded or decoded is nothing, or an error from the functions that start with `must`.
import { EncodingError } from '../encoding/encoding-error.ts';
import { decodeJson, readJson } from '../encoding/json-decode.ts';
import { encodeJson, encodeJsonIndent } from '../encoding/json-encode.ts';
import type { Call, FunctionMap, GoFunction, Value } from '../gotemplate/value.ts';
import { byName, chargeDeep, weighed } from './weighed.ts';

/** `toJson`, `toPrettyJson`, `toRawJson`, `fromJson` and the same with `must` of Sprig v3.3.0. */
export function jsonFunctions(): FunctionMap {
  const raw = (value: Value): string => encodeJson(value, { escapeHtml: false });
  return byName([
    ...encoding('toJson', 'mustToJson', (value) => encodeJson(value, { escapeHtml: true })),
    ...encoding('toPrettyJson', 'mustToPrettyJson', (value) => encodeJsonIndent(value, '  ')),
    encoder('toRawJson', raw),
    encoder('mustToRawJson', raw),
    weighed<[string]>('fromJson', ['string'], ([text]) => orElse(() => readJson(text).value, null)),
    weighed<[string]>('mustFromJson', ['string'], ([text]) => decodeJson(text)),
  ]);
}

const encoding = (name: string, mustName: string, encode: (value: Value) => string): GoFunction[] => [
  encoder(name, (value) => orElse(() => encode(value), '')),
  encoder(mustName, encode),
];

const encoder = (name: string, encode: (value: Value) => string): GoFunction =>
  weighed<[Value]>(name, ['interface {}'], ([value], call: Call) => {
    chargeDeep(value, call);
    return encode(value);
  });

function orElse<Result extends Value>(attempt: () => Result, otherwise: Result): Result {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof EncodingError) return otherwise;
    throw error;
  }
}
