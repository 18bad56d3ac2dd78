// Go's package fmt for the values of templates: Sprintf, Sprint, Sprintln and what actions print.
import { FormatPrinter } from './fmt-directive.ts';
import { ValuePrinter } from './fmt-value.ts';
import { formatFloat } from './float-text.ts';
import { GoFunction, GoStruct, type Call, type Value } from './value.ts';

export { bytesText } from './fmt-value.ts';
export { formatFloat } from './float-text.ts';
export { isPrint } from './printable.ts';
export { canBackquote, quote, quoteRune, quoteToAscii } from './quote.ts';
export { unquote } from './unquote.ts';

/**
 * fmt.Sprintf: bad verbs, missing and extra arguments are told in the text, as in Go.
 *
 * @param call charged for the text, while it grows
 * @throws Error for what would print an address or the inside of an opaque value, LimitError
 */
export function sprintf(format: string, args: readonly Value[], call?: Call): string {
  return new FormatPrinter(format, args, call).print();
}

/** fmt.Sprint: a space between operands where neither is a string. @throws as sprintf does */
export function sprint(args: readonly Value[], call?: Call): string {
  let text = '';
  let wasString = true;
  for (const value of args) {
    const isString = typeof value === 'string';
    text += (isString || wasString ? '' : ' ') + formatValue(value, call);
    wasString = isString;
  }
  return text;
}

/** fmt.Sprintln: a space between all operands, and a line end. @throws as sprintf does */
export function sprintln(args: readonly Value[], call?: Call): string {
  return `${args.map((value) => formatValue(value, call)).join(' ')}\n`;
}

/** A value under `%v`: nil and no value at all are `<nil>`. @throws as sprintf does */
export function formatValue(value: Value, call?: Call): string {
  switch (typeof value) {
    case 'string':
      call?.charge(value.length);
      return value;
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'number':
      return formatFloat(value);
  }
  const printer = new ValuePrinter(call);
  printer.argument(value, 'v');
  return printer.text;
}

/**
 * What an action prints of a value: no value at all is `<no value>`, and pointers print as what they point to.
 *
 * @returns undefined for functions, which cannot be printed
 * @throws as sprintf does
 */
export function printValue(value: Value, call?: Call): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined) return '<no value>';
  return value instanceof GoFunction ? undefined : formatValue(pointedTo(value), call);
}

/** What a pointer points to. One with a String() or Error() of its own prints with that either way. */
export function pointedTo(value: Value): Value {
  if (!(value instanceof GoStruct) || !value.isPointer) return value;
  return new GoStruct(value.name, value.fields, value.methods, false, value.text);
}
