// `fetch` over our client, for libraries that bring their own protocol: proxies, certificates and patience stay ours.
import type { HttpClient, HttpRequest } from './client.ts';
import { HttpFault } from './fault.ts';
import { followRedirects } from './redirect.ts';

/** Largest answer, in bytes; it is kept in memory. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Answers that have no body, by the rules of `Response`. */
const BODILESS: readonly number[] = [204, 205, 304];

/** What libraries pass to `fetch`. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; large files do not travel this way. */
  readonly body?: string | undefined;
}

/**
 * A `fetch` that makes one try and reads the whole answer.
 * @throws HttpFault where the exchange fails; the reason of an abort
 */
export function fetchOver(client: HttpClient): (url: string, init?: FetchInit) => Promise<Response> {
  return async (address, { method = 'GET', headers = {}, body } = {}) => {
    const reply = await followRedirects(client, {
      method: method as HttpRequest['method'],
      url: new URL(address),
      headers,
      body: body === undefined ? undefined : Buffer.from(body),
    });
    const bytes = await reply.bytes(BODY_LIMIT);
    if (reply.status < 200 || reply.status > 599)
      throw new HttpFault(`${reply.url.host} answers with the status ${reply.status}`);
    const response = new Response(BODILESS.includes(reply.status) ? null : new Uint8Array(bytes), {
      status: reply.status,
      headers: reply.headers,
    });
    return Object.defineProperty(response, 'url', { value: reply.url.href });
  };
}
