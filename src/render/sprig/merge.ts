// Sprig's merge functions, which are mergo's: v1.0.1, whose corner cases charts have come to rely on.
import { LimitError } from '../gotemplate/limits.ts';
import { deepEqual, kindOf, typeOf } from '../gotemplate/reflect.ts';
import {
  fn,
  GoList,
  GoMap,
  GoObject,
  GoStruct,
  type Call,
  type FunctionMap,
  type GoFunction,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import { isEmpty } from './defaults.ts';
import { byName, chargeDeep, MAX_NESTING } from './weighed.ts';

const ANY = 'interface {}';
const MAP = `map[string]${ANY}`;

/** `merge`, `mergeOverwrite`, `mustMerge` and `mustMergeOverwrite` of Sprig v3.3.0, which slim-sprig has not. */
export function mergeFunctions(): FunctionMap {
  return byName([
    merging('merge', false),
    merging('mustMerge', false),
    merging('mergeOverwrite', true),
    merging('mustMergeOverwrite', true),
  ]);
}

/** The first map is changed and given back; a nil one cannot be, and a new map takes its place. */
const merging = (name: string, overwrite: boolean): GoFunction =>
  fn(name, [MAP, `...${MAP}`], ([first, ...sources], call) => {
    let target = first as GoMap;
    try {
      for (const source of sources as readonly GoMap[]) {
        if (target.isNil && !source.isNil) target = new GoMap();
        mergeMaps(target, source, { overwrite, call }, 0);
      }
    } catch (error) {
      if (error instanceof MergeError && !name.startsWith('must')) return '';
      throw error;
    }
    return target;
  });

/** What mergo returns, and does not panic with: `merge` gives an empty text for it. */
class MergeError extends Error {}

interface Merging {
  readonly overwrite: boolean;
  readonly call: Call;
}

/**
 * Puts into `target` what `source` has and `target` lacks, or has empty; or all, to overwrite. nil in the source counts
 * only to overwrite. Maps in both are merged, unless the one in `target` stays empty; lists never are.
 */
function mergeMaps(target: GoMap, source: GoMap, merging: Merging, depth: number): void {
  if (depth > MAX_NESTING) throw new LimitError(`values are nested more than ${MAX_NESTING} deep`);
  merging.call.charge(1 + source.entries.size);
  if (source.entries.size > 0) refuseOtherType('MapIndex', source.key, target.key);
  for (const [key, value] of [...source.entries]) {
    const old = target.entries.get(key);
    const type = value instanceof GoList ? typeOf(value) : source.elem;
    if (isNil(value)) {
      if (merging.overwrite) setEntry(target, key, value, type);
      continue;
    }
    if (value instanceof GoList) refuseScalar(target, old);
    else mergeValues(old, value, merging, depth);
    if (value instanceof GoMap && old instanceof GoMap && !isEmpty(old)) continue;
    if (merging.overwrite || isEmpty(old)) setEntry(target, key, value, type);
  }
}

const isNil = (value: Value): boolean => value === null || value === undefined;

/** Merges what can be changed in place: maps. Structs that differ would need Go's memory, and are refused. */
function mergeValues(old: Value, value: Value, merging: Merging, depth: number): void {
  if (old instanceof GoMap && value instanceof GoMap) {
    if (!old.isNil) mergeMaps(old, value, merging, depth + 1);
    return;
  }
  if (!(value instanceof GoMap || value instanceof GoStruct || value instanceof GoObject)) return;
  if (kindOf(old) === 'ptr') {
    if (kindOf(value) !== 'ptr') {
      if (merging.overwrite) return;
      if (typeOf(old) !== `*${typeOf(value)}`) throw new MergeError('src and dst must be of same type');
    }
  } else if (!(old instanceof GoStruct)) {
    return;
  }
  chargeDeep(value, merging.call);
  if (!haveSameContent(old, value)) {
    throw new Error(`merging ${typeOf(value)} into ${typeOf(old)} is not supported`);
  }
}

function haveSameContent(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (!(a instanceof GoStruct && b instanceof GoStruct) || a.name !== b.name) return false;
  return [...a.fields].every(([name, field]) => deepEqual(field, b.fields.get(name)));
}

/** Before mergo sets a list, it asks whether the value that is there is nil, which no value of a basic type can say. */
function refuseScalar(target: GoMap, old: Value): void {
  if (target.elem === ANY || isNil(old)) return;
  const kind = kindOf(old);
  if (kind === 'slice' || kind === 'map') return;
  throw new Error(`reflect: call of reflect.Value.IsNil on ${kind} Value`);
}

function setEntry(target: GoMap, key: MapKey, value: Value, type: string): void {
  refuseOtherType('SetMapIndex', type, target.elem);
  target.entries.set(key, value);
}

function refuseOtherType(operation: string, type: string, wanted: string): void {
  if (wanted === ANY || wanted === type) return;
  throw new Error(`reflect.Value.${operation}: value of type ${type} is not assignable to type ${wanted}`);
}
