// Prints one value under one verb, whatever it is made of: what fmt's printArg and printValue do.
import { noFlags, pad, type Flags } from './fmt-flags.ts';
import { floatText, integerText } from './fmt-number.ts';
import { plainText, stringText } from './fmt-string.ts';
import { checkDepth, sortedKeys, typeOf } from './reflect.ts';
import { fromBytes } from './text.ts';
import {
  ANY,
  GoFunction,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  type Call,
  type Value,
} from './value.ts';

const NIL = '<nil>';
/** Verbs that values with String() or Error() answer with that text. */
const TEXT_VERBS = 'vsxXq';
/** Verbs that a []byte answers as a text does. */
const BYTE_VERBS = 'sxXq';

/** What a piece of text costs besides its characters: lists of lists print many that are short. */
const PIECE = 3;

/** Collects what is printed. */
export class ValuePrinter {
  text = '';
  flags: Flags = noFlags();
  /** While a bad verb is told of, values print without their String() and Error(). */
  private isErring = false;

  /** @param call charged for all that is printed, as it is */
  constructor(private readonly call: Call | undefined) {}

  /** @throws LimitError */
  write(text: string): void {
    this.call?.charge(text.length + PIECE);
    this.text += text;
  }

  /**
   * Prints an argument.
   *
   * @throws Error for addresses in memory, for opaque values under verbs that show what is inside, and for values
   * that are nested too deeply
   */
  argument(value: Value, verb: string): void {
    if (value === undefined || value === null) this.nil(verb);
    else if (verb === 'T') this.write(plainText(typeOf(value), this.flags));
    else if (verb === 'p') this.pointer(value);
    else if (verb === 'v' && this.flags.sharpV && typeOf(value) === '[]uint8') this.goBytes(value as GoList);
    else this.value(value, verb, 0);
  }

  private nil(verb: string): void {
    if (verb === 'v' || verb === 'T') this.write(pad(NIL, this.flags));
    else this.badVerb(null, verb);
  }

  private pointer(value: Value): void {
    const isCollection = value instanceof GoMap || value instanceof GoList;
    if (isCollection && value.isNil) {
      const flags = { ...this.flags, sharp: !this.flags.sharp };
      return this.writeOr(integerText(0n, false, 'x', flags), value, 'p');
    }
    if (isCollection || value instanceof GoFunction || isPointer(value)) noAddress(value);
    this.badVerb(value, 'p');
  }

  /** Go source of a []byte, which has a name of its own only where it is not inside of something. */
  private goBytes({ items, isNil, elem }: GoList): void {
    this.write('[]byte');
    if (isNil) this.write('(nil)');
    else this.list(items, 'v', 0, elem, '{', '}');
  }

  /** @param holder the type that the value is held by: what `%#v` shows of nil */
  private value(value: Value, verb: string, depth: number, holder = ANY): void {
    checkDepth(depth);
    switch (typeof value) {
      case 'undefined':
        return this.nilInside(holder);
      case 'string':
        return this.writeOr(stringText(value, verb, this.flags), value, verb);
      case 'bigint':
        return this.writeOr(integerText(value, true, verb, this.flags), value, verb);
      case 'number':
        return this.writeOr(floatText(value, 64, verb, this.flags), value, verb);
      case 'boolean':
        return this.writeOr('tv'.includes(verb) ? pad(String(value), this.flags) : undefined, value, verb);
    }
    if (value === null) return this.nilInside(holder);
    if (value instanceof GoFunction) return noAddress(value);
    if (verb === 'w' && typeOf(value) !== '[]uint8') return this.badVerb(value, verb);
    const { text } = value as { text?: () => string };
    if (text && TEXT_VERBS.includes(verb) && !this.isErring && !this.flags.sharpV) {
      return this.writeOr(stringText(text(), verb, this.flags), value, verb);
    }
    if (value instanceof GoNumber) return this.number(value, verb);
    if (value instanceof GoMap) return this.map(value, verb, depth);
    if (value instanceof GoStruct) return this.struct(value, verb, depth);
    if (value instanceof GoObject) return opaque(value, verb);
    return this.slice(value, verb, depth);
  }

