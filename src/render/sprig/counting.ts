// Sprig's functions that count: lists of integers, and texts like those of seq(1).
import { GoList, type Call, type FunctionMap } from '../gotemplate/value.ts';
import { byName, weighed } from './weighed.ts';

/** `until`, `untilStep` and `seq` of Sprig v3.3.0. */
export function countingFunctions(): FunctionMap {
  return byName([
    weighed<[bigint]>('until', ['int'], ([stop], call) => integers(untilStep(0n, stop, signOf(stop), call))),
    weighed<[bigint, bigint, bigint]>('untilStep', ['int', 'int', 'int'], ([start, stop, step], call) =>
      integers(untilStep(start, stop, step, call)),
    ),
    weighed<readonly bigint[]>('seq', ['...int'], (bounds, call) => seq(bounds, call).join(' ')),
  ]);
}

const integers = (numbers: bigint[]): GoList => new GoList(numbers, 'int');

const signOf = (number: bigint): bigint => (number < 0n ? -1n : 1n);

/** From `start` up or down to before `stop`; nothing where the step leads away from it. */
function untilStep(start: bigint, stop: bigint, step: bigint, call: Call): bigint[] {
  const distance = stop - start;
  if (step === 0n || distance === 0n || distance < 0n !== step < 0n) return [];
  const count = Number((distance + step - signOf(step)) / step);
  call.charge(count);
  return Array.from({ length: count }, (_, index) => start + BigInt(index) * step);
}

/** `seq LAST`, `seq FIRST LAST`, `seq FIRST STEP LAST`, each up or down to the last, which is in. */
function seq(bounds: readonly bigint[], call: Call): bigint[] {
  const [first, second, third] = bounds;
  if (first === undefined || bounds.length > 3) return [];
  if (second === undefined) return seq([1n, first], call);
  const end = third ?? second;
  const towards = end < first ? -1n : 1n;
  return untilStep(first, end + towards, third === undefined ? towards : second, call);
}
