// One exchange over HTTP at a time, streamed both ways. Node's fetch keeps streamed uploads in memory: this does not.
import {
  Agent as PlainAgent,
  request as requestPlain,
  type Agent,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rootCertificates } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpProxyAgent } from 'http-proxy-agent';
import { CsctlError } from '../../problem/problem.ts';
import { HttpFault, isHttpFault, type AnyHttpFault } from './fault.ts';
import { TrustingProxyAgent } from './proxy-agent.ts';
import { HttpReply } from './reply.ts';
import { DEFAULT_PATIENCE, isLoopback, type HttpSettings, type Patience } from './settings.ts';

/** A body that is read when it is sent, from the beginning each time. */
export interface StreamBody {
  /** In bytes. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A request; redirects are not followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | StreamBody | undefined;
}

/** Servers may think for a while about what they were sent, in bytes a second: checking a digest, moving a file. */
const DIGESTION = 4 * 1024 * 1024;

/** Makes requests. Keeps connections open between them; `close` ends those. */
export class HttpClient {
  readonly patience: Patience;
  private readonly agents = new Map<string, Agent>();

  constructor(private readonly settings: HttpSettings = {}) {
    this.patience = { ...DEFAULT_PATIENCE, ...settings.patience };
  }

  /** One try. The body of the reply must be read or discarded. @throws HttpFault; the reason of an abort */
  async send(request: HttpRequest): Promise<HttpReply> {
    const { signal } = this.settings;
    signal?.throwIfAborted();
    const { patience } = this;
    const size = sizeOf(request.body);
    const limit = patience.silence + (size / patience.slowest) * 1000 + (size / DIGESTION) * 1000;
    const own = new AbortController();
    const options = this.optionsFor(
      request,
      size,
      signal ? AbortSignal.any([signal, own.signal]) : own.signal,
    );
    const timer = setTimeout(() => {
      own.abort(
        new HttpFault(`no answer from ${request.url.host} within ${Math.ceil(limit / 1000)} seconds`),
      );
    }, limit);
    try {
      const message = await exchange(request, options);
      return new HttpReply(message, request.url, patience, signal, request.method === 'HEAD');
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof BodyFault) throw error.cause;
      if (own.signal.aborted) throw own.signal.reason;
      throw asFault(error, request.url);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Does `work` again while it fails in a way that may pass, with growing pauses.
   * @throws the last fault; anything else at once
   */
  async retrying<T>(work: () => Promise<T>): Promise<T> {
    const { attempts, longestPause } = this.patience;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isHttpFault(error) || !error.transient || attempt >= attempts) throw error;
        const asked = askedPause(error);
        if (asked !== undefined && asked > longestPause) throw error;
        await this.backOff(attempt, asked);
      }
    }
  }

  /**
   * The pause after a try that failed: twice as long each time, and up to half of it more by chance.
   * @param attempt 1 after the first try @param least milliseconds that the server asked for
   */
  backOff(attempt: number, least = 0): Promise<void> {
    const pause = this.patience.pause * 2 ** (attempt - 1);
    return this.sleep(Math.max(least, pause * (1 + Math.random() / 2)));
  }

  /** @param time in milliseconds */
  async sleep(time: number): Promise<void> {
    const { signal } = this.settings;
    try {
      await delay(time, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  /** Ends idle connections, so that the process can. */
  close(): void {
    for (const agent of this.agents.values()) agent.destroy();
    this.agents.clear();
  }

  private optionsFor(request: HttpRequest, size: number, signal: AbortSignal): RequestOptions {
    const { method, url, headers, body } = request;
    return {
      method,
      signal,
      agent: this.agentFor(url),
      timeout: this.patience.silence + (size / DIGESTION) * 1000,
      headers: {
        'user-agent': this.settings.userAgent ?? 'csctl',
        ...headers,
        ...(body && { 'content-length': String(size) }),
        ...(!body && (method === 'POST' || method === 'PUT') && { 'content-length': '0' }),
      },
    };
  }

  /** This machine is never reached through a proxy. */
  private agentFor(url: URL): Agent {
    const proxy = isLoopback(url.hostname) ? '' : (this.settings.proxyFor?.(url) ?? '');
    const key = `${url.protocol}${proxy}`;
    const known = this.agents.get(key);
    if (known) return known;
    const agent = makeAgent(url.protocol === 'https:', proxy, this.settings.certificates ?? []);
    this.agents.set(key, agent);
    return agent;
  }
}

/** @throws CsctlError `usage` for a proxy that is no address; it is not repeated, since it may hold a password */
function makeAgent(secure: boolean, proxy: string, certificates: readonly string[]): Agent {
  const trust = certificates.length > 0 ? { ca: [...rootCertificates, ...certificates] } : {};
  const options = { keepAlive: true, ...trust };
  if (proxy !== '' && !(URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol))) {
    const hint =
      'expected http://HOST:PORT in HTTPS_PROXY or HTTP_PROXY; NO_PROXY names hosts that need none';
    throw new CsctlError('usage', 'the proxy that the environment names is no address', { hint });
  }
  if (proxy !== '')
    return secure ? new TrustingProxyAgent(proxy, options) : new HttpProxyAgent(proxy, options);
  return secure ? new TlsAgent(options) : new PlainAgent({ keepAlive: true });
}

const sizeOf = (body: HttpRequest['body']): number =>
  body === undefined ? 0 : body instanceof Uint8Array ? body.length : body.size;

/** Milliseconds that the server asked to wait. */
const askedPause = (fault: AnyHttpFault): number | undefined =>
  'retryAfter' in fault && fault.retryAfter !== undefined ? fault.retryAfter * 1000 : undefined;

/** Sends the request, body and all, and resolves with the head of the answer, which may come before the body is through. */
function exchange(request: HttpRequest, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = (request.url.protocol === 'https:' ? requestTls : requestPlain)(request.url, options);
    let answered = false;
    // What is wrong with the body itself matters more than that its request came to nothing.
    const body: { fault?: BodyFault } = {};
    const fail = (error: Error) => {
      reject(body.fault ?? error);
    };
    outgoing.once('response', (message) => {
      answered = true;
      resolve(message);
    });
    outgoing.once('timeout', () => {
      outgoing.destroy(new HttpFault(`${request.url.host} was silent for too long`));
    });
    outgoing.on('error', fail);
    const { body: content } = request;
    if (content === undefined || content instanceof Uint8Array) {
      outgoing.end(content);
      return;
    }
    const noted = noting(exactly(content), (error) => (body.fault = new BodyFault(error)));
    pipeline(Readable.from(noted), outgoing).catch((error: Error) => {
      // A server may answer, and hang up, before it has read everything: its answer says why.
      if (!answered) setTimeout(() => fail(error), ANSWER_GRACE);
    });
  });
}

