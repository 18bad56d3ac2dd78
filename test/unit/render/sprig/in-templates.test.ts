// Numbers, dates, versions and certificates in templates print, convert and fail as in Go (outputs of text/template).
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('a template', () => {
  it.each<[template: string, output: string]>([
    [
      '{{ addf 0.1 0.2 }} {{ mulf 1e10 1e12 }} {{ divf 1 3 }} {{ subf 1 }} {{ add1f 1 }}',
      '0.3 1e+22 0.3333333333333333 1 2',
    ],
    [
      '{{ $t := toDate "2006-01-02" "2024-02-29" }}{{ $t }} {{ $t.Year }} {{ $t.Month }} {{ printf "%d" $t.Month }} {{ $t.Weekday }} {{ printf "%d %v %s" $t.Weekday $t.Weekday $t.Weekday }} {{ $t | unixEpoch }}',
      '2024-02-29 00:00:00 +0000 UTC 2024 February 2 Thursday 4 Thursday Thursday 1709164800',
    ],
    [
      '{{ $t := toDate "2006-01-02" "2024-02-29" }}{{ printf "%v|%s|%T|%d" $t $t $t 5 }}',
      '2024-02-29 00:00:00 +0000 UTC|2024-02-29 00:00:00 +0000 UTC|time.Time|5',
    ],
    [
      '{{ duration "95" }} {{ duration 95 }} {{ durationRound "2h10m5s" }} {{ duration (int64 5) }}',
      '1m35s 0s 2h 5s',
    ],
    [
      '{{ $t := toDate "2006" "2024" }}{{ toString $t }} {{ kindOf $t }} {{ typeOf $t }} {{ $t | quote }} {{ toJson $t }} {{ toJson (dict "t" $t) }} {{ printf "%q" $t }}',
      '2024-01-01 00:00:00 +0000 UTC struct time.Time "2024-01-01 00:00:00 +0000 UTC" "2024-01-01T00:00:00Z" {"t":"2024-01-01T00:00:00Z"} "2024-01-01 00:00:00 +0000 UTC"',
    ],
    [
      '{{ $d := (toDate "2006" "2024").Sub (toDate "2006" "2023") }}{{ $d }} {{ toString $d }} {{ kindOf $d }} {{ typeOf $d }} {{ toJson $d }} {{ add $d 1 }} {{ $d | quote }} {{ int $d }} {{ gt $d 5 }}',
      '8760h0m0s 8760h0m0s int64 time.Duration 31536000000000000 1 "8760h0m0s" 0 true',
    ],
    [
      '{{ $m := (toDate "2006" "2024").Month }}{{ $m }} {{ kindOf $m }} {{ typeOf $m }} {{ toJson $m }} {{ add $m 1 }} {{ int $m }} {{ eq $m 1 }} {{ $m.String }} {{ list $m }} {{ printf "%02d" $m }}',
      'January int time.Month 1 2 1 true January [January] 01',
    ],
    [
      '{{ $v := semver "v1.2.3-rc.1+b" }}{{ $v }} {{ $v.Major }}.{{ $v.Minor }}.{{ $v.Patch }} {{ $v.Prerelease }} {{ $v.Original }} {{ $v.IncMinor }} {{ printf "%T %T %v %s" $v $v.Major $v $v }} {{ kindOf $v }} {{ typeOf $v }} {{ toJson $v }} {{ $v | quote }} {{ toString $v }}',
      '1.2.3-rc.1+b 1.2.3 rc.1 v1.2.3-rc.1+b 1.3.0 *semver.Version uint64 1.2.3-rc.1+b 1.2.3-rc.1+b ptr *semver.Version "1.2.3-rc.1+b" "1.2.3-rc.1+b" 1.2.3-rc.1+b',
    ],
    ['{{ semverCompare "^1" "1.2.3" }} {{ if semverCompare ">=1.19-0" "v1.30.1" }}yes{{ end }}', 'true yes'],
    [
      '{{ urlParse "http://u:p@h:80/p?q#f" }} {{ (urlParse "http://h/x").host }} {{ urlJoin (dict "scheme" "http" "host" "h" "path" "/p") }}',
      'map[fragment:f host:h:80 hostname:h opaque: path:/p query:q scheme:http userinfo:u:p] h http://h/p',
    ],
    [
      '{{ base "a/b" }} {{ dir "a/b" }} {{ ext "a.b" }} {{ clean "a//b" }} {{ isAbs "/a" }} {{ osBase "x/y" }}',
      'b a .b a/b true y',
    ],
    [
      '{{ sha256sum "x" }} {{ sha1sum "x" }} {{ adler32sum "x" }}',
      '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 11f6ad8ec52a2984abaafd7c3b516503785c2072 7929977',
    ],
    ['{{ derivePassword 1 "long" "password" "user" "example.com" }}', 'ZedaFaxcZaso9*'],
    ['{{ derivePassword 4294967296 "long" "password" "user" "example.com" }}', 'KezpWado2+Fazo'],
    [
      '{{ (toDate "2006" "2024").Format "Jan 2006" }} {{ (toDate "2006" "2024").Unix }} {{ printf "%T" (toDate "2006" "2024").Unix }} {{ (toDate "2006" "2024").IsZero }}',
      'Jan 2024 1704067200 int64 false',
    ],
    [
      '{{ $t := toDate "2006" "2024" }}{{ if $t }}t{{ end }}{{ if $t.Location }}l{{ end }}{{ if ($t.Sub $t) }}d{{ else }}n{{ end }}{{ if (semver "0.0.0") }}v{{ end }} {{ empty $t }} {{ default "x" (toDate "x" "y") }} {{ empty ($t.Sub $t) }} {{ empty (semver "0.0.0") }}',
      'tlnv false 0001-01-01 00:00:00 +0000 UTC true false',
    ],
    ['{{ printf "%+v" (semver "1.2.3").IncPatch }} {{ (semver "1.2.3").IncPatch.Major }}', '1.2.4 1'],
  ])('%s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each<[template: string, problem: string]>([
    ['{{ div 1 0 }}', '<div 1 0>: error calling div: runtime error: integer divide by zero'],
    ['{{ divf 1 0 }}', '<divf 1 0>: error calling divf: decimal division by 0'],
    ['{{ max 1 2.5 "7" }} {{ min }}', '<min>: wrong number of args for min: want at least 1 got 0'],
    ['{{ atoi 5 }}', '<5>: expected string; found 5'],
    ['{{ unixEpoch "x" }}', '<"x">: can\'t handle "x" for arg of type time.Time'],
    ['{{ unixEpoch 5 }}', "<5>: can't handle 5 for arg of type time.Time"],
    ['{{ unixEpoch nil }}', '<nil>: cannot assign nil to time.Time'],
    [
      '{{ dateModify "1h" (toDate "2006" "2024") }} {{ mustDateModify "x" (toDate "2006" "2024") }}',
      '<mustDateModify "x" (toDate "2006" "2024")>: error calling mustDateModify: time: invalid duration "x"',
    ],
    [
      '{{ mustToDate "2006-01-02" "nope" }}',
      '<mustToDate "2006-01-02" "nope">: error calling mustToDate: parsing time "nope" as "2006-01-02": cannot parse "nope" as "2006"',
    ],
    ['{{ date 5 0 }}', '<5>: expected string; found 5'],
    [
      '{{ $t := toDate "2006" "2024" }}{{ $t.Location }} {{ $t.In $t.Location }} {{ $t.Nope }}',
      "<$t.Nope>: can't evaluate field Nope in type time.Time",
    ],
    [
      '{{ $v := semver "1.2.3" }}{{ $v.IncPatch.Original }}',
      "<$v.IncPatch.Original>: can't evaluate field Original in type semver.Version",
    ],
    [
      '{{ $v := semver "1.2.3" }}{{ $v.Compare "1" }}',
      '<"1">: can\'t handle "1" for arg of type *semver.Version',
    ],
    ['{{ semver "x" }}', '<semver "x">: error calling semver: invalid semantic version'],
    ['{{ semver 1 }}', '<1>: expected string; found 1'],
    [
      '{{ semverCompare "" "1.2.3" }}',
      '<semverCompare "" "1.2.3">: error calling semverCompare: improper constraint: ',
    ],
    [
      '{{ urlParse "http://[" }}',
      '<urlParse "http://[">: error calling urlParse: unable to parse url: parse "http://[": missing \']\' in host',
    ],
    [
      '{{ urlJoin (dict "host" 1) }}',
      '<urlJoin (dict "host" 1)>: error calling urlJoin: unable to parse host key, must be of type string, but int found',
    ],
    ['{{ sha256sum 5 }}', '<5>: expected string; found 5'],
    [
      '{{ derivePassword -1 "long" "password" "user" "example.com" }}',
      '<-1>: expected unsigned integer; found -1',
    ],
    [
      '{{ decryptAES "secret" "AAAA" }}',
      '<decryptAES "secret" "AAAA">: error calling decryptAES: runtime error: slice bounds out of range [:16] with capacity 3',
    ],
    [
      '{{ buildCustomCert "!" "!" }}',
      '<buildCustomCert "!" "!">: error calling buildCustomCert: unable to decode base64 certificate',
    ],
    [
      '{{ genSelfSignedCert "n" (list "x") nil 1 }}',
      '<genSelfSignedCert "n" (list "x") nil 1>: error calling genSelfSignedCert: error parsing ip: x',
    ],
    ['{{ genSelfSignedCert "n" nil nil "1" }}', '<"1">: expected integer; found "1"'],
    ['{{ randInt 5 5 }}', '<randInt 5 5>: error calling randInt: invalid argument to Intn'],
    [
      '{{ lt (toDate "2006" "2023") (toDate "2006" "2024") }}',
      '<lt (toDate "2006" "2023") (toDate "2006" "2024")>: error calling lt: invalid type for comparison',
    ],
    ['{{ duration nil }} {{ durationRound nil }} {{ toDate nil "x" }}', '<nil>: cannot assign nil to string'],
  ])('fails: %s', (template, problem) => {
    expect(refusal(template)).toBe(problem);
  });
});
