// Manifests, tags and blobs of one repository, one try each (OCI distribution specification 1.1).
import { MANIFEST_MEDIA_TYPE } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import type { StreamBody } from '../http/client.ts';
import { download, rangeFrom } from '../http/download.ts';
import { HttpFault } from '../http/fault.ts';
import { parseJson } from '../http/reply.ts';
import { locationOf, nextPage } from './location.ts';
import type { RegistryConnection } from './registry-connection.ts';
import type { PageStart, TagPage } from './tags.ts';

/** Most that the operator takes for a manifest, and so do most registries, in bytes. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;
const TAGS_LIMIT = 64 * 1024 * 1024;

/** Everything that may stand under a tag: what is no release shall be told apart from nothing. */
export const ACCEPT = [
  MANIFEST_MEDIA_TYPE,
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  '*/*;q=0.1',
].join(', ');

/** A reference to a blob. */
export interface BlobName {
  readonly digest: Digest;
  /** In bytes. */
  readonly size: number;
}

/** A blob on its way to the registry. */
export interface Blob extends BlobName {
  /** undefined where only the registry itself may have it. */
  readonly body: Uint8Array | StreamBody | undefined;
}

/** All methods throw HttpFault, HttpStatusFault, and CsctlError `credentials-*`. */
export class RegistryClient {
  constructor(private readonly connection: RegistryConnection) {}

  /** The manifest of a tag; undefined when there is none. @throws CsctlError `remote-damaged` when it is no JSON */
  async manifest(tag: string): Promise<{ bytes: Buffer; digest: Digest } | undefined> {
    const { connection } = this;
    const reply = await connection.get('GET', connection.url(`manifests/${tag}`), { accept: ACCEPT }, 'pull');
    if (reply.status === 404) return connection.absent(reply);
    const bytes = await (
      await connection.expect(reply, 200)
    )
      .bytes(MANIFEST_LIMIT)
      .catch((error: unknown) => {
        if (!(error instanceof HttpFault) || error.transient) throw error;
        throw this.damaged(`has a manifest of more than ${MANIFEST_LIMIT} bytes under ${tag}`);
      });
    const digest = digestOf(bytes);
    const claimed = reply.header('docker-content-digest');
    if (claimed !== digest && claimed?.startsWith('sha256:'))
      throw new HttpFault(`the manifest has the digest ${digest}; expected ${claimed}`);
    if (parseJson(bytes) === undefined)
      throw this.damaged(`answers with something that is no manifest for ${tag}`);
    return { bytes, digest };
  }

  /**
   * @param name a tag, or the digest
   * @throws HttpFault also when the registry misses a blob: docker-registry does for a moment, when others upload it too
   */
  async putManifest(name: string, bytes: Uint8Array, mediaType: string): Promise<void> {
    const { connection } = this;
    const url = connection.url(`manifests/${name}`);
    const headers = { 'content-type': mediaType };
    const reply = await connection.send({ method: 'PUT', url, headers, body: bytes }, 'push');
    if (reply.status === 201) return reply.discard();
    const fault = await connection.refusal(reply);
    throw /\b(?:MANIFEST_)?BLOB_UNKNOWN\b/.test(fault.detail) ? new HttpFault(fault.message) : fault;
  }

  /** Begins a listing or goes on with it; undefined when there is no such repository. */
  async tags(start: PageStart, size: number): Promise<TagPage | undefined> {
    const { connection } = this;
    const url = start.next ?? connection.url('tags/list');
    if (!start.next) url.searchParams.set('n', String(size));
    if (start.last !== undefined) url.searchParams.set('last', start.last);
    const reply = await connection.get('GET', url, {}, 'pull');
    if (reply.status === 404) return connection.absent(reply);
    const tags = tagsIn(parseJson(await (await connection.expect(reply, 200)).bytes(TAGS_LIMIT)));
    if (!tags) throw this.damaged('answers with something that is no list of tags');
    return { tags, next: nextPage(reply.header('link'), reply.url) };
  }

  async hasBlob({ digest, size }: BlobName): Promise<boolean> {
    const { connection } = this;
    const reply = await connection.get('HEAD', connection.url(`blobs/${digest}`), {}, 'push');
    if (reply.status !== 404) await connection.expect(reply, 200);
    await reply.discard();
    if (reply.status === 404) return false;
    // A blob of another size is damaged: uploaded again, it is mended.
    return Number(reply.header('content-length') ?? size) === size;
  }

