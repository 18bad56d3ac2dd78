// JSON as encoding/json of Go 1.26 reads it into an interface{}: numbers are float64, and the errors are Go's.
import { quote } from '../gotemplate/quote.ts';
import { toBytes } from '../gotemplate/text.ts';
import { GoList, GoMap, type Value } from '../gotemplate/value.ts';
import { EncodingError } from './encoding-error.ts';

/** A value, and what could not be taken over into it: numbers that no float64 can hold are null. */
export interface Decoded {
  readonly value: Value;
  /** The first number that is too large. */
  readonly error?: EncodingError | undefined;
}

/**
 * The value of a JSON text.
 *
 * @throws EncodingError with Go's text
 */
export function decodeJson(text: string): Value {
  const { value, error } = readJson(text);
  if (error) throw error;
  return value;
}

/** As `decodeJson`, but json.Unmarshal goes on after numbers that are too large. @throws EncodingError for bad syntax */
export function readJson(text: string): Decoded {
  return new JsonReader(text).read();
}

/** How deep lists and maps may be inside each other: Go's limit. */
export const MAX_DEPTH = 10_000;
const SPACES = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** Up to the end of a string, or to what needs a second look. */
const PLAIN_TEXT = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LONE_SURROGATE = /\p{Cs}/gu;
const MAYBE_SURROGATE = /[\ud800-\udfff]/;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

/** A list or a map that is being read. */
type Open = { readonly list: GoList } | { readonly map: GoMap; key: string };

/** Keeps what is open in a list of its own: texts may be nested deeper than functions can call themselves. */
class JsonReader {
  private at = 0;
  private readonly open: Open[] = [];
  private error: EncodingError | undefined;

  constructor(private readonly text: string) {}

  read(): Decoded {
    for (;;) {
      const value = this.beginValue();
      if (value === undefined) continue;
      const ended = this.endValue(value);
      if (ended !== undefined) return { value: ended, error: this.error };
    }
  }

  /** A value, or undefined when a list or map with members was opened. */
  private beginValue(): Value {
    const code = this.skipSpaces();
    if (code === OPEN_LIST) return this.openList();
    if (code === OPEN_MAP) return this.openMap();
    if (code === QUOTE) return this.string();
    if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return this.number();
    switch (this.text.charAt(this.at)) {
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
    }
    return this.fail('looking for beginning of value');
  }

  private openList(): Value {
    const list = new GoList();
    this.enter({ list });
    if (this.skipSpaces() !== CLOSE_LIST) return undefined;
    return this.leave(list);
  }

  private openMap(): Value {
    const map = new GoMap();
    const open = { map, key: '' };
    this.enter(open);
    if (this.skipSpaces() === CLOSE_MAP) return this.leave(map);
    open.key = this.key();
    return undefined;
  }

  private enter(open: Open): void {
    if (this.open.length >= MAX_DEPTH) this.fail('exceeded max depth');
    this.open.push(open);
    this.at += 1;
  }

  private leave(value: Value): Value {
    this.open.pop();
    this.at += 1;
    return value;
  }

  private key(): string {
    if (this.skipSpaces() !== QUOTE) this.fail('looking for beginning of object key string');
    const key = this.string();
    if (this.skipSpaces() !== COLON) this.fail('after object key');
    this.at += 1;
    return key;
  }

  /** Puts a value where it belongs, and closes what ends with it. @returns the value of the whole text at its end */
  private endValue(value: Value): Value {
    let ended = value;
    for (;;) {
      const open = this.open.at(-1);
      const code = this.skipSpaces();
      if (!open) return this.at === this.text.length ? ended : this.fail('after top-level value');
      const isList = 'list' in open;
      if (isList) open.list.items.push(ended);
      else open.map.entries.set(open.key, ended);
      if (code === COMMA) {
        this.at += 1;
        if (!isList) open.key = this.key();
        return undefined;
      }
      if (code !== (isList ? CLOSE_LIST : CLOSE_MAP)) {
        return this.fail(isList ? 'after array element' : 'after object key:value pair');
      }
      ended = this.leave(isList ? open.list : open.map);
    }
  }

