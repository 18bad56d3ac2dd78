// A GitHub on this machine: API, upload host and storage on three ports, with state, tokens, pages, limits and faults.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS, type Fault, type FaultKind, type Reply } from './faults.ts';
import type { Hosts, ReleaseState, RepositoryState } from './records.ts';
import {
  answer,
  BAD_CREDENTIALS,
  endUpload,
  NOT_FOUND,
  startUpload,
  type Call,
  type Role,
  type Setting,
} from './routes.ts';

/** The token that may write, where no others are named. */
export const TOKEN = 'ghp_0123456789secret';
/** The commit that repositories have. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export interface GithubOptions {
  readonly owner?: string;
  readonly repo?: string;
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly empty?: boolean;
  readonly tokens?: Readonly<Record<string, Role>>;
  /** What stands in front of the API's paths: `/api/v3` on Enterprise servers. */
  readonly prefix?: string;
  /** Whether files have digests in their records: older Enterprise servers have none. */
  readonly digests?: boolean;
  /** Whether the name of a published tag is refused as early as for a draft; true unless told. */
  readonly refusesDraftsOfTaken?: boolean;
  readonly renamed?: Readonly<Record<string, string>>;
  /** The host that uploads are sent to, in the place of the right one. */
  readonly uploads?: string;
  /** A pause before and after each request is worked on, in milliseconds. */
  readonly delay?: () => number;
}

/** A request that arrived. */
export interface Logged {
  readonly host: 'api' | 'uploads' | 'storage';
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Whether it carried an `authorization` header. */
  readonly token: boolean;
}

/** A running loopback GitHub. */
export class LoopbackGithub {
  log: Logged[] = [];
  /** Called whenever a request was worked on: anybody could read now. */
  observe: () => void = () => undefined;
  private readonly faults = new Map<number, Fault>();
  private deadFrom = Infinity;

  constructor(
    private readonly servers: readonly Server[],
    private readonly options: GithubOptions,
    readonly setting: Setting,
  ) {}

  get apiUrl(): URL {
    return new URL(this.setting.hosts.api);
  }

  /** The first repository. */
  get repository(): RepositoryState {
    const [repository] = this.setting.repositories;
    if (!repository) throw new Error('there is no repository');
    return repository;
  }

  /** What everybody can see. */
  get published(): ReleaseState[] {
    return this.repository.releases.filter(({ draft }) => !draft);
  }

  get drafts(): ReleaseState[] {
    return this.repository.releases.filter(({ draft }) => draft);
  }

  /** Forgets requests and faults; the next request is number 0. */
  forget(): void {
    this.log = [];
    this.faults.clear();
    this.deadFrom = Infinity;
  }

  /** Lets the request of a number fail; requests are counted on all three hosts. */
  fail(index: number, kind: FaultKind): void {
    this.faults.set(index, FAULTS[kind]);
  }

  /** Breaks every connection from the request of a number on. @param effect whether the first one still has its effect */
  die(index: number, effect: boolean): void {
    this.deadFrom = index + 1;
    this.fail(index, effect ? 'cut after' : 'cut within');
  }

  async close(): Promise<void> {
    for (const server of this.servers) server.closeAllConnections();
    await Promise.all(this.servers.map((server) => new Promise((done) => server.close(done))));
  }

  async handle(host: Logged['host'], request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const index = this.log.length;
    this.log.push({
      host,
      method: request.method ?? '',
      path,
      token: request.headers.authorization !== undefined,
    });
    // An aborted request ends its own exchange only.
    request.on('error', () => undefined);
    const fault: Fault = this.faults.get(index) ?? {};
    if (index >= this.deadFrom || fault.cut === 'before') return void request.socket.destroy();
    await this.pause();
    const reply = await this.work(host, request, path, fault);
    this.observe();
    await this.pause();
    if (reply === undefined || fault.cut === 'after') request.socket.destroy();
    else await send(response, reply, fault);
  }

  private async pause(): Promise<void> {
    if (this.options.delay) await sleep(this.options.delay());
  }

