// Floats as Go prints them by default: strconv.FormatFloat(value, 'g', -1, bits).
import { formatFloat } from '../gotemplate/float-text.ts';

/** The shortest digits that read back as the same float of so many bits; infinities and NaN as Go spells them. */
export const formatShortest = (value: number, bits: 32 | 64): string =>
  formatFloat(bits === 32 ? Math.fround(value) : value, 'g', -1, bits);
