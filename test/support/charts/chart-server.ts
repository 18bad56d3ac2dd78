// A Helm repository on this machine: what it holds, what it was asked for, and how it may misbehave.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { serve } from '../http-server.ts';
import { entryOf, indexText, type IndexEntry } from './packed-chart.ts';

/** A running repository. */
export class ChartServer {
  /** What it was asked for: `GET /index.yaml 200`, in order. */
  readonly requests: string[] = [];
  /** Files by path; `/index.yaml` follows from the charts unless it is set. */
  readonly files = new Map<string, Uint8Array | string>();
  /** Answers before the files are looked at; true: it has answered. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  /** Whether answers are packed where that is asked for. */
  packs = false;
  private readonly entries: IndexEntry[] = [];

  private constructor(
    /** `http://127.0.0.1:PORT` */
    readonly address: string,
  ) {}

  /** Starts one for the length of the test. */
  static async start(): Promise<ChartServer> {
    const handler: { server?: ChartServer } = {};
    const url = await serve((request, response) => handler.server?.answer(request, response));
    handler.server = new ChartServer(url.origin);
    return handler.server;
  }

  /** Puts a packed chart beside the index, and into it. */
  add(name: string, version: string, bytes: Uint8Array, change: Partial<IndexEntry> = {}): this {
    this.files.set(`/${name}-${version}.tgz`, bytes);
    const others = this.entries.filter((entry) => entry.name !== name || entry.version !== version);
    this.entries.splice(0, this.entries.length, ...others, { ...entryOf(name, version, bytes), ...change });
    return this;
  }

  /** The index as it is now. */
  index(): string {
    return indexText(this.entries);
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.requests.filter((line) => line.split(' ')[1] === path).length;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { url = '/', method = 'GET' } = request;
    response.on('finish', () => this.requests.push(`${method} ${url} ${response.statusCode}`));
    if (this.intercept?.(request, response)) return;
    const path = url.replace(/\?.*$/, '');
    const content = this.files.get(path) ?? (path === '/index.yaml' ? this.index() : undefined);
    if (content === undefined) {
      response.writeHead(404).end('not here');
      return;
    }
    const bytes = Buffer.from(content);
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    const isPacked = this.packs && /gzip/.test(request.headers['accept-encoding'] ?? '');
    const body = isPacked ? gzipSync(bytes) : bytes;
    response.writeHead(200, {
      etag,
      'content-length': String(body.length),
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  }
}
