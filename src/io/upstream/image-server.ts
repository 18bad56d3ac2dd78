// Node images on web servers and in registries: whether they are there, and what stands beside them.
import { CsctlError } from '../../problem/problem.ts';
import type { ImageFacts, ImageSource } from '../../release/upstream-ports.ts';
import { decodeText } from '../../stack/file-tree.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import type { HttpClient } from '../http/client.ts';
import { HttpFault } from '../http/fault.ts';
import { followRedirects } from '../http/redirect.ts';
import type { HttpReply } from '../http/reply.ts';
import type { CredentialSource } from '../oci/credentials.ts';
import { parseReference, type Reference } from '../oci/reference.ts';
import { ACCEPT, RegistryClient } from '../oci/registry-client.ts';
import { RegistryConnection } from '../oci/registry-connection.ts';
import { asUpstreamRefusal } from './upstream-refusal.ts';

/** Lists of checksums are small, in bytes. */
const TEXT_LIMIT = 1024 * 1024;
/** What servers say of what is not there. Object stores that hide their lists say 403 for it. */
const ABSENT: readonly number[] = [403, 404, 410];
/** To HEAD: the server may still answer GET. (403: an address that is signed for GET.) */
const NO_HEAD: readonly number[] = [400, 403, 405, 501];

/** How images are reached. */
export interface ImageAccess {
  readonly http: HttpClient;
  /** Logins of registries. */
  readonly credentials: CredentialSource;
  readonly plainHttp?: boolean;
}

export class ImageServer implements ImageSource {
  constructor(private readonly access: ImageAccess) {}

  look(url: string): Promise<ImageFacts | undefined> {
    return this.asking(url, 'looking for the image', async (address) => {
      const { http } = this.access;
      let reply = await followRedirects(http, { method: 'HEAD', url: address });
      await reply.discard();
      if (NO_HEAD.includes(reply.status)) {
        const headers = { range: 'bytes=0-0' };
        reply = await followRedirects(http, { method: 'GET', url: address, headers });
        // A server that knows no ranges sends the whole image: what came is let go, and the connection with it.
        await reply.bytes(1).catch(() => undefined);
      }
      if (ABSENT.includes(reply.status)) return undefined;
      if (!reply.ok) throw await reply.refuse();
      return factsOf(reply);
    });
  }

  text(url: string): Promise<string | undefined> {
    return this.asking(url, 'reading the checksum file', async (address) => {
      const reply = await followRedirects(this.access.http, { method: 'GET', url: address });
      if (ABSENT.includes(reply.status)) {
        await reply.discard();
        return undefined;
      }
      if (!reply.ok) throw await reply.refuse();
      const text = decodeText(await readText(reply, url));
      if (text !== undefined) return text;
      throw damaged(url, 'is no text');
    });
  }

  async tag(image: string, tag: string): Promise<Digest | undefined> {
    const { http, credentials, plainHttp = false } = this.access;
    const connection = new RegistryConnection(http, referenceOf(image), image, credentials, plainHttp);
    return this.refusing(image, `looking for the tag ${tag}`, async () => {
      // HEAD does not count against the limits of Docker Hub.
      const reply = await connection.get(
        'HEAD',
        connection.url(`manifests/${tag}`),
        { accept: ACCEPT },
        'pull',
      );
      await reply.discard();
      const digest = reply.header('docker-content-digest');
      if (reply.ok && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
      return (await new RegistryClient(connection).manifest(tag))?.digest;
    });
  }

  private asking<T>(url: string, operation: string, work: (address: URL) => Promise<T>): Promise<T> {
    if (!URL.canParse(url)) throw damaged(url, 'is no address');
    return this.refusing(url, operation, () => work(new URL(url)));
  }

  private async refusing<T>(source: string, operation: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.access.http.retrying(work);
    } catch (error) {
      throw asUpstreamRefusal(error, withoutQuery(source), operation);
    }
  }
}

/** What follows `?` may be a signature. */
const withoutQuery = (source: string): string => source.replace(/\?.*$/s, '');

/** @throws CsctlError `upstream-damaged` when it is too long to be a list of checksums */
async function readText(reply: HttpReply, url: string): Promise<Buffer> {
  try {
    return await reply.bytes(TEXT_LIMIT);
  } catch (error) {
    if (!(error instanceof HttpFault) || error.transient) throw error;
    throw damaged(url, `has more than ${TEXT_LIMIT} bytes`);
  }
}

function damaged(url: string, what: string): CsctlError {
  const hint = 'look at checksum and url in nodeImages';
  return new CsctlError('upstream-damaged', `${withoutQuery(url)} ${what}; expected a file of checksums`, {
    hint,
  });
}

function factsOf(reply: HttpReply): ImageFacts {
  const whole = /^bytes .*\/(\d+)$/.exec(reply.header('content-range') ?? '')?.[1];
  const length = reply.status === 206 ? whole : reply.header('content-length');
  const time = Date.parse(reply.header('last-modified') ?? '');
  return {
    size: length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined,
    modified: Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10),
  };
}

/** `kindest/node` is one of Docker Hub's, and `node` is `library/node` there. */
export function referenceOf(image: string): Reference {
  const [first = '', ...rest] = image.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const [host, path] = hasHost ? [first, rest.join('/')] : ['docker.io', image];
  return parseReference(`${host}/${host === 'docker.io' && !path.includes('/') ? 'library/' : ''}${path}`);
}
