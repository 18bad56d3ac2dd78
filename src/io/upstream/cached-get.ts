// A document by its address: fetched once, and after that asked for only if it changed.
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import type { HttpClient } from '../http/client.ts';
import { HttpFault } from '../http/fault.ts';
import { followRedirects } from '../http/redirect.ts';
import type { HttpReply } from '../http/reply.ts';
import type { CachedDocument, DiskCache } from './disk-cache.ts';

/** How sources are reached, and what is remembered of them. */
export interface UpstreamAccess {
  readonly http: HttpClient;
  readonly cache: DiskCache;
}

export interface CachedGetOptions {
  /** Most that the document may have, in bytes, unpacked. */
  readonly limit: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Gives a document to `consume`, piece by piece, from the server or, where that says that it has not changed, from the
 * cache. When the connection breaks, `consume` is begun anew: it must keep nothing of a try that failed.
 * @throws HttpFault, HttpStatusFault (`asUpstreamRefusal` makes them messages), and whatever `consume` throws
 */
export async function cachedRead<T>(
  { http, cache }: UpstreamAccess,
  url: URL,
  { limit, headers = {} }: CachedGetOptions,
  consume: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const request = { method: 'GET', url, headers: { ...headers, 'accept-encoding': 'gzip' } } as const;
  const exchange = async (known: CachedDocument | undefined): Promise<T> => {
    const reply = await followRedirects(http, {
      ...request,
      headers: { ...request.headers, ...conditionsOf(known) },
    });
    if (reply.status === 304 && known) {
      await reply.discard();
      // Whatever is wrong with what the disk has, the server has it right.
      return consume(known.open()).catch(() => exchange(undefined));
    }
    if (reply.status !== 200) throw await reply.refuse();
    const draft = await cache.begin(url);
    try {
      const result = await consume(noting(unpacked(reply, limit), (piece) => draft.add(piece)));
      await draft.keep({ etag: reply.header('etag'), lastModified: reply.header('last-modified') });
      return result;
    } finally {
      await draft.drop();
    }
  };
  return http.retrying(async () => exchange(await cache.find(url)));
}

/** The whole document. @throws HttpFault, HttpStatusFault */
export async function cachedGet(
  access: UpstreamAccess,
  url: URL,
  options: CachedGetOptions,
): Promise<Buffer> {
  return cachedRead(access, url, options, async (body) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return Buffer.concat(pieces);
  });
}

function conditionsOf(known: CachedDocument | undefined): Record<string, string> {
  const { etag, lastModified } = known ?? {};
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(etag === undefined && lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

/** The body as it is meant, whatever it was packed with on the way. @throws HttpFault over the limit */
async function* unpacked(reply: HttpReply, limit: number): AsyncGenerator<Uint8Array> {
  const coding = (reply.header('content-encoding') ?? 'identity').toLowerCase();
  if (!['identity', 'gzip', 'x-gzip', ''].includes(coding)) {
    await reply.discard();
    throw new HttpFault(`${reply.url.host} sends ${coding}, which was not asked for`, false);
  }
  let size = 0;
  for await (const piece of coding.endsWith('gzip') ? gunzipped(reply) : reply.body()) {
    size += piece.length;
    if (size > limit) throw new HttpFault(`the answer of ${reply.url.host} is over ${limit} bytes`, false);
    yield piece;
  }
}

async function* gunzipped(reply: HttpReply): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(reply.body());
  const unpacker = createGunzip();
  packed.once('error', (error) => unpacker.destroy(error));
  try {
    for await (const piece of packed.pipe(unpacker)) yield piece as Buffer;
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
    throw new HttpFault(`${reply.url.host} sends what is not gzip: ${(error as Error).message}`);
  } finally {
    packed.destroy();
  }
}

/** The same pieces, each shown to `note` first. */
async function* noting(
  body: AsyncIterable<Uint8Array>,
  note: (piece: Uint8Array) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    await note(piece);
    yield piece;
  }
}
