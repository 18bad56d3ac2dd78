// What a scalar means: YAML 1.1 as go.yaml.in/yaml/v2 has it.
import { everydayInteger } from '../gotemplate/everyday-integer.ts';
import { fromBytes } from '../gotemplate/text.ts';
import { DOT, isDigit, MINUS, PLUS } from './yaml-char.ts';
import { YamlError } from './yaml-error.ts';
import { TAG_PREFIX, type YamlScalar } from './yaml-node.ts';
import { isTimestamp } from './yaml-timestamp.ts';

/** The value of a scalar; a bigint is an integer (uint64 if it is too large for an int), a number a float. */
export type Resolved = null | boolean | bigint | number | string;

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const LONGEST_WORD = 5;

/** The value of a scalar node. @throws YamlError when it is not what its tag says */
export function resolveScalar({ value, tag, isImplicit }: YamlScalar): Resolved {
  if (tag === '') return isImplicit ? resolvePlain(value) : value;
  const [, name] = tag.split(TAG_PREFIX, 2);
  if (!tag.startsWith(TAG_PREFIX) || name === undefined) return value;
  if (name === 'binary') return decodeBinary(value);
  if (!['bool', 'int', 'float', 'null', 'timestamp'].includes(name)) return value;
  return resolveAs(name, value);
}

function resolveAs(name: string, text: string): Resolved {
  if (name === 'timestamp' && isTimestamp(text)) return text;
  const resolved = resolvePlain(text);
  const found = typeNameOf(resolved);
  if (found === name) return resolved;
  if (name === 'float' && typeof resolved === 'bigint' && resolved <= INT64_MAX) return Number(resolved);
  throw new YamlError(`yaml: cannot decode !!${found} \`${text}\` as a !!${name}`);
}

function typeNameOf(resolved: Resolved): string {
  if (resolved === null) return 'null';
  const names: Readonly<Record<string, string>> = { boolean: 'bool', bigint: 'int', number: 'float' };
  return names[typeof resolved] ?? 'str';
}

/** What a text without quotes means. */
export function resolvePlain(text: string): Resolved {
  const first = text.charCodeAt(0);
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (isDigit(first) || first === PLUS || first === MINUS)
    return resolveNumber(text.replaceAll('_', '')) ?? text;
  return first === DOT && FRACTION.test(text) ? (finite(text.replaceAll('_', '')) ?? text) : text;
}

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Here, Go reads the number itself, and allows underscores between digits only. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

function resolveNumber(text: string): bigint | number | undefined {
  return resolveInteger(text) ?? (FLOAT.test(text) ? finite(text) : resolveSignedBinary(text));
}

/** Go's ParseFloat refuses what is too large. */
function finite(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** An integer as Go's ParseInt and ParseUint with base 0 read it; `0777` is octal. */
function resolveInteger(text: string): bigint | undefined {
  const everyday = everydayInteger(text);
  if (everyday !== undefined) return everyday;
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const magnitude = parseMagnitude(digits);
  if (magnitude === undefined) return undefined;
  if (sign === '-') return magnitude <= INT64_MAX + 1n ? -magnitude : undefined;
  return magnitude <= (sign === '+' ? INT64_MAX : UINT64_MAX) ? magnitude : undefined;
}

function parseMagnitude(text: string): bigint | undefined {
  const [, prefix = '', digits = ''] = /^(0[xXbBoO]?)?0*(.*)$/.exec(text) ?? [];
  // No number of 64 bits has more digits: making a bigint of millions of them takes long.
  if (digits.length > 64) return undefined;
  if (digits === '') return 0n;
  return BigInt((prefix === '0' ? '0o' : prefix) + digits);
}

/** go-yaml looks for a sign behind `0b`, too. */
function resolveSignedBinary(text: string): bigint | undefined {
  const [, sign, digits] = /^0b([-+])([01]+)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return resolveInteger(`${sign ?? ''}0b${digits}`);
}

function decodeBinary(text: string): string {
  const encoded = text.replace(/[\r\n]+/g, '');
  const isBase64 = encoded.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(encoded);
  if (!isBase64) throw new YamlError('yaml: !!binary value contains invalid base64 data');
  return fromBytes(Buffer.from(encoded, 'base64'));
}
