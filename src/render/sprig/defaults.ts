// Sprig's defaults and conditions, and what it takes for empty.
import { fn, GoList, GoMap, GoNumber, type FunctionMap, type Value } from '../gotemplate/value.ts';
import { byName } from './weighed.ts';

const ANY = 'interface {}';
const ANY_MORE = '...interface {}';

/** `default`, `empty`, `coalesce`, `all`, `any`, `ternary` and `fail` of Sprig v3.3.0. */
export function defaultFunctions(): FunctionMap {
  return byName([
    fn('default', [ANY, ANY_MORE], ([fallback, given]) => (isEmpty(given) ? fallback : given)),
    fn('empty', [ANY], ([value]) => isEmpty(value)),
    fn('coalesce', [ANY_MORE], (values) => values.find((value) => !isEmpty(value)) ?? null),
    fn('all', [ANY_MORE], (values) => !values.some(isEmpty)),
    fn('any', [ANY_MORE], (values) => !values.every(isEmpty)),
    fn('ternary', [ANY, ANY, 'bool'], ([yes, no, condition]) => (condition ? yes : no)),
    fn('fail', ['string'], ([message]) => {
      throw new Error(message as string);
    }),
  ]);
}

/** Sprig's `empty`: nil, zero, false, and texts, lists and maps with nothing in them. Never a struct. */
export function isEmpty(value: Value): boolean {
  if (value instanceof GoList) return value.length === 0;
  if (value instanceof GoMap) return value.entries.size === 0;
  if (value instanceof GoNumber) return Number(value.value) === 0;
  if (typeof value === 'number') return value === 0;
  return !value;
}