  private writeOr(text: string | undefined, value: Value, verb: string): void {
    if (text === undefined) this.badVerb(value, verb);
    else this.write(text);
  }

  private nilInside(holder: string): void {
    this.write(this.flags.sharpV ? `${holder}(nil)` : NIL);
  }

  private number(number: GoNumber, verb: string): void {
    const { value, kind } = number;
    const text =
      typeof value === 'bigint'
        ? integerText(value, kind.startsWith('int'), verb, this.flags)
        : floatText(value, kind === 'float32' ? 32 : 64, verb, this.flags);
    this.writeOr(text, number, verb);
  }

  private map(map: GoMap, verb: string, depth: number): void {
    const { sharpV } = this.flags;
    this.write(sharpV ? map.typeName : 'map');
    if (sharpV && map.isNil) return this.write('(nil)');
    this.write(sharpV ? '{' : '[');
    this.call?.charge(map.entries.size);
    sortedKeys(map).forEach((key, index) => {
      if (index > 0) this.separate();
      this.value(mapKey(key, map.key), verb, depth + 1);
      this.write(':');
      this.value(map.entries.get(key), verb, depth + 1, map.elem);
    });
    this.write(sharpV ? '}' : ']');
  }

  private slice(list: GoList, verb: string, depth: number): void {
    const { items, elem, isNil, typeName } = list;
    if (elem === 'uint8' && BYTE_VERBS.includes(verb)) {
      return this.writeOr(stringText(bytesText(list), verb, this.flags), list, verb);
    }
    if (!this.flags.sharpV) return this.list(items, verb, depth, elem, '[', ']');
    this.write(typeName);
    if (isNil) this.write('(nil)');
    else this.list(items, verb, depth, elem, '{', '}');
  }

  private list(
    items: readonly Value[],
    verb: string,
    depth: number,
    elem: string,
    open: string,
    close: string,
  ): void {
    this.write(open);
    items.forEach((item, index) => {
      if (index > 0) this.separate();
      this.value(item, verb, depth + 1, elem);
    });
    this.write(close);
  }

  private struct(struct: GoStruct, verb: string, depth: number): void {
    const { plusV, sharpV } = this.flags;
    // Pointers inside of other values print as addresses.
    if (struct.isPointer && depth > 0) noAddress(struct);
    this.write((struct.isPointer ? '&' : '') + (sharpV ? struct.name : '') + '{');
    [...struct.fields].forEach(([name, field], index) => {
      if (index > 0) this.separate();
      if (plusV || sharpV) this.write(`${name}:`);
      this.value(field, verb, depth + 1);
    });
    this.write('}');
  }

  private separate(): void {
    this.write(this.flags.sharpV ? ', ' : ' ');
  }

  /** `%!d(string=hi)` */
  private badVerb(value: Value, verb: string): void {
    this.isErring = true;
    this.write(`%!${verb}(`);
    if (value === null) this.write(NIL);
    else {
      this.write(`${typeOf(value)}=`);
      this.value(value, 'v', 0);
    }
    this.write(')');
    this.isErring = false;
  }
}

const isPointer = (value: Value): boolean =>
  (value instanceof GoStruct && value.isPointer) || (value instanceof GoObject && value.kind === 'ptr');

/** Keys of maps are not wrapped: their type is the map's. */
function mapKey(key: string | bigint | number | boolean, type: string): Value {
  if (typeof key === 'bigint' && type !== 'int' && type !== ANY) {
    return new GoNumber(key, type as GoNumber['kind']);
  }
  return key;
}

/** The text that the bytes of a []byte are. */
export function bytesText({ items }: GoList): string {
  return fromBytes(Uint8Array.from(items, (item) => Number((item as GoNumber).value)));
}

function noAddress(value: Value): never {
  throw new Error(`printing the address of a ${typeOf(value)} is not supported: it differs from run to run`);
}

function opaque({ typeName }: GoObject, verb: string): never {
  throw new Error(`printing what is inside of a ${typeName} with %${verb} is not supported`);
}
