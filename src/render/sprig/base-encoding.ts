// Sprig's base64 and base32, which say what is wrong in place of what they cannot decode.
import { fromBytes, toBytes } from '../gotemplate/text.ts';
import type { FunctionMap } from '../gotemplate/value.ts';
import { toByteText } from './byte-text.ts';
import { byName, weighed } from './weighed.ts';

/** `b64enc`, `b64dec`, `b32enc` and `b32dec` of Sprig v3.3.0. */
export function baseEncodingFunctions(): FunctionMap {
  return byName([
    weighed<[string]>('b64enc', ['string'], ([text]) => Buffer.from(toBytes(text)).toString('base64')),
    weighed<[string]>('b64dec', ['string'], ([text]) => decodeBase64(text)),
    weighed<[string]>('b32enc', ['string'], ([text]) => encodeBase32(toBytes(text))),
    weighed<[string]>('b32dec', ['string'], ([text]) => decodeBase32(text)),
  ]);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=))?$/;

/** What base64 writes. @throws Error with Go's text */
export function base64Bytes(text: string): Uint8Array {
  const joined = withoutLineBreaks(text);
  if (BASE64.test(joined)) return Buffer.from(joined, 'base64');
  throw new Error(`illegal base64 data at input byte ${base64Error(toByteText(text))}`);
}

function decodeBase64(text: string): string {
  try {
    return fromBytes(base64Bytes(text));
  } catch (error) {
    return (error as Error).message;
  }
}

const withoutLineBreaks = (text: string): string =>
  /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, '') : text;

/** Where Go finds the mistake: at what does not belong, or at the start of what is too short. */
function base64Error(bytes: string): number {
  let digits = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? '';
    if (byte === '\n' || byte === '\r') continue;
    if (byte === '=') return base64PaddingError(bytes, at, digits);
    if (!/[A-Za-z0-9+/]/.test(byte)) return at;
    digits = (digits + 1) % 4;
  }
  return bytes.length - digits;
}

function base64PaddingError(bytes: string, at: number, digits: number): number {
  if (digits < 2) return at;
  let next = skipLineBreaks(bytes, at + 1);
  if (digits === 2) {
    if (next >= bytes.length) return bytes.length;
    if (bytes[next] !== '=') return next - 1;
    next = skipLineBreaks(bytes, next + 1);
  }
  return next;
}

function skipLineBreaks(bytes: string, start: number): number {
  let at = start;
  while (bytes[at] === '\n' || bytes[at] === '\r') at++;
  return at;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encodeBase32(bytes: Uint8Array): string {
  let encoded = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) encoded += BASE32[(pending >> (bits - 5)) & 31] ?? '';
  }
  if (bits > 0) encoded += BASE32[(pending << (5 - bits)) & 31] ?? '';
  return encoded.padEnd(Math.ceil(encoded.length / 8) * 8, '=');
}

function decodeBase32(text: string): string {
  const bytes = toByteText(withoutLineBreaks(text));
  const decoded: number[] = [];
  let bits = 0;
  let pending = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digits = at % 8;
    if (bytes[at] === '=' && digits >= 2 && bytes.length - at <= 8) {
      const mistake = base32PaddingError(bytes, at, digits);
      return mistake === undefined ? fromBytes(Uint8Array.from(decoded)) : illegalBase32(mistake);
    }
    const digit = BASE32.indexOf(bytes[at] ?? '');
    if (digit < 0) return illegalBase32(at);
    pending = ((pending << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    decoded.push((pending >> bits) & 0xff);
  }
  const digits = bytes.length % 8;
  return digits === 0 ? fromBytes(Uint8Array.from(decoded)) : illegalBase32(bytes.length - digits);
}

const illegalBase32 = (at: number): string => `illegal base32 data at input byte ${at}`;

/** What is wrong with the padding that starts at a place; what follows a complete padding is not looked at. */
function base32PaddingError(bytes: string, at: number, digits: number): number | undefined {
  const padding = bytes.slice(at, at + 8 - digits);
  if (padding.length < 8 - digits) return bytes.length;
  const other = padding.search(/[^=]/);
  if (other >= 0) return at + other - 1;
  return digits === 3 || digits === 6 ? at : undefined;
}
