// Numbers and characters as templates write them, under all the types that can hold them.
import { everydayInteger } from './everyday-integer.ts';
import { unquote } from './unquote.ts';
import type { NumberNode } from './node.ts';

type Constant = Pick<NumberNode, 'int' | 'uint' | 'float'>;

const UINT64 = 1n << 64n;
const INT64 = 1n << 63n;
/** Underscores stand between digits, or between the prefix and a digit. */
const MISPLACED_UNDERSCORE = /(?<![0-9]|^0[bBoO])_|_(?![0-9])/;
const MISPLACED_IN_HEX = /(?<![0-9a-fA-F]|^0[xX])_|_(?![0-9a-fA-F])/;
/** No number that fits in 64 bits is longer, but for absurd ones. */
const LONGEST_INTEGER = 1000;
const HEX_FLOAT = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/;
const DECIMAL_FLOAT = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
/** A character with more behind it before the closing quote. */
const MANY_CHARACTERS =
  /^'(?:[^'\\]|\\(?:[abfnrtv\\']|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))./su;

/**
 * Reads a number: `10`, `-0x1F`, `0b1`, `0o17`, `017`, `1_000`, `1.5e3`, `0x1p-2`.
 *
 * @throws Error with Go's text; complex numbers, which Go knows, are refused.
 */
export function numberConstant(text: string): Constant {
  const everyday = everydayInteger(text);
  if (everyday !== undefined) return constantOf(everyday);
  if (text.endsWith('i')) throw new Error(`complex numbers are not supported: "${text}"`);
  const uint = /^[+-]/.test(text) ? undefined : integer(text);
  const signed = uint ?? integer(text);
  if (uint !== undefined && uint < UINT64) {
    return { uint, int: uint < INT64 ? uint : undefined, float: Number(uint) };
  }
  if (signed !== undefined && signed >= -INT64 && signed < INT64) {
    return { uint: signed === 0n ? 0n : undefined, int: signed, float: Number(signed) };
  }
  return floatConstant(text);
}

/** Reads a character constant: its code point. @throws Error with Go's text */
export function characterConstant(text: string): Constant {
  return constantOf(BigInt(characterCode(text)));
}

const constantOf = (value: bigint): Constant => ({ uint: value, int: value, float: Number(value) });

function characterCode(text: string): number {
  let unquoted: string;
  try {
    unquoted = unquote(text);
  } catch (error) {
    if (MANY_CHARACTERS.test(text))
      throw new Error(`malformed character constant: ${text}`, { cause: error });
    throw error;
  }
  const code = unquoted.codePointAt(0) ?? 0;
  // An escaped byte, which is no character: its number.
  return code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code;
}

/** An integer of any size, or undefined: a leading zero means octal. */
function integer(text: string): bigint | undefined {
  const [, sign, digits = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (digits.length > LONGEST_INTEGER || hasMisplacedUnderscore(digits)) return undefined;
  const plain = digits.replaceAll('_', '').replace(/^0(?=[0-9])/, '0o');
  if (!/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/.test(plain)) return undefined;
  const value = BigInt(plain);
  return sign === '-' ? -value : value;
}

function hasMisplacedUnderscore(digits: string): boolean {
  if (!digits.includes('_')) return false;
  return (/^0[xX]/.test(digits) ? MISPLACED_IN_HEX : MISPLACED_UNDERSCORE).test(digits);
}

function floatConstant(text: string): Constant {
  const float = floatValue(text);
  if (float === undefined) throw new Error(`illegal number syntax: "${text}"`);
  if (!/[.eEpP]/.test(text)) throw new Error(`integer overflow: "${text}"`);
  const whole = Number.isInteger(float) ? BigInt(float) : undefined;
  return {
    float,
    int: whole !== undefined && whole >= -INT64 && whole < INT64 ? whole : undefined,
    uint: whole !== undefined && whole >= 0n && whole < UINT64 ? whole : undefined,
  };
}

/** The value as strconv.ParseFloat gives it; undefined where it gives an error: infinities are one. */
function floatValue(text: string): number | undefined {
  if (hasMisplacedUnderscore(text.replace(/^[+-]/, ''))) return undefined;
  const plain = text.replaceAll('_', '');
  const value = DECIMAL_FLOAT.test(plain) ? Number(plain) : hexFloat(plain);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function hexFloat(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', exponent] = HEX_FLOAT.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  const power = Number(exponent) - 4 * fraction.length;
  const half = Math.trunc(power / 2);
  const value = mantissa * 2 ** half * 2 ** (power - half);
  return sign === '-' ? -value : value;
}
