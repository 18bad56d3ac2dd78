// The functions that there are, and their parameters, are those of the real ones (as Go's reflection tells them).
import { describe, expect, it } from 'vitest';
import type { FunctionMap, GoFunction } from '../../../../src/render/gotemplate/value.ts';
import { hermeticSprigFunctions, sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { slimSprigFunctions } from '../../../../src/render/sprig/slim-sprig.ts';
import { calling } from './rendering.ts';

/** `sprig.TxtFuncMap()` of v3.3.0: parameters, and the functions that have them. */
const SIGNATURES: readonly [params: string, names: string][] = [
  ['', 'hello now uuidv4'],
  ['...int', 'seq'],
  ['...interface {}', 'add addf all any cat coalesce concat dict dig list quote squote tuple'],
  ['...map[string]interface {}', 'keys'],
  ['int', 'randAlpha randAlphaNum randAscii randBytes randNumeric until'],
  ['int, int', 'randInt'],
  ['int, int, int', 'untilStep'],
  ['int, int, string', 'abbrevboth substr'],
  ['int, interface {}', 'chunk mustChunk'],
  ['int, string', 'abbrev indent nindent repeat trunc wrap'],
  ['int, string, string', 'wrapWith'],
  [
    'interface {}',
    [
      'add1 add1f ago ceil compact deepCopy duration durationRound empty first float64 floor',
      'htmlDate initial int int64 kindOf last mustCompact mustDeepCopy mustFirst mustInitial',
      'mustLast mustRest mustReverse mustToJson mustToPrettyJson mustToRawJson mustUniq rest',
      'reverse sortAlpha toDecimal toJson toPrettyJson toRawJson toString toStrings typeOf uniq',
    ].join(' '),
  ],
  [
    'interface {}, ...interface {}',
    ['biggest default divf max maxf min minf mul mulf mustSlice mustWithout slice subf without'].join(' '),
  ],
  ['interface {}, int, ...float64', 'round'],
  [
    'interface {}, interface {}',
    ['append deepEqual div has mod mustAppend mustHas mustPrepend mustPush prepend push sub'].join(' '),
  ],
  ['interface {}, interface {}, bool', 'ternary'],
  ['interface {}, string', 'htmlDateInZone'],
  ['map[string]interface {}', 'urlJoin values'],
  [
    'map[string]interface {}, ...map[string]interface {}',
    'merge mergeOverwrite mustMerge mustMergeOverwrite',
  ],
  ['map[string]interface {}, ...string', 'omit pick'],
  ['map[string]interface {}, string', 'get hasKey unset'],
  ['map[string]interface {}, string, interface {}', 'set'],
  [
    'string',
    [
      'adler32sum atoi b32dec b32enc b64dec b64enc base bcrypt camelcase clean dir env expandenv',
      'ext fail fromJson genPrivateKey getHostByName initials isAbs kebabcase lower mustFromJson',
      'nospace osBase osClean osDir osExt osIsAbs regexQuoteMeta semver sha1sum sha256sum',
      'sha512sum shuffle snakecase swapcase title trim untitle upper urlParse',
    ].join(' '),
  ],
  ['string, ...map[string]interface {}', 'pluck'],
  ['string, []interface {}, []interface {}, int', 'genSelfSignedCert'],
  ['string, []interface {}, []interface {}, int, sprig.certificate', 'genSignedCert'],
  ['string, []interface {}, []interface {}, int, sprig.certificate, string', 'genSignedCertWithKey'],
  ['string, []interface {}, []interface {}, int, string', 'genSelfSignedCertWithKey'],
  ['string, int', 'genCA'],
  ['string, int, string', 'genCAWithKey splitn'],
  ['string, interface {}', 'date join kindIs typeIs typeIsLike'],
  ['string, interface {}, string', 'dateInZone date_in_zone'],
  [
    'string, string',
    [
      'buildCustomCert contains decryptAES encryptAES hasPrefix hasSuffix htpasswd mustRegexFind',
      'mustRegexMatch mustToDate regexFind regexMatch semverCompare split splitList toDate',
      'trimAll trimPrefix trimSuffix trimall',
    ].join(' '),
  ],
  ['string, string, int', 'mustRegexFindAll mustRegexSplit plural regexFindAll regexSplit'],
  [
    'string, string, string',
    ['mustRegexReplaceAll mustRegexReplaceAllLiteral regexReplaceAll regexReplaceAllLiteral', 'replace'].join(
      ' ',
    ),
  ],
  ['string, time.Time', 'dateModify date_modify mustDateModify must_date_modify'],
  ['time.Time', 'unixEpoch'],
  ['uint32, string, string, string, string', 'derivePassword'],
];

const ALL = SIGNATURES.flatMap(([params, names]) => names.split(' ').map((name) => [name, params] as const));

/** What of these slim-sprig (commit 52ccab3ef572) has not. */
const NOT_SLIM = [
  ...'abbrev abbrevboth add1f addf bcrypt buildCustomCert camelcase decryptAES deepCopy'.split(' '),
  ...'derivePassword divf encryptAES genCA genCAWithKey genPrivateKey genSelfSignedCert'.split(' '),
  ...'genSelfSignedCertWithKey genSignedCert genSignedCertWithKey htpasswd initials kebabcase'.split(' '),
  ...'merge mergeOverwrite mulf mustDeepCopy mustMerge mustMergeOverwrite nospace randAlpha'.split(' '),
  ...'randAlphaNum randAscii randBytes randNumeric semver semverCompare sha512sum shuffle'.split(' '),
  ...'snakecase subf swapcase untitle uuidv4 wrap wrapWith'.split(' '),
];

/** What `HermeticTxtFuncMap` leaves out. */
const NOT_HERMETIC = [
  ...'date dateInZone dateModify date_in_zone date_modify env expandenv getHostByName htmlDate'.split(' '),
  ...'htmlDateInZone now randAlpha randAlphaNum randAscii randBytes randNumeric uuidv4'.split(' '),
];

/** Parameters as Go writes them. */
function signature({ params, isVariadic }: GoFunction): string {
  const last = params.length - 1;
  return params.map((type, index) => (isVariadic && index === last ? `...${type}` : type)).join(', ');
}

const signaturesOf = (functions: FunctionMap) =>
  [...functions].map(([name, declared]) => [name, signature(declared)] as const).sort();

const without = (names: readonly string[]) => ALL.filter(([name]) => !names.includes(name)).sort();

describe('the functions', () => {
  it('of Sprig', () => {
    expect(signaturesOf(sprigFunctions())).toEqual([...ALL].sort());
    expect(ALL).toHaveLength(211);
  });

  it('of slim-sprig', () => {
    expect(signaturesOf(slimSprigFunctions())).toEqual(without(NOT_SLIM));
    expect(NOT_SLIM).toHaveLength(211 - 166);
  });

  it('of Sprig that are hermetic', () => {
    expect(signaturesOf(hermeticSprigFunctions())).toEqual(without(NOT_HERMETIC));
  });

  it.each([
    ['Sprig', sprigFunctions()],
    ['slim-sprig', slimSprigFunctions()],
  ])('of %s go by their names', (_, functions) => {
    for (const [name, declared] of functions) expect(declared.name).toBe(name);
  });
});

describe('what makes rendering unstable', () => {
  const unstable = (functions: FunctionMap, reason: string): string[] =>
    [...functions.values()].filter((declared) => declared.unstable === reason).map(({ name }) => name);

  it('in Sprig', () => {
    expect(unstable(sprigFunctions(), 'clock')).toEqual(['ago']);
    expect(unstable(sprigFunctions(), 'random').sort()).toEqual([
      ...['bcrypt', 'encryptAES', 'genCA', 'genCAWithKey', 'genPrivateKey', 'genSelfSignedCert'],
      ...['genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey', 'getHostByName', 'htpasswd'],
      ...[
        'randAlpha',
        'randAlphaNum',
        'randAscii',
        'randBytes',
        'randInt',
        'randNumeric',
        'shuffle',
        'uuidv4',
      ],
    ]);
  });

  it('in slim-sprig', () => {
    expect(unstable(slimSprigFunctions(), 'random').sort()).toEqual(['getHostByName', 'randInt']);
  });
});

describe('the present', () => {
  const now = Date.UTC(2024, 6, 1);

  it.each([
    ['Sprig', sprigFunctions],
    ['slim-sprig', slimSprigFunctions],
  ])('of %s is given', (_, make) => {
    expect(calling(make({ now }))('date', ['2006-01-02', null])).toBe('2024-07-01');
    expect(calling(make())('date', ['2006-01-02', null])).toBe('1970-01-01');
  });

  it('is that of hermetic functions, too', () => {
    expect(calling(hermeticSprigFunctions({ now }))('ago', [0n])).toBe('477720h0m0s');
  });
});

describe('numbers', () => {
  it('are made by rules of their own in each', () => {
    expect(calling(sprigFunctions())('int', ['0x10'])).toBe(16n);
    expect(calling(slimSprigFunctions())('int', ['0x10'])).toBe(0n);
  });
});
