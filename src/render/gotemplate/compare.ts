// Comparisons of templates: eq, ne, lt, le, gt and ge, with text/template's rules of what can be compared with what.
import { sprintf } from './fmt.ts';
import { kindOf, sameObject, typeOf } from './reflect.ts';
import { compareTexts } from './text.ts';
import { GoFunction, GoList, GoMap, GoNumber, GoObject, GoStruct, type Call, type Value } from './value.ts';

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'string';

/** What a value that can be ordered or compared directly is; undefined for nil, lists, maps and all else. */
function basicKind(value: Value): BasicKind | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
  }
  if (!(value instanceof GoNumber)) return undefined;
  if (value.kind.startsWith('float')) return 'float';
  return value.kind.startsWith('int') ? 'int' : 'uint';
}

const raw = (value: Value): Value => (value instanceof GoNumber ? value.value : value);

const isInteger = (kind: BasicKind | undefined): boolean => kind === 'int' || kind === 'uint';

const isNothing = (value: Value): boolean => value === undefined || value === null;

/** Whether the value is nil, be it of a type. */
const isNil = (value: Value): boolean =>
  isNothing(value) || ((value instanceof GoMap || value instanceof GoList) && value.isNil);

/**
 * Whether the first value is equal to one of the others: `eq` of templates.
 *
 * @throws Error with Go's text for values that cannot be compared
 */
export function equalsAny(first: Value, others: readonly Value[], call?: Call): boolean {
  if (others.length === 0) throw new Error('missing argument for comparison');
  return others.some((other) => equals(first, other, call));
}

function equals(a: Value, b: Value, call: Call | undefined): boolean {
  const [kindA, kindB] = [basicKind(a), basicKind(b)];
  if (kindA !== undefined && (kindA === kindB || (isInteger(kindA) && isInteger(kindB)))) {
    return raw(a) === raw(b);
  }
  if (kindA !== kindB) {
    if (isNothing(a) || isNothing(b)) return false;
    throw incompatible(a, b);
  }
  return equalObjects(a, b, call);
}

function incompatible(a: Value, b: Value): Error {
  return new Error(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);
}

/** Equality of what has no basic kind: nil is equal to nil, pointers to themselves. */
function equalObjects(a: Value, b: Value, call: Call | undefined): boolean {
  if (!isNothing(a) && !isNothing(b) && kindOf(a) !== kindOf(b)) {
    const [typeA, typeB] = [typeOf(a), typeOf(b)];
    throw new Error(sprintf('non-comparable types %s: %s, %s: %v', [a, typeA, typeB, b], call));
  }
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  if (!isComparable(b)) throw new Error(sprintf('non-comparable type %s: %s', [b, typeOf(b)], call));
  if (a === b) return true;
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof GoObject && b instanceof GoObject) {
    return a.kind === 'ptr' ? a.inner === b.inner : sameObject(a, b);
  }
  return a instanceof GoStruct && b instanceof GoStruct && !a.isPointer && equalFields(a, b, call);
}

function isComparable(value: Value): boolean {
  if (value instanceof GoMap || value instanceof GoList || value instanceof GoFunction) return false;
  return !(value instanceof GoStruct) || value.isPointer || [...value.fields.values()].every(isComparable);
}

function equalFields(a: GoStruct, b: GoStruct, call: Call | undefined): boolean {
  return [...a.fields].every(([name, field]) => {
    const other = b.fields.get(name);
    return typeOf(field) === typeOf(other) && equals(field, other, call);
  });
}

/** `a < b` @throws Error with Go's text for values that have no order, or not one with each other */
export function isLess(a: Value, b: Value): boolean {
  const [kindA, kindB] = [basicKind(a), basicKind(b)];
  if (kindA === undefined || kindB === undefined) throw new Error('invalid type for comparison');
  if (kindA !== kindB && !(isInteger(kindA) && isInteger(kindB))) throw incompatible(a, b);
  if (kindA === 'bool') throw new Error('invalid type for comparison');
  if (typeof a === 'string') return compareTexts(a, b as string) < 0;
  return (raw(a) as number) < (raw(b) as number);
}

/** `a <= b` @throws as isLess does */
export function isLessOrEqual(a: Value, b: Value): boolean {
  return isLess(a, b) || equalsAny(a, [b]);
}
