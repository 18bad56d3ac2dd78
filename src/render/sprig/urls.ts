// Sprig's functions of URLs.
import { kindOf } from '../gotemplate/reflect.ts';
import { GoMap, type FunctionMap, type Value } from '../gotemplate/value.ts';
import { fromByteText, toByteText } from './byte-text.ts';
import { escapeBytes } from './url-escape.ts';
import { hostname, parseUrl, type UrlParts, type UserInfo } from './url-parse.ts';
import { byName, weighed } from './weighed.ts';

/** `urlParse` and `urlJoin`, which undoes it. */
export function urlFunctions(): FunctionMap {
  return byName([
    weighed<[string]>('urlParse', ['string'], ([url]) => urlParse(url)),
    weighed<[GoMap]>('urlJoin', ['map[string]interface {}'], ([parts], call) => {
      for (const value of parts.entries.values()) {
        if (typeof value === 'string') call.charge(value.length);
      }
      return urlJoin(parts);
    }),
  ]);
}

function urlParse(url: string): GoMap {
  const parts = attempt('unable to parse url', () => parseUrl(toByteText(url)));
  const entries = {
    scheme: parts.scheme,
    host: parts.host,
    hostname: hostname(parts),
    path: parts.path,
    query: parts.query,
    opaque: parts.opaque,
    fragment: parts.fragment,
    userinfo: parts.user ? writeUser(parts.user) : '',
  };
  return new GoMap(Object.entries(entries).map(([key, bytes]) => [key, fromByteText(bytes)] as const));
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

function writeUser({ username, password }: UserInfo): string {
  const name = escapeBytes(username, 'userinfo');
  return password === undefined ? name : `${name}:${escapeBytes(password, 'userinfo')}`;
}

function urlJoin(parts: GoMap): string {
  const part = (key: string): string => toByteText(textOf(parts.entries, key));
  const url = {
    scheme: part('scheme'),
    host: part('host'),
    path: part('path'),
    query: part('query'),
    opaque: part('opaque'),
    fragment: part('fragment'),
  };
  const userInfo = part('userinfo');
  const user =
    userInfo === ''
      ? undefined
      : attempt('unable to parse userinfo in dict', () => parseUrl(`proto://${userInfo}@host`).user);
  return fromByteText(writeUrl(user ? { ...url, user } : url));
}

/** @throws Error where there is something else than a text */
function textOf(parts: ReadonlyMap<unknown, Value>, key: string): string {
  if (!parts.has(key)) return '';
  const value = parts.get(key);
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) {
    throw new Error('runtime error: invalid memory address or nil pointer dereference');
  }
  throw new Error(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
}

/** `URL.String` */
function writeUrl(url: UrlParts): string {
  const scheme = url.scheme && `${url.scheme}:`;
  const query = url.query && `?${url.query}`;
  const fragment = url.fragment && `#${escapeBytes(url.fragment, 'fragment')}`;
  const rest = url.opaque || writeAuthority(url) + writePath(url);
  return scheme + rest + query + fragment;
}

function writeAuthority({ scheme, host, path, user }: UrlParts): string {
  const isThere = host !== '' || user !== undefined || (scheme !== '' && path !== '');
  if (!isThere) return '';
  return `//${user ? `${writeUser(user)}@` : ''}${escapeBytes(host, 'host')}`;
}

/** A path after a host begins with a slash; alone, it must not look like a scheme. */
function writePath({ scheme, host, path, user }: UrlParts): string {
  const escaped = path === '*' ? '*' : escapeBytes(path, 'path');
  if (host !== '') return escaped !== '' && !escaped.startsWith('/') ? `/${escaped}` : escaped;
  const isAlone = scheme === '' && user === undefined;
  return isAlone && escaped.split('/', 1)[0]?.includes(':') ? `./${escaped}` : escaped;
}
