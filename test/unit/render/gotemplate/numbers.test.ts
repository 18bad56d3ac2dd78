// Numbers and characters: their spellings, their types, and the parameters that they fit.
import { describe, expect, it } from 'vitest';
import { failure, printed } from './sample-world.ts';

/** Learned from text/template of Go 1.26. */
const PRINTED: readonly (readonly [template: string, expected: string])[] = [
  ['{{0}}', '0'],
  ['{{1}}', '1'],
  ['{{-1}}', '-1'],
  ['{{+1}}', '1'],
  ['{{007}}', '7'],
  ['{{0o17}}', '15'],
  ['{{0O17}}', '15'],
  ['{{0b101}}', '5'],
  ['{{0B1}}', '1'],
  ['{{0xFF}}', '255'],
  ['{{0Xff}}', '255'],
  ['{{-0x10}}', '-16'],
  ['{{1_000}}', '1000'],
  ['{{0x_ff}}', '255'],
  ['{{0_7}}', '7'],
  ['{{0b_1}}', '1'],
  ['{{9223372036854775807}}', '9223372036854775807'],
  ['{{-9223372036854775808}}', '-9223372036854775808'],
  ['{{1.0}}', '1'],
  ['{{1.5}}', '1.5'],
  ['{{.5}}', '0.5'],
  ['{{-.5}}', '-0.5'],
  ['{{+.5}}', '0.5'],
  ['{{5.}}', '5'],
  ['{{1e3}}', '1000'],
  ['{{1E3}}', '1000'],
  ['{{1e-7}}', '1e-07'],
  ['{{1e+20}}', '1e+20'],
  ['{{1e21}}', '1e+21'],
  ['{{1.5e300}}', '1.5e+300'],
  ['{{1e20}}', '1e+20'],
  ['{{0x1p4}}', '16'],
  ['{{0x1.8p1}}', '3'],
  ['{{0x.8p1}}', '1'],
  ['{{-0x1p-2}}', '-0.25'],
  ['{{0X1P+3}}', '8'],
  ['{{1_0.2_5}}', '10.25'],
  ['{{0x1_0p1_0}}', '16384'],
  ['{{0x1e5}}', '485'],
  ['{{-0x1e}}', '-30'],
  ['{{-0x1f}}', '-31'],
  ['{{0x10}}', '16'],
  ["{{'a'}}", '97'],
  ["{{'\\n'}}", '10'],
  ["{{'\\''}}", '39'],
  ["{{'é'}}", '233'],
  ["{{'日'}}", '26085'],
  ["{{'\\x41'}}", '65'],
  ["{{'\\u00e9'}}", '233'],
  ["{{'.'}}", '46'],
  ["{{'e'}}", '101'],
  ['{{-0}}', '0'],
  ['{{-0.0}}', '-0'],
  ['{{0.1}}', '0.1'],
  ['{{100000000000000000000000.0}}', '1e+23'],
  ['{{1e-400}}', '0'],
  ['{{012}}', '10'],
  ['{{1e6}}', '1e+06'],
  ['{{123456789.0}}', '1.23456789e+08'],
  ['{{2.5e-5}}', '2.5e-05'],
  ['{{00}}', '0'],
  ['{{printf "%T %T %T %T" 1 1.0 1e3 (print 1)}}', 'int float64 float64 string'],
  ['{{printf "%T" \'x\'}}', 'int'],
  ['{{f64 1}}', '1'],
  ['{{f64 1e3}}', '1000'],
  ['{{f64 -2.5}}', '-2.5'],
  ["{{f64 'a'}}", '97'],
  ['{{f32 0.1}}', '0.1'],
  ['{{i8 127}}', '127'],
  ['{{i8 300}}', '44'],
  ['{{i64 1e3}}', '1000'],
  ['{{i64 -5}}', '-5'],
  ['{{u16 65535}}', '65535'],
  ['{{u16 65537}}', '1'],
  ['{{u16 1.0}}', '1'],
  ['{{add 1e2 0x10}}', '116'],
  ["{{add 'a' 1}}", '98'],
  ['{{i64 9223372036854775807}}', '9223372036854775807'],
  ['{{printf "%v" 1e3}}', '1000'],
  ['{{add 1.0 2}}', '3'],
  ['{{0x1p-1074}}', '5e-324'],
  ['{{0x1p-1080}}', '0'],
];

/** What does not fit. */
const ERRORS: readonly (readonly [template: string, expected: string])[] = [
  [
    '{{9223372036854775808}}',
    'template: t:1:2: executing "t" at <9223372036854775808>: 9223372036854775808 overflows int',
  ],
  [
    '{{18446744073709551615}}',
    'template: t:1:2: executing "t" at <18446744073709551615>: 18446744073709551615 overflows int',
  ],
  ['{{add 1.5 1}}', 'template: t:1:6: executing "t" at <1.5>: expected integer; found 1.5'],
  ['{{u16 -1}}', 'template: t:1:6: executing "t" at <-1>: expected unsigned integer; found -1'],
  ['{{u16 +5}}', 'template: t:1:6: executing "t" at <+5>: expected unsigned integer; found +5'],
  [
    '{{i64 9223372036854775808}}',
    'template: t:1:6: executing "t" at <9223372036854775808>: expected integer; found 9223372036854775808',
  ],
  ['{{i64 1e19}}', 'template: t:1:6: executing "t" at <1e19>: expected integer; found 1e19'],
  ['{{add 1 "a"}}', 'template: t:1:8: executing "t" at <"a">: expected integer; found "a"'],
  ['{{f64 "1"}}', 'template: t:1:6: executing "t" at <"1">: expected float; found "1"'],
  ['{{flag 1}}', 'template: t:1:7: executing "t" at <1>: expected bool; found 1'],
  ['{{flag "true"}}', 'template: t:1:7: executing "t" at <"true">: expected bool; found "true"'],
  ['{{up 1}}', 'template: t:1:5: executing "t" at <1>: expected string; found 1'],
  ['{{up true}}', 'template: t:1:5: executing "t" at <true>: expected string; found true'],
  ["{{up 'a'}}", "template: t:1:5: executing \"t\" at <'a'>: expected string; found 'a'"],
  ['{{i8 1.5}}', 'template: t:1:5: executing "t" at <1.5>: expected integer; found 1.5'],
  [
    '{{print 9223372036854775808}}',
    'template: t:1:8: executing "t" at <9223372036854775808>: 9223372036854775808 overflows int',
  ],
];

describe('a number', () => {
  it.each(PRINTED)('%j prints %j', (text, output) => {
    expect(printed(text)).toBe(output);
  });

  it.each(ERRORS)('%j: %s', (text, message) => {
    expect(failure(text)).toBe(message);
  });

  it.each(['{{1i}}', '{{1+2i}}', '{{0x1p4i}}'])('%j is complex: refused, which Go does not', (text) => {
    expect(failure(text)).toMatch(/^template: t:1: complex numbers are not supported: ".*i"$/);
  });

  it.each([
    ['digits', '9'.repeat(1_000_000)],
    ['hexadecimal digits', `0x${'f'.repeat(1_000_000)}`],
    ['digits and half an exponent', `${'9'.repeat(1_000_000)}e`],
    ['hexadecimal digits and half an exponent', `0x.${'f'.repeat(1_000_000)}p`],
    ['underscores', `1${'_'.repeat(1_000_000)}`],
    ['zeros and a digit that is not octal', `${'0'.repeat(1_000_000)}8e`],
  ])('that is absurdly long is refused at once: %s', (_what, number) => {
    expect(failure(`{{${number}}}`)).toMatch(/^template: t:1: illegal number syntax/);
  });
});
