// How Go's net/url escapes bytes, and undoes it, in the parts of a URL. Texts are bytes here: a character each.
import { quote } from '../gotemplate/fmt.ts';
import { fromByteText } from './byte-text.ts';

/** A part of a URL with rules of its own. */
export type UrlPart = 'path' | 'userinfo' | 'host' | 'zone' | 'fragment';

const UNRESERVED = 'A-Za-z0-9\\-_.~';

/** What stands for itself in each part. */
const PLAIN: Readonly<Record<UrlPart, RegExp>> = {
  path: new RegExp(`[${UNRESERVED}$&+,/:;=@]`),
  userinfo: new RegExp(`[${UNRESERVED}$&+,;=]`),
  host: new RegExp(`[${UNRESERVED}!$&'()*+,;=:\\[\\]<>"]`),
  zone: new RegExp(`[${UNRESERVED}!$&'()*+,;=:\\[\\]<>"]`),
  fragment: new RegExp(`[${UNRESERVED}$&+,/:;=@!()*?]`),
};

/** Whether a byte stands for itself in a part. */
export const isPlain = (byte: string, part: UrlPart): boolean => PLAIN[part].test(byte);

const hex = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Writes what does not stand for itself as `%XX`. */
export function escapeBytes(bytes: string, part: UrlPart): string {
  return Array.from(bytes, (byte) => (isPlain(byte, part) ? byte : hex(byte))).join('');
}

/**
 * Reads `%XX`.
 * @throws Error with Go's text: for a `%` without two digits, for what cannot be escaped in a host or stand in it
 */
export function unescapeBytes(bytes: string, part: UrlPart): string {
  if (part === 'host' || part === 'zone') checkHost(bytes, part);
  else checkEscapes(bytes);
  return bytes.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}

/** A `%` with the two characters that it should have digits in, as far as they are there. */
const ESCAPE = /%[^]{0,2}/g;
const HEX_ESCAPE = /^%[0-9a-f]{2}$/i;

function checkEscapes(bytes: string): void {
  for (const [escape] of bytes.matchAll(ESCAPE)) checkDigits(escape);
}

function checkDigits(escape: string): void {
  if (!HEX_ESCAPE.test(escape)) throw invalidEscape(escape);
}

const invalidEscape = (escape: string): Error => new Error(`invalid URL escape ${quoteBytes(escape)}`);

/** Hosts escape nothing that is ASCII but `%25`, zones what may stand in a host, and spaces. */
function checkHost(bytes: string, part: UrlPart): void {
  for (const [token] of bytes.matchAll(/%[^]{0,2}|[^]/g)) {
    if (token.startsWith('%')) {
      checkDigits(token);
      if (token !== '%25' && !isEscapable(parseInt(token.slice(1), 16), part)) throw invalidEscape(token);
    } else if (token < '\x80' && !isPlain(token, part)) {
      throw new Error(`invalid character ${quoteBytes(token)} in host name`);
    }
  }
}

function isEscapable(code: number, part: UrlPart): boolean {
  const byte = String.fromCharCode(code);
  return part === 'host' ? code >= 0x80 : byte === ' ' || isPlain(byte, 'host');
}

/** strconv.Quote */
export const quoteBytes = (bytes: string): string => quote(fromByteText(bytes));
