// What Go's reflection tells of values: kinds, types, truth, equality and the order of keys.
import { compareTexts, sortTexts } from './text.ts';
import { GoFunction, GoList, GoMap, GoNumber, GoObject, GoStruct, type MapKey, type Value } from './value.ts';

/** Values that are nested deeper are refused: printing or comparing them would need as deep a stack. */
export const MAX_VALUE_DEPTH = 1000;

/** @throws Error for a depth beyond what values may have: those that hold themselves have no end. */
export function checkDepth(depth: number): void {
  if (depth > MAX_VALUE_DEPTH) throw new Error('the value is nested too deeply, or holds itself');
}

/** reflect.Kind of a value: `string`, `int`, `float64`, `map`, `slice`, `struct`, `ptr`, `func`; `invalid` for nil. */
export function kindOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'invalid';
  }
  if (value === null) return 'invalid';
  if (value instanceof GoMap) return 'map';
  if (value instanceof GoList) return 'slice';
  if (value instanceof GoStruct) return value.isPointer ? 'ptr' : 'struct';
  if (value instanceof GoFunction) return 'func';
  return value.kind;
}

/** The type as `%T` prints it: `map[string]interface {}`; `<nil>` for nil. Results of functions are not known. */
export function typeOf(value: Value): string {
  if (value === null) return '<nil>';
  if (value instanceof GoFunction) return functionType(value);
  if (typeof value === 'object') return value.typeName;
  return value === undefined ? '<nil>' : kindOf(value);
}

function functionType({ params, isVariadic }: GoFunction): string {
  const last = params.length - 1;
  const types = params.map((type, index) => (isVariadic && index === last ? `...${type}` : type));
  return `func(${types.join(', ')}) interface {}`;
}

/** Whether `if` takes the value for true: text/template's rule, that of `and`, `or`, `not` and `with`, too. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'undefined':
      return false;
  }
  if (value === null) return false;
  if (value instanceof GoNumber)
    return typeof value.value === 'bigint' ? value.value !== 0n : value.value !== 0;
  if (value instanceof GoMap) return value.entries.size > 0;
  return value instanceof GoList ? value.length > 0 : true;
}

/**
 * reflect.DeepEqual: types must be the same, too, and nil lists or maps are not equal to empty ones.
 *
 * @throws Error for opaque objects, unless they are one and the same, and for values that are nested too deeply
 */
export function deepEqual(a: Value, b: Value): boolean {
  return new Comparison().equal(a, b, 0);
}

class Comparison {
  /** Pairs that are compared already, or just now: values may be shared, and hold themselves. */
  private readonly seen = new Map<object, Set<object>>();

  equal(a: Value, b: Value, depth: number): boolean {
    if (typeof a !== 'object' || a === null) return a === b || ((a ?? null) === null && (b ?? null) === null);
    if (typeof b !== 'object' || b === null || typeOf(a) !== typeOf(b)) return false;
    if (a instanceof GoNumber) return a.value === (b as GoNumber).value;
    if (a instanceof GoFunction) return false;
    if (a instanceof GoObject) return sameObject(a, b as GoObject);
    checkDepth(depth);
    if (this.isSeen(a, b)) return true;
    if (a instanceof GoList) return this.equalLists(a, b as GoList, depth);
    if (a instanceof GoMap) return this.equalMaps(a, b as GoMap, depth);
    return this.equalEntries(a.fields, (b as GoStruct).fields, depth);
  }

  private isSeen(a: object, b: object): boolean {
    // One and the same list or map is equal to itself even with NaN in it.
    if (a === b && !(a instanceof GoStruct && !a.isPointer)) return true;
    const partners = this.seen.get(a) ?? new Set();
    if (partners.has(b)) return true;
    this.seen.set(a, partners.add(b));
    return false;
  }

  private equalLists(a: GoList, b: GoList, depth: number): boolean {
    if (a.isNil !== b.isNil || a.length !== b.length) return false;
    return a.items.every((item, index) => this.equal(item, b.items[index], depth + 1));
  }

  private equalMaps(a: GoMap, b: GoMap, depth: number): boolean {
    if (a.entries === b.entries) return true;
    return a.isNil === b.isNil && this.equalEntries(a.entries, b.entries, depth);
  }

  private equalEntries<K>(a: ReadonlyMap<K, Value>, b: ReadonlyMap<K, Value>, depth: number): boolean {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) {
      if (!b.has(key) || !this.equal(value, b.get(key), depth + 1)) return false;
    }
    return true;
  }
}

/** An inside that knows whether Go's `==` holds for it and another one of its type. */
interface Comparable {
  isSame(other: unknown): boolean;
}

const canCompare = (inner: unknown): inner is Comparable =>
  typeof inner === 'object' && inner !== null && 'isSame' in inner;

/** Go's `==`. @throws Error where only Go can tell, by what is inside */
export function sameObject(a: GoObject, b: GoObject): boolean {
  if (a === b || a.inner === b.inner) return true;
  if (canCompare(a.inner)) return a.inner.isSame(b.inner);
  throw new Error(`comparing values of type ${a.typeName} is not supported`);
}

/** The keys of a map in the order that `range` and `%v` take: strings by bytes, numbers by value, false first. */
export function sortedKeys({ entries }: GoMap): MapKey[] {
  const keys = [...entries.keys()];
  const areTexts = keys.every((key) => typeof key === 'string');
  return areTexts ? sortTexts(keys) : keys.sort(compareKeys);
}

function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  // In a map of anything Go sorts types by their addresses: any order is as good.
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return a < b ? -1 : Number(a > b || Number.isNaN(b));
}
