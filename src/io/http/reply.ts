// The answer to a request: status, headers, and a body that is read piece by piece or as a whole.
import type { IncomingMessage } from 'node:http';
import { HttpFault, HttpStatusFault, parseRetryAfter } from './fault.ts';
import type { Patience } from './settings.ts';

/** How much of an error's body is looked at, in bytes. */
const ERROR_LIMIT = 64 * 1024;

/** An answer whose body was not read yet. It must be: with `body`, `bytes`, `discard` or `refuse`. */
export class HttpReply {
  readonly status: number;

  constructor(
    private readonly message: IncomingMessage,
    readonly url: URL,
    private readonly patience: Patience,
    private readonly signal: AbortSignal | undefined,
    /** To HEAD: `content-length` speaks of the body that GET would have. */
    private readonly bodiless: boolean,
  ) {
    this.status = message.statusCode ?? 0;
    // Errors are told to whoever reads the body.
    message.on('error', () => undefined);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** A header by its name in lower case; several of one name are joined by commas. */
  header(name: string): string | undefined {
    const value = this.message.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** All headers, as Node joins them. */
  get headers(): Readonly<Record<string, string>> {
    const names = Object.keys(this.message.headers);
    return Object.fromEntries(names.map((name) => [name, this.header(name) ?? '']));
  }

  /** Of the body, from `content-length`; undefined where the server does not say. */
  get size(): number | undefined {
    const text = this.header('content-length');
    if (this.bodiless) return 0;
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
  }

  /**
   * The body, piece by piece.
   * @param expected bytes, where known: the time that it may take goes by it
   * @throws HttpFault when it is cut, too slow, or shorter than announced
   */
  async *body(expected = this.size ?? 0): AsyncGenerator<Uint8Array> {
    const { silence, slowest } = this.patience;
    const limit = silence * 2 + (expected / slowest) * 1000;
    const timer = setTimeout(() => {
      this.message.destroy(new HttpFault(`${this.url.host} sends too slowly`));
    }, limit);
    let received = 0;
    try {
      for await (const piece of this.message) {
        received += (piece as Buffer).length;
        yield piece as Buffer;
      }
    } catch (error) {
      this.signal?.throwIfAborted();
      if (error instanceof HttpFault) throw error;
      throw new HttpFault(`${this.url.host} cut the connection after ${received} bytes`);
    } finally {
      clearTimeout(timer);
      this.message.destroy();
    }
    if (!this.message.complete || (this.size !== undefined && received !== this.size))
      throw new HttpFault(`${this.url.host} cut the connection after ${received} bytes`);
  }

  /** The whole body. @param limit in bytes @throws HttpFault, also for a body over the limit */
  async bytes(limit: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of this.body()) {
      length += piece.length;
      if (length > limit) throw new HttpFault(`the answer of ${this.url.host} is over ${limit} bytes`, false);
      pieces.push(piece);
    }
    return Buffer.concat(pieces, length);
  }

  /** Reads the body away, so that the connection can be used again. */
  async discard(): Promise<void> {
    await this.bytes(ERROR_LIMIT).catch(() => undefined);
  }

  /** The answer as a fault, with what the server says about it. @param explain its words in the body's JSON or text */
  async refuse(explain: (text: string) => string = () => ''): Promise<HttpStatusFault> {
    const body = await this.bytes(ERROR_LIMIT).catch(() => Buffer.alloc(0));
    const retryAfter = parseRetryAfter(this.header('retry-after'), Date.now());
    return new HttpStatusFault(this.status, explain(body.toString('utf8')), retryAfter);
  }
}

/** The JSON of an answer; undefined: it is none. */
export function parseJson(content: Uint8Array | string): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
