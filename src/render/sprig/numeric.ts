// Sprig's arithmetic: int64 with Go's overflow, floats by way of decimals, and what makes numbers of other things.
import { formatValue } from '../gotemplate/fmt.ts';
import { fn, int64, type Call, type FunctionMap, type GoFunction, type Value } from '../gotemplate/value.ts';
import { CASTS, type Casts } from './casts.ts';
import {
  addDecimals,
  decimalOf,
  decimalToFloat,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  type Decimal,
} from './decimal.ts';
import { parseInteger } from './number-text.ts';
import { byName, chargeDeep } from './weighed.ts';

const ANY = 'interface {}';
const ANY_MORE = '...interface {}';

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

/** Decimals grow with each factor: what a call costs goes by how many there are. */
const COST_OF_DECIMAL = 10;

/**
 * The arithmetic that Sprig and slim-sprig share: `add`, `div`, `max`, `round`, `int64` and so on. Each takes anything,
 * and counts what is no number as 0.
 * @param casts how they make numbers of what they are given
 */
export function numericFunctions(casts: Casts = CASTS): FunctionMap {
  return byName([...conversions(casts), ...integerArithmetic(casts), ...extremes(casts), ...rounding(casts)]);
}

/** `addf`, `subf`, `mulf`, `divf` and `add1f`, which Sprig has, and slim-sprig has not. */
export function decimalFunctions(): FunctionMap {
  const folding = (name: string, combine: (a: Decimal, b: Decimal) => Decimal): GoFunction =>
    fn(name, [ANY, ANY_MORE], ([first, ...rest], call) => foldDecimals(first, rest, combine, call));
  return byName([
    fn('add1f', [ANY], ([value], call) => foldDecimals(value, [1n], addDecimals, call)),
    fn('addf', [ANY_MORE], (values, call) => foldDecimals(0, values, addDecimals, call)),
    folding('subf', subtractDecimals),
    folding('mulf', multiplyDecimals),
    folding('divf', divideDecimals),
  ]);
}

function foldDecimals(
  first: Value,
  rest: readonly Value[],
  combine: (a: Decimal, b: Decimal) => Decimal,
  call: Call,
): number {
  call.charge(rest.length * rest.length * COST_OF_DECIMAL);
  const start = decimalOf(CASTS.toFloat64(first));
  return decimalToFloat(rest.map((value) => decimalOf(CASTS.toFloat64(value))).reduce(combine, start));
}

function conversions({ toInt64, toFloat64 }: Casts): GoFunction[] {
  return [
    fn('int', [ANY], ([value]) => toInt64(value)),
    fn('int64', [ANY], ([value]) => int64(toInt64(value))),
    fn('float64', [ANY], ([value]) => toFloat64(value)),
    fn('atoi', ['string'], ([text]) => parseInteger(text as string, 10)?.value ?? 0n),
    fn('toDecimal', [ANY], ([value], call) => {
      chargeDeep(value, call);
      const octal = parseInteger(formatValue(value), 8);
      return int64(octal?.isInRange ? octal.value : 0n);
    }),
  ];
}

function integerArithmetic({ toInt64 }: Casts): GoFunction[] {
  const divisor = (value: Value): bigint => {
    const result = toInt64(value);
    if (result === 0n) throw new Error('runtime error: integer divide by zero');
    return result;
  };
  return [
    fn('add1', [ANY], ([value]) => int64(toInt64(value) + 1n)),
    fn('add', [ANY_MORE], (values) =>
      int64(values.reduce<bigint>((sum, value) => wrap(sum + toInt64(value)), 0n)),
    ),
    fn('sub', [ANY, ANY], ([a, b]) => int64(toInt64(a) - toInt64(b))),
    fn('mul', [ANY, ANY_MORE], ([first, ...rest]) =>
      int64(rest.reduce<bigint>((product, value) => wrap(product * toInt64(value)), toInt64(first))),
    ),
    fn('div', [ANY, ANY], ([a, b]) => int64(toInt64(a) / divisor(b))),
    fn('mod', [ANY, ANY], ([a, b]) => int64(toInt64(a) % divisor(b))),
  ];
}

function extremes({ toInt64, toFloat64 }: Casts): GoFunction[] {
  const largest: GoFunction['call'] = (values) =>
    int64(values.map(toInt64).reduce((a, b) => (b > a ? b : a)));
  return [
    fn('max', [ANY, ANY_MORE], largest),
    fn('biggest', [ANY, ANY_MORE], largest),
    fn('min', [ANY, ANY_MORE], (values) => int64(values.map(toInt64).reduce((a, b) => (b < a ? b : a)))),
    fn('maxf', [ANY, ANY_MORE], (values) => values.map(toFloat64).reduce(goMax)),
    fn('minf', [ANY, ANY_MORE], (values) => values.map(toFloat64).reduce(goMin)),
  ];
}

/** math.Max: an infinity wins over NaN, unlike in JavaScript. */
const goMax = (a: number, b: number): number =>
  a === Infinity || b === Infinity ? Infinity : Math.max(a, b);

const goMin = (a: number, b: number): number =>
  a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);

function rounding({ toFloat64 }: Casts): GoFunction[] {
  return [
    fn('ceil', [ANY], ([value]) => Math.ceil(toFloat64(value))),
    fn('floor', [ANY], ([value]) => Math.floor(toFloat64(value))),
    fn('round', [ANY, 'int', '...float64'], ([value, places, roundOn]) =>
      roundTo(toFloat64(value), Number(places), typeof roundOn === 'number' ? roundOn : 0.5),
    ),
  ];
}

/** Rounds up where the fraction that is left is `roundOn` or more; below 0 there is none, and it rounds down. */
function roundTo(value: number, places: number, roundOn: number): number {
  const power = powerOfTen(places);
  const digits = power * value;
  const fraction = digits - Math.trunc(digits);
  return (fraction >= roundOn ? Math.ceil(digits) : Math.floor(digits)) / power;
}

/** Below it, 10^n is no normal float64, and its reciprocal none at all. */
const LEAST_EXPONENT = -307;

/** math.Pow(10, n), by the squarings that Go does: beyond 10^22 it is not always the nearest float. */
function powerOfTen(exponent: number): number {
  if (exponent < LEAST_EXPONENT) return Number(`1e${exponent}`);
  let power = 1;
  let square = 10;
  for (let bits = Math.abs(exponent); bits >= 1; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) power *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / power : power;
}
