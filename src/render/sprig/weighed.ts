// Functions that account for their arguments, and values that account for all they hold: foreign templates must end.
import { LimitError } from '../gotemplate/limits.ts';
import {
  fn,
  GoList,
  GoMap,
  GoStruct,
  type Call,
  type FunctionMap,
  type GoFunction,
  type GoType,
  type Value,
} from '../gotemplate/value.ts';

/** Deeper values are no data of charts, but made by loops, or inside themselves. */
export const MAX_NESTING = 1000;

/** What text makes up, or members make up; what is inside of members does not count. */
function weightOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof GoList) return value.length;
  if (value instanceof GoMap) return value.entries.size;
  return 0;
}

/** Accounts for work that goes over texts, lists and maps once. @throws LimitError */
export function chargeAll(values: readonly Value[], call: Call): void {
  let weight = 1;
  for (const value of values) weight += weightOf(value);
  call.charge(weight);
}

/**
 * Accounts for work that goes over a value and all inside it, as often as it is in there.
 * @throws LimitError for what is too large, too deep, or inside itself
 */
export function chargeDeep(value: Value, call: Call, depth = 0): void {
  call.charge(1 + weightOf(value));
  if (depth > MAX_NESTING) throw new LimitError(`values are nested more than ${MAX_NESTING} deep`);
  for (const member of membersOf(value)) {
    if (typeof member === 'string') call.charge(member.length);
    else if (typeof member === 'object' && member !== null) chargeDeep(member, call, depth + 1);
  }
}

function membersOf(value: Value): Iterable<Value> {
  if (value instanceof GoList) return value.members;
  if (value instanceof GoMap) return value.entries.values();
  return value instanceof GoStruct ? value.fields.values() : [];
}

/**
 * Declares a function, as `fn` does, that accounts for the size of its arguments before it runs.
 * `Args` are the arguments as the `params` have them: bigint for `int`, GoMap for `map[string]interface {}`.
 */
export function weighed<Args extends readonly Value[]>(
  name: string,
  params: readonly GoType[],
  body: (args: Args, call: Call) => Value,
): GoFunction {
  return fn(name, params, (args, call) => {
    chargeAll(args, call);
    return body(args as Args, call);
  });
}

/** Functions by their names. */
export function byName(functions: Iterable<GoFunction>): FunctionMap {
  return new Map(Array.from(functions, (declared) => [declared.name, declared] as const));
}
