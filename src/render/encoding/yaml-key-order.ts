// The order of keys in the YAML that go-yaml writes: as people sort them, with numbers inside of texts by value.

const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
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
  const left = a.codePointAt(at) ?? 0;
  const right = b.codePointAt(at) ?? 0;
  const isLeftLetter = isLetter(left);
  const isRightLetter = isLetter(right);
  if (isLeftLetter && isRightLetter) return left - right;
  if (isLeftLetter || isRightLetter) {
    const lettersFirst = order === 'v3' && at > 0 && isDigit(a.charCodeAt(at - 1));
    return isLeftLetter === lettersFirst ? -1 : 1;
  }
  return (isDigit(left) || isDigit(right) ? compareNumbers(a, b, at) : 0) || left - right;
}

function firstDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  const isInPair = (a.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return isInPair ? at - 1 : at;
}

const isLetter = (code: number): boolean =>
  code < 0x80
    ? (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
    : LETTER.test(String.fromCodePoint(code));

const isDigit = (code: number): boolean =>
  code < 0x80 ? code >= 0x30 && code <= 0x39 : DIGIT.test(String.fromCodePoint(code));

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
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

/** The codes of the digits from a position on. */
function digitsFrom(text: string, at: number): number[] {
  const digits: number[] = [];
  let code = text.codePointAt(at);
  for (let next = at; code !== undefined && isDigit(code); code = text.codePointAt(next)) {
    digits.push(code);
    next += code > 0xffff ? 2 : 1;
  }
  return digits;
}

/** As Go computes it: in 64 bits, and with the distance from `0` for digits of other scripts. */
function valueOf(start: bigint, digits: readonly number[]): bigint {
  let value = start;
  for (const digit of digits) value = BigInt.asIntN(64, value * 10n + BigInt(digit - 0x30));
  return value;
}
