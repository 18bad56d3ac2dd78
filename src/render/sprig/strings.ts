// Sprig's functions for texts: trimming, searching, replacing, repeating, cutting. Lengths and positions are in bytes.
import { byteLength } from '../gotemplate/text.ts';
import type { Call, FunctionMap } from '../gotemplate/value.ts';
import { askBytes, fromByteText, hasRawBytes, overBytes, sliceBytes, toByteText } from './byte-text.ts';
import { decodedRune, isSpace } from './runes.ts';
import { byName, weighed } from './weighed.ts';

/** `trim*`, `contains`, `replace`, `repeat`, `indent`, `trunc`, `substr`, `plural` and `hello` of Sprig v3.3.0. */
export function stringFunctions(): FunctionMap {
  return byName([...trimming(), ...searching(), ...making(), ...cutting()]);
}

const TEXT_TEXT = ['string', 'string'];

const trimming = () => [
  weighed<[string]>('trim', ['string'], ([text]) => trimRunes(text, isSpace)),
  ...['trimall', 'trimAll'].map((name) =>
    weighed<[string, string]>(name, TEXT_TEXT, ([cutset, text]) => {
      const cut = new Set(Array.from(cutset, decodedRune));
      return trimRunes(text, (rune) => cut.has(decodedRune(rune)));
    }),
  ),
  weighed<[string, string]>('trimPrefix', TEXT_TEXT, (texts) =>
    first(overBytes(texts, (prefix, text) => [text.startsWith(prefix) ? text.slice(prefix.length) : text])),
  ),
  weighed<[string, string]>('trimSuffix', TEXT_TEXT, (texts) =>
    first(
      overBytes(texts, (suffix, text) => [
        text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
      ]),
    ),
  ),
];

const searching = () => [
  weighed<[string, string]>('contains', TEXT_TEXT, ([part, text]) =>
    askBytes(part, text, (part, text) => text.includes(part)),
  ),
  weighed<[string, string]>('hasPrefix', TEXT_TEXT, ([part, text]) =>
    askBytes(part, text, (part, text) => text.startsWith(part)),
  ),
  weighed<[string, string]>('hasSuffix', TEXT_TEXT, ([part, text]) =>
    askBytes(part, text, (part, text) => text.endsWith(part)),
  ),
];

const making = () => [
  weighed<[]>('hello', [], () => 'Hello!'),
  weighed<[bigint, string]>('repeat', ['int', 'string'], ([count, text], call) => repeat(text, count, call)),
  weighed<[bigint, string]>('indent', ['int', 'string'], ([width, text], call) => indent(width, text, call)),
  weighed<[bigint, string]>(
    'nindent',
    ['int', 'string'],
    ([width, text], call) => `\n${indent(width, text, call)}`,
  ),
  weighed<[string, string, string]>('replace', ['string', 'string', 'string'], ([old, fresh, text], call) =>
    replace(text, old, fresh, call),
  ),
  weighed<[string, string, bigint]>('plural', ['string', 'string', 'int'], ([one, many, count]) =>
    count === 1n ? one : many,
  ),
];

const cutting = () => [
  weighed<[bigint, string]>('trunc', ['int', 'string'], ([count, text]) => truncate(count, text)),
  weighed<[bigint, bigint, string]>('substr', ['int', 'int', 'string'], ([start, end, text]) =>
    substring(start, end, text),
  ),
];

const first = ([text = '']: readonly string[]): string => text;

/** The text without the runes at both ends that a test finds. */
function trimRunes(text: string, isCut: (rune: string) => boolean): string {
  let start = 0;
  for (const rune of text) {
    if (!isCut(rune)) break;
    start += rune.length;
  }
  let end = text.length;
  while (end > start) {
    const rune = runeBefore(text, end);
    if (!isCut(rune)) break;
    end -= rune.length;
  }
  return text.slice(start, end);
}

function runeBefore(text: string, end: number): string {
  const isPair = (text.codePointAt(end - 2) ?? 0) > 0xffff;
  return text.slice(isPair ? end - 2 : end - 1, end);
}

/** `strings.Repeat`, which panics for less than no times. */
function repeat(text: string, count: bigint, call: Call): string {
  if (count < 0n) throw new Error('strings: negative Repeat count');
  if (text === '') return '';
  call.charge(Number(count) * text.length);
  return text.repeat(Number(count));
}

function indent(width: bigint, text: string, call: Call): string {
  const pad = repeat(' ', width, call);
  const lines = text.split('\n');
  call.charge(lines.length * pad.length);
  return pad + lines.join(`\n${pad}`);
}

/** `strings.ReplaceAll`; an empty text is found around each rune. */
function replace(text: string, old: string, fresh: string, call: Call): string {
  if (old === '') return putBetween(['', ...text, ''], fresh, call);
  if (!hasRawBytes(old) && !hasRawBytes(text)) return putBetween(text.split(old), fresh, call);
  const parts = toByteText(text).split(toByteText(old));
  return fromByteText(putBetween(parts, toByteText(fresh), call));
}

function putBetween(parts: readonly string[], separator: string, call: Call): string {
  call.charge(parts.length * separator.length);
  return parts.join(separator);
}

/** The first bytes, or for a negative count the last ones. */
function truncate(count: bigint, text: string): string {
  const size = BigInt(byteLength(text));
  if (count >= 0n) return size > count ? sliceBytes(text, 0, Number(count)) : text;
  return size + count > 0n ? sliceBytes(text, Number(size + count)) : text;
}

/** `text[start:end]` by sprig's rules: up to `end` for a negative start, to the last byte for an end out of bounds. */
function substring(start: bigint, end: bigint, text: string): string {
  const size = BigInt(byteLength(text));
  if (start < 0n) {
    if (end < 0n) throw outOfRange(`:${end}`);
    if (end > size) throw outOfRange(`:${end}`, ` with length ${size}`);
    return sliceBytes(text, 0, Number(end));
  }
  const stop = end < 0n || end > size ? size : end;
  if (start > stop) throw outOfRange(`${start}:${stop}`);
  return sliceBytes(text, Number(start), Number(stop));
}

const outOfRange = (bounds: string, reason = ''): Error =>
  new Error(`runtime error: slice bounds out of range [${bounds}]${reason}`);