  /**
   * A blob, piece by piece and unchecked; the only method that tries again by itself.
   * @param what it is, for messages
   * @throws CsctlError `remote-damaged` when it is missing or has another size
   */
  blob({ digest, size }: BlobName, what: string): AsyncGenerator<Uint8Array> {
    const { connection } = this;
    return download(connection.http, size, async (offset) => {
      const reply = await connection.get('GET', connection.url(`blobs/${digest}`), rangeFrom(offset), 'pull');
      const whole = reply.status === 200 ? reply.size : undefined;
      // 416: it ends before the rest that was asked for.
      if (reply.status === 416 || (whole !== undefined && whole !== size))
        throw this.damaged(`has ${whole ?? 'another number of'} bytes of ${what} instead of ${size}`);
      if (reply.status === 404) throw this.damaged(`lacks ${what}`);
      return connection.expect(reply, 200, 206);
    });
  }

  /**
   * Sees to it that the repository has a blob: it is there, or the registry takes it from `from`, or it is uploaded.
   * @param from another repository of the same registry
   * @returns false when there is no body to upload
   */
  async pushBlob(blob: Blob, from: string | undefined): Promise<boolean> {
    if (await this.hasBlob(blob)) return true;
    const session = from === undefined ? await this.openUpload() : await this.mountBlob(blob.digest, from);
    if (session === 'mounted') return true;
    if (blob.body === undefined) {
      await this.cancelUpload(session);
      return false;
    }
    const { connection } = this;
    const url = new URL(session);
    // Appended as text: parsing the query anew could change what the registry wrote into it.
    url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(blob.digest)}`;
    const headers = { 'content-type': 'application/octet-stream' };
    const reply = await connection.send({ method: 'PUT', url, headers, body: blob.body }, 'push');
    if (reply.status === 404)
      throw new HttpFault(`the upload is gone: ${(await connection.refusal(reply)).message}`);
    await (await connection.expect(reply, 201)).discard();
    return true;
  }

  /** Asks for leave to upload, by beginning one and giving it up. */
  async tryUpload(): Promise<void> {
    await this.cancelUpload(await this.openUpload());
  }

  private async openUpload(): Promise<URL> {
    const { connection } = this;
    const url = connection.url('blobs/uploads/');
    const reply = await connection.expect(await connection.send({ method: 'POST', url }, 'push'), 202);
    await reply.discard();
    return locationOf(reply);
  }

  /** A registry that does not take the blob over mostly begins an upload instead. */
  private async mountBlob(digest: Digest, from: string): Promise<URL | 'mounted'> {
    const { connection } = this;
    const url = connection.url('blobs/uploads/');
    url.searchParams.set('mount', digest);
    url.searchParams.set('from', from);
    const reply = await connection.send({ method: 'POST', url }, 'push', from).catch(unlessDenied);
    await reply?.discard();
    if (reply?.status === 201) return 'mounted';
    return reply?.status === 202 ? locationOf(reply) : this.openUpload();
  }

  /** A registry that cannot cancel forgets by itself. */
  private async cancelUpload(url: URL): Promise<void> {
    const reply = await this.connection.send({ method: 'DELETE', url }, 'push').catch((error: unknown) => {
      return error instanceof HttpFault ? undefined : unlessDenied(error);
    });
    await reply?.discard();
  }

  private damaged(what: string): CsctlError {
    return new CsctlError('remote-damaged', `${this.connection.remote} ${what}`, {
      hint: 'look at the address and at the registry; what is damaged there can only be published anew as another version',
    });
  }
}

/** The tags in an answer; null, and none at all beside a name, are an empty list. */
function tagsIn(answer: unknown): string[] | undefined {
  const { name, tags } = (answer ?? {}) as { name?: unknown; tags?: unknown };
  const list = tags ?? (typeof name === 'string' ? [] : undefined);
  return Array.isArray(list) && list.every((tag) => typeof tag === 'string') ? list : undefined;
}

/** Passes over what credentials do not allow. */
function unlessDenied(error: unknown): undefined {
  if (!(error instanceof CsctlError) || !error.code.startsWith('credentials-')) throw error;
}