  /** Undefined when the connection broke. */
  private async work(
    host: Logged['host'],
    request: IncomingMessage,
    path: string,
    fault: Fault,
  ): Promise<Reply | undefined> {
    if (fault.instead) {
      await read(request, Infinity);
      return fault.instead();
    }
    const limit = fault.cut === 'within' ? Number(request.headers['content-length'] ?? 0) / 2 : Infinity;
    const { pathname, searchParams } = new URL(path, 'http://github');
    if (host === 'storage') return this.stored(request, pathname, fault);
    const prefix = host === 'api' ? (this.options.prefix ?? '') : '';
    const token = /^(?:bearer|token) (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    const role =
      token === undefined ? undefined : (this.options.tokens ?? { [TOKEN]: 'push' as const })[token];
    const call: Call = {
      method: request.method ?? '',
      path: pathname
        .slice(prefix.length + 1)
        .split('/')
        .flatMap((part) => decodeURIComponent(part).split('/')),
      query: searchParams,
      role,
      headers: request.headers,
    };
    if (token !== undefined && role === undefined) return BAD_CREDENTIALS;
    if (!pathname.startsWith(prefix)) return NOT_FOUND;
    if (host === 'uploads') return this.upload(request, call, fault, limit);
    const body = await read(request, limit);
    if (body === undefined || fault.cut === 'within') return undefined;
    return answer(
      this.setting,
      call,
      body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {},
    );
  }

  private async upload(
    request: IncomingMessage,
    call: Call,
    fault: Fault,
    limit: number,
  ): Promise<Reply | undefined> {
    const started = startUpload(this.setting, call);
    const body = await read(request, limit);
    if ('reply' in started) return started.reply;
    if (body === undefined || fault.cut === 'within') return undefined;
    if (fault.damaged) body[0] = (body[0] ?? 0) ^ 1;
    return endUpload(this.setting, started, body);
  }

  /** As object stores do: a signature and a token in one request are refused. */
  private stored(request: IncomingMessage, pathname: string, fault: Fault): Reply | undefined {
    if (request.headers.authorization !== undefined)
      return { status: 400, body: 'Only one auth mechanism allowed' };
    if (fault.cut === 'within') return undefined;
    const found = this.setting.repositories
      .flatMap(({ releases }) => releases)
      .flatMap(({ assets }) => assets)
      .find(({ id }) => `/${id}` === pathname);
    if (!found) return { status: 404, body: 'no such object' };
    const bytes = Buffer.from(found.bytes);
    if (fault.damaged) bytes[0] = (bytes[0] ?? 0) ^ 1;
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    return from === undefined
      ? { status: 200, body: bytes }
      : { status: 206, body: bytes.subarray(Number(from)) };
  }
}

/** A body up to a limit, in bytes; undefined when the connection broke. */
async function read(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request) {
      pieces.push(piece as Buffer);
      length += (piece as Buffer).length;
      if (length > limit) break;
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces);
}

async function send(response: ServerResponse, reply: Reply, { answer }: Fault): Promise<void> {
  if (answer === 'never') return;
  const bytes = bytesOf(reply.body, answer === 'lying');
  const type = Buffer.isBuffer(reply.body) ? 'application/octet-stream' : 'application/json; charset=utf-8';
  response.writeHead(reply.status, {
    'content-type': typeof reply.body === 'string' ? 'text/html' : type,
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': '1800000000',
    ...(reply.status !== 204 && { 'content-length': String(bytes.length) }),
    ...reply.headers,
  });
  if (answer === 'truncated') {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return;
  }
  const step = Math.max(1, Math.ceil(bytes.length / 5));
  for (let offset = 0; answer === 'dripping' && offset < bytes.length; offset += step) {
    response.write(bytes.subarray(offset, offset + step));
    await sleep(2);
  }
  response.end(answer === 'dripping' ? undefined : bytes);
}

function bytesOf(body: unknown, lying: boolean): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return Buffer.from(lying ? text.replace(/"sha256:[0-9a-f]{64}"/g, `"sha256:${'0'.repeat(64)}"`) : text);
}

/** Starts a GitHub with one repository, `o/stacks` unless named otherwise. */
export async function startGithub(options: GithubOptions = {}): Promise<LoopbackGithub> {
  const github: { current?: LoopbackGithub } = {};
  const start = async (host: Logged['host']): Promise<Server> => {
    const server = createServer((request, response) => {
      github.current?.handle(host, request, response).catch(() => response.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return server;
  };
  const servers = await Promise.all([start('api'), start('uploads'), start('storage')]);
  const [api = '', uploads = '', storage = ''] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  const hosts: Hosts = { api: `${api}${options.prefix ?? ''}`, uploads: options.uploads ?? uploads, storage };
  const { owner = 'o', repo = 'stacks', archived = false, empty = false } = options;
  let id = 0;
  const repository: RepositoryState = {
    id: 7,
    owner,
    repo,
    archived,
    private: options.private ?? false,
    empty,
    commits: new Set(empty ? [] : [COMMIT]),
    tags: new Map(),
    releases: [],
    latest: undefined,
  };
  const setting: Setting = {
    hosts,
    digests: options.digests ?? true,
    repositories: [repository],
    renamed: options.renamed ?? {},
    refusesDraftsOfTaken: options.refusesDraftsOfTaken ?? true,
    lag: 0,
    stale: false,
    nextId: () => (id += 1),
  };
  github.current = new LoopbackGithub(servers, options, setting);
  return github.current;
}
