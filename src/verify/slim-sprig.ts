// The functions that templates of the operator can call: Go's own and those of slim-sprig.

/** Functions of Go's text/template. */
const BUILTINS = 'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne';

/** slim-sprig at the commit that the operator pins (52ccab3ef572), `TxtFuncMap`. */
const SLIM_SPRIG = `
  add add1 adler32sum ago all any append atoi b32dec b32enc b64dec b64enc base biggest cat ceil chunk
  clean coalesce compact concat contains date dateInZone dateModify date_in_zone date_modify deepEqual
  default dict dig dir div duration durationRound empty env expandenv ext fail first float64 floor
  fromJson get getHostByName has hasKey hasPrefix hasSuffix hello htmlDate htmlDateInZone indent
  initial int int64 isAbs join keys kindIs kindOf last list lower max maxf min minf mod mul mustAppend
  mustChunk mustCompact mustDateModify mustFirst mustFromJson mustHas mustInitial mustLast mustPrepend
  mustPush mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll
  mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToJson
  mustToPrettyJson mustToRawJson mustUniq mustWithout must_date_modify nindent now omit osBase osClean
  osDir osExt osIsAbs pick pluck plural prepend push quote randInt regexFind regexFindAll regexMatch
  regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit repeat replace rest reverse round
  seq set sha1sum sha256sum slice sortAlpha split splitList splitn squote sub substr ternary title
  toDate toDecimal toJson toPrettyJson toRawJson toString toStrings trim trimAll trimPrefix trimSuffix
  trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset until untilStep upper urlJoin
  urlParse values without
`;

/** Every name that can stand where a template calls a function. */
export const TEMPLATE_FUNCTIONS: ReadonlySet<string> = new Set(
  `${BUILTINS} ${SLIM_SPRIG}`.trim().split(/\s+/),
);

/** What to take instead of functions that Helm has and the operator has not. */
export const SUBSTITUTES: Readonly<Record<string, string>> = {
  toYaml: 'toJson',
  toYamlPretty: 'toPrettyJson',
  fromYaml: 'fromJson',
  include: 'template',
  required: 'fail',
};
