// How a scalar can be written in block YAML: as it is, in quotes, or as a block of lines.
import { isBlank, isBreak, isBreakOrEnd, SPACE, TAB } from './yaml-char.ts';
import { resolvePlain } from './yaml-resolve.ts';
import { isTimestamp } from './yaml-timestamp.ts';

/** The forms that the text of a scalar can take. */
export interface ScalarForms {
  readonly isMultiline: boolean;
  readonly canBePlain: boolean;
  readonly canBeSingleQuoted: boolean;
  readonly canBeBlock: boolean;
}

/** Letters and signs that never mean anything in YAML; not one of these begins a number. */
const SAFE = /^[A-Za-z_/$(][\w./$()+=@,;?^~<>"'&*!|%{}[\]-]*$/;
/** The longest word that YAML 1.1 knows. */
const LONGEST_WORD = 5;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether a text without quotes is nothing but itself: no number, no boolean, no null, no point in time. */
export function isPlainText(text: string): boolean {
  if (typeof resolvePlain(text) !== 'string') return false;
  return !/^[-+0-9]/.test(text) || !(isTimestamp(text) || BASE_60.test(text));
}

/** Whether a text can be written as it is, at first glance. */
export const isSafeText = (text: string): boolean =>
  SAFE.test(text) && (text.length > LONGEST_WORD || typeof resolvePlain(text) === 'string');

/** Whether go-yaml writes the UTF-16 unit without an escape. */
const isPrintable = (code: number): boolean =>
  (code >= 0x20 && code <= 0x7e) ||
  code === 0x0a ||
  (code >= 0xa0 && code < 0xd800) ||
  (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);

const FIRST_INDICATORS: ReadonlySet<string> = new Set('#,[]{}&*!|>\'"%@`');
const EMPTY: ScalarForms = {
  isMultiline: false,
  canBePlain: true,
  canBeSingleQuoted: true,
  canBeBlock: false,
};

/**
 * Which forms a text can take, by the rules of libyaml's emitter.
 *
 * @param tabsInBlocks whether tabs are nothing special in blocks of lines, as in go-yaml v3
 */
export function scalarForms(text: string, tabsInBlocks: boolean): ScalarForms {
  if (text === '') return EMPTY;
  let hasIndicator = startsWithIndicator(text);
  let isMultiline = false;
  let hasTab = false;
  let isSpecial = false;
  let isSpaceBeforeBreak = false;
  let isSpaceAfterBreak = false;
  for (let at = 0, before = SPACE; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      isMultiline = true;
      isSpaceBeforeBreak ||= at > 0 && before === SPACE;
    }
    if (code === SPACE) isSpaceAfterBreak ||= isBreak(before);
    else if (code === TAB && tabsInBlocks) hasTab = true;
    else if (!isPrintable(code)) isSpecial = true;
    if (at > 0) hasIndicator ||= isIndicator(text, at, before);
    before = code;
  }
  const hasSpaceAtEnd = text.endsWith(' ');
  const hasGapAtEdge = isEdge(text.charCodeAt(0)) || isEdge(text.charCodeAt(text.length - 1));
  const isQuotedOnly = isSpaceBeforeBreak || isSpecial;
  const needsDoubleQuotes = isQuotedOnly || hasTab || isSpaceAfterBreak;
  return {
    isMultiline,
    canBePlain: !(hasIndicator || isMultiline || hasGapAtEdge || needsDoubleQuotes),
    canBeSingleQuoted: !needsDoubleQuotes,
    canBeBlock: !(hasSpaceAtEnd || isQuotedOnly),
  };
}

const isEdge = (code: number): boolean => code === SPACE || isBreak(code);

function startsWithIndicator(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...')) return true;
  const first = text.charAt(0);
  return FIRST_INDICATORS.has(first) || ('?:-'.includes(first) && isGapOrEnd(text, 1));
}

/** Whether a `:` or `#` inside of a text would be read as more than itself. */
function isIndicator(text: string, at: number, before: number): boolean {
  const code = text.charAt(at);
  if (code === ':') return isGapOrEnd(text, at + 1);
  return code === '#' && (isBlank(before) || isBreakOrEnd(before));
}

const isGapOrEnd = (text: string, at: number): boolean => at >= text.length || isBlank(text.charCodeAt(at));
