// Sprig's functions for lists. They take lists of any type, and mostly make lists of anything.
import { deepEqual, kindOf } from '../gotemplate/reflect.ts';
import { listOfMembers } from '../gotemplate/unordered-list.ts';
import {
  GoList,
  type Call,
  type FunctionMap,
  type GoFunction,
  type GoType,
  type Value,
} from '../gotemplate/value.ts';
import type { Casts } from './casts.ts';
import { isEmpty } from './defaults.ts';
import { byName, chargeDeep, weighed } from './weighed.ts';

const ANY = 'interface {}';
const ANY_MORE = '...interface {}';

/**
 * `list`, `first`, `append`, `uniq`, `slice` and so on of Sprig v3.3.0, each also by the name that starts with `must`.
 * @param casts how `slice` makes integers of its bounds
 */
export function listFunctions(casts: Casts): FunctionMap {
  return byName([...making(), ...growing(), ...taking(), ...choosing(), ...cutting(casts)]);
}

/** Declares a function under the name that panics, and the one that returns an error: in templates both read the same. */
const both = <Args extends readonly Value[]>(
  names: readonly string[],
  params: readonly GoType[],
  body: (args: Args, call: Call) => Value,
): GoFunction[] => names.map((name) => weighed<Args>(name, params, body));

const making = () => [
  ...both<readonly Value[]>(['list', 'tuple'], [ANY_MORE], (values) => new GoList([...values])),
  weighed<readonly Value[]>('concat', [ANY_MORE], (lists, call) => {
    const items = lists.flatMap((list) => membersOf(list, (kind) => `Cannot concat type ${kind} as list`));
    call.charge(items.length);
    return listOfMembers(items, lists, ANY, items.length === 0);
  }),
];

const growing = () => [
  ...both<[Value, Value]>(['append', 'push', 'mustAppend', 'mustPush'], [ANY, ANY], ([list, value]) =>
    listOfMembers([...membersOf(list, (kind) => `Cannot push on type ${kind}`), value], [list]),
  ),
  ...both<[Value, Value]>(['prepend', 'mustPrepend'], [ANY, ANY], ([list, value]) =>
    listOfMembers([value, ...membersOf(list, (kind) => `Cannot prepend on type ${kind}`)], [list]),
  ),
];

const taking = () => [
  ...both<[Value]>(['first', 'mustFirst'], [ANY], ([list]) => itemsOf(list, cannotFind('first'))[0] ?? null),
  ...both<[Value]>(['last', 'mustLast'], [ANY], ([list]) => itemsOf(list, cannotFind('last')).at(-1) ?? null),
  ...both<[Value]>(['rest', 'mustRest'], [ANY], ([list]) => {
    const items = itemsOf(list, cannotFind('rest'));
    return new GoList(items.slice(1), ANY, items.length === 0);
  }),
  ...both<[Value]>(['initial', 'mustInitial'], [ANY], ([list]) => {
    const items = itemsOf(list, cannotFind('initial'));
    return new GoList(items.slice(0, -1), ANY, items.length === 0);
  }),
  ...both<[Value]>(['reverse', 'mustReverse'], [ANY], ([list]) =>
    listOfMembers([...membersOf(list, cannotFind('reverse'))].reverse(), [list]),
  ),
];

const choosing = () => [
  ...both<[Value]>(['uniq', 'mustUniq'], [ANY], ([list], call) => {
    const found: Value[] = [];
    for (const item of membersOf(list, cannotFind('uniq')))
      if (!includes(found, item, call)) found.push(item);
    return listOfMembers(found, [list]);
  }),
  ...both<[Value, ...Value[]]>(['without', 'mustWithout'], [ANY, ANY_MORE], ([list, ...omitted], call) =>
    listOfMembers(
      membersOf(list, cannotFind('without')).filter((item) => !includes(omitted, item, call)),
      [list],
    ),
  ),
  ...both<[Value, Value]>(['has', 'mustHas'], [ANY, ANY], ([needle, haystack], call) =>
    isNil(haystack) ? false : includes(membersOf(haystack, cannotFind('has')), needle, call),
  ),
  ...both<[Value]>(['compact', 'mustCompact'], [ANY], ([list]) =>
    listOfMembers(
      membersOf(list, (kind) => `Cannot compact on type ${kind}`).filter((item) => !isEmpty(item)),
      [list],
    ),
  ),
];

const cutting = (casts: Casts) => [
  ...both<[Value, ...Value[]]>(['slice', 'mustSlice'], [ANY, ANY_MORE], ([list, start, end]) => {
    const items = itemsOf(list, (kind) => `list should be type of slice or array but ${kind}`);
    if (items.length === 0) return null;
    const from = start === undefined ? 0n : casts.toInt64(start);
    const to = end === undefined ? BigInt(items.length) : casts.toInt64(end);
    // In Go a slice may reach into what its memory has room for: nil elements that nobody put there.
    if (from < 0n || to < from || to > items.length) {
      throw new Error('reflect.Value.Slice: slice index out of bounds');
    }
    return new GoList(items.slice(Number(from), Number(to)), (list as GoList).elem);
  }),
  ...both<[bigint, Value]>(['chunk', 'mustChunk'], ['int', ANY], ([size, list]) =>
    chunk(
      Number(size),
      itemsOf(list, (kind) => `Cannot chunk type ${kind}`),
    ),
  ),
];

const cannotFind = (what: string) => (kind: string) => `Cannot find ${what} on type ${kind}`;

const isNil = (value: Value): boolean => value === null || value === undefined;

/**
 * The elements of a list of any type, in their order.
 * @throws Error with `refusal` of the kind of anything else; nil is a nil pointer, as in Go
 */
const itemsOf = (list: Value, refusal: (kind: string) => string): readonly Value[] =>
  asList(list, refusal).items;

/** As `itemsOf`, for who makes nothing of the order. */
const membersOf = (list: Value, refusal: (kind: string) => string): readonly Value[] =>
  asList(list, refusal).members;

function asList(list: Value, refusal: (kind: string) => string): GoList {
  if (list instanceof GoList) return list;
  if (isNil(list)) throw new Error('runtime error: invalid memory address or nil pointer dereference');
  throw new Error(refusal(kindOf(list)));
}

function includes(items: readonly Value[], needle: Value, call: Call): boolean {
  call.charge(items.length);
  const isDeep = typeof needle === 'object' && needle !== null;
  return items.some((item) => {
    if (isDeep) chargeDeep(needle, call);
    return deepEqual(needle, item);
  });
}

/** Sprig's `chunk`; sizes below one give what its float arithmetic comes to. */
function chunk(size: number, items: readonly Value[]): GoList {
  const count = Math.floor((items.length - 1) / size) + 1;
  if (!(count >= 0 && count < Infinity)) throw outOfRange();
  const chunks = Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const length = isLast ? items.length % size || size : size;
    if (length < 0) throw outOfRange();
    return new GoList(items.slice(index * size, index * size + length));
  });
  return new GoList(chunks, `[]${ANY}`);
}

const outOfRange = (): Error => new Error('runtime error: makeslice: len out of range');
