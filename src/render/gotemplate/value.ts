// Values as Go has them: what a template sees, prints and hands to functions.

/**
 * A Go value.
 *
 * | here | in Go |
 * |---|---|
 * | `undefined` | no value at all (an invalid reflect.Value): a key that a map does not have; prints as `<no value>` |
 * | `null` | nil of type interface |
 * | `boolean`, `bigint`, `number` | bool, int, float64 |
 * | `string` | string: bytes that are no UTF-8 are U+DC80 to U+DCFF, one a byte (`text.ts`) |
 * | `GoNumber` | a number of any other type: int64, uint8, time.Duration |
 * | `GoList`, `GoMap`, `GoStruct`, `GoFunction`, `GoObject` | slice, map, struct, func, anything opaque |
 */
export type Value =
  | undefined
  | null
  | boolean
  | bigint
  | number
  | string
  | GoNumber
  | GoList
  | GoMap
  | GoStruct
  | GoFunction
  | GoObject;

/** What can be the key of a map. */
export type MapKey = string | bigint | number | boolean;

/** The kinds of reflect.Kind that numbers can have. */
export type NumberKind =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64';

/** A number that is neither int nor float64, or has a type name of its own. */
export class GoNumber {
  constructor(
    /** A number for the floats, a bigint for all others. */
    readonly value: bigint | number,
    readonly kind: NumberKind,
    /** `time.Duration`; default: the kind. */
    readonly typeName: string = kind,
    /** String() of a named type; undefined where it has none. */
    readonly text?: () => string,
    /** Methods of a named type: `Seconds` of time.Duration. */
    readonly methods: ReadonlyMap<string, GoFunction> = NO_METHODS,
  ) {}
}

/** An int64, which is what most of sprig's arithmetic returns. */
export const int64 = (value: bigint | number): GoNumber =>
  new GoNumber(BigInt.asIntN(64, BigInt(value)), 'int64');

/** The type of what a list or map of anything holds. */
export const ANY = 'interface {}';

/** A slice. Shared when it is assigned, as in Go; functions make new ones and leave `items` alone. */
export class GoList {
  constructor(
    readonly items: Value[] = [],
    /** Type of the elements: `interface {}`, `string`, `uint8` (a []byte). */
    readonly elem: string = ANY,
    /** Whether it is a nil slice: empty, and equal to nil. */
    readonly isNil = false,
    /** `chartutil.VersionSet`: a type name of its own; default `[]ELEM`. */
    private readonly ownName?: string,
    /** Methods of a named slice type. */
    readonly methods: ReadonlyMap<string, GoFunction> = NO_METHODS,
  ) {}

  get typeName(): string {
    return this.ownName ?? `[]${this.elem}`;
  }

  /** How many there are, which tells nothing of their order. */
  get length(): number {
    return this.items.length;
  }

  /** The items, for who makes nothing of their order: it may be random (`unordered-list.ts`). */
  get members(): readonly Value[] {
    return this.items;
  }
}

/** A map. Mutable and shared, as in Go: sprig's `set` changes it in place. Keys keep no order; readers sort them. */
export class GoMap {
  readonly entries: Map<MapKey, Value>;

  constructor(
    entries: Iterable<readonly [MapKey, Value]> = [],
    readonly elem: string = ANY,
    readonly key: string = 'string',
    readonly isNil = false,
    /** `chartutil.Values`: a type name of its own; default `map[KEY]ELEM`. */
    private readonly ownName?: string,
    /** Methods of a named map type. */
    readonly methods: ReadonlyMap<string, GoFunction> = NO_METHODS,
  ) {
    this.entries = new Map(entries);
  }

  get typeName(): string {
    return this.ownName ?? `map[${this.key}]${this.elem}`;
  }

  /**
   * A map that shares its entries with others, as a conversion to a named type does in Go: what is set in one is in all.
   *
   * @param type as for the constructor; by default a `map[string]interface {}`
   */
  static sharing(
    entries: Map<MapKey, Value>,
    type: { elem?: string; ownName?: string; methods?: ReadonlyMap<string, GoFunction> } = {},
  ): GoMap {
    const map = new GoMap([], type.elem, undefined, undefined, type.ownName, type.methods);
    (map as { entries: Map<MapKey, Value> }).entries = entries;
    return map;
  }

  /** A map of the same type with other entries. */
  withEntries(entries: Iterable<readonly [MapKey, Value]>): GoMap {
    return new GoMap(entries, this.elem, this.key, false, this.ownName, this.methods);
  }
}

/** How encoding/json writes a field of a struct: its tag. */
export interface JsonField {
  readonly name: string;
  /** Leave it out where it is empty: false, 0, "", nil, no elements. */
  readonly omitEmpty?: boolean;
  /** The fields of an embedded struct stand among those of the outer one. */
  readonly inline?: boolean;
}