/** Time for an early answer to arrive after the connection broke, in milliseconds. */
const ANSWER_GRACE = 50;

/** The stream, held to its size: a server that was promised more would wait, and less would be cut. */
async function* exactly(body: StreamBody): AsyncGenerator<Uint8Array> {
  const { size } = body;
  let sent = 0;
  for await (const piece of body.open()) {
    sent += piece.length;
    if (sent > size) throw new HttpFault(`more than the announced ${size} bytes are there to send`, false);
    yield piece;
  }
  if (sent < size) throw new HttpFault(`${sent} of ${size} bytes were there to send`, false);
}

/** Reading the body failed, not sending it: the cause is nothing of ours to change. */
class BodyFault extends Error {
  constructor(override readonly cause: unknown) {
    super('the body cannot be read');
  }
}

/** The same pieces; an error on the way is told as well. */
async function* noting(
  source: AsyncIterable<Uint8Array>,
  note: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** What Node says of a broken exchange; what is none stays as it is. */
function asFault(error: unknown, url: URL): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (isHttpFault(error) || code === undefined) return error;
  return new HttpFault(`${url.host}: ${wordsOf(error as Error)}`, !LASTING.test(code));
}

/** A host with several addresses fails with one error for each, and no word of its own. */
const wordsOf = (error: Error): string =>
  error instanceof AggregateError
    ? error.errors.map((one) => (one as Error).message).join('; ')
    : error.message;

/** Certificates and names do not mend themselves within seconds. */
const LASTING = /^(?:ENOTFOUND|CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO)/;
