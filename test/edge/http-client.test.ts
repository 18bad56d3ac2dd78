// The HTTP client against servers that behave, and servers that do not.
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HttpClient, type HttpRequest } from '../../src/io/http/client.ts';
import { download, rangeFrom } from '../../src/io/http/download.ts';
import { HttpFault, HttpStatusFault, parseRetryAfter, plainWords } from '../../src/io/http/fault.ts';
import { isLoopback, isSafeForSecrets, type HttpSettings } from '../../src/io/http/settings.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import { bodyOf, serve, serveTunnel } from '../support/http-server.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '../support/registry/tls.ts';

type Done = (error: null, addresses: readonly { address: string; family: number }[]) => void;

const HASTY = { silence: 150, slowest: 1_000_000, attempts: 3, pause: 1, longestPause: 50 };
const client = (settings: HttpSettings = {}) => new HttpClient({ patience: HASTY, ...settings });
const get = (url: URL): HttpRequest => ({ method: 'GET', url });
const text = async (url: URL, http = client()) => (await (await http.send(get(url))).bytes(1000)).toString();

async function* pieces(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield await Promise.resolve(Buffer.alloc(size, 'x'));
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<string> {
  let all = '';
  for await (const piece of source) all += Buffer.from(piece).toString();
  return all;
}

describe('the words of a server', () => {
  it.each([
    ['a\u001b[2J\r\nb', 'a [2J b'],
    ['\u0085a\u202eb\u2028c ', 'a b c'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ['x'.repeat(301), `${'x'.repeat(300)}...`],
    ['ä 😀', 'ä 😀'],
  ])('%j are shown in one line: %j', (words, shown) => {
    expect(plainWords(words)).toBe(shown);
  });
});

describe('one exchange', () => {
  it('that no address of a host takes is told with what each said', async () => {
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((
      _host: string,
      _options: object,
      done: Done,
    ) => {
      done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    }) as unknown as typeof dns.lookup);
    try {
      // Nothing may listen on port 1.
      const fault = await text(new URL('http://two.example:1/')).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(HttpFault);
      expect((fault as HttpFault).message).toMatch(/^two\.example:1: .+ 127\.0\.0\.1:1.*; .+ ::1:1/);
    } finally {
      lookup.mockRestore();
    }
  });

  it('sends method, headers and body, and gives back status, headers and body', async () => {
    const url = await serve(async (request, response) => {
      const body = await bodyOf(request);
      response.writeHead(201, { 'x-method': request.method, 'x-agent': request.headers['user-agent'] });
      response.end(`${request.headers['content-length']} ${body.toString()}`);
    });
    const reply = await client({ userAgent: 'csctl/1' }).send({
      method: 'PUT',
      url,
      body: Buffer.from('abc'),
    });
    expect([reply.status, reply.ok, reply.header('x-method')]).toEqual([201, true, 'PUT']);
    expect(reply.header('x-agent')).toBe('csctl/1');
    expect((await reply.bytes(100)).toString()).toBe('3 abc');
  });

  it('streams a body and announces its size', async () => {
    const url = await serve(async (request, response) => {
      response.end(`${request.headers['content-length']} ${(await bodyOf(request)).length}`);
    });
    const body = { size: 300_000, open: () => pieces(100_000, 200_000) };
    const reply = await client().send({ method: 'POST', url, body });
    expect((await reply.bytes(100)).toString()).toBe('300000 300000');
  });

  it.each([
    ['shorter', 5],
    ['longer', 1],
  ])('does not send a body that is %s than announced', async (_what, size) => {
    const url = await serve(async (request, response) => {
      await bodyOf(request).catch(() => undefined);
      response.end();
    });
    const body = { size, open: () => pieces(1, 1) };
    await expect(client().send({ method: 'PUT', url, body })).rejects.toMatchObject({
      name: 'HttpFault',
      transient: false,
    });
  });

  it('says what is wrong with the body itself, in its own words', async () => {
    const url = await serve(async (request, response) => {
      await bodyOf(request).catch(() => undefined);
      response.end();
    });
    const failure = new CsctlError('remote-damaged', 'the file is not what it was');
    async function* open(): AsyncGenerator<Uint8Array> {
      yield* pieces(1);
      throw failure;
    }
    await expect(client().send({ method: 'PUT', url, body: { size: 2, open } })).rejects.toBe(failure);
  });

  it('follows no redirect', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/there' }).end());
    expect((await client().send(get(url))).status).toBe(302);
  });

  it('knows that the answer to HEAD has no body', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-length': '99' }).end(),
    );
    const reply = await client().send({ method: 'HEAD', url });
    expect(reply.header('content-length')).toBe('99');
    expect((await reply.bytes(10)).length).toBe(0);
  });

  it('uses a connection again once the body was read', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    });
    const http = client();
    for (let i = 0; i < 3; i += 1) expect(await text(url, http)).toBe('ok');
    expect(ports.size).toBe(1);
  });
});

