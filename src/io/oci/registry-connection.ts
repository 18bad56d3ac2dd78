// How requests reach a repository of a registry: its address, TLS or not, redirects, logging in, refusals.
import { CsctlError } from '../../problem/problem.ts';
import type { HttpClient, HttpRequest } from '../http/client.ts';
import { HttpFault, type HttpStatusFault } from '../http/fault.ts';
import type { HttpReply } from '../http/reply.ts';
import { isLoopback } from '../http/settings.ts';
import { Authorizer } from './authorizer.ts';
import type { CredentialSource } from './credentials.ts';
import { locationOf } from './location.ts';
import { speaksTls } from './loopback-tls.ts';
import { apiHost, type Reference } from './reference.ts';

const MOST_REDIRECTS = 5;

/** Codes of a 404 that speaks of what was asked for; Harbor says NOT_FOUND for all of them. */
const ABSENT = /^(?:NAME_UNKNOWN|MANIFEST_UNKNOWN|BLOB_UNKNOWN|NOT_FOUND)\b/;

/** What a request is for. */
export type Access = 'pull' | 'push';

/** One try each. All methods throw HttpFault, HttpStatusFault, and CsctlError `credentials-*`. */
export class RegistryConnection {
  private readonly authorizer: Authorizer;
  private readonly base: URL;
  /** Whether it is clear that the registry has TLS or has not. */
  private known: boolean;
  private alive: Promise<void> | undefined;

  /** @param plainHttp false: TLS, and on this machine HTTP, unless the registry wants TLS */
  constructor(
    readonly http: HttpClient,
    private readonly reference: Reference,
    readonly remote: string,
    credentials: CredentialSource,
    plainHttp: boolean,
  ) {
    this.authorizer = new Authorizer(http, remote, reference.host, credentials);
    const host = apiHost(reference.host);
    const local = isLoopback(new URL(`https://${host}`).hostname);
    this.base = new URL(`${plainHttp || local ? 'http' : 'https'}://${host}/v2/`);
    this.known = !local || plainHttp;
  }

  /** Whether there is a registry at all. @throws CsctlError `remote-refused` */
  ping(): Promise<void> {
    this.alive ??= this.askWhetherAlive().catch((error: unknown) => {
      this.alive = undefined;
      throw error;
    });
    return this.alive;
  }

  /** @param path in the repository: `tags/list` */
  url(path: string): URL {
    return new URL(`${this.reference.repository}/${path}`, this.base);
  }

  /** GET or HEAD, through redirects. */
  async get(
    method: 'GET' | 'HEAD',
    from: URL,
    headers: Readonly<Record<string, string>>,
    access: Access,
  ): Promise<HttpReply> {
    let url = from;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const reply = await this.send({ method, url, headers }, access);
      if (![301, 302, 303, 307, 308].includes(reply.status)) return reply;
      await reply.discard();
      url = locationOf(reply);
    }
    throw new HttpFault(`${from.host} redirects more than ${MOST_REDIRECTS} times`, false);
  }

  /** @param from a repository that is read too */
  send(request: HttpRequest, access: Access, from?: string): Promise<HttpReply> {
    const own = `repository:${this.reference.repository}:${access === 'push' ? 'pull,push' : 'pull'}`;
    return this.exchange(request, from === undefined ? own : `${own} repository:${from}:pull`);
  }

  async expect(reply: HttpReply, ...statuses: readonly number[]): Promise<HttpReply> {
    if (!statuses.includes(reply.status)) throw await this.refusal(reply);
    return reply;
  }

  refusal(reply: HttpReply): Promise<HttpStatusFault> {
    return reply.refuse(this.authorizer.explain);
  }

  /** Nothing is there, if the answer comes from a registry: any other server says 404 too. */
  async absent(reply: HttpReply): Promise<undefined> {
    const { detail } = await this.refusal(reply);
    if (!ABSENT.test(detail)) await this.ping();
  }

  private async askWhetherAlive(): Promise<void> {
    const reply = await this.exchange({ method: 'GET', url: this.base }, undefined);
    const fault = await this.refusal(reply);
    if (isRegistry(reply)) return;
    if (fault.transient) throw fault;
    const message = `${this.remote}: ${this.reference.host} is no registry (${fault.message})`;
    throw new CsctlError('remote-refused', message, { hint: 'look at the host and the port' });
  }

  /** What a server that wants TLS makes of plain HTTP differs: it answers 400, or hangs up. */
  private async exchange(request: HttpRequest, scope: string | undefined): Promise<HttpReply> {
    if (this.known || request.url.origin !== this.base.origin) return this.direct(request, scope);
    const reply = await this.direct(request, scope).catch((error: unknown) => {
      if (error instanceof HttpFault) return error;
      throw error;
    });
    if ((reply instanceof HttpFault || reply.status === 400) && (await speaksTls(this.http, this.base))) {
      this.known = true;
      this.base.protocol = 'https:';
      const url = new URL(request.url);
      url.protocol = 'https:';
      return this.direct({ ...request, url }, scope);
    }
    if (reply instanceof HttpFault) throw reply;
    this.known = true;
    return reply;
  }

  /** Only the registry itself gets to see an authorization. */
  private direct(request: HttpRequest, scope: string | undefined): Promise<HttpReply> {
    const own = request.url.origin === this.base.origin;
    return own && scope !== undefined ? this.authorizer.send(request, scope) : this.http.send(request);
  }
}

/**
 * Whether `/v2/` was answered by a registry: any web server may answer 200, and a page of it is no empty repository.
 * Registries say which version they speak (older specification), answer JSON, or ask for a login.
 */
function isRegistry(reply: HttpReply): boolean {
  if (reply.header('docker-distribution-api-version') !== undefined) return true;
  if (reply.status === 200) return /\bjson\b/.test(reply.header('content-type') ?? '');
  return reply.status === 403 || (reply.status === 401 && reply.header('www-authenticate') !== undefined);
}
