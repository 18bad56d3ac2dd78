// Sprig's functions for regular expressions, with what the real ones print.
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('regex', () => {
  it.each([
    ['{{ regexMatch "^a+$" "aaa" }}', 'true'],
    ['{{ regexMatch "[a" "a" }}', 'false'],
    ['{{ regexMatch "" "" }}', 'true'],
    [String.raw`{{ regexMatch "\\d{3}" "ab123" }}`, 'true'],
    ['{{ regexMatch "(?i)HELLO" "hello" }}', 'true'],
    [String.raw`{{ regexMatch "^[\\p{L}]+$" "éà" }}`, 'true'],
    ['{{ mustRegexMatch "a" "ba" }}', 'true'],
    ['{{ regexMatch "^.$" "\ud834\udd1e" }}', 'true'],
    [String.raw`{{ regexMatch "^.$" "\xff" }}`, 'true'],
    [String.raw`{{ regexMatch "\\bfoo\\b" "a foo b" }}`, 'true'],
    [String.raw`{{ regexMatch "(?s)a.b" "a\nb" }}`, 'true'],
    [String.raw`{{ regexMatch "(?m)^b$" "a\nb" }}`, 'true'],
    [String.raw`{{ regexMatch "a\\z" "a\n" }}`, 'false'],
    [String.raw`{{ regexMatch "a$" "a\n" }}`, 'false'],
    ['{{ regexMatch "[[:alpha:]]+" "1a" }}', 'true'],
    [String.raw`{{ regexMatch "\\w" "é" }}`, 'false'],
    [String.raw`{{ regexMatch "(?i)k" "\u212a" }}`, 'true'],
  ])('matching: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ mustRegexMatch "[a" "a" }}',
      '<mustRegexMatch "[a" "a">: error calling mustRegexMatch: error parsing regexp: missing closing ]: `[a`',
    ],
  ])('matching, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ regexFind "[a-zA-Z][1-9]" "abcd1234" }}', 'd1'],
    ['{{ regexFind "x" "abc" | quote }}', '""'],
    ['{{ regexFind "a*" "baaa" | quote }}', '""'],
    ['{{ regexFind "a|ab" "ab" }}', 'a'],
    ['{{ regexFind "a+?" "aaa" }}', 'a'],
    ['{{ mustRegexFind "b." "abc" }}', 'bc'],
    ['{{ regexFindAll "[2,4,6,8]" "123456789" -1 | printf "%#v" }}', '[]string{"2", "4", "6", "8"}'],
    ['{{ regexFindAll "a" "aaa" 2 | printf "%#v" }}', '[]string{"a", "a"}'],
    ['{{ regexFindAll "a" "aaa" 0 | printf "%#v" }}', '[]string(nil)'],
    ['{{ regexFindAll "x" "aaa" -1 | printf "%#v" }}', '[]string(nil)'],
    ['{{ regexFindAll "a*" "baaac" -1 | printf "%#v" }}', '[]string{"", "aaa", ""}'],
    ['{{ regexFindAll "" "aé\ud834\udd1e" -1 | printf "%#v" }}', '[]string{"", "", "", ""}'],
    ['{{ regexFindAll "^a" "aaa" -1 | printf "%#v" }}', '[]string{"a"}'],
    [String.raw`{{ regexFindAll "\\b" "ab cd" -1 | printf "%#v" }}`, '[]string{"", "", "", ""}'],
    [String.raw`{{ regexFindAll "(?m)^" "a\nb\n" -1 | printf "%#v" }}`, '[]string{"", "", ""}'],
    ['{{ mustRegexFindAll "a." "abac" -1 | printf "%#v" }}', '[]string{"ab", "ac"}'],
    ['{{ mustRegexFindAll "x" "a" -1 | printf "%#v" }}', '[]string(nil)'],
  ])('finding: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ regexFind "[a" "abc" }}',
      '<regexFind "[a" "abc">: error calling regexFind: regexp: Compile(`[a`): error parsing regexp: missing closing ]: `[a`',
    ],
    [
      '{{ mustRegexFind "[a" "abc" }}',
      '<mustRegexFind "[a" "abc">: error calling mustRegexFind: error parsing regexp: missing closing ]: `[a`',
    ],
    [
      '{{ regexFind "a`b[" "x" }}',
      '<regexFind "a`b[" "x">: error calling regexFind: regexp: Compile("a`b["): error parsing regexp: missing closing ]: `[`',
    ],
    [
      '{{ regexFindAll "[a" "a" -1 }}',
      '<regexFindAll "[a" "a" -1>: error calling regexFindAll: regexp: Compile(`[a`): error parsing regexp: missing closing ]: `[a`',
    ],
    [
      '{{ mustRegexFindAll "[a" "a" -1 }}',
      '<mustRegexFindAll "[a" "a" -1>: error calling mustRegexFindAll: error parsing regexp: missing closing ]: `[a`',
    ],
  ])('finding, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }}', '-W-xxW-'],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }}', '---'],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1" }}', '--xx-'],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$0$0" }}', '-abab-axxbaxxb-'],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$2" }}', '---'],
    ['{{ regexReplaceAll "a(?P<n>x*)b" "-ab-axxb-" "<${n}>" }}', '-<>-<xx>-'],
    ['{{ regexReplaceAll "a(?P<n>x*)b" "-ab-axxb-" "<$n>" }}', '-<>-<xx>-'],
    ['{{ regexReplaceAll "a(?P<n>x*)b" "-ab-axxb-" "<$nope>" }}', '-<>-<>-'],
    ['{{ regexReplaceAll "a" "banana" "$$" }}', 'b$n$n$'],
    ['{{ regexReplaceAll "a" "banana" "$" }}', 'b$n$n$'],
    ['{{ regexReplaceAll "a" "banana" "$ " }}', 'b$ n$ n$ '],
    ['{{ regexReplaceAll "a" "banana" "${" }}', 'b${n${n${'],
    ['{{ regexReplaceAll "a" "banana" "${0" }}', 'b${0n${0n${0'],
    ['{{ regexReplaceAll "a" "banana" "${}" }}', 'b${}n${}n${}'],
    ['{{ regexReplaceAll "a" "banana" "${0}!" }}', 'ba!na!na!'],
    ['{{ regexReplaceAll "a" "banana" "$&" }}', 'b$&n$&n$&'],
    [String.raw`{{ regexReplaceAll "a" "banana" "\\0\\$" }}`, String.raw`b\0\$n\0\$n\0\$`],
    ['{{ regexReplaceAll "(a)" "banana" "$01" }}', 'bnn'],
    ['{{ regexReplaceAll "(a)" "banana" "${01}" }}', 'bnn'],
    ['{{ regexReplaceAll "(a)(b)?" "ac" "[$2]" }}', '[]c'],
    ['{{ regexReplaceAll "(a)" "banana" "$1é" }}', 'bnn'],
    ['{{ regexReplaceAll "(a)" "banana" "$1_" }}', 'bnn'],
    ['{{ regexReplaceAll "(a)" "banana" "$1-" }}', 'ba-na-na-'],
    ['{{ regexReplaceAll "(a)" "banana" "${1a}" }}', 'bnn'],
    ['{{ regexReplaceAll "(a)" "banana" "${a-b}" }}', 'b${a-b}n${a-b}n${a-b}'],
    ['{{ regexReplaceAll "(a)" "banana" "$999999999999" }}', 'bnn'],
    ['{{ regexReplaceAll "a*" "baaac" "x" }}', 'xbxcx'],
    ['{{ regexReplaceAll "" "aé\ud834\udd1e" "-" }}', '-a-é-\ud834\udd1e-'],
    ['{{ regexReplaceAll "$" "abc" "!" }}', 'abc!'],
    ['{{ regexReplaceAll "^" "abc" "!" }}', '!abc'],
    [String.raw`{{ regexReplaceAll "(?m)^" "a\nb" "> " | quote }}`, String.raw`"> a\n> b"`],
    ['{{ regexReplaceAll "x" "abc" "y" }}', 'abc'],
    ['{{ regexReplaceAll "[^a-z]+" "A-b_C" "" }}', 'b'],
    ['{{ regexReplaceAll "(?P<a>x)(?P<b>y)" "xyxy" "$b$a" }}', 'yxyx'],
    ['{{ mustRegexReplaceAll "(b)" "abc" "[$1]" }}', 'a[b]c'],
    ['{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" }}', '-${1}-${1}-'],
    ['{{ regexReplaceAllLiteral "a*" "baaac" "$" }}', '$b$c$'],
    ['{{ mustRegexReplaceAllLiteral "a" "banana" "$1" }}', 'b$1n$1n$1'],
    [String.raw`{{ regexReplaceAll "b" "a\xffb" "c" | printf "%q" }}`, String.raw`"a\xffc"`],
    [String.raw`{{ regexReplaceAll "\\." "1.2.3" "-" }}`, '1-2-3'],
  ])('replacing: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ regexReplaceAll "(" "abc" "y" }}',
      '<regexReplaceAll "(" "abc" "y">: error calling regexReplaceAll: regexp: Compile(`(`): error parsing regexp: missing closing ): `(`',
    ],
    [
      '{{ mustRegexReplaceAll "(" "abc" "y" }}',
      '<mustRegexReplaceAll "(" "abc" "y">: error calling mustRegexReplaceAll: error parsing regexp: missing closing ): `(`',
    ],
    [
      '{{ regexReplaceAllLiteral ")" "baaac" "$" }}',
      '<regexReplaceAllLiteral ")" "baaac" "$">: error calling regexReplaceAllLiteral: regexp: Compile(`)`): error parsing regexp: unexpected ): `)`',
    ],
    [
      '{{ mustRegexReplaceAllLiteral "*" "banana" "$1" }}',
      '<mustRegexReplaceAllLiteral "*" "banana" "$1">: error calling mustRegexReplaceAllLiteral: error parsing regexp: missing argument to repetition operator: `*`',
    ],
  ])('replacing, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ regexSplit "z+" "pizza" -1 | printf "%#v" }}', '[]string{"pi", "a"}'],
    ['{{ regexSplit "a" "banana" 2 | printf "%#v" }}', '[]string{"b", "nana"}'],
    ['{{ regexSplit "a" "banana" 0 | printf "%#v" }}', '[]string(nil)'],
    ['{{ regexSplit "a" "banana" 1 | printf "%#v" }}', '[]string{"banana"}'],
    ['{{ regexSplit "" "aéb" -1 | printf "%#v" }}', '[]string{"a", "é", "b"}'],
    ['{{ regexSplit "" "" -1 | printf "%#v" }}', '[]string{}'],
    ['{{ regexSplit "a" "" -1 | printf "%#v" }}', '[]string{""}'],
    ['{{ regexSplit "x" "abc" -1 | printf "%#v" }}', '[]string{"abc"}'],
    ['{{ regexSplit "a" "aba" -1 | printf "%#v" }}', '[]string{"", "b", ""}'],
    ['{{ regexSplit "a*" "baac" -1 | printf "%#v" }}', '[]string{"b", "c"}'],
    ['{{ regexSplit "a*" "aab" -1 | printf "%#v" }}', '[]string{"", "b"}'],
    ['{{ regexSplit "," "a,b,c,d" 3 | printf "%#v" }}', '[]string{"a", "b", "c,d"}'],
    ['{{ regexSplit "^" "abc" -1 | printf "%#v" }}', '[]string{"abc"}'],
    ['{{ mustRegexSplit "," "a,b" -1 | printf "%#v" }}', '[]string{"a", "b"}'],
    [
      String.raw`{{ regexQuoteMeta "1.2.3 $^[a](b){c}|*+?\\é" }}`,
      String.raw`1\.2\.3 \$\^\[a\]\(b\)\{c\}\|\*\+\?\\é`,
    ],
  ])('splitting: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ regexSplit "[" "abc" -1 }}',
      '<regexSplit "[" "abc" -1>: error calling regexSplit: regexp: Compile(`[`): error parsing regexp: missing closing ]: `[`',
    ],
    [
      '{{ mustRegexSplit "[" "abc" -1 }}',
      '<mustRegexSplit "[" "abc" -1>: error calling mustRegexSplit: error parsing regexp: missing closing ]: `[`',
    ],
  ])('splitting, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ mustRegexFind "(?P<1>a)" "" }}', ''],
    ['{{ mustRegexFind "x{-1}" "x{-1}" }}', 'x{-1}'],
    ['{{ mustRegexFind "x{,1}" "x{,1}" }}', 'x{,1}'],
    [String.raw`{{ mustRegexFind "\\Qa[\\E]" "a[]" }}`, 'a[]'],
    [String.raw`{{ mustRegexFind "\\Qa[" "a[" }}`, 'a['],
    [String.raw`{{ mustRegexFind "\\pN+" "a12" }}`, '12'],
    [String.raw`{{ mustRegexFind "\\p{^Lu}" "Ab" }}`, 'b'],
    [String.raw`{{ mustRegexFind "\\PL" "Ab1" }}`, '1'],
    [String.raw`{{ mustRegexFind "[^\\S]" "Ab 1" | quote }}`, '" "'],
    [String.raw`{{ mustRegexFind "\\a\\f\\t\\n\\r\\v" "" | quote }}`, '""'],
    [String.raw`{{ mustRegexFind "\\101" "A" }}`, 'A'],
    [String.raw`{{ mustRegexFind "\\07" "A" | quote }}`, '""'],
    [String.raw`{{ mustRegexFind "\\x41\\x{42}" "AB" }}`, 'AB'],
    ['{{ mustRegexFind "(?U)a+" "aaa" }}', 'a'],
    ['{{ mustRegexFind "(?U)a+?" "aaa" }}', 'aaa'],
    ['{{ mustRegexFind "(?i:A)b" "ab" }}', 'ab'],
    [String.raw`{{ mustRegexFind "(?-s).+" "a\nb" }}`, 'a'],
    [String.raw`{{ mustRegexFind "\\Aa\\B" "ab" }}`, 'a'],
    [String.raw`{{ mustRegexFind "\\p{Greek}" "aβ" }}`, 'β'],
    [String.raw`{{ mustRegexFind "\\p{Any}" "a" }}`, 'a'],
    [String.raw`{{ mustRegexFind "\\p{Lu}\\p{Ll}" "aBc" }}`, 'Bc'],
    [String.raw`{{ mustRegexFind "\\_" "_" }}`, '_'],
    [String.raw`{{ mustRegexFind "\\<" "<" }}`, '<'],
  ])('bad patterns: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ mustRegexFind "(a" "" }}',
      '<mustRegexFind "(a" "">: error calling mustRegexFind: error parsing regexp: missing closing ): `(a`',
    ],
    [
      '{{ mustRegexFind "a)" "" }}',
      '<mustRegexFind "a)" "">: error calling mustRegexFind: error parsing regexp: unexpected ): `a)`',
    ],
    [
      '{{ mustRegexFind "*a" "" }}',
      '<mustRegexFind "*a" "">: error calling mustRegexFind: error parsing regexp: missing argument to repetition operator: `*`',
    ],
    [
      '{{ mustRegexFind "a**" "" }}',
      '<mustRegexFind "a**" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `**`',
    ],
    [
      '{{ mustRegexFind "a{2,1}" "" }}',
      '<mustRegexFind "a{2,1}" "">: error calling mustRegexFind: error parsing regexp: invalid repeat count: `{2,1}`',
    ],
    [
      '{{ mustRegexFind "a{1001}" "" }}',
      '<mustRegexFind "a{1001}" "">: error calling mustRegexFind: error parsing regexp: invalid repeat count: `{1001}`',
    ],
    [
      '{{ mustRegexFind "(a{1000}){1000}" "" }}',
      '<mustRegexFind "(a{1000}){1000}" "">: error calling mustRegexFind: error parsing regexp: invalid repeat count: `{1000}`',
    ],
    [
      String.raw`{{ mustRegexFind "\\8" "" }}`,
      '<mustRegexFind "\\\\8" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\8`',
    ],
    [
      String.raw`{{ mustRegexFind "\\C" "" }}`,
      '<mustRegexFind "\\\\C" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\C`',
    ],
    [
      String.raw`{{ mustRegexFind "\\pX" "" }}`,
      '<mustRegexFind "\\\\pX" "">: error calling mustRegexFind: error parsing regexp: invalid character class range: `\\pX`',
    ],
    [
      String.raw`{{ mustRegexFind "\\p{Foo}" "" }}`,
      '<mustRegexFind "\\\\p{Foo}" "">: error calling mustRegexFind: error parsing regexp: invalid character class range: `\\p{Foo}`',
    ],
    [
      '{{ mustRegexFind "[b-a]" "" }}',
      '<mustRegexFind "[b-a]" "">: error calling mustRegexFind: error parsing regexp: invalid character class range: `b-a`',
    ],
    [
      '{{ mustRegexFind "(?z)" "" }}',
      '<mustRegexFind "(?z)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?z`',
    ],
    [
      '{{ mustRegexFind "(?P<1>" "" }}',
      '<mustRegexFind "(?P<1>" "">: error calling mustRegexFind: error parsing regexp: missing closing ): `(?P<1>`',
    ],
    [
      '{{ mustRegexFind "(?P<a-b>a)" "" }}',
      '<mustRegexFind "(?P<a-b>a)" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?P<a-b>`',
    ],
    [
      '{{ mustRegexFind "(?P<>a)" "" }}',
      '<mustRegexFind "(?P<>a)" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?P<>`',
    ],
    [
      '{{ mustRegexFind "(?=a)" "" }}',
      '<mustRegexFind "(?=a)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      '{{ mustRegexFind "(?<=a)" "" }}',
      '<mustRegexFind "(?<=a)" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?<=a)`',
    ],
    [
      '{{ mustRegexFind "(?<!a)" "" }}',
      '<mustRegexFind "(?<!a)" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?<!a)`',
    ],
    [
      '{{ mustRegexFind "(?!a)" "" }}',
      '<mustRegexFind "(?!a)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?!`',
    ],
    [
      '{{ mustRegexFind "(?>a)" "" }}',
      '<mustRegexFind "(?>a)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?>`',
    ],
    [
      '{{ mustRegexFind "(?#a)" "" }}',
      '<mustRegexFind "(?#a)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?#`',
    ],
    [
      '{{ mustRegexFind "(?<n" "" }}',
      '<mustRegexFind "(?<n" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?<n`',
    ],
    [
      '{{ mustRegexFind "(?<a b>x)" "" }}',
      '<mustRegexFind "(?<a b>x)" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?<a b>`',
    ],
    [
      '{{ mustRegexFind "[[:foo:]]" "" }}',
      '<mustRegexFind "[[:foo:]]" "">: error calling mustRegexFind: error parsing regexp: invalid character class range: `[:foo:]`',
    ],
    [
      String.raw`{{ mustRegexFind "\\" "" }}`,
      '<mustRegexFind "\\\\" "">: error calling mustRegexFind: error parsing regexp: trailing backslash at end of expression: ``',
    ],
    [
      String.raw`{{ mustRegexFind "a\\" "" }}`,
      '<mustRegexFind "a\\\\" "">: error calling mustRegexFind: error parsing regexp: trailing backslash at end of expression: ``',
    ],
    [
      '{{ mustRegexFind "x{2}{3}" "" }}',
      '<mustRegexFind "x{2}{3}" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `{2}{3}`',
    ],
    [
      '{{ mustRegexFind "(?i)(?s" "" }}',
      '<mustRegexFind "(?i)(?s" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?s`',
    ],
    [
      '{{ mustRegexFind "(?i" "" }}',
      '<mustRegexFind "(?i" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?i`',
    ],
    [
      '{{ mustRegexFind "(?" "" }}',
      '<mustRegexFind "(?" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?`',
    ],
    [
      String.raw`{{ mustRegexFind "\\u1234" "" }}`,
      '<mustRegexFind "\\\\u1234" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\u`',
    ],
    [
      String.raw`{{ mustRegexFind "\\Z" "" }}`,
      '<mustRegexFind "\\\\Z" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\Z`',
    ],
    [
      '{{ mustRegexFind "(?P=n)" "" }}',
      '<mustRegexFind "(?P=n)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?P`',
    ],
    [
      String.raw`{{ mustRegexFind "[a-\\d]" "" }}`,
      '<mustRegexFind "[a-\\\\d]" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\d`',
    ],
    [
      String.raw`{{ mustRegexFind "\\xZZ" "" }}`,
      '<mustRegexFind "\\\\xZZ" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\xZZ`',
    ],
    [
      String.raw`{{ mustRegexFind "\\x{110000}" "" }}`,
      '<mustRegexFind "\\\\x{110000}" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\x{110000`',
    ],
    [
      String.raw`{{ mustRegexFind "\\x{}" "" }}`,
      '<mustRegexFind "\\\\x{}" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\x{}`',
    ],
    [
      '{{ mustRegexFind "+" "" }}',
      '<mustRegexFind "+" "">: error calling mustRegexFind: error parsing regexp: missing argument to repetition operator: `+`',
    ],
    [
      '{{ mustRegexFind "|*" "" }}',
      '<mustRegexFind "|*" "">: error calling mustRegexFind: error parsing regexp: missing argument to repetition operator: `*`',
    ],
    [
      '{{ mustRegexFind "(|+" "" }}',
      '<mustRegexFind "(|+" "">: error calling mustRegexFind: error parsing regexp: missing argument to repetition operator: `+`',
    ],
    [
      '{{ mustRegexFind "(?P<n" "" }}',
      '<mustRegexFind "(?P<n" "">: error calling mustRegexFind: error parsing regexp: invalid named capture: `(?P<n`',
    ],
    [
      '{{ mustRegexFind "a++" "" }}',
      '<mustRegexFind "a++" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `++`',
    ],
    [
      '{{ mustRegexFind "a*?*" "" }}',
      '<mustRegexFind "a*?*" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `*?*`',
    ],
    [
      '{{ mustRegexFind "a??+" "" }}',
      '<mustRegexFind "a??+" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `??+`',
    ],
    [
      String.raw`{{ mustRegexFind "\\G" "" }}`,
      '<mustRegexFind "\\\\G" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\G`',
    ],
    [
      String.raw`{{ mustRegexFind "\\h" "" }}`,
      '<mustRegexFind "\\\\h" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\h`',
    ],
    [
      String.raw`{{ mustRegexFind "\\1" "" }}`,
      '<mustRegexFind "\\\\1" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\1`',
    ],
    [
      String.raw`{{ mustRegexFind "\\k<n>" "" }}`,
      '<mustRegexFind "\\\\k<n>" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\k`',
    ],
    [
      '{{ mustRegexFind "(?i--s)" "" }}',
      '<mustRegexFind "(?i--s)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?i--`',
    ],
    [
      '{{ mustRegexFind "(?i-)" "" }}',
      '<mustRegexFind "(?i-)" "">: error calling mustRegexFind: error parsing regexp: invalid or unsupported Perl syntax: `(?i-)`',
    ],
    [
      '{{ mustRegexFind "[]a" "" }}',
      '<mustRegexFind "[]a" "">: error calling mustRegexFind: error parsing regexp: missing closing ]: `[]a`',
    ],
    [
      '{{ mustRegexFind "[^]" "" }}',
      '<mustRegexFind "[^]" "">: error calling mustRegexFind: error parsing regexp: missing closing ]: `[^]`',
    ],
    [
      '{{ mustRegexFind "[z-" "" }}',
      '<mustRegexFind "[z-" "">: error calling mustRegexFind: error parsing regexp: missing closing ]: `[z-`',
    ],
    [
      String.raw`{{ mustRegexFind "[\\" "" }}`,
      '<mustRegexFind "[\\\\" "">: error calling mustRegexFind: error parsing regexp: trailing backslash at end of expression: ``',
    ],
    [
      String.raw`{{ mustRegexFind "[\\8]" "" }}`,
      '<mustRegexFind "[\\\\8]" "">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\8`',
    ],
    [
      '{{ mustRegexFind "x{1000}{2}" "" }}',
      '<mustRegexFind "x{1000}{2}" "">: error calling mustRegexFind: error parsing regexp: invalid nested repetition operator: `{1000}{2}`',
    ],
    [
      '{{ mustRegexFind "(x{999}){2}" "" }}',
      '<mustRegexFind "(x{999}){2}" "">: error calling mustRegexFind: error parsing regexp: invalid repeat count: `{2}`',
    ],
    [
      '{{ mustRegexFind "x{99999999999}" "" }}',
      '<mustRegexFind "x{99999999999}" "">: error calling mustRegexFind: error parsing regexp: invalid repeat count: `{99999999999}`',
    ],
    [
      String.raw`{{ mustRegexFind "\\p{Script=Greek}" "aβ" }}`,
      '<mustRegexFind "\\\\p{Script=Greek}" "aβ">: error calling mustRegexFind: error parsing regexp: invalid character class range: `\\p{Script=Greek}`',
    ],
    [
      String.raw`{{ mustRegexFind "\\é" "é" }}`,
      '<mustRegexFind "\\\\é" "é">: error calling mustRegexFind: error parsing regexp: invalid escape sequence: `\\é`',
    ],
  ])('bad patterns, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ regexFindAll "a" "b" }}', '<regexFindAll>: wrong number of args for regexFindAll: want 3 got 2'],
    ['{{ regexFindAll "a" "b" "1" }}', '<"1">: expected integer; found "1"'],
    ['{{ regexMatch 1 "b" }}', '<1>: expected string; found 1'],
  ])('signatures, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });
});