  private word<Word extends boolean | null>(word: string, value: Word): Word {
    for (const letter of word) {
      if (this.text.charAt(this.at) !== letter) this.failInside(`in literal ${word} (expecting '${letter}')`);
      this.at += 1;
    }
    return value;
  }

  private number(): Value {
    const literal = this.match(NUMBER);
    const end = this.at + literal.length;
    if (literal === '') {
      this.at += 1;
      return this.failInside('in numeric literal');
    }
    this.checkNumberEnd(end);
    this.at = end;
    const value = Number(literal);
    if (Number.isFinite(value)) return value;
    this.error ??= new EncodingError(
      `json: cannot unmarshal number ${literal} into Go value of type float64`,
    );
    return null;
  }

  /** A point or an exponent without digits ends what is a number so far. */
  private checkNumberEnd(end: number): void {
    const next = this.text.charAt(end);
    const isInExponent = /[eE]/.test(this.text.slice(this.at, end));
    if (next === '.' && !/[.eE]/.test(this.text.slice(this.at, end))) {
      this.at = end + 1;
      this.failInside('after decimal point in numeric literal');
    }
    if ((next === 'e' || next === 'E') && !isInExponent) {
      this.at = end + (/[-+]/.test(this.text.charAt(end + 1)) ? 2 : 1);
      this.failInside('in exponent of numeric literal');
    }
  }

  private string(): string {
    this.at += 1;
    const start = this.at;
    this.at += this.match(PLAIN_TEXT).length;
    const isPlain = this.text.charCodeAt(this.at) === QUOTE;
    if (!isPlain) this.skipEscapes();
    const inside = this.text.slice(start, this.at);
    this.at += 1;
    const text = isPlain ? inside : (JSON.parse(`"${inside}"`) as string);
    return MAYBE_SURROGATE.test(text) ? text.replace(LONE_SURROGATE, '\ufffd') : text;
  }

  /** Goes on to the quote that ends a string. */
  private skipEscapes(): void {
    while (this.text.charCodeAt(this.at) !== QUOTE) {
      const escape = this.match(ESCAPE);
      if (escape === '') this.failInString();
      this.at += escape.length;
      this.at += this.match(PLAIN_TEXT).length;
    }
  }

  private failInString(): never {
    if (this.text.charAt(this.at) !== '\\') this.fail('in string literal');
    this.at += 1;
    if (this.text.charAt(this.at) !== 'u') this.failInside('in string escape code');
    this.at += 1;
    while (/[0-9a-fA-F]/.test(this.text.charAt(this.at))) this.at += 1;
    return this.failInside('in \\u hexadecimal character escape');
  }

  /** @returns the code of the character behind spaces; NaN at the end */
  private skipSpaces(): number {
    const code = this.text.charCodeAt(this.at);
    if (code > 0x20) return code;
    this.at += this.match(SPACES).length;
    return this.text.charCodeAt(this.at);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  private fail(context: string): never {
    if (this.at >= this.text.length) throw new EncodingError('unexpected end of JSON input');
    throw new EncodingError(`invalid character ${this.quotedByte()} ${context}`);
  }

  /** Inside of a number or a word, Go takes the end of the text for a space. */
  private failInside(context: string): never {
    if (this.at < this.text.length) this.fail(context);
    throw new EncodingError(`invalid character ' ' ${context}`);
  }

  /** Go looks at single bytes, and shows them as if they were characters. */
  private quotedByte(): string {
    const [byte = 0] = toBytes(this.text.slice(this.at, this.at + 2));
    const character = String.fromCharCode(byte);
    if (character === "'") return String.raw`'\''`;
    return character === '"' ? `'"'` : `'${quote(character).slice(1, -1)}'`;
  }
}
