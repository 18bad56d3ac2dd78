// Redirects: followed where nothing is lost by it, and never with a secret to another place.
import type { HttpClient, HttpRequest } from './client.ts';
import { HttpFault } from './fault.ts';
import type { HttpReply } from './reply.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

/**
 * One try, redirects followed: of GET and HEAD all, of other methods those that keep the method (307 and 308).
 * `authorization` stays behind as soon as the origin changes. A redirect that is not followed is the answer.
 * @throws HttpFault for too many, for one to nowhere, and for one from TLS to plain HTTP
 */
export async function followRedirects(client: HttpClient, request: HttpRequest): Promise<HttpReply> {
  let current = request;
  for (let followed = 0; ; followed += 1) {
    const reply = await client.send(current);
    const location = reply.header('location');
    if (location === undefined || !mayFollow(reply.status, request.method)) return reply;
    await reply.discard();
    if (followed >= MOST_REDIRECTS) throw new HttpFault(`${request.url.host} redirects without end`, false);
    current = redirected(current, location);
  }
}

const mayFollow = (status: number, method: HttpRequest['method']): boolean =>
  method === 'GET' || method === 'HEAD' ? REDIRECTS.includes(status) : status === 307 || status === 308;

function redirected(request: HttpRequest, location: string): HttpRequest {
  const from = request.url;
  const url = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new HttpFault(`${from.host} redirects to what is no address`, false);
  if (from.protocol === 'https:' && url.protocol !== 'https:')
    throw new HttpFault(`${from.host} redirects from TLS to plain HTTP at ${url.host}`, false);
  if (url.origin === from.origin) return { ...request, url };
  const { authorization: _, ...headers } = request.headers ?? {};
  return { ...request, url, headers };
}
