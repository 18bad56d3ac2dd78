// The order of keys in the YAML that go-yaml writes: as people sort them, with numbers inside of texts by value.

const LETTER = /^\p{L}/u;
const DIGIT = /^\p{Nd}/u;
const NOT_ZERO = /[^0]/;

/** The two versions of go-yaml disagree about letters that follow a digit. */
export type KeyOrder = 'v2' | 'v3';

/**
 * Compares two keys that are strings: letters come behind all else, runs of digits count as numbers.
 *
 * @returns below 0, 0, or above
 */
export function compareYamlKeys(a: string, b: string, order: KeyOrder): number {
  if (a === b) return 0;
  const at = firstDifference(a, b);
  if (at === Math.min(a.length, b.length)) return a.length - b.length;
  const [left, right] = [characterAt(a, at), characterAt(b, at)];
  const isLeftLetter = isLetter(left);
  const isRightLetter = isLetter(right);
  if (isLeftLetter && isRightLetter) return codeOf(left) - codeOf(right);
  if (isLeftLetter || isRightLetter) {
    const lettersFirst = order === 'v3' && isDigit(characterBefore(a, at));
    return isLeftLetter === lettersFirst ? -1 : 1;
  }
  return compareNumbers(a, b, at) || codeOf(left) - codeOf(right);
}

function firstDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  const isInPair = (a.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return isInPair ? at - 1 : at;
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** Digits are all in the Basic Multilingual Plane, or do not matter here. */
const characterBefore = (text: string, at: number): string => text.charAt(at - 1);

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

function isLetter(character: string): boolean {
  const code = codeOf(character);
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return LETTER.test(character);
}

function isDigit(character: string): boolean {
  const code = codeOf(character);
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : DIGIT.test(character);
}

/** Compares the runs of digits from a position on: by value, then by length. */
function compareNumbers(a: string, b: string, at: number): number {
  // A zero inside of a number is not what leads it.
  const isInside = (a.charAt(at) === '0' || b.charAt(at) === '0') && NOT_ZERO.test(digitsBefore(a, at));
  const start = isInside ? 1n : 0n;
  const [left, right] = [digitsFrom(a, at), digitsFrom(b, at)];
  const difference = valueOf(start, left) - valueOf(start, right);
  return difference === 0n ? left.length - right.length : difference < 0n ? -1 : 1;
}

function digitsBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && isDigit(text.charAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

function digitsFrom(text: string, at: number): string[] {
  const digits: string[] = [];
  for (const character of text.slice(at)) {
    if (!isDigit(character)) break;
    digits.push(character);
  }
  return digits;
}

/** As Go computes it: in 64 bits, and with the distance from `0` for digits of other scripts. */
function valueOf(start: bigint, digits: readonly string[]): bigint {
  let value = start;
  for (const digit of digits) value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(digit) - 0x30));
  return value;
}
