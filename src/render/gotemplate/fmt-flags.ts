// Flags of a verb such as `%-08.3f`, and padding to its width.
import { runeCount } from './text.ts';

/** What stands between `%` and the verb. */
export interface Flags {
  width: number | undefined;
  precision: number | undefined;
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%+v`: fields of structs with their names. */
  plusV: boolean;
  /** `%#v`: as Go source. */
  sharpV: boolean;
}

/** None of them. */
export function noFlags(): Flags {
  return {
    width: undefined,
    precision: undefined,
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
  };
}

/** Pads to the width in characters, with zeros only on the left and only where they may stand. */
export function pad(text: string, flags: Flags, withZeros = flags.zero): string {
  const missing = (flags.width ?? 0) - (flags.width ? runeCount(text) : 0);
  if (missing <= 0) return text;
  if (flags.minus) return text + ' '.repeat(missing);
  return (withZeros ? '0' : ' ').repeat(missing) + text;
}
