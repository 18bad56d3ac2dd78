// Texts and bytes under the verbs of fmt.
import { pad, type Flags } from './fmt-flags.ts';
import { canBackquote, quote, quoteToAscii } from './quote.ts';
import { toBytes } from './text.ts';

/** A text under a verb; undefined where texts have no such verb. */
export function stringText(value: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV ? quotedText(value, flags) : plainText(value, flags);
    case 's':
      return plainText(value, flags);
    case 'q':
      return quotedText(value, flags);
    case 'x':
    case 'X':
      return hexText(toBytes(value), verb, flags);
  }
  return undefined;
}

/** A text cut to the precision and padded to the width, both in characters. */
export function plainText(value: string, flags: Flags): string {
  return pad(truncated(value, flags), flags);
}

function truncated(value: string, { precision }: Flags): string {
  if (precision === undefined || value.length <= precision) return value;
  // No character takes more than two units.
  return [...value.slice(0, 2 * precision)].slice(0, precision).join('');
}

function quotedText(value: string, flags: Flags): string {
  const text = truncated(value, flags);
  if (flags.sharp && canBackquote(text)) return pad(`\`${text}\``, flags);
  return pad(flags.plus ? quoteToAscii(text) : quote(text), flags);
}

/** Bytes as hexadecimal digits; with a space between them and `0x` before each, or before all. */
function hexText(bytes: Uint8Array, verb: 'x' | 'X', flags: Flags): string {
  const shown = bytes.subarray(0, flags.precision);
  const digits = Buffer.from(shown).toString('hex');
  if (digits === '') return pad('', flags);
  const prefix = flags.sharp ? '0x' : '';
  const text = flags.space
    ? (digits.match(/../g) ?? []).map((pair) => prefix + pair).join(' ')
    : prefix + digits;
  return pad(verb === 'X' ? text.toUpperCase() : text, flags);
}