describe('what can go wrong', () => {
  it('is nobody listening', async () => {
    const url = await serve((_request, response) => response.end());
    const nobody = new URL('http://127.0.0.1:1/');
    await expect(client().send(get(nobody))).rejects.toBeInstanceOf(HttpFault);
    expect(await text(url)).toBe('');
  });

  it('is a server that never answers', async () => {
    const url = await serve(() => undefined);
    await expect(client().send(get(url))).rejects.toMatchObject({ name: 'HttpFault', transient: true });
  });

  it('is a connection that is cut before the answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(client().send(get(url))).rejects.toBeInstanceOf(HttpFault);
  });

  it.each([
    ['with its size announced', { 'content-length': '10' }],
    ['in chunks', {}],
  ])('is a body that is cut, %s', async (_what, headers) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, headers).write('abc', () => response.destroy());
    });
    await expect(text(url)).rejects.toMatchObject({ name: 'HttpFault', transient: true });
  });

  it('is a body that drips', async () => {
    const url = await serve(async (_request, response) => {
      response.writeHead(200);
      for (let i = 0; i < 100 && !response.destroyed; i += 1) {
        response.write('x');
        await delay(20);
      }
    });
    await expect(text(url)).rejects.toMatchObject({ name: 'HttpFault' });
  });

  it('is a body over the limit', async () => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(2000)));
    await expect(text(url)).rejects.toMatchObject({ name: 'HttpFault', transient: false });
  });

  it('is an early answer to an upload, which is heard', async () => {
    const url = await serve((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('too much');
      request.socket.on('error', () => undefined);
    });
    const body = { size: 50_000_000, open: () => pieces(...Array.from({ length: 50 }, () => 1_000_000)) };
    const reply = await client().send({ method: 'PUT', url, body });
    expect(reply.status).toBe(413);
  });

  it('is the user, who wants to stop', async () => {
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const going = client({ signal: stop.signal, patience: { ...HASTY, silence: 60_000 } }).send(get(url));
    stop.abort(new CsctlError('interrupted', 'stopped'));
    await expect(going).rejects.toMatchObject({ code: 'interrupted' });
    await expect(client({ signal: stop.signal }).send(get(url))).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

describe('a proxy', () => {
  it('gets requests to other machines, and none to this one', async () => {
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('from the proxy');
    });
    const own = await serve((_request, response) => response.end('direct'));
    const http = client({ proxyFor: () => proxy.href });
    expect(await text(new URL('http://stacks.example/x'), http)).toBe('from the proxy');
    expect(await text(own, http)).toBe('direct');
    expect(asked).toEqual(['http://stacks.example/x']);
  });

  it('is passed through to servers whose certificate is trusted, and to no others', async () => {
    const server = createTlsServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, (_request, response) =>
      response.end('over TLS'),
    ).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const proxy = await serveTunnel((server.address() as AddressInfo).port);
    const url = new URL('https://stacks.example/x');
    // A busy machine is long in making keys.
    const patience = { ...HASTY, silence: 20_000 };
    const through = (certificates: string[]) => client({ proxyFor: () => proxy, certificates, patience });
    expect(await text(url, through([TEST_CERTIFICATE]))).toBe('over TLS');
    await expect(through([]).send(get(url))).rejects.toThrow(/self-signed certificate/);
  });

  it('that is no address is refused, and not repeated', async () => {
    const http = client({ proxyFor: () => 'socks://user:hunter2@proxy' });
    const refusal = await http.send(get(new URL('http://stacks.example/'))).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'usage' });
    expect(JSON.stringify(refusal)).not.toContain('hunter2');
  });
});

