// What nearly all integers look like, where Go reads any: in YAML and in templates alike by strconv.ParseInt with base 0.

/** Decimal digits without sign, prefix, underscore or leading zero, few enough that int64 and float64 both hold them exactly. */
const EVERYDAY = /^(?:0|[1-9][0-9]{0,14})$/;

/** The integer that a text is at first sight; undefined: it may still be one that is written or sized otherwise. */
export const everydayInteger = (text: string): bigint | undefined =>
  EVERYDAY.test(text) ? BigInt(text) : undefined;
