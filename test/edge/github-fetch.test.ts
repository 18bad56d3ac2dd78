// fetch over our own client, and the redirects that it follows.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../src/io/http/client.ts';
import { HttpFault } from '../../src/io/http/fault.ts';
import { fetchOver } from '../../src/io/http/fetch.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetch = fetchOver(new HttpClient({ patience: { silence: 500, pause: 1 } }));

/** Says what arrived. */
const echo: RequestListener = (request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    const { method, url, headers } = request;
    response.end(
      JSON.stringify({ method, url, secret: headers.authorization, body: Buffer.concat(pieces).toString() }),
    );
  });
};

/** Redirects `/to?ADDRESS`, echoes anything else. */
const redirecting =
  (status: number): RequestListener =>
  (request, response) => {
    const [path, target = ''] = (request.url ?? '').split('?to=');
    if (path !== '/go') return echo(request, response);
    request.resume();
    response.writeHead(status, { location: decodeURIComponent(target) });
    response.end('moved');
  };

describe('fetch over our client', () => {
  it('gives a response with status, headers, address and body', async () => {
    const origin = await serve(echo);
    const response = await fetch(`${origin}/a?b=c`, {
      method: 'POST',
      body: '{"x":1}',
      headers: { authorization: 'Bearer t' },
    });
    expect(response).toMatchObject({ status: 200, url: `${origin}/a?b=c`, ok: true });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      method: 'POST',
      url: '/a?b=c',
      secret: 'Bearer t',
      body: '{"x":1}',
    });
  });

  it.each([204, 304, 404, 500])('gives %i as it is, in one try', async (status) => {
    let count = 0;
    const origin = await serve((_request, response) => {
      count += 1;
      response.writeHead(status);
      response.end();
    });
    const response = await fetch(origin);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(count).toBe(1);
  });

  it('does not take a cut body for a whole one', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.destroy());
    });
    const error: unknown = await fetch(origin).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(HttpFault);
    expect(error).toMatchObject({ transient: true });
  });

  it.each([301, 302, 303, 307, 308])(
    'follows %i of a GET, with the secret within an origin only',
    async (status) => {
      const origin = await serve(redirecting(status));
      const elsewhere = await serve(echo);
      const headers = { authorization: 'Bearer t' };
      const within = await fetch(`${origin}/go?to=/there`, { headers });
      expect(within.url).toBe(`${origin}/there`);
      expect(await within.json()).toMatchObject({ url: '/there', secret: 'Bearer t' });
      const outside = await fetch(`${origin}/go?to=${encodeURIComponent(`${elsewhere}/x?signature=1`)}`, {
        headers,
      });
      const seen = (await outside.json()) as Record<string, unknown>;
      expect(seen['url']).toBe('/x?signature=1');
      expect(seen).not.toHaveProperty('secret');
    },
  );

  it.each([307, 308])('follows %i of a POST, body and all', async (status) => {
    const origin = await serve(redirecting(status));
    const response = await fetch(`${origin}/go?to=/there`, { method: 'POST', body: 'text' });
    expect(await response.json()).toMatchObject({ method: 'POST', url: '/there', body: 'text' });
  });

  it.each([301, 302, 303])('does not turn a POST into a GET for %i', async (status) => {
    const origin = await serve(redirecting(status));
    expect((await fetch(`${origin}/go?to=/there`, { method: 'POST', body: 'text' })).status).toBe(status);
  });

  it('does not bring the secret back when it returns to the origin', async () => {
    const origin = await serve(redirecting(302));
    const between = await serve(redirecting(302));
    const back = `${between}/go?to=${encodeURIComponent(`${origin}/there`)}`;
    const response = await fetch(`${origin}/go?to=${encodeURIComponent(back)}`, {
      headers: { authorization: 'Bearer t' },
    });
    expect(await response.json()).not.toHaveProperty('secret');
  });

  it.each([
    ['a circle', '/go?to=/go'],
    ['what is no address', '/go?to=http://'],
    ['a file', '/go?to=file:///etc/passwd'],
  ])('gives up on redirects to %s', async (_what, path) => {
    const origin = await serve((request, response) => {
      response.writeHead(302, { location: path === '/go?to=/go' ? path : (path.split('=')[1] ?? '') });
      response.end();
    });
    const error: unknown = await fetch(`${origin}${path}`).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(HttpFault);
    expect(error).toMatchObject({ transient: false });
  });
});