/** A struct or a pointer to one: fields and methods by name. */
export class GoStruct {
  constructor(
    /** `chart.Metadata` */
    readonly name: string,
    readonly fields: ReadonlyMap<string, Value>,
    readonly methods: ReadonlyMap<string, GoFunction> = NO_METHODS,
    readonly isPointer = false,
    /** String() or Error(): how it prints; undefined: as its fields. */
    readonly text?: () => string,
    /** The tags of its fields for JSON; without, they keep their names. */
    readonly json?: ReadonlyMap<string, JsonField>,
    /** What functions get: a copy has no address, and so none of the pointer's methods; default: the same. */
    readonly copy?: GoStruct,
  ) {}

  get typeName(): string {
    return this.isPointer ? `*${this.name}` : this.name;
  }
}

/** Something whose inside a template cannot see: time.Time, an error. */
export class GoObject {
  private methodMap: ReadonlyMap<string, GoFunction> | undefined;

  constructor(
    readonly typeName: string,
    /** What functions of the host know it by. */
    readonly inner: unknown,
    readonly text: () => string,
    private readonly methodSource:
      ReadonlyMap<string, GoFunction> | (() => ReadonlyMap<string, GoFunction>) = NO_METHODS,
    /** reflect.Kind, for `kindOf`. */
    readonly kind: string = 'struct',
  ) {}

  /** Made when it is first asked for, where a function was given. */
  get methods(): ReadonlyMap<string, GoFunction> {
    return (this.methodMap ??=
      typeof this.methodSource === 'function' ? this.methodSource() : this.methodSource);
  }
}

/**
 * The type of a parameter, as Go writes it: `string`, `int`, `int64`, `float64`, `bool`, `interface {}`,
 * `[]interface {}`, `[]string`, `map[string]interface {}`, `error`, `time.Time`. `reflect.Value` takes anything,
 * a missing value included.
 */
export type GoType = string;

/** What a function may ask of the run it is called in. */
export interface Call {
  /**
   * Accounts for work or memory that depends on the input, before it is done: bytes of a text that is made, elements of a list.
   * @throws LimitError when the run has used up what it may
   */
  charge(amount: number): void;
  /**
   * For a call of a function that is otherwise stable, and this time reads the clock or is random: calling what is returned
   * says so of this call, once. At once, as `date` without a date does; or when somebody looks at the result, as at that of
   * `now`, and at the order of `keys`. Functions that always are unstable are declared with `unstable`.
   */
  unstableMarker?(reason: 'clock' | 'random'): () => void;
}

/** A function that templates call. Arguments are converted and checked against `params` before. */
export class GoFunction {
  constructor(
    readonly name: string,
    readonly params: readonly GoType[],
    /** The last of `params` may be there any number of times. */
    readonly isVariadic: boolean,
    /** Throws an Error with Go's text where the function in Go returns an error or panics. */
    readonly call: (args: readonly Value[], call: Call) => Value,
    /** Why its result may differ from run to run: it reads the clock, or is random. */
    readonly unstable?: 'clock' | 'random',
  ) {}
}

/** Functions by the name that templates call them by. */
export type FunctionMap = ReadonlyMap<string, GoFunction>;

const VARIADIC = '...';

/**
 * Declares a function: `fn('trunc', ['int', 'string'], ([n, s]) => ...)`; a last parameter `...string` is variadic.
 */
export function fn(
  name: string,
  params: readonly GoType[],
  call: (args: readonly Value[], call: Call) => Value,
  unstable?: 'clock' | 'random',
): GoFunction {
  const last = params.at(-1);
  if (!last?.startsWith(VARIADIC)) return new GoFunction(name, params, false, call, unstable);
  const types = [...params.slice(0, -1), last.slice(VARIADIC.length)];
  return new GoFunction(name, types, true, call, unstable);
}

const NO_METHODS: ReadonlyMap<string, GoFunction> = new Map();

/**
 * Plain data (JSON) as values: objects become maps, arrays lists, numbers float64, as encoding/json decodes them.
 *
 * @throws TypeError for functions and symbols
 */
export function fromData(data: unknown): Value {
  if (data === null || data === undefined) return null;
  if (Array.isArray(data)) return new GoList(data.map(fromData));
  if (typeof data === 'object') {
    return new GoMap(Object.entries(data).map(([key, value]) => [key, fromData(value)] as const));
  }
  switch (typeof data) {
    case 'boolean':
    case 'bigint':
    case 'number':
    case 'string':
      return data;
  }
  throw new TypeError(`a ${typeof data} is no data`);
}
