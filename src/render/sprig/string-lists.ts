// Sprig's functions between texts and lists of texts, and those that print values into texts.
import { formatValue, quote } from '../gotemplate/fmt.ts';
import { listOfMembers } from '../gotemplate/unordered-list.ts';
import { GoList, GoMap, type Call, type FunctionMap, type Value } from '../gotemplate/value.ts';
import { overBytes, sortByBytes } from './byte-text.ts';
import { strslice, strval, textsOf } from './strval.ts';
import { byName, chargeDeep, weighed } from './weighed.ts';

const ANY = 'interface {}';
const ANY_MORE = '...interface {}';

/** `split*`, `join`, `sortAlpha`, `toString(s)`, `quote`, `squote` and `cat` of Sprig v3.3.0. */
export function textListFunctions(): FunctionMap {
  return byName([...splitting(), ...joining(), ...printing()]);
}

const splitting = () => [
  weighed<[string, string]>('splitList', ['string', 'string'], ([separator, text]) =>
    textList(split(text, separator)),
  ),
  weighed<[string, string]>('split', ['string', 'string'], ([separator, text]) =>
    numbered(split(text, separator)),
  ),
  weighed<[string, bigint, string]>('splitn', ['string', 'int', 'string'], ([separator, count, text]) =>
    numbered(split(text, separator, Number(count))),
  ),
];

const joining = () => [
  weighed<[string, Value]>('join', ['string', ANY], ([separator, list], call) =>
    joinTexts(strslice(list, call), separator, call),
  ),
  weighed<[Value]>('sortAlpha', [ANY], ([list], call) =>
    textList(list instanceof GoList ? sortByBytes(textsOf(list.members, call)) : [strval(list, call)]),
  ),
  weighed<[Value]>('toStrings', [ANY], ([list], call) =>
    list instanceof GoList
      ? listOfMembers([...textsOf(list.members, call)], [list], 'string')
      : textList(strslice(list, call)),
  ),
];

const printing = () => [
  weighed<[Value]>('toString', [ANY], ([value], call) => strval(value, call)),
  weighed<readonly Value[]>('quote', [ANY_MORE], (values, call) =>
    joinTexts(
      withoutNil(values).map((value) => quote(strval(value, call))),
      ' ',
      call,
    ),
  ),
  weighed<readonly Value[]>('squote', [ANY_MORE], (values, call) =>
    joinTexts(
      printed(withoutNil(values), call).map((text) => `'${text}'`),
      ' ',
      call,
    ),
  ),
  weighed<readonly Value[]>('cat', [ANY_MORE], (values, call) =>
    joinTexts(printed(withoutNil(values), call), ' ', call),
  ),
];

const textList = (texts: readonly string[]): GoList => new GoList([...texts], 'string');

/** `_0`, `_1` and so on, which templates can name as fields. */
const numbered = (texts: readonly string[]): GoMap =>
  new GoMap(
    texts.map((text, index) => [`_${index}`, text] as const),
    'string',
  );

/** `strings.SplitN`: the last part keeps what is left; all parts for a negative count. No separator splits runes. */
function split(text: string, separator: string, count = -1): readonly string[] {
  if (separator === '') return limited(Array.from(text), '', count);
  return overBytes([separator, text], (separator, text) => limited(text.split(separator), separator, count));
}

function limited(parts: readonly string[], separator: string, count: number): readonly string[] {
  if (count < 0 || parts.length <= count) return parts;
  return count === 0 ? [] : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

const withoutNil = (values: readonly Value[]): readonly Value[] =>
  values.filter((value) => value !== null && value !== undefined);

/** Values as `%v` prints them. */
function printed(values: readonly Value[], call: Call): string[] {
  return values.map((value) => {
    chargeDeep(value, call);
    return formatValue(value);
  });
}

function joinTexts(texts: readonly string[], separator: string, call: Call): string {
  let size = texts.length * separator.length;
  for (const text of texts) size += text.length;
  call.charge(size);
  return texts.join(separator);
}
