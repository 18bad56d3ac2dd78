// Sprig's functions for maps. `set` and `unset` change the map they are given, as in Go.
import { sortedKeys, typeOf } from '../gotemplate/reflect.ts';
import { listOfMembers, UnorderedList } from '../gotemplate/unordered-list.ts';
import {
  fn,
  GoList,
  GoMap,
  GoObject,
  type Call,
  type FunctionMap,
  type GoFunction,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import { strval } from './strval.ts';
import { byName, chargeAll, chargeDeep, weighed } from './weighed.ts';

const ANY = 'interface {}';
const ANY_MORE = '...interface {}';
const MAP = `map[string]${ANY}`;
const MAPS = `...${MAP}`;

/** `dict`, `get`, `set`, `keys`, `pick`, `dig` and so on of Sprig v3.3.0. `merge*` are in merge.ts. */
export function dictFunctions(): FunctionMap {
  return byName([...single(), ...several(), ...choosing()]);
}

/** `deepCopy` and `mustDeepCopy`, which slim-sprig has not. */
export function copyFunctions(): FunctionMap {
  return byName([declaredCopy('deepCopy'), declaredCopy('mustDeepCopy')]);
}

/** What looks at one key is declared with `fn`: it takes the same time for maps of any size. */
const single = () => [
  fn('get', [MAP, 'string'], ([map, key]) => {
    const { entries } = map as GoMap;
    return entries.has(key as string) ? entries.get(key as string) : '';
  }),
  fn('set', [MAP, 'string', ANY], ([map, key, value]) => {
    if ((map as GoMap).isNil) throw new Error('assignment to entry in nil map');
    (map as GoMap).entries.set(key as string, value);
    return map;
  }),
  fn('unset', [MAP, 'string'], ([map, key]) => {
    (map as GoMap).entries.delete(key as string);
    return map;
  }),
  fn('hasKey', [MAP, 'string'], ([map, key]) => (map as GoMap).entries.has(key as string)),
];

const several = () => [
  weighed<readonly Value[]>('dict', [ANY_MORE], (values, call) => dict(values, call)),
  fn('pluck', ['string', MAPS], ([key, ...maps], call) => {
    call.charge(maps.length);
    const having = maps.filter((map) => (map as GoMap).entries.has(key as string));
    return new GoList(having.map((map) => (map as GoMap).entries.get(key as string)));
  }),
  weighed<readonly GoMap[]>('keys', [MAPS], (maps, call) => {
    return unordered(maps.flatMap(sortedKeys), 'string', maps, call);
  }),
  weighed<[GoMap]>('values', [MAP], ([map], call) => {
    const values = sortedKeys(map).map((key) => map.entries.get(key));
    return unordered(values, ANY, [map], call);
  }),
];

const choosing = () => [
  weighed<[GoMap, ...string[]]>('pick', [MAP, '...string'], ([map, ...keys]) =>
    mapOf(keys.filter((key) => map.entries.has(key)).map((key) => [key, map.entries.get(key)] as const)),
  ),
  weighed<[GoMap, ...string[]]>('omit', [MAP, '...string'], ([map, ...keys]) => {
    const omitted = new Set<MapKey>(keys);
    return mapOf([...map.entries].filter(([key]) => !omitted.has(key)));
  }),
  fn('dig', [ANY_MORE], dig),
];

const mapOf = (entries: Iterable<readonly [MapKey, Value]>): GoMap => new GoMap(entries);

/** What is in maps. Go goes over maps in random order; here it is the order of the keys. */
function unordered(items: Value[], elem: string, maps: readonly GoMap[], call: Call): GoList {
  const isRandom = maps.some((map) => map.entries.size > 1);
  const mark = isRandom ? call.unstableMarker?.('random') : undefined;
  return mark ? new UnorderedList(items, elem, [mark]) : new GoList(items, elem);
}

/** Keys and values in turn; a last key without a value gets an empty text. */
function dict(values: readonly Value[], call: Call): GoMap {
  const map = new GoMap();
  for (let index = 0; index < values.length; index += 2) {
    const value = index + 1 < values.length ? values[index + 1] : '';
    map.entries.set(strval(values[index], call), value);
  }
  return map;
}

/** Follows keys into maps: `dig KEY... DEFAULT MAP`. */
function dig(args: readonly Value[], call: Call): Value {
  if (args.length < 3) throw new Error('dig needs at least three arguments');
  chargeAll(args.slice(0, -1), call);
  let found = asMap(args.at(-1));
  const keys = args.slice(0, -2).map(asKey);
  const last = keys.pop() ?? '';
  for (const key of keys) {
    if (!found.entries.has(key)) return args.at(-2);
    found = asMap(found.entries.get(key));
  }
  return found.entries.has(last) ? found.entries.get(last) : args.at(-2);
}

/** A type assertion of Go: maps of other types, chartutil.Values among them, are refused. */
function asMap(value: Value): GoMap {
  if (value instanceof GoMap && value.typeName === MAP) return value;
  throw badAssertion(value, MAP);
}

function asKey(value: Value): string {
  if (typeof value === 'string') return value;
  throw badAssertion(value, 'string');
}

function badAssertion(value: Value, wanted: string): Error {
  const type = value === null || value === undefined ? 'nil' : typeOf(value);
  return new Error(`interface conversion: interface {} is ${type}, not ${wanted}`);
}

const declaredCopy = (name: string): GoFunction =>
  fn(name, [ANY], ([value], call) => {
    if (value === null || value === undefined)
      throw new Error('reflect: call of reflect.Value.Type on zero Value');
    chargeDeep(value, call);
    return deepCopy(value);
  });

/**
 * `copystructure.Copy`: lists and maps all the way down; structs cannot be changed by templates, and are shared. Go loses
 * private fields: of a version, all.
 */
function deepCopy(value: Value): Value {
  if (value instanceof GoList && !value.isNil) {
    return listOfMembers(value.members.map(deepCopy), [value], value.elem);
  }
  if (value instanceof GoMap && !value.isNil) {
    return value.withEntries(Array.from(value.entries, ([key, item]) => [key, deepCopy(item)] as const));
  }
  if (value instanceof GoObject && value.typeName.endsWith('semver.Version')) {
    throw new Error(`a deep copy of ${value.typeName} is not supported`);
  }
  return value;
}
