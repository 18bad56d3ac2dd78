// Sprig's functions that change the case of texts, or cut them into words to do so.
import { fn, type FunctionMap, type GoFunction } from '../gotemplate/value.ts';
import { toByteText } from './byte-text.ts';
import {
  decodedRune,
  isDigit,
  isLetter,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  mapRunes,
  toLower,
  toLowerRune,
  toTitleRune,
  toUpper,
  toUpperRune,
} from './runes.ts';
import { isConnector, joinWords } from './words.ts';
import { byName, chargeAll, weighed } from './weighed.ts';

/** `upper`, `lower`, `title`: what Sprig v3.3.0 and slim-sprig have. */
export function caseFunctions(): FunctionMap {
  return byName([changing('upper', toUpper), changing('lower', toLower), changing('title', title)]);
}

/** The functions for case and words that only Sprig has. */
export function wordFunctions(): FunctionMap {
  return byName([
    changing('untitle', untitle),
    changing('swapcase', swapCase),
    changing('camelcase', camelCase),
    changing('snakecase', (text) => joinWords(text, '_')),
    changing('kebabcase', (text) => joinWords(text, '-')),
    changing('initials', initials),
    changing('nospace', withoutSpaces),
    fn(
      'shuffle',
      ['string'],
      (args, call) => {
        chargeAll(args, call);
        return mapRunes(args[0] as string, (rune) => rune);
      },
      'random',
    ),
  ]);
}

const changing = (name: string, change: (text: string) => string): GoFunction =>
  weighed<[string]>(name, ['string'], ([text]) => change(text));

/** `strings.Title`: words begin behind what is no letter, digit or underscore. */
function title(text: string): string {
  let previous = ' ';
  return mapRunes(text, (rune) => {
    const isFirst = isSeparator(previous);
    previous = rune;
    return isFirst ? toTitleRune(rune) : rune;
  });
}

function isSeparator(rune: string): boolean {
  if (rune <= '\x7f') return !/\w/.test(rune);
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune);
}

/** Words begin in lower case; only white space separates them. */
function untitle(text: string): string {
  let isFirst = true;
  return mapRunes(text, (rune) => {
    if (isSpace(rune)) {
      isFirst = true;
      return rune;
    }
    const mapped = isFirst ? toLowerRune(rune) : rune;
    isFirst = false;
    return mapped;
  });
}

function swapCase(text: string): string {
  let isFirst = true;
  return mapRunes(text, (rune) => {
    const wasFirst = isFirst;
    isFirst = false;
    if (isUpper(rune) || isTitle(rune)) return toLowerRune(rune);
    if (isLower(rune)) return wasFirst ? toTitleRune(rune) : toUpperRune(rune);
    isFirst = isSpace(rune);
    return rune;
  });
}

/**
 * `xstrings.ToPascalCase` v1.5.0, with all its habits: connectors in front stay, of several in a row all but one stay,
 * and a text of nothing but connectors grows by one.
 */
function camelCase(text: string): string {
  const runes = Array.from(text, decodedRune);
  const start = runes.findIndex((rune) => !isConnector(rune));
  if (start < 0) return runes.join('') + (runes.at(-1) ?? '');
  let built = runes.slice(0, start).join('');
  let wasUpper = isUpper(runes[start] ?? '');
  let pending = toUpperRune(runes[start] ?? '');
  for (let rune of runes.slice(start + 1)) {
    if (isConnector(pending)) {
      if (isConnector(rune)) {
        built += pending;
      } else {
        wasUpper = isUpper(rune);
        rune = toUpperRune(rune);
      }
    } else {
      if (wasUpper) {
        wasUpper = isUpper(rune);
        if (wasUpper) rune = toLowerRune(rune);
      }
      built += pending;
    }
    pending = rune;
  }
  return built + pending;
}

/** The first byte of each word, read as Latin-1: `goutils.Initials` takes bytes for runes. */
function initials(text: string): string {
  let isFirst = true;
  let found = '';
  for (const byte of toByteText(text)) {
    if (isFirst && !isSpace(byte)) found += byte;
    isFirst = isSpace(byte);
  }
  return found;
}

/** A text without white space; where there is some, the bytes that stay are read as Latin-1, as `goutils` does. */
function withoutSpaces(text: string): string {
  const bytes = toByteText(text);
  const kept = bytes.replace(/[\t-\r \x85\xa0]/g, '');
  return kept.length === bytes.length ? text : kept;
}
