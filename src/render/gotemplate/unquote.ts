// Reads string and character constants as Go's strconv.Unquote does.
import { fromBytes, toBytes } from './text.ts';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);
/** What an escape may be: its letter or first octal digit, then the digits that must follow. */
const ESCAPE =
  /\\(?:([abfnrtv\\])|(["'])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/uy;
const RAW_BYTE = /[\uDC80-\uDCFF]/u;

/**
 * The text that a constant with its quotes stands for: `"a\n"`, `'x'` or a text in backquotes.
 *
 * @throws Error `invalid syntax`, which is all that strconv.Unquote says
 */
export function unquote(quoted: string): string {
  const mark = quoted.charAt(0);
  const inside = quoted.slice(1, -1);
  if (quoted.length < 2 || !quoted.endsWith(mark)) throw invalid();
  if (mark === '`') return rawText(inside);
  if (mark !== '"' && mark !== "'") throw invalid();
  const pieces = piecesOf(inside, mark);
  if (mark === "'" && pieces.length !== 1) throw invalid();
  const text = pieces.join('');
  // Bytes given one by one may make up characters.
  return RAW_BYTE.test(text) ? fromBytes(toBytes(text)) : text;
}

function rawText(inside: string): string {
  if (inside.includes('`')) throw invalid();
  return inside.replaceAll('\r', '');
}

/** The characters of a constant, read. */
function piecesOf(inside: string, mark: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < inside.length;) {
    const character = String.fromCodePoint(inside.codePointAt(at) ?? 0);
    if (character === mark || character === '\n') throw invalid();
    if (character === '\\') {
      ESCAPE.lastIndex = at;
      pieces.push(escaped(ESCAPE.exec(inside), mark));
      at = ESCAPE.lastIndex;
    } else {
      pieces.push(RAW_BYTE.test(character) ? '\ufffd' : character);
      at += character.length;
    }
  }
  return pieces;
}

function escaped(match: RegExpExecArray | null, mark: string): string {
  if (!match) throw invalid();
  const [, name, quoteMark, hexByte, octalByte, short, long] = match;
  if (name !== undefined) return NAMED.get(name) ?? '';
  if (quoteMark !== undefined) {
    if (quoteMark !== mark) throw invalid();
    return mark;
  }
  if (hexByte !== undefined) return byteText(parseInt(hexByte, 16));
  if (octalByte !== undefined) return byteText(parseInt(octalByte, 8));
  const code = parseInt(short ?? long ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw invalid();
  return String.fromCodePoint(code);
}

function byteText(byte: number): string {
  if (byte > 0xff) throw invalid();
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

const invalid = (): Error => new Error('invalid syntax');
