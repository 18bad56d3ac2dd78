// URLs as Go's net/url takes them apart. Texts are bytes here: a character each.
import { isIpv4, isIpv6 } from './ip-address.ts';
import { quoteBytes, unescapeBytes } from './url-escape.ts';

/** User and password, without escapes. */
export interface UserInfo {
  readonly username: string;
  readonly password?: string;
}

/** The parts of a URL; '' is a part that is not there. */
export interface UrlParts {
  readonly scheme: string;
  /** All behind a scheme that no slash follows: `mailto:this`. */
  readonly opaque: string;
  readonly user?: UserInfo;
  /** With its port. */
  readonly host: string;
  readonly path: string;
  /** Still escaped. */
  readonly query: string;
  readonly fragment: string;
}

/**
 * `url.Parse`.
 * @throws Error with Go's text; hosts in brackets that are no IPv6 address are told in fewer words
 */
export function parseUrl(bytes: string): UrlParts {
  const hash = bytes.indexOf('#');
  const beforeFragment = hash < 0 ? bytes : bytes.slice(0, hash);
  const parts = within(beforeFragment, () => parseWithoutFragment(beforeFragment));
  const fragment = within(bytes, () => (hash < 0 ? '' : unescapeBytes(bytes.slice(hash + 1), 'fragment')));
  return { ...parts, fragment };
}

function within<T>(url: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`parse ${quoteBytes(url)}: ${(error as Error).message}`, { cause: error });
  }
}

const NOTHING = { scheme: '', opaque: '', host: '', path: '', query: '' };

// eslint-disable-next-line no-control-regex -- these are what a URL must not have
const CONTROLS = /[\0-\x1f\x7f]/;

function parseWithoutFragment(url: string): Omit<UrlParts, 'fragment'> {
  if (CONTROLS.test(url)) throw new Error('net/url: invalid control character in URL');
  if (url === '*') return { ...NOTHING, path: '*' };
  const { scheme, rest: afterScheme } = splitScheme(url);
  const [rest, query] = cut(afterScheme, '?');
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...NOTHING, scheme, query, opaque: rest };
    if (cut(rest, '/')[0].includes(':')) throw new Error('first path segment in URL cannot contain colon');
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  if (!hasAuthority) return { ...NOTHING, scheme, query, path: unescapeBytes(rest, 'path') };
  const slash = rest.indexOf('/', 2);
  const end = slash < 0 ? rest.length : slash;
  const authority = parseAuthority(rest.slice(2, end));
  return { ...NOTHING, ...authority, scheme, query, path: unescapeBytes(rest.slice(end), 'path') };
}

/** Before and after the first separator; all and '' where there is none. */
function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function splitScheme(url: string): { scheme: string; rest: string } {
  if (url.startsWith(':')) throw new Error('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1];
  if (scheme === undefined) return { scheme: '', rest: url };
  return { scheme: scheme.toLowerCase(), rest: url.slice(scheme.length + 1) };
}

const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

function parseAuthority(authority: string): { user?: UserInfo; host: string } {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (at < 0) return { host };
  const userInfo = authority.slice(0, at);
  if (!USER_INFO.test(userInfo)) throw new Error('net/url: invalid userinfo');
  const [name, password] = cut(userInfo, ':');
  const username = unescapeBytes(name, 'userinfo');
  if (!userInfo.includes(':')) return { user: { username }, host };
  return { user: { username, password: unescapeBytes(password, 'userinfo') }, host };
}

const PORT = /^(?::[0-9]*)?$/;

function checkPort(port: string): void {
  if (!PORT.test(port)) throw new Error(`invalid port ${quoteBytes(port)} after host`);
}

function parseHost(host: string): string {
  const open = host.lastIndexOf('[');
  if (open > 0) throw new Error('invalid IP-literal');
  if (open === 0) return parseBracketed(host);
  const colon = host.lastIndexOf(':');
  if (colon >= 0) checkPort(host.slice(colon));
  return unescapeBytes(host, 'host');
}

function parseBracketed(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new Error("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const name = host.slice(1, close);
  const zoneAt = name.indexOf('%25');
  const address = unescapeBytes(zoneAt < 0 ? name : name.slice(0, zoneAt), 'host');
  const zone = zoneAt < 0 ? '' : unescapeBytes(name.slice(zoneAt), 'zone');
  if (isIpv4(address) && zone === '') throw new Error('invalid IP-literal');
  if (!isIpv6(address) || zone === '%') {
    throw new Error(`invalid host: ParseAddr(${quoteBytes(address + zone)}): no IPv6 address`);
  }
  return `[${address}${zone}]${port}`;
}

/** `URL.Hostname`: the host without port and brackets. */
export function hostname({ host }: UrlParts): string {
  const colon = host.lastIndexOf(':');
  const name = colon >= 0 && PORT.test(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}
