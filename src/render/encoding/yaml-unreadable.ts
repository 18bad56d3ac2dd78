// Characters that no YAML text may have, found before it is read.
import { fromBytes, toBytes } from '../gotemplate/text.ts';

/** Where go-yaml stops reading a text, and what it says then. */
export interface Unreadable {
  readonly problem: string;
  /** Offset of the character. */
  readonly offset: number;
  /** Offset of the first character that go-yaml does not get to see: it reads ahead, so this is before `offset`. */
  readonly unseenFrom: number;
}

const CONTROLS = String.raw`\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff`;
/** Also finds halves of characters, but is much faster over long texts. */
const SUSPECT = new RegExp(`[${CONTROLS}\\udc80-\\udcff]`);
/** A control character, or a byte that is no UTF-8. */
const FORBIDDEN = new RegExp(SUSPECT.source, 'u');
/** How many bytes go-yaml decodes at a time. */
const CHUNK = 512;

/** The first character that go-yaml refuses; undefined for nearly all texts. */
export function findUnreadable(text: string): Unreadable | undefined {
  if (!SUSPECT.test(text)) return undefined;
  const offset = text.search(FORBIDDEN);
  if (offset === -1) return undefined;
  const code = text.charCodeAt(offset);
  const isByte = code >= 0xdc80 && code <= 0xdcff;
  const problem = isByte ? byteProblem(toBytes(text.slice(offset, offset + 4))) : CONTROL_PROBLEM;
  // Only the end of the text tells that a sequence is incomplete: all before it has been seen by then.
  const unseenFrom = problem === INCOMPLETE ? offset : chunkStart(toBytes(text.slice(0, offset)));
  return { problem, offset, unseenFrom };
}

const CONTROL_PROBLEM = 'control characters are not allowed';
const INCOMPLETE = 'incomplete UTF-8 octet sequence';

/** What is wrong with the bytes at the start, which are no UTF-8. */
function byteProblem(bytes: Uint8Array): string {
  const lead = bytes[0] ?? 0;
  const width =
    lead >= 0xc0 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf8 ? 4 : 0;
  if (width === 0) return 'invalid leading UTF-8 octet';
  if (bytes.length < width) return INCOMPLETE;
  const trail = bytes.subarray(1, width);
  if (!trail.every(isTrailing)) return 'invalid trailing UTF-8 octet';
  const isSurrogateOrTooLarge =
    (lead === 0xed && (trail[0] ?? 0) >= 0xa0) || lead > 0xf4 || (lead === 0xf4 && (trail[0] ?? 0) >= 0x90);
  return isSurrogateOrTooLarge ? 'invalid Unicode character' : 'invalid length of a UTF-8 sequence';
}

const isTrailing = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Offset of the chunk that holds the byte behind `before`: chunks end with whole characters. */
function chunkStart(before: Uint8Array): number {
  let start = 0;
  for (let next = CHUNK; next <= before.length; next += CHUNK) {
    while (isTrailing(before[next])) next -= 1;
    start = next;
  }
  return fromBytes(before.subarray(0, start)).length;
}
