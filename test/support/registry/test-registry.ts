// An OCI registry in memory: checks what it is sent as real ones do, and can be told to go wrong at any request.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { FAULTS, sendFaulty, type Fault } from './faults.ts';
import { listen, readRequest, sendReply, type Asked, type Reply, type TlsStyle } from './loopback.ts';
import { Repository, refuse, sha256 } from './repository.ts';
import { tagPage, type TagStyle } from './tag-pages.ts';
import type { TokenService } from './token-service.ts';

export interface RegistryOptions {
  readonly tags?: TagStyle;
  /** Largest page of tags. */
  readonly page?: number;
  /** Names and passwords, for basic authentication. */
  readonly users?: Readonly<Record<string, string>>;
  /** Tokens instead, and the address that is named for them when it is not the service's own. */
  readonly tokens?: { readonly service: TokenService & { origin: string }; readonly realm?: string };
  /** Bytes of blobs come from another origin, which takes no authorization. */
  readonly storage?: boolean;
  /** Places of uploads with scheme and host: its own, or another name of it, where only the session counts. */
  readonly absolute?: 'own' | 'other';
  /** Takes manifests whose blobs are missing. */
  readonly lenient?: boolean;
  /** Blobs of other repositories are not taken over. */
  readonly mountless?: boolean;
  /** Tags cannot be written twice. */
  readonly immutable?: boolean;
  readonly tls?: TlsStyle;
  /** Milliseconds before an answer, each time anew: half of it before the effect. */
  readonly pause?: () => number;
}

export class TestRegistry {
  readonly repositories = new Map<string, Repository>();
  readonly asked: Asked[] = [];
  /** Requests that the storage got. */
  readonly fetched: Asked[] = [];
  /** Looks at each request, by its number from 0 on; what it returns happens to it. */
  fault: (index: number, asked: Asked) => Fault | undefined = () => undefined;
  /** Holds a request up before anything comes of it. */
  before: (asked: Asked) => Promise<void> = () => Promise.resolve();
  /** Called after each request. */
  after: () => void = () => undefined;
  /** Said instead of any list of tags. */
  answerTags: string | undefined;
  host = '';
  private storageOrigin = '';
  /** Uploads under way: the query that must come back. */
  private readonly uploads = new Map<string, string>();

  private constructor(private readonly options: RegistryOptions) {}

  static async start(options: RegistryOptions = {}): Promise<TestRegistry> {
    const registry = new TestRegistry(options);
    const { host } = await listen(
      (message, response) => void registry.handle(message, response),
      options.tls,
    );
    registry.host = host;
    if (options.storage) {
      const { origin } = await listen((message, response) => void registry.handleStorage(message, response));
      registry.storageOrigin = origin;
    }
    return registry;
  }

  /** The repository of a name; it comes to be by being written to. */
  repository(name: string): Repository {
    const known = this.repositories.get(name) ?? new Repository(this.options.lenient ?? false);
    this.repositories.set(name, known);
    return known;
  }

  /** Requests as text: `GET manifests/v1`. */
  get log(): string[] {
    return this.asked.map(
      ({ method, url }) =>
        `${method} ${url.pathname.replace(/^\/v2\/.*?(?=(?:manifests|blobs|tags)\/)/, '')}`,
    );
  }

