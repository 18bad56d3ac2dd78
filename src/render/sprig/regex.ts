// Sprig's functions for regular expressions.
import { quote } from '../gotemplate/fmt.ts';
import {
  GoList,
  type Call,
  type FunctionMap,
  type GoFunction,
  type GoType,
  type Value,
} from '../gotemplate/value.ts';
import { hasRawBytes } from './byte-text.ts';
import { expansion, Pattern, PatternError } from './pattern.ts';
import { byName, weighed } from './weighed.ts';

/** `regexMatch`, `regexFind`, `regexReplaceAll`, `regexSplit` and so on, and the same with `must`, of Sprig v3.3.0. */
export function regexFunctions(): FunctionMap {
  return byName([
    ...matching(),
    ...compiling<[string, string, bigint]>(
      'FindAll',
      ['string', 'string', 'int'],
      (pattern, [, text, count], call) => findAll(pattern, text, Number(count), call),
    ),
    ...compiling<[string, string]>(
      'Find',
      ['string', 'string'],
      (pattern, [, text], call) =>
        pattern.spans(text, 1, call).map(([start, end]) => text.slice(start, end))[0] ?? '',
    ),
    ...compiling<[string, string, string]>(
      'ReplaceAll',
      ['string', 'string', 'string'],
      (pattern, args, call) => pattern.replace(args[1], expansion(args[2], call), call),
    ),
    ...compiling<[string, string, string]>(
      'ReplaceAllLiteral',
      ['string', 'string', 'string'],
      (pattern, [, text, fresh], call) => pattern.replace(text, () => fresh, call),
    ),
    ...compiling<[string, string, bigint]>(
      'Split',
      ['string', 'string', 'int'],
      (pattern, [, text, count], call) => split(pattern, text, Number(count), call),
    ),
    weighed<[string]>('regexQuoteMeta', ['string'], ([text]) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
  ]);
}

/** A pattern that is none matches nothing. */
const matching = () => [
  weighed<[string, string]>('regexMatch', ['string', 'string'], ([source, text], call) => {
    try {
      return Pattern.compile(source, call).test(text, call);
    } catch (error) {
      if (error instanceof PatternError && error.isGoError) return false;
      throw error;
    }
  }),
  weighed<[string, string]>('mustRegexMatch', ['string', 'string'], ([source, text], call) =>
    Pattern.compile(source, call).test(text, call),
  ),
];

/** Declares `regexX`, which panics as regexp.MustCompile does, and `mustRegexX`, which returns the error. */
function compiling<Args extends [string, ...Value[]]>(
  name: string,
  params: readonly GoType[],
  body: (pattern: Pattern, args: Args, call: Call) => Value,
): GoFunction[] {
  return [
    weighed<Args>(`regex${name}`, params, (args, call) => body(mustCompile(args[0], call), args, call)),
    weighed<Args>(`mustRegex${name}`, params, (args, call) =>
      body(Pattern.compile(args[0], call), args, call),
    ),
  ];
}

function mustCompile(source: string, call: Call): Pattern {
  try {
    return Pattern.compile(source, call);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new Error(`regexp: Compile(${inBackquotes(source)}): ${error.message}`, { cause: error });
  }
}

/** Backquotes where Go can put them around a text: not around control characters, byte order marks or backquotes. */
const inBackquotes = (text: string): string =>
  /[^\P{Cc}\t\x80-\x9f]|[`\ufeff]/u.test(text) || hasRawBytes(text) ? quote(text) : `\`${text}\``;

function findAll(pattern: Pattern, text: string, count: number, call: Call): GoList {
  const spans = pattern.spans(text, count < 0 ? Infinity : count, call);
  return new GoList(
    spans.map(([start, end]) => text.slice(start, end)),
    'string',
    spans.length === 0,
  );
}

/** regexp.Split: the parts between the matches, the last of which keeps what is left; an empty match at 0 cuts nothing. */
function split(pattern: Pattern, text: string, count: number, call: Call): GoList {
  if (count === 0) return new GoList([], 'string', true);
  if (pattern.source !== '' && text === '') return new GoList([''], 'string');
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  for (const span of pattern.spans(text, count < 0 ? Infinity : count, call)) {
    if (parts.length === count - 1) break;
    end = span[0];
    if (span[1] !== 0) parts.push(text.slice(start, end));
    start = span[1];
  }
  if (end !== text.length) parts.push(text.slice(start));
  return new GoList(parts, 'string');
}
