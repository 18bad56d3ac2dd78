// Reads format strings: `%[2]*.[1]*f`, directive by directive, as fmt's doPrintf does.
import { noFlags } from './fmt-flags.ts';
import { ValuePrinter } from './fmt-value.ts';
import { typeOf } from './reflect.ts';
import { GoNumber, type Call, type Value } from './value.ts';

/** Widths, precisions and indexes beyond this are refused, in formats and in arguments. */
const MAX_NUMBER = 1_000_000;
const DIGITS = /[0-9]+/y;

/** One use of a format with its arguments. */
export class FormatPrinter {
  private readonly out: ValuePrinter;
  private at = 0;
  private argument = 0;
  private isReordered = false;
  private isIndexGood = true;
  private isAfterIndex = false;

  constructor(
    private readonly format: string,
    private readonly args: readonly Value[],
    call: Call | undefined,
  ) {
    this.out = new ValuePrinter(call);
  }

  /** @throws Error for values that cannot be printed, LimitError */
  print(): string {
    const { format, out } = this;
    while (this.at < format.length) {
      const percent = format.indexOf('%', this.at);
      const end = percent < 0 ? format.length : percent;
      out.write(format.slice(this.at, end));
      this.at = end + 1;
      if (percent >= 0) this.directive();
    }
    if (!this.isReordered) this.extraArguments();
    return out.text;
  }

  private directive(): void {
    this.out.flags = noFlags();
    this.isIndexGood = true;
    this.isAfterIndex = false;
    this.readFlags();
    this.readIndex();
    this.readWidth();
    this.readPrecision();
    if (!this.isAfterIndex) this.readIndex();
    const code = this.format.codePointAt(this.at);
    if (code === undefined) return this.out.write('%!(NOVERB)');
    const verb = String.fromCodePoint(code);
    this.at += verb.length;
    // A byte that is no UTF-8 is no verb, but is named in the complaint.
    this.apply(verb.length === 1 && code >= 0xd800 && code <= 0xdfff ? '\ufffd' : verb);
  }

  private readFlags(): void {
    const { flags } = this.out;
    for (; ; this.at++) {
      switch (this.format.charAt(this.at)) {
        case '#':
          flags.sharp = true;
          break;
        case '0':
          flags.zero = true;
          break;
        case '+':
          flags.plus = true;
          break;
        case '-':
          flags.minus = true;
          break;
        case ' ':
          flags.space = true;
          break;
        default:
          return;
      }
    }
  }

  /** `[3]`: the argument that comes next. */
  private readIndex(): void {
    this.isAfterIndex = false;
    if (this.format.charAt(this.at) !== '[') return;
    this.isReordered = true;
    const close = this.format.indexOf(']', this.at);
    // An index takes three bytes at least.
    if (close < 0 || this.format.length - this.at < 3) {
      this.at++;
      this.isIndexGood = false;
      return;
    }
    const digits = this.format.slice(this.at + 1, close);
    this.at = close + 1;
    const number = /^[0-9]+$/.test(digits) ? inRange(digits) : undefined;
    this.isAfterIndex = number !== undefined;
    if (number !== undefined && number >= 1 && number <= this.args.length) this.argument = number - 1;
    else this.isIndexGood = false;
  }

  private readWidth(): void {
    const { flags } = this.out;
    if (this.format.charAt(this.at) === '*') {
      this.at++;
      const width = this.numberArgument();
      if (width === undefined) this.out.write('%!(BADWIDTH)');
      if (width !== undefined && width < 0) {
        flags.minus = true;
        flags.zero = false;
      }
      flags.width = width && Math.abs(width);
      this.isAfterIndex = false;
      return;
    }
    flags.width = this.readNumber();
    if (this.isAfterIndex && flags.width !== undefined) this.isIndexGood = false;
  }

  private readPrecision(): void {
    // A point at the very end is no precision but the verb.
    if (this.format.charAt(this.at) !== '.' || this.at === this.format.length - 1) return;
    this.at++;
    if (this.isAfterIndex) this.isIndexGood = false;
    this.readIndex();
    const { flags } = this.out;
    if (this.format.charAt(this.at) !== '*') {
      flags.precision = this.readNumber() ?? 0;
      return;
    }
    this.at++;
    const precision = this.numberArgument();
    flags.precision = precision !== undefined && precision >= 0 ? precision : undefined;
    if (flags.precision === undefined) this.out.write('%!(BADPREC)');
    this.isAfterIndex = false;
  }

  /** Digits of the format as a number. One that is too large takes the rest of the format with it. */
  private readNumber(): number | undefined {
    DIGITS.lastIndex = this.at;
    const digits = DIGITS.exec(this.format)?.[0];
    if (digits === undefined) return undefined;
    const number = inRange(digits);
    this.at = number === undefined ? this.format.length : this.at + digits.length;
    return number;
  }

  /** The next argument for `*`; undefined where it is no integer, or too large a one. */
  private numberArgument(): number | undefined {
    if (this.argument >= this.args.length) return undefined;
    const value = this.args[this.argument++];
    const number = value instanceof GoNumber ? value.value : value;
    if (typeof number !== 'bigint' || number > MAX_NUMBER || number < -MAX_NUMBER) return undefined;
    return Number(number);
  }

  private apply(verb: string): void {
    const { out, args } = this;
    if (verb === '%') return out.write('%');
    if (!this.isIndexGood) return out.write(`%!${verb}(BADINDEX)`);
    if (this.argument >= args.length) return out.write(`%!${verb}(MISSING)`);
    if (verb === 'v' || verb === 'w') {
      const { sharp, plus } = out.flags;
      Object.assign(out.flags, { sharpV: sharp, sharp: false, plusV: plus, plus: false });
    }
    out.argument(args[this.argument++], verb);
  }

  private extraArguments(): void {
    const { out } = this;
    const extra = this.args.slice(this.argument);
    if (extra.length === 0) return;
    out.flags = noFlags();
    out.write('%!(EXTRA ');
    extra.forEach((value, index) => {
      if (index > 0) out.write(', ');
      if (value === null || value === undefined) return out.write('<nil>');
      out.write(`${typeOf(value)}=`);
      out.argument(value, 'v');
    });
    out.write(')');
  }
}

/** The number that digits stand for; undefined where fmt does not read on, as one digit less is too large already. */
function inRange(digits: string): number | undefined {
  const significant = digits.replace(/^0+/, '');
  return Number(significant.slice(0, -1)) > MAX_NUMBER ? undefined : Number(significant);
}
