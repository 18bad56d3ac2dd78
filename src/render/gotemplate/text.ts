// Strings as bytes, which is what Go's are: lengths, conversions and the order of texts.

/** A byte that is no UTF-8 is a lone surrogate: U+DC80 to U+DCFF for 0x80 to 0xFF. */
const RAW_BYTES = /[\uDC80-\uDCFF]/gu;
/** Finds halves of characters, too, but is much faster over long texts. */
const MAYBE_RAW_BYTE = /[\uDC80-\uDCFF]/;
const RAW_BYTE_BASE = 0xdc00;
/** What sorts otherwise in UTF-16 than in UTF-8. */
const SORTS_OTHERWISE = /[\uD800-\uFFFF]/;

/** Length in bytes, as `len` of Go gives it. */
export function byteLength(text: string): number {
  const length = Buffer.byteLength(text);
  if (length === text.length || !MAYBE_RAW_BYTE.test(text)) return length;
  // A lone surrogate counts as the three bytes of U+FFFD.
  return length - 2 * (text.match(RAW_BYTES)?.length ?? 0);
}

/** Number of characters, as utf8.RuneCountInString counts: a byte that is no UTF-8 is one. */
export function runeCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at++;
    count++;
  }
  return count;
}

/** The bytes of a text. */
export function toBytes(text: string): Uint8Array {
  if (!MAYBE_RAW_BYTE.test(text)) return Buffer.from(text);
  const bytes = new Uint8Array(byteLength(text));
  let position = 0;
  let start = 0;
  const copy = (end: number): void => {
    position += Buffer.from(bytes.buffer).write(text.slice(start, end), position);
  };
  for (const { index } of text.matchAll(RAW_BYTES)) {
    copy(index);
    bytes[position++] = text.charCodeAt(index) - RAW_BYTE_BASE;
    start = index + 1;
  }
  copy(text.length);
  return bytes;
}

/** The text of bytes; each byte that is no UTF-8 is a lone surrogate. */
export function fromBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  return text.includes('\ufffd') ? decode(bytes) : text;
}

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    const size = sizeAt(bytes, at);
    if (size === 0) {
      if (at > start) pieces.push(buffer.toString('utf8', start, at));
      pieces.push(String.fromCharCode(RAW_BYTE_BASE + (bytes[at] ?? 0)));
      start = at + 1;
    }
    at += Math.max(size, 1);
  }
  pieces.push(buffer.toString('utf8', start));
  return pieces.join('');
}

/** Bytes of the character at a position; 0 where there is none. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let index = 1; index < size; index++) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isBeyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return isOverlong || isBeyond ? 0 : size;
}

/** The order of two texts by their bytes, which is how Go compares strings: below 0, 0, or above. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (SORTS_OTHERWISE.test(a) || SORTS_OTHERWISE.test(b)) return Buffer.compare(toBytes(a), toBytes(b));
  return a < b ? -1 : 1;
}

/** The texts in the order of their bytes. */
export function sortTexts(texts: string[]): string[] {
  return texts.some((text) => SORTS_OTHERWISE.test(text)) ? texts.sort(compareTexts) : texts.sort();
}
