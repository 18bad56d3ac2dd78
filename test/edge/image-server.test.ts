// Images on a real server on this machine: what servers do besides answering.
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpClient } from '../../src/io/http/client.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { ImageServer, referenceOf } from '../../src/io/upstream/image-server.ts';
import { serve, type Handler } from '../support/http-server.ts';
import { refusalOf } from '../support/refusal.ts';
import { QUICK } from '../support/registry/connect.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { TokenService } from '../support/registry/token-service.ts';

async function imagesOf(handler: Handler): Promise<{ source: ImageServer; url: URL; asked: string[] }> {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim());
    return handler(request, response);
  });
  const http = new HttpClient({ patience: QUICK });
  onTestFinished(() => {
    http.close();
  });
  const source = new ImageServer({ http, credentials: () => Promise.resolve(undefined) });
  return { source, url: new URL('image.qcow2', url), asked };
}

describe('looking for an image', () => {
  it('follows redirects', async () => {
    const { source, url } = await imagesOf((request, response) =>
      request.url === '/image.qcow2'
        ? response.writeHead(302, { location: '/elsewhere' }).end()
        : response.writeHead(200, { 'content-length': 9 }).end(),
    );
    expect(await source.look(url.href)).toEqual({ size: 9, modified: undefined });
  });

  it.each([405, 501, 403, 400])('asks for one byte where HEAD is answered with %i', async (status) => {
    const { source, url, asked } = await imagesOf((request, response) =>
      request.method === 'HEAD'
        ? response.writeHead(status).end()
        : response.writeHead(206, { 'content-range': 'bytes 0-0/77', 'content-length': 1 }).end('x'),
    );
    expect(await source.look(url.href)).toEqual({ size: 77, modified: undefined });
    expect(asked).toEqual(['HEAD /image.qcow2', 'GET /image.qcow2 bytes=0-0']);
  });

  it('does not read an image from a server that knows neither HEAD nor ranges', async () => {
    let sent = 0;
    const { source, url } = await imagesOf((request, response) => {
      if (request.method === 'HEAD') return response.writeHead(405).end();
      response.writeHead(200, { 'content-length': 1e9 });
      const piece = Buffer.alloc(64 * 1024);
      const send = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        if (!response.destroyed) response.once('drain', send);
      };
      return send();
    });
    expect(await source.look(url.href)).toEqual({ size: 1e9, modified: undefined });
    expect(sent).toBeLessThan(1e8);
  });

  it.each([403, 404, 410])('finds none where the server says %i', async (status) => {
    const { source, url } = await imagesOf((_, response) => response.writeHead(status).end());
    expect(await source.look(url.href)).toBeUndefined();
    expect(await source.text(url.href)).toBeUndefined();
  });

  it.each([401, 500, 503])('does not take %i for an answer', async (status) => {
    const { source, url } = await imagesOf((_, response) => response.writeHead(status).end());
    const { code, message } = await refusalOf(() => source.look(`${url.href}?X-Signature=secret`));
    expect(code).toBe('upstream-unreachable');
    expect(message).toContain(`HTTP ${status}`);
    expect(message).not.toContain('secret');
  });

  it('tries again after what may pass', async () => {
    let tries = 0;
    const { source, url } = await imagesOf((_, response) =>
      response.writeHead((tries += 1) < 3 ? 503 : 200, { 'content-length': 3 }).end(),
    );
    expect(await source.look(url.href)).toMatchObject({ size: 3 });
  });

  it('says who cannot be reached', async () => {
    const { source } = await imagesOf(() => undefined);
    const error = await refusalOf(() => source.look('http://127.0.0.1:1/image.qcow2'));
    expect([error.code, error.kind]).toEqual(['upstream-unreachable', 'remote']);
    expect(error.message).toContain('http://127.0.0.1:1/image.qcow2');
  });
});

describe('reading a checksum file', () => {
  it.each([
    ['too much', Buffer.alloc(2 * 1024 * 1024, 'a')],
    ['what is no text', Buffer.from([0, 1, 2])],
  ])('refuses %s', async (_name, body) => {
    const { source, url } = await imagesOf((_, response) => response.writeHead(200).end(body));
    expect((await refusalOf(() => source.text(url.href))).code).toBe('upstream-damaged');
  });

  it('refuses what is no address', async () => {
    const { source } = await imagesOf(() => undefined);
    expect((await refusalOf(() => source.text('SHA256SUMS'))).code).toBe('upstream-damaged');
  });
});

describe('a tag of a container image', () => {
  const MEDIA_TYPE = 'application/vnd.oci.image.index.v1+json';

  it('is found where anybody may read with a token, as on Docker Hub', async () => {
    const service = await TokenService.start({ anonymous: { actions: ['pull'] } });
    const registry = await TestRegistry.start({ tokens: { service } });
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE, manifests: [] }));
    registry.repository('kindest/node').putManifest('v1.34.7', index, MEDIA_TYPE);
    const { source } = await imagesOf(() => undefined);
    const image = `${registry.host}/kindest/node`;
    expect(await source.tag(image, 'v1.34.7')).toBe(digestOf(index));
    expect(await source.tag(image, 'v1.34.8')).toBeUndefined();
    // Only HEAD does not count against the limits of Docker Hub.
    const [first] = registry.asked.filter(
      ({ url, headers }) => url.pathname.endsWith('v1.34.7') && headers.authorization,
    );
    expect(first?.method).toBe('HEAD');
  });

  it('of a registry that is down is no missing tag', async () => {
    const { source } = await imagesOf(() => undefined);
    const { code, message } = await refusalOf(() => source.tag('127.0.0.1:1/kindest/node', 'v1.34.7'));
    expect([code, message]).toEqual(['upstream-unreachable', expect.stringContaining('v1.34.7')]);
  });
});

describe('names of container images', () => {
  it.each([
    ['kindest/node', 'docker.io', 'kindest/node'],
    ['node', 'docker.io', 'library/node'],
    ['docker.io/node', 'docker.io', 'library/node'],
    ['docker.io/kindest/node', 'docker.io', 'kindest/node'],
    ['localhost/a', 'localhost', 'a'],
    ['r:5000/a/b', 'r:5000', 'a/b'],
  ])('%s', (name, host, repository) => {
    expect(referenceOf(name)).toEqual({ host, repository });
  });
});
