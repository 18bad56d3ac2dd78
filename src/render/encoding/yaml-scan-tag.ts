// Anchors, aliases, tags and directives.
import { fromBytes } from '../gotemplate/text.ts';
import {
  DOT,
  EXCLAMATION,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isNameChar,
  PERCENT,
  ZERO,
} from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { YamlToken } from './yaml-token.ts';

/** Reads `&name`. @throws YamlError */
export const scanAnchor = (cursor: YamlCursor): YamlToken => scanReference(cursor, 'anchor');

/** Reads `*name`. @throws YamlError */
export const scanAlias = (cursor: YamlCursor): YamlToken => scanReference(cursor, 'alias');

function scanReference(cursor: YamlCursor, type: 'anchor' | 'alias'): YamlToken {
  const { offset, line, column } = cursor;
  cursor.offset += 1;
  const name = scanName(cursor);
  const isEnd = isBlankOrEnd(cursor.code()) || '?:,]}%@`'.includes(cursor.text.charAt(cursor.offset));
  if (name === '' || !isEnd) cursor.fail('did not find expected alphabetic or numeric character');
  return new YamlToken(type, offset, line, column, cursor.offset, name);
}

/** Reads `!suffix`, `!handle!suffix`, `!<uri>` or `!`. @throws YamlError */
export function scanTag(cursor: YamlCursor): YamlToken {
  const { offset, line, column } = cursor;
  const { handle, suffix } =
    cursor.text.charAt(offset + 1) === '<' ? scanVerbatim(cursor) : scanShorthand(cursor);
  if (!isBlankOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return new YamlToken('tag', offset, line, column, cursor.offset, handle, suffix);
}

interface Tag {
  /** Stands for a prefix; empty where the suffix is the whole tag. */
  readonly handle: string;
  readonly suffix: string;
}

function scanVerbatim(cursor: YamlCursor): Tag {
  cursor.offset += 2;
  const suffix = scanUri(cursor);
  if (suffix === '') cursor.fail('did not find expected tag URI');
  if (cursor.text.charAt(cursor.offset) !== '>') cursor.fail("did not find the expected '>'");
  cursor.offset += 1;
  return { handle: '', suffix };
}

function scanShorthand(cursor: YamlCursor): Tag {
  const handle = scanHandle(cursor);
  const rest = scanUri(cursor);
  if (handle.length > 1 && handle.endsWith('!')) {
    if (rest === '') cursor.fail('did not find expected tag URI');
    return { handle, suffix: rest };
  }
  const suffix = handle.slice(1) + rest;
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

/** `!`, `!name!`, or `!name` where no other `!` follows. */
function scanHandle(cursor: YamlCursor): string {
  if (cursor.code() !== EXCLAMATION) cursor.fail("did not find expected '!'");
  const start = cursor.offset;
  cursor.offset += 1;
  scanName(cursor);
  if (cursor.code() === EXCLAMATION) cursor.offset += 1;
  return cursor.text.slice(start, cursor.offset);
}

function scanName(cursor: YamlCursor): string {
  const start = cursor.offset;
  while (isNameChar(cursor.code())) cursor.offset += 1;
  return cursor.text.slice(start, cursor.offset);
}

function scanUri(cursor: YamlCursor): string {
  let uri = '';
  for (;;) {
    const code = cursor.code();
    if (code === PERCENT) {
      uri += scanUriEscapes(cursor);
    } else if (isNameChar(code) || ";/?:@&=+$,.!~*'()[]".includes(String.fromCharCode(code))) {
      uri += String.fromCharCode(code);
      cursor.offset += 1;
    } else {
      return uri;
    }
  }
}

/** One character as the `%XX` of its bytes. */
function scanUriEscapes(cursor: YamlCursor): string {
  const bytes: number[] = [];
  let width = 1;
  while (bytes.length < width) {
    const [, digits] = /^%([0-9a-fA-F]{2})/.exec(cursor.text.slice(cursor.offset, cursor.offset + 3)) ?? [];
    if (digits === undefined) cursor.fail('did not find URI escaped octet');
    const byte = Number.parseInt(digits, 16);
    const isTrailing = (byte & 0xc0) === 0x80;
    if (bytes.length > 0 && !isTrailing) cursor.fail('found an incorrect trailing UTF-8 octet');
    if (bytes.length === 0) {
      if (isTrailing || byte >= 0xf8) cursor.fail('found an incorrect leading UTF-8 octet');
      width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    }
    bytes.push(byte);
    cursor.offset += 3;
  }
  return fromBytes(Uint8Array.from(bytes));
}

/** Reads a `%YAML` or `%TAG` line. @throws YamlError */
export function scanDirective(cursor: YamlCursor): YamlToken {
  const { offset, line, column } = cursor;
  cursor.offset += 1;
  const name = scanName(cursor);
  if (name === '') cursor.fail('could not find expected directive name');
  if (!isBlankOrEnd(cursor.code())) cursor.fail('found unexpected non-alphabetical character');
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name');
  cursor.skipBlanks();
  const isVersion = name === 'YAML';
  const parts = isVersion ? ([scanVersion(cursor)] as const) : scanTagDirective(cursor);
  const type = isVersion ? 'version-directive' : 'tag-directive';
  const token = new YamlToken(type, offset, line, column, cursor.offset, ...parts);
  cursor.skipBlanks();
  if (cursor.code() === HASH) cursor.skipToBreak();
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break');
  if (isBreak(cursor.code())) cursor.passBreak();
  return token;
}

/** `MAJOR.MINOR` without leading zeros. */
function scanVersion(cursor: YamlCursor): string {
  const major = scanVersionNumber(cursor);
  if (cursor.code() !== DOT) cursor.fail("did not find expected digit or '.' character");
  cursor.offset += 1;
  return `${major}.${scanVersionNumber(cursor)}`;
}

function scanVersionNumber(cursor: YamlCursor): number {
  let value = 0;
  for (let digits = 0; ; digits += 1) {
    const code = cursor.code();
    if (!isDigit(code)) {
      if (digits === 0) cursor.fail('did not find expected version number');
      return value;
    }
    if (digits === 2) cursor.fail('found extremely long version number');
    value = value * 10 + code - ZERO;
    cursor.offset += 1;
  }
}

function scanTagDirective(cursor: YamlCursor): readonly [handle: string, prefix: string] {
  const handle = scanHandle(cursor);
  if (!handle.endsWith('!')) cursor.fail("did not find expected '!'");
  if (!isBlank(cursor.code())) cursor.fail('did not find expected whitespace');
  cursor.skipBlanks();
  const prefix = scanUri(cursor);
  if (prefix === '') cursor.fail('did not find expected tag URI');
  if (!isBlankOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return [handle, prefix];
}