describe('trying again', () => {
  /** Answers with each status in turn. */
  const failing = (statuses: number[], headers: Record<string, string> = {}) => {
    const seen: number[] = [];
    const work = async (http: HttpClient, url: URL) => {
      const reply = await http.send(get(url));
      if (!reply.ok) throw await reply.refuse((words) => words);
      return reply.status;
    };
    const server = serve((_request, response) => {
      const status = statuses[seen.length] ?? 200;
      seen.push(status);
      response.writeHead(status, status === 200 ? {} : headers).end('words');
    });
    return { seen, run: async (http = client()) => http.retrying(async () => work(http, await server)) };
  };

  it.each([[[500]], [[502, 503]], [[429]], [[408, 500]]])('helps after %j', async (statuses) => {
    const { seen, run } = failing(statuses);
    expect(await run()).toBe(200);
    expect(seen).toEqual([...statuses, 200]);
  });

  it.each([[400], [401], [403], [404], [501]])('does not help after %i', async (status) => {
    const { seen, run } = failing([status]);
    await expect(run()).rejects.toMatchObject({ status, detail: 'words', transient: false });
    expect(seen).toEqual([status]);
  });

  it('ends', async () => {
    const { seen, run } = failing([500, 500, 500, 500]);
    await expect(run()).rejects.toBeInstanceOf(HttpStatusFault);
    expect(seen).toHaveLength(3);
  });

  it('does not wait longer than anybody would', async () => {
    const { seen, run } = failing([429], { 'retry-after': '3600' });
    await expect(run()).rejects.toMatchObject({ status: 429, retryAfter: 3600 });
    expect(seen).toEqual([429]);
  });

  it('leaves other errors alone', async () => {
    let calls = 0;
    const failure = new CsctlError('usage', 'no');
    const work = () => {
      calls += 1;
      return Promise.reject(failure);
    };
    await expect(client().retrying(work)).rejects.toBe(failure);
    expect(calls).toBe(1);
  });
});

describe('a download', () => {
  const CONTENT = '0123456789';

  /** A server whose connections break after so many bytes each. */
  const breaking = async (cuts: number[], ranges: boolean) => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      const { range } = request.headers;
      asked.push(range);
      const from = ranges ? Number(/\d+/.exec(range ?? '0')?.[0]) : 0;
      const rest = CONTENT.slice(from);
      const cut = cuts.shift() ?? rest.length;
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': String(rest.length) });
      response.write(rest.slice(0, cut), () => (cut < rest.length ? response.destroy() : response.end()));
    });
    const http = client();
    const run = () =>
      collect(
        download(http, CONTENT.length, (offset) => http.send({ ...get(url), headers: rangeFrom(offset) })),
      );
    return { asked, run };
  };

  it('goes on where it stopped', async () => {
    const { asked, run } = await breaking([4, 3], true);
    expect(await run()).toBe(CONTENT);
    expect(asked).toEqual([undefined, 'bytes=4-', 'bytes=7-']);
  });

  it('passes over what it has where the server knows no ranges', async () => {
    const { run } = await breaking([4, 7], false);
    expect(await run()).toBe(CONTENT);
  });

  it('takes any number of connections as long as it gets on', async () => {
    const { asked, run } = await breaking([1, 1, 1, 1, 1, 1, 1, 1, 1], true);
    expect(await run()).toBe(CONTENT);
    expect(asked).toHaveLength(10);
  });

  it('gives up when it gets no further', async () => {
    const { run } = await breaking([1, 0, 0, 0, 0], true);
    await expect(run()).rejects.toBeInstanceOf(HttpFault);
  });

  it('does not take more than it asked for', async () => {
    const url = await serve((_request, response) => response.end(`${CONTENT}and more`));
    const http = client();
    await expect(collect(download(http, CONTENT.length, () => http.send(get(url))))).rejects.toMatchObject({
      name: 'HttpFault',
      transient: false,
    });
  });
});

describe('hosts', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', 'LOCALHOST'])(
    '%s is this machine',
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each(['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', 'example.com', '128.0.0.1'])(
    '%s is not',
    (host) => expect(isLoopback(host)).toBe(false),
  );
  it('get secrets over TLS, or when they are this machine', () => {
    const safe = (url: string) => isSafeForSecrets(new URL(url));
    expect([safe('https://a.example'), safe('http://127.0.0.1:5000')]).toEqual([true, true]);
    expect([safe('http://a.example'), safe('ftp://127.0.0.1')]).toEqual([false, false]);
  });
});

describe('retry-after', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
