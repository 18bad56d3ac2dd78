// Servers on this machine that go with the test, and whole answers that a fault can be put into.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { tlsServer } from './tls.ts';

/** A request with its body read. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** What stands after `?`, as it came. */
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface Loopback {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly host: string;
}

/** How a server speaks TLS: with an answer to plain HTTP, or without. */
export type TlsStyle = 'answers plain HTTP' | 'cuts plain HTTP';

/** Listens on a free port until the test is over. */
export async function listen(listener: RequestListener, tls?: TlsStyle): Promise<Loopback> {
  const server = tls ? tlsServer(listener, tls === 'answers plain HTTP') : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Keep-alive is the client's to end; a server that ends it first makes tests depend on time.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { host, origin: `${tls ? 'https' : 'http'}://${host}` };
}

/** Reads a request to its end; undefined when the client hung up before. */
export async function readRequest(message: IncomingMessage): Promise<Asked | undefined> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of message) pieces.push(piece as Buffer);
  } catch {
    return undefined;
  }
  const { method = '', url = '/', headers } = message;
  const query = url.split('?')[1] ?? '';
  return {
    method,
    url: new URL(url, 'http://test'),
    query,
    headers,
    body: Buffer.concat(pieces),
  };
}

export function sendReply(response: ServerResponse, { status, headers, body }: Reply, head = false): void {
  const bytes = Buffer.from(body ?? '');
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.end(head ? undefined : bytes);
}

export const json = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