  private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(message);
    if (!asked) return;
    const fault = this.fault(this.asked.push(asked) - 1, asked);
    const work = async () => {
      const pause = this.options.pause?.() ?? 0;
      if (pause > 0) await delay(pause / 2);
      await this.before(asked);
      const reply = this.answer(asked);
      if (pause > 0) await delay(pause / 2);
      return reply;
    };
    const reply = fault === undefined ? await work() : await FAULTS[fault](work);
    this.after();
    await sendFaulty(message, response, reply);
  }

  private answer(asked: Asked): Reply {
    const { pathname } = asked.url;
    const [, name = '', kind = '', item = ''] =
      /^\/v2\/(.+?)\/(manifests|blobs\/uploads|blobs|tags)\/(.*)$/.exec(pathname) ?? [];
    const denial = this.denial(asked, name, kind);
    if (denial) return denial;
    if (pathname === '/v2/')
      return { status: 200, headers: { 'docker-distribution-api-version': 'registry/2.0' } };
    if (!/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/.test(name)) return refuse(404, 'NAME_INVALID');
    if (kind === 'tags') return this.tags(name, asked);
    if (kind === 'manifests') return this.manifests(name, item, asked);
    return kind === 'blobs' ? this.blobs(name, item, asked) : this.upload(name, item, asked);
  }

  private denial(
    { method, headers: { authorization }, url }: Asked,
    name: string,
    kind: string,
  ): Reply | undefined {
    const { users, tokens, absolute } = this.options;
    if (absolute === 'other' && method === 'PUT' && kind === 'blobs/uploads')
      return authorization === undefined ? undefined : refuse(400, 'UNSUPPORTED', 'two ways to log in');
    if (users) {
      const logins = Object.entries(users).map(([user, password]) =>
        Buffer.from(`${user}:${password}`).toString('base64'),
      );
      if (logins.some((login) => authorization === `Basic ${login}`)) return undefined;
      return {
        ...refuse(401, 'UNAUTHORIZED', 'authentication required'),
        headers: { 'www-authenticate': 'Basic realm="Test, registry"' },
      };
    }
    if (!tokens || (kind === '' && authorization !== undefined)) return undefined;
    const isRead = ['GET', 'HEAD'].includes(method) && kind !== 'blobs/uploads';
    const actions = isRead ? ['pull'] : ['pull', 'push'];
    const from = url.searchParams.get('from');
    const wanted = [
      ...actions.map((action) => `repository:${name}:${action}`),
      ...(from === null ? [] : [`repository:${from}:pull`]),
    ];
    if (kind !== '' && wanted.every((permission) => tokens.service.allows(authorization, permission)))
      return undefined;
    const scope = kind === '' ? '' : `,scope="repository:${name}:${actions.join(',')}"`;
    const realm = tokens.realm ?? `${tokens.service.origin}/token`;
    const challenge = `Bearer realm="${realm}",service="test-registry"${scope}`;
    return {
      ...refuse(401, 'UNAUTHORIZED', 'authentication required'),
      headers: { 'www-authenticate': challenge },
    };
  }

  private tags(name: string, { url }: Asked): Reply {
    if (this.answerTags !== undefined) return { status: 200, body: this.answerTags };
    const repository = this.repositories.get(name);
    if (!repository) return refuse(404, 'NAME_UNKNOWN', 'repository name not known to registry');
    return tagPage(
      this.options.tags ?? 'sorted',
      name,
      [...repository.tags.keys()],
      url.searchParams,
      this.options.page,
    );
  }

  private manifests(name: string, item: string, { method, headers, body }: Asked): Reply {
    if (method === 'PUT') {
      if (this.options.immutable && this.repositories.get(name)?.tags.has(item))
        return refuse(412, 'PRECONDITION', 'immutable');
      return this.repository(name).putManifest(item, body, headers['content-type'] ?? '');
    }
    const manifest = this.repositories.get(name)?.manifest(item);
    if (!manifest) return refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    const { bytes, mediaType, digest } = manifest;
    if (!(headers.accept ?? '').includes(mediaType)) return refuse(404, 'MANIFEST_UNKNOWN', 'not acceptable');
    return {
      status: 200,
      headers: { 'content-type': mediaType, 'docker-content-digest': digest },
      body: bytes,
    };
  }

  private blobs(name: string, digest: string, { method, headers }: Asked): Reply {
    const blob = this.repositories.get(name)?.blobs.get(digest);
    if (!blob) return refuse(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
    if (this.storageOrigin !== '' && method === 'GET')
      return {
        status: 307,
        headers: { location: `${this.storageOrigin}/${name}/${digest}?signature=s3cret` },
      };
    return part(blob, headers.range);
  }

  private async handleStorage(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(message);
    if (!asked) return;
    this.fetched.push(asked);
    const [, name = '', digest = ''] = /^\/(.+)\/(sha256:.+)$/.exec(asked.url.pathname) ?? [];
    const blob = this.repositories.get(name)?.blobs.get(digest);
    const isWelcome = asked.headers.authorization === undefined && asked.query === 'signature=s3cret';
    sendReply(
      response,
      blob && isWelcome ? part(blob, asked.headers.range) : { status: 400, body: 'two ways to log in' },
    );
  }

  private upload(name: string, id: string, { method, query, body, url, headers }: Asked): Reply {
    if (method === 'POST') return this.beginUpload(name, url.searchParams);
    const [state, digest = ''] = query.split('&digest=');
    if (!this.uploads.has(id) || this.uploads.get(id) !== state) return refuse(404, 'BLOB_UPLOAD_UNKNOWN');
    if (method === 'DELETE') {
      this.uploads.delete(id);
      return { status: 204 };
    }
    if (method !== 'PUT') return refuse(405, 'UNSUPPORTED');
    if (headers['content-length'] !== String(body.length)) return refuse(411, 'SIZE_INVALID');
    if (decodeURIComponent(digest) !== sha256(body))
      return refuse(400, 'DIGEST_INVALID', 'digest did not match');
    this.uploads.delete(id);
    this.repository(name).blobs.set(sha256(body), body);
    return { status: 201, headers: { location: `/v2/${name}/blobs/${sha256(body)}` } };
  }

  private beginUpload(name: string, query: URLSearchParams): Reply {
    const [mount, from] = [query.get('mount') ?? '', query.get('from') ?? ''];
    const blob = this.options.mountless ? undefined : this.repositories.get(from)?.blobs.get(mount);
    if (blob) {
      this.repository(name).blobs.set(mount, blob);
      return { status: 201, headers: { location: `/v2/${name}/blobs/${mount}` } };
    }
    const id = randomUUID();
    // Characters that do not survive being parsed and written again.
    const state = '_state=a+b~%2F%3D=';
    this.uploads.set(id, state);
    const place = `/v2/${name}/blobs/uploads/${id}?${state}`;
    const { absolute, tls } = this.options;
    const scheme = tls ? 'https' : 'http';
    const host = absolute === 'other' ? this.host.replace('127.0.0.1', 'localhost') : this.host;
    return {
      status: 202,
      headers: { location: absolute === undefined ? place : `${scheme}://${host}${place}` },
    };
  }
}

function part(blob: Buffer, range: string | undefined): Reply {
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (start === 0) return { status: 200, body: blob };
  if (start >= blob.length) return { status: 416 };
  const headers = { 'content-range': `bytes ${start}-${blob.length - 1}/${blob.length}` };
  return { status: 206, headers, body: blob.subarray(start) };
}
