// Where a registry points to: redirects, upload sessions, further pages.
import { HttpFault } from '../http/fault.ts';
import type { HttpReply } from '../http/reply.ts';

/** The target of the header `location`. @throws HttpFault when there is none, or it leads from TLS to plain HTTP */
export function locationOf(reply: HttpReply): URL {
  return follow(reply.header('location'), reply.url);
}

/** The next page by the header `link` (RFC 8288); undefined on the last one. @throws HttpFault for another host's */
export function nextPage(header: string | undefined, from: URL): URL | undefined {
  const [, target] = /<([^>]*)>\s*;[^<]*?\brel="?next\b/i.exec(header ?? '') ?? [];
  if (target === undefined) return undefined;
  const url = follow(target, from);
  if (url.origin !== from.origin) throw new HttpFault(`${from.host} has its next page on ${url.host}`, false);
  return url;
}

function follow(target: string | undefined, from: URL): URL {
  if (target === undefined || !URL.canParse(target, from.href))
    throw new HttpFault(`${from.host} does not say where to go on`, false);
  const url = new URL(target, from);
  // A registry behind a proxy that ends TLS often takes itself for a plain one.
  if (from.protocol === 'https:' && url.protocol === 'http:' && url.hostname === from.hostname) {
    url.protocol = 'https:';
    url.port = from.port;
  }
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || from.protocol === 'https:'))
    throw new HttpFault(`${from.host} leads to ${url.protocol}//${url.host}, which is not safe`, false);
  return url;
}
