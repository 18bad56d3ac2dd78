// Sprig's functions for texts, with what the real ones print.
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('strings', () => {
  it.each([
    [String.raw`{{ trim "  a b \n\t" | quote }}`, '"a b"'],
    [String.raw`{{ trim "\u0085\u00a0\u2003a\u3000\ufeff" | quote }}`, String.raw`"a\u3000\ufeff"`],
    [String.raw`{{ trim "\u200b a" | quote }}`, String.raw`"\u200b a"`],
    ['{{ trimAll "$" "$5.00$" }}', '5.00'],
    ['{{ trimall "$" "$5.00$" }}', '5.00'],
    ['{{ trimAll "-é" "é-a-é" }}', 'a'],
    ['{{ trimAll "" " a " | quote }}', '" a "'],
    ['{{ trimSuffix "-" "hello--" }}', 'hello-'],
    ['{{ trimSuffix "" "a" }}', 'a'],
    ['{{ trimPrefix "-" "--hello" }}', '-hello'],
    ['{{ trimPrefix "abc" "abc" | quote }}', '""'],
    [String.raw`{{ trimSuffix "\xa9" "é" | printf "%q" }}`, String.raw`"\xc3"`],
    [String.raw`{{ trimPrefix "\xc3" "é" | printf "%q" }}`, String.raw`"\xa9"`],
    [String.raw`{{ nospace " a\tb \n c " }}`, 'abc'],
    ['{{ nospace "abc" }}', 'abc'],
    ['{{ nospace "é" }}', 'é'],
    ['{{ nospace "é b" }}', 'Ã©b'],
    ['{{ nospace "à" | printf "%q" }}', '"Ã"'],
    ['{{ nospace "" | quote }}', '""'],
  ])('trimming: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ upper "hello wörld ß ŉ ǆ" }}', 'HELLO WÖRLD ß ŉ Ǆ'],
    ['{{ lower "HELLO WÖRLD İ ΑΣ" }}', 'hello wörld i ασ'],
    ['{{ upper "ᾀ ᾳ" }}', 'ᾈ ᾼ'],
    [String.raw`{{ upper "a\xffb" | printf "%q" }}`, '"A\ufffdB"'],
    [String.raw`{{ lower "ab\xff" | printf "%q" }}`, '"ab\ufffd"'],
    ['{{ title "hello wörld foo_bar foo-bar o\'neil" }}', "Hello Wörld Foo_bar Foo-Bar O'Neil"],
    ['{{ title "ǆabc ა ſ 1a ßa" }}', 'ǅabc ა S 1a ßa'],
    [String.raw`{{ title "éa\u00a0éb" }}`, 'Éa\u00a0Éb'],
    [String.raw`{{ title "a\xffb" | printf "%q" }}`, '"A\ufffdb"'],
    [String.raw`{{ untitle "Hello World\tFOO" }}`, 'hello world\tfOO'],
    [String.raw`{{ untitle "\xff A" | printf "%q" }}`, '"\ufffd a"'],
    ['{{ untitle "" | quote }}', '""'],
    ['{{ swapcase "This Is A.Test aBC ǅa" }}', 'tHIS iS a.tEST Abc ǆA'],
    ['{{ swapcase "éa Éa 1a -a" }}', 'ÉA éA 1A -A'],
    ['{{ swapcase "" | quote }}', '""'],
    ['{{ snakecase "FirstName" }}', 'first_name'],
    ['{{ snakecase "HTTPServer" }}', 'http_server'],
    ['{{ snakecase "NoHTTPS" }}', 'no_https'],
    ['{{ snakecase "GO_PATH" }}', 'go_path'],
    ['{{ snakecase "GO PATH" }}', 'go_path'],
    ['{{ snakecase "GO-PATH" }}', 'go_path'],
    ['{{ snakecase "http2xx" }}', 'http_2xx'],
    ['{{ snakecase "HTTP20xOK" }}', 'http_20x_ok'],
    ['{{ snakecase "Duration2m3s" }}', 'duration_2m3s'],
    ['{{ snakecase "Bld4Floor3rd" }}', 'bld4_floor_3rd'],
    ['{{ snakecase "  FooBar__Baz- " }}', '__foo_bar__baz__'],
    ['{{ snakecase "foo.BarBaz" }}', 'foo.bar_baz'],
    ['{{ snakecase "a,B" }}', 'a,b'],
    ['{{ snakecase "é1É2" }}', 'é1_é2'],
    ['{{ snakecase "日本Go" }}', '日本_go'],
    ['{{ snakecase "A+B" }}', 'a_+_b'],
    ['{{ snakecase "1" }}', '1'],
    ['{{ snakecase "1A" }}', '1_a'],
    ['{{ snakecase "1a2B3_c4" }}', '1a2_b3_c4'],
    ['{{ snakecase "" | quote }}', '""'],
    [String.raw`{{ snakecase "a\xffB" | printf "%q" }}`, '"a_\ufffdb"'],
    [String.raw`{{ snakecase "\xffAB" | printf "%q" }}`, '"\ufffdab"'],
    [String.raw`{{ snakecase "A\xffB" | printf "%q" }}`, '"a\ufffdb"'],
    ['{{ snakecase "SomeHTTP2Thing3" }}', 'some_http2_thing3'],
    ['{{ snakecase "$x\u20acY" }}', '$_x_\u20ac_y'],
    ['{{ kebabcase "FirstName" }}', 'first-name'],
    ['{{ kebabcase "some_HTTP2Server test" }}', 'some-http2-server-test'],
    ['{{ kebabcase "Release-Name.ok" }}', 'release-name.ok'],
    ['{{ camelcase "http_server" }}', 'HttpServer'],
    ['{{ camelcase "HTTPServer" }}', 'Httpserver'],
    ['{{ camelcase "no_https" }}', 'NoHttps'],
    ['{{ camelcase "_complex__case_" }}', '_Complex_Case_'],
    ['{{ camelcase "all" }}', 'All'],
    ['{{ camelcase "GOLANG_IS_GREAT" }}', 'GolangIsGreat'],
    ['{{ camelcase "GOLANG" }}', 'Golang'],
    ['{{ camelcase "a" }}', 'A'],
    ['{{ camelcase "-" }}', '--'],
    ['{{ camelcase "--" }}', '---'],
    ['{{ camelcase "_a" }}', '_A'],
    ['{{ camelcase "foo-bar baz" }}', 'FooBarBaz'],
    [String.raw`{{ camelcase "a\xffb" | printf "%q" }}`, '"A\ufffdb"'],
    ['{{ camelcase "éa_éB" }}', 'ÉaÉB'],
    ['{{ camelcase "" | quote }}', '""'],
    ['{{ camelcase "fooBarBAZ" }}', 'FooBarBAZ'],
    ['{{ camelcase "a - b" | quote }}', '"A -B"'],
    ['{{ initials "First Try" }}', 'FT'],
    ['{{ initials "é à bc" | printf "%q" }}', '"ÃÃb"'],
    ['{{ initials "" | quote }}', '""'],
  ])('case: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ trunc 5 "hello world" }}', 'hello'],
    ['{{ trunc -5 "hello world" }}', 'world'],
    ['{{ trunc 0 "hello" | quote }}', '""'],
    ['{{ trunc -5 "hello" }}', 'hello'],
    ['{{ trunc -50 "hello" }}', 'hello'],
    ['{{ trunc 50 "hello" }}', 'hello'],
    ['{{ trunc 1 "é" | printf "%q" }}', String.raw`"\xc3"`],
    ['{{ trunc -1 "é" | printf "%q" }}', String.raw`"\xa9"`],
    ['{{ trunc 3 "aéb" | printf "%q" }}', '"aé"'],
    ['{{ trunc 63 "" | quote }}', '""'],
    ['{{ trunc -9223372036854775808 "hello" }}', 'hello'],
    ['{{ trunc 5.0 "hello world" }}', 'hello'],
    ['{{ substr 0 5 "hello world" }}', 'hello'],
    ['{{ substr -1 5 "hello world" }}', 'hello'],
    ['{{ substr 6 -1 "hello world" }}', 'world'],
    ['{{ substr 6 50 "hello world" }}', 'world'],
    ['{{ substr 0 1 "é" | printf "%q" }}', String.raw`"\xc3"`],
    ['{{ substr 5 -1 "hello" | quote }}', '""'],
    ['{{ abbrev 5 "hello world" }}', 'he...'],
    ['{{ abbrev 3 "hello world" }}', 'hello world'],
    ['{{ abbrev 4 "hello" }}', 'h...'],
    ['{{ abbrev 50 "hello" }}', 'hello'],
    ['{{ abbrev 5 "éééé" | printf "%q" }}', '"é..."'],
    ['{{ abbrev 5 "" | quote }}', '""'],
    ['{{ abbrevboth 5 10 "1234 5678 9123" }}', '...5678...'],
    ['{{ abbrevboth 0 10 "1234 5678 9123" }}', '1234 56...'],
    ['{{ abbrevboth 4 9 "1234 5678 9123" }}', '1234 5...'],
    ['{{ abbrevboth 8 7 "1234 5678 9123" }}', '...8...'],
    ['{{ abbrevboth 5 6 "1234 5678 9123" }}', '1234 5678 9123'],
    ['{{ abbrevboth 50 10 "1234 5678 9123" }}', '...78 9123'],
    ['{{ abbrevboth -5 10 "1234 5678 9123" }}', '1234 56...'],
    ['{{ abbrevboth 5 7 "1234 5678 9123 4567" }}', '...5...'],
    ['{{ abbrevboth 5 10 "éééééééé" | printf "%q" }}', String.raw`"...\xa9é\xc3..."`],
    ['{{ abbrevboth 0 3 "abcdef" }}', 'abcdef'],
  ])('pieces: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ trunc "5" "hello" }}', '<"5">: expected integer; found "5"'],
    ['{{ trunc 5 12 }}', '<12>: expected string; found 12'],
    ['{{ trunc nil "a" }}', '<nil>: cannot assign nil to int'],
    ['{{ trunc 5.5 "hello world" }}', '<5.5>: expected integer; found 5.5'],
    [
      '{{ substr 5 2 "hello" }}',
      '<substr 5 2 "hello">: error calling substr: runtime error: slice bounds out of range [5:2]',
    ],
    [
      '{{ substr 9 -1 "hello" }}',
      '<substr 9 -1 "hello">: error calling substr: runtime error: slice bounds out of range [9:5]',
    ],
    [
      '{{ substr 9 50 "hello" }}',
      '<substr 9 50 "hello">: error calling substr: runtime error: slice bounds out of range [9:5]',
    ],
    [
      '{{ substr -1 50 "hello" }}',
      '<substr -1 50 "hello">: error calling substr: runtime error: slice bounds out of range [:50] with length 5',
    ],
    [
      '{{ substr -1 -5 "hello" }}',
      '<substr -1 -5 "hello">: error calling substr: runtime error: slice bounds out of range [:-5]',
    ],
    [
      '{{ substr 6 -1 "hello" | quote }}',
      '<substr 6 -1 "hello">: error calling substr: runtime error: slice bounds out of range [6:5]',
    ],
  ])('pieces, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ wrap 5 "Hello World" | quote }}', String.raw`"Hello\nWorld"`],
    [
      '{{ wrap 10 "The quick brown fox jumped over the lazy dog" | quote }}',
      String.raw`"The quick\nbrown fox\njumped\nover the\nlazy dog"`,
    ],
    ['{{ wrap 0 "ab cd" | quote }}', String.raw`"ab\ncd"`],
    ['{{ wrap 3 "  abcdefgh  ij" | quote }}', String.raw`"abcdefgh\n ij"`],
    ['{{ wrap 3 "" | quote }}', '""'],
    ['{{ wrap 3 "éééé ab" | printf "%q" }}', String.raw`"éééé\nab"`],
    ['{{ wrap -3 "ab" | quote }}', '"ab"'],
    ['{{ wrap 4 "abcdefgh" | quote }}', '"abcdefgh"'],
    [String.raw`{{ wrapWith 5 "\t" "Hello World" | quote }}`, String.raw`"Hello\tWorld"`],
    ['{{ wrapWith 3 "" "Hello World" | quote }}', String.raw`"Hel\nlo\nWor\nld"`],
    ['{{ wrapWith 3 "|" "éééé" | printf "%q" }}', String.raw`"é\xc3|\xa9é|é"`],
    ['{{ wrapWith 3 "|" "a b  c   d" | quote }}', '"a b|c  |d"'],
  ])('wrapping: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [String.raw`{{ indent 2 "a\nb\n" | quote }}`, String.raw`"  a\n  b\n  "`],
    [String.raw`{{ nindent 2 "a\nb" | quote }}`, String.raw`"\n  a\n  b"`],
    [String.raw`{{ indent 0 "a\nb" | quote }}`, String.raw`"a\nb"`],
    ['{{ indent 2 "" | quote }}', '"  "'],
  ])('indenting: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ indent -1 "a" }}', '<indent -1 "a">: error calling indent: strings: negative Repeat count'],
    ['{{ nindent -1 "a" }}', '<nindent -1 "a">: error calling nindent: strings: negative Repeat count'],
  ])('indenting, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ replace " " "-" "I Am Henry VIII" }}', 'I-Am-Henry-VIII'],
    ['{{ replace "" "-" "aé\ud834\udd1e" }}', '-a-é-\ud834\udd1e-'],
    ['{{ replace "a" "$&" "banana" }}', 'b$&n$&n$&'],
    ['{{ replace "" "-" "" }}', '-'],
    [String.raw`{{ replace "\xc3" "x" "é" | printf "%q" }}`, String.raw`"x\xa9"`],
    ['{{ repeat 3 "ab" }}', 'ababab'],
    ['{{ repeat 0 "ab" | quote }}', '""'],
    ['{{ plural "one" "many" 1 }}', 'one'],
    ['{{ plural "one" "many" 0 }}', 'many'],
    ['{{ plural "one" "many" -1 }}', 'many'],
    ['{{ "foo" | contains "o" }}', 'true'],
    ['{{ contains "" "" }}', 'true'],
    ['{{ contains "x" "foo" }}', 'false'],
    [String.raw`{{ contains "\xc3" "é" }}`, 'true'],
    ['{{ hasPrefix "fo" "foo" }}', 'true'],
    [String.raw`{{ hasPrefix "\xc3" "é" }}`, 'true'],
    ['{{ hasSuffix "oo" "foo" }}', 'true'],
    [String.raw`{{ hasSuffix "\xa9" "é" }}`, 'true'],
    ['{{ hasSuffix "foo" "oo" }}', 'false'],
    ['{{ hello }}', 'Hello!'],
  ])('replacing and repeating: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ repeat -1 "ab" }}', '<repeat -1 "ab">: error calling repeat: strings: negative Repeat count'],
  ])('replacing and repeating, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    [String.raw`{{ quote "a" 1 nil true 1.5 "b\"c" }}`, String.raw`"a" "1" "true" "1.5" "b\"c"`],
    ['{{ quote }}', ''],
    ['{{ quote nil | len }}', '0'],
    [String.raw`{{ quote "é\n\x00\xff\u2028" }}`, String.raw`"é\n\x00\xff\u2028"`],
    ['{{ quote (list 1 "a" nil) (dict "a" 1 "b" (list)) }}', '"[1 a <nil>]" "map[a:1 b:[]]"'],
    ['{{ squote "a" 1 nil true 1.5 "it\'s" }}', "'a' '1' 'true' '1.5' 'it's'"],
    ['{{ squote (list 1 "a" nil) (dict "b" 1.0) }}', "'[1 a <nil>]' 'map[b:1]'"],
    ['{{ squote }}', ''],
    ['{{ cat "a" 1 nil true 1.5 (list 1) }}', 'a 1 true 1.5 [1]'],
    ['{{ cat }}', ''],
    ['{{ cat nil }}', ''],
    ['{{ cat "a " " b" | quote }}', '"a   b"'],
    ['{{ cat "" "" | quote }}', '" "'],
    ['{{ cat " " | quote }}', '" "'],
    ['{{ cat "%d" 1 }}', '%d 1'],
    ['{{ toString 1 }}', '1'],
    ['{{ toString nil }}', '<nil>'],
    ['{{ toString 1e6 }}', '1e+06'],
    ['{{ toString (list "a" 1) }}', '[a 1]'],
    ['{{ toString "a" }}', 'a'],
    ['{{ toString true }}', 'true'],
    ['{{ toString (b64dec "/w==") | printf "%q" }}', String.raw`"\xff"`],
    ['{{ toStrings (list 1 nil "a" 2.5) | printf "%#v" }}', '[]string{"1", "a", "2.5"}'],
    ['{{ toStrings nil | printf "%#v" }}', '[]string{}'],
    ['{{ toStrings 1 | printf "%#v" }}', '[]string{"1"}'],
    ['{{ toStrings "ab" | printf "%#v" }}', '[]string{"ab"}'],
    ['{{ toStrings (splitList "," "a,b") | printf "%#v" }}', '[]string{"a", "b"}'],
    ['{{ toStrings (until 3) | printf "%#v" }}', '[]string{"0", "1", "2"}'],
    ['{{ toStrings (chunk 1 (list 1 2)) | printf "%#v" }}', '[]string{"[1]", "[2]"}'],
    ['{{ toStrings (dict "a" 1) | printf "%#v" }}', '[]string{"map[a:1]"}'],
  ])('printing: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ splitList "," "a,b,,c" | printf "%#v" }}', '[]string{"a", "b", "", "c"}'],
    ['{{ splitList "" "aé\ud834\udd1e" | printf "%#v" }}', '[]string{"a", "é", "\ud834\udd1e"}'],
    [String.raw`{{ splitList "" "é\xff" | printf "%#v" }}`, String.raw`[]string{"é", "\xff"}`],
    ['{{ splitList "," "" | printf "%#v" }}', '[]string{""}'],
    ['{{ splitList "" "" | printf "%#v" }}', '[]string{}'],
    [String.raw`{{ splitList "\xa9" "é" | printf "%#v" }}`, String.raw`[]string{"\xc3", ""}`],
    ['{{ split "," "a,b,c" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"b", "_2":"c"}'],
    ['{{ (split "," "a,b,c")._1 }}', 'b'],
    ['{{ (split "," "a,b,c")._7 | quote }}', ''],
    ['{{ split "" "aé" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"é"}'],
    ['{{ splitn "," 2 "a,b,c" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"b,c"}'],
    ['{{ splitn "," 0 "a,b,c" | printf "%#v" }}', 'map[string]string{}'],
    ['{{ splitn "," -1 "a,b,c" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"b", "_2":"c"}'],
    ['{{ splitn "," 1 "a,b,c" | printf "%#v" }}', 'map[string]string{"_0":"a,b,c"}'],
    ['{{ splitn "," 9 "a,b,c" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"b", "_2":"c"}'],
    ['{{ splitn "" 2 "aéb" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"éb"}'],
    ['{{ splitn "" 9 "aéb" | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"é", "_2":"b"}'],
    ['{{ splitn "," 2 "" | printf "%#v" }}', 'map[string]string{"_0":""}'],
    ['{{ join "," (list 1 nil "a" true 2.5) }}', '1,a,true,2.5'],
    ['{{ join "," nil | quote }}', '""'],
    ['{{ join "," "a" }}', 'a'],
    ['{{ join "," (splitList "-" "a-b") }}', 'a,b'],
    ['{{ join "," (list) | quote }}', '""'],
    ['{{ join "-" 5 }}', '5'],
    ['{{ join "," (until 4) }}', '0,1,2,3'],
    ['{{ sortAlpha (list "b" "a" "C" 10 9) | printf "%#v" }}', '[]string{"10", "9", "C", "a", "b"}'],
    [
      String.raw`{{ sortAlpha (list "é" "z" "\U0001F600" "\uff61") | printf "%#v" }}`,
      '[]string{"z", "é", "\uff61", "\ud83d\ude00"}',
    ],
    ['{{ sortAlpha "b" | printf "%#v" }}', '[]string{"b"}'],
    ['{{ sortAlpha 3 | printf "%#v" }}', '[]string{"3"}'],
    ['{{ sortAlpha (splitList "," "b,a") | printf "%#v" }}', '[]string{"a", "b"}'],
    ['{{ sortAlpha (list nil "a") | printf "%#v" }}', '[]string{"a"}'],
    ['{{ sortAlpha nil | printf "%#v" }}', '[]string{"<nil>"}'],
  ])('splitting and joining: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ b64enc "hello" }}', 'aGVsbG8='],
    [String.raw`{{ b64enc "é\xff" }}`, 'w6n/'],
    ['{{ b64enc "" | quote }}', '""'],
    ['{{ b64dec "aGVsbG8=" }}', 'hello'],
    ['{{ b64dec "aGVsbG8" }}', 'illegal base64 data at input byte 4'],
    ['{{ b64dec "aGVs bG8=" }}', 'illegal base64 data at input byte 4'],
    [String.raw`{{ b64dec "aGVs\nbG8=\r\n" }}`, 'hello'],
    ['{{ b64dec "!" }}', 'illegal base64 data at input byte 0'],
    ['{{ b64dec "aGVsbG8=x" }}', 'illegal base64 data at input byte 8'],
    ['{{ b64dec "aGVsbG8==" }}', 'illegal base64 data at input byte 8'],
    ['{{ b64dec "a" }}', 'illegal base64 data at input byte 0'],
    ['{{ b64dec "aa" }}', 'illegal base64 data at input byte 0'],
    ['{{ b64dec "aa=" }}', 'illegal base64 data at input byte 3'],
    ['{{ b64dec "aa==" | printf "%q" }}', '"i"'],
    ['{{ b64dec "a===" }}', 'illegal base64 data at input byte 1'],
    ['{{ b64dec "=" }}', 'illegal base64 data at input byte 0'],
    ['{{ b64dec "aGVsbG9=" | printf "%q" }}', '"hello"'],
    ['{{ b64dec "_-8=" }}', 'illegal base64 data at input byte 0'],
    ['{{ b64dec "/+8=" | printf "%q" }}', String.raw`"\xff\xef"`],
    [String.raw`{{ b64dec "aGVs\nbG8" }}`, 'illegal base64 data at input byte 5'],
    ['{{ b64dec "aG=s" }}', 'illegal base64 data at input byte 2'],
    ['{{ b64dec "aGVsbG8=aGVs" }}', 'illegal base64 data at input byte 8'],
    [String.raw`{{ b64dec "aa=\n=" | printf "%q" }}`, '"i"'],
    ['{{ b64dec "aa=a" }}', 'illegal base64 data at input byte 2'],
    ['{{ b64dec "" | quote }}', '""'],
    ['{{ b64dec "é" }}', 'illegal base64 data at input byte 0'],
    ['{{ b32enc "hello" }}', 'NBSWY3DP'],
    ['{{ b32enc "h" }}', 'NA======'],
    ['{{ b32enc "he" }}', 'NBSQ===='],
    ['{{ b32enc "hel" }}', 'NBSWY==='],
    ['{{ b32enc "hell" }}', 'NBSWY3A='],
    ['{{ b32enc "" | quote }}', '""'],
    ['{{ b32dec "NBSWY3DP" }}', 'hello'],
    ['{{ b32dec "NA======" }}', 'h'],
    ['{{ b32dec "NBSQ====" }}', 'he'],
    ['{{ b32dec "NBSWY===" }}', 'hel'],
    ['{{ b32dec "NBSWY3A=" }}', 'hell'],
    ['{{ b32dec "NA=====" }}', 'illegal base32 data at input byte 7'],
    ['{{ b32dec "NA" }}', 'illegal base32 data at input byte 0'],
    ['{{ b32dec "nbswy3dp" }}', 'illegal base32 data at input byte 0'],
    [String.raw`{{ b32dec "NBSW\nY3DP" }}`, 'hello'],
    ['{{ b32dec "NBSWY3D=" }}', 'hell'],
    ['{{ b32dec "NBSWY3DP1" }}', 'illegal base32 data at input byte 8'],
    ['{{ b32dec "NBSWY=DP" }}', 'illegal base32 data at input byte 5'],
    ['{{ b32dec "N=======" }}', 'illegal base32 data at input byte 1'],
    ['{{ b32dec "========" }}', 'illegal base32 data at input byte 0'],
    ['{{ b32dec "NBS=====" }}', 'illegal base32 data at input byte 3'],
    ['{{ b32dec "NBSWY3==" }}', 'illegal base32 data at input byte 6'],
    ['{{ b32dec "NA======NA======" }}', 'illegal base32 data at input byte 2'],
    [String.raw`{{ b32dec "NA======\n" }}`, 'h'],
    ['{{ b32dec "N" }}', 'illegal base32 data at input byte 0'],
    ['{{ b32dec "" | quote }}', '""'],
    ['{{ b32dec "NBSWY3DPNBSWY" }}', 'illegal base32 data at input byte 8'],
  ])('encoding: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ upper 1 }}', '<1>: expected string; found 1'],
    ['{{ upper nil }}', '<nil>: cannot assign nil to string'],
    ['{{ upper }}', '<upper>: wrong number of args for upper: want 1 got 0'],
    ['{{ upper "a" "b" }}', '<upper>: wrong number of args for upper: want 1 got 2'],
    ['{{ replace "a" "b" }}', '<replace>: wrong number of args for replace: want 3 got 2'],
    ['{{ contains 1 "a" }}', '<1>: expected string; found 1'],
    ['{{ join "," }}', '<join>: wrong number of args for join: want 2 got 1'],
    ['{{ plural "a" "b" "c" }}', '<"c">: expected integer; found "c"'],
    ['{{ indent "2" "a" }}', '<"2">: expected integer; found "2"'],
    ['{{ b64enc 1 }}', '<1>: expected string; found 1'],
    ['{{ b64enc (dict) }}', '<dict>: wrong type for value; expected string; got map[string]interface {}'],
  ])('signatures, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });
});
