// Octokit over our own connections: retried, throttled, with the token only where it belongs.
import { retry } from '@octokit/plugin-retry';
import { throttling, type ThrottlingOptions } from '@octokit/plugin-throttling';
import { RequestError } from '@octokit/request-error';
import { Octokit } from '@octokit/rest';
import type { HttpClient } from '../http/client.ts';
import { HttpFault, HttpStatusFault, isHttpFault } from '../http/fault.ts';
import { fetchOver, type FetchInit } from '../http/fetch.ts';
import type { Access } from './access.ts';
import { askedWait, isNamedLimit, SECONDARY_PAUSE, type LimitClock } from './limits.ts';
import { refusalOf } from './refusal.ts';

/** What the hooks read and set of a request. */
interface Attempt {
  readonly request: { retries?: number; retryCount?: number; readonly once?: boolean };
}

/** For a request that must not have its effect twice: another try is made only when the answer says that it had none. */
export const ONCE = { once: true };

/** GitHub's API at `access.apiUrl`. One request is given up after as many tries as the client's patience has. */
export function makeOctokit(http: HttpClient, access: Access, clock: LimitClock): Octokit {
  const retries = http.patience.attempts - 1;
  /** Decides what retry does: it stands between throttling, which deals with named limits, and retry. */
  const deciding = (octokit: Parameters<typeof retry>[0]): void => {
    octokit.hook.error('request', async (error, options) => {
      const { request } = options as unknown as Attempt;
      const left =
        request.once && !isLimit(error) ? 0 : (request.retries ?? retries) - (request.retryCount ?? 0);
      if (left <= 0 || !(await pause(error, request.retryCount ?? 0, http, clock))) request.retries = 0;
      throw error;
    });
  };
  const Api = Octokit.plugin(throttling, deciding, retry, separate);
  return new Api({
    baseUrl: access.apiUrl.href.replace(/\/+$/, ''),
    request: { fetch: authorized(fetchOver(http), access) },
    throttle: { id: access.apiUrl.href, ...throttle(clock) },
    // The pauses are ours, so that they can be interrupted.
    retry: { retries, doNotRetry: [], retryAfterBaseValue: 0 },
    log: SILENT,
  });
}

/** Outermost: gives each request its own counters, which the plugins keep in what are otherwise shared settings. */
const separate = (octokit: Parameters<typeof retry>[0]): void => {
  octokit.hook.before('request', (options) => {
    options.request = { ...options.request };
  });
  octokit.hook.after('request', ({ data, url }: { data: unknown; url: string }, { method }) => {
    if (typeof data === 'string' && data !== '' && method !== 'HEAD')
      throw new HttpFault(`${new URL(url).host} answers with what is no JSON`, false);
  });
};

/** Only requests to the API carry the token; `user-agent` is the client's. */
function authorized(fetch: ReturnType<typeof fetchOver>, access: Access): typeof fetch {
  return async (url, init: FetchInit = {}) => {
    const { 'user-agent': _, ...headers } = init.headers ?? {};
    const secret = await access.headersFor(new URL(url));
    return fetch(url, { ...init, headers: { ...headers, 'x-github-api-version': API_VERSION, ...secret } });
  };
}

const API_VERSION = '2022-11-28';

function throttle(clock: LimitClock): ThrottlingOptions {
  const wait = (time: number): Promise<boolean> => clock.wait(time);
  return {
    // The plugin waits for the answer, true for another try; its types do not say so.
    onRateLimit: wait as unknown as (time: number) => void,
    onSecondaryRateLimit: wait as unknown as (time: number) => void,
    fallbackSecondaryRateRetryAfter: SECONDARY_PAUSE,
    retryAfterBaseValue: 0,
    ...(!clock.limits.spaced && { write: UNSPACED, notifications: UNSPACED }),
  };
}

/** In the place of the plugin's queues: lets everything pass at once. */
const UNSPACED = {
  key: () => ({ schedule: (_options: unknown, work: () => unknown) => Promise.resolve(work()) }),
} as unknown as NonNullable<ThrottlingOptions['write']>;

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Errors are told by those who get them.
}

const isLimit = (error: unknown): boolean => [403, 429].includes(refusalOf(error)?.status ?? 0);

/** Waits before another try; false when there is none to be made. */
async function pause(error: unknown, tries: number, http: HttpClient, clock: LimitClock): Promise<boolean> {
  const growing = () => http.backOff(tries + 1);
  const cause: unknown = error instanceof RequestError ? error.cause : error;
  if (isHttpFault(cause)) {
    if (cause.transient) await growing();
    return cause.transient;
  }
  const refusal = refusalOf(error);
  if (!refusal || isNamedLimit(refusal)) {
    // Throttling did not wait for this limit, or was interrupted, which it keeps to itself.
    await http.sleep(0);
    return false;
  }
  const asked = askedWait(refusal, Date.now());
  if (asked !== undefined) return clock.wait(asked);
  const transient = new HttpStatusFault(refusal.status, '', undefined).transient;
  if (transient) await growing();
  return transient;
}
