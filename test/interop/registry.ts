// Real registries on the loopback interface, for the length of a suite, and how other programs get at them.
import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate.ts';
import { scratchFolder } from './scratch.ts';
import { dockerRegistry, environment, zot, type Tool } from './tools.ts';

const START_LIMIT = 20_000;

/** The one account of registries that want a login. */
export const USER = 'publisher';
export const PASSWORD = 'interop-geheim';
/** What `htpasswd -B` makes of it. */
const HTPASSWD = `${USER}:$2b$04$BEm6zkcU82nSqtuLRWOFVehFqArFjlHdEPgYzpqLU29x4nN6Z3R.2\n`;

export interface RegistryOptions {
  /** Whether it asks for the account. */
  readonly login?: boolean;
  /** For TLS. */
  readonly certificate?: Certificate;
}

/** A running registry. */
export interface Registry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly login: boolean;
  readonly certificate: Certificate | undefined;
  /** A folder with Docker's config.json, which has the account, where there is one. */
  readonly dockerConfig: string;
  /** Its log so far. */
  log(): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The address of a port that nobody listens on. */
export const unusedHost = async (): Promise<string> => `127.0.0.1:${await freePort()}`;

/** Starts docker-registry on a free port with an empty storage. @throws Error when it does not answer */
export const startRegistry = (options: RegistryOptions = {}): Promise<Registry> =>
  start(dockerRegistry, options, ({ folder, host, htpasswd, certificate }) => ({
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') }, delete: { enabled: true } },
    http: {
      addr: host,
      ...(certificate && { tls: { certificate: certificate.certificate, key: certificate.key } }),
    },
    ...(htpasswd !== undefined && { auth: { htpasswd: { realm: 'interop', path: htpasswd } } }),
  }));

/** Starts zot, likewise. @throws Error when it does not answer */
export const startZot = (options: RegistryOptions = {}): Promise<Registry> =>
  start(zot, options, ({ folder, host, htpasswd, certificate }) => ({
    storage: { rootDirectory: join(folder, 'storage'), gc: false },
    http: {
      address: '127.0.0.1',
      port: host.split(':')[1],
      ...(certificate && { tls: { cert: certificate.certificate, key: certificate.key } }),
      ...(htpasswd !== undefined && { auth: { htpasswd: { path: htpasswd } } }),
    },
    log: { level: 'error' },
  }));

/** The kinds of registry that there are to try. */
export const REGISTRIES = [
  { name: 'docker-registry', tool: dockerRegistry, run: startRegistry },
  { name: 'zot', tool: zot, run: startZot },
];

/** What a configuration is made of. */
interface Setting {
  readonly folder: string;
  readonly host: string;
  /** File with the account; undefined for a registry without login. */
  readonly htpasswd: string | undefined;
  readonly certificate: Certificate | undefined;
}

async function start(
  tool: Tool,
  { login = false, certificate }: RegistryOptions,
  configure: (setting: Setting) => unknown,
): Promise<Registry> {
  const folder = scratchFolder('registry');
  const host = await unusedHost();
  const htpasswd = login ? join(folder, 'htpasswd') : undefined;
  if (htpasswd !== undefined) writeFileSync(htpasswd, HTPASSWD);
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(configure({ folder, host, htpasswd, certificate })));
  // Into a file: nobody reads a pipe while a test waits for a program.
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'w');
  const stdio: StdioOptions = ['ignore', descriptor, descriptor];
  const server = spawn(tool.path ?? '', ['serve', config], { cwd: folder, env: environment(), stdio });
  closeSync(descriptor);
  const ended = once(server, 'exit');
  const deadline = Date.now() + START_LIMIT;
  while (!(await answers(host, certificate))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      server.kill('SIGKILL');
      throw new Error(`${tool.name} does not answer at ${host}: ${readFileSync(log, 'utf8')}`);
    }
    await sleep(50);
  }
  return {
    host,
    login,
    certificate,
    dockerConfig: writeDockerConfig(folder, host, login),
    log: () => readFileSync(log, 'utf8'),
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

function writeDockerConfig(folder: string, host: string, login: boolean): string {
  const docker = join(folder, 'docker');
  mkdirSync(docker);
  const auth = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
  writeFileSync(join(docker, 'config.json'), JSON.stringify({ auths: login ? { [host]: { auth } } : {} }));
  return docker;
}

async function answers(host: string, certificate: Certificate | undefined): Promise<boolean> {
  const [hostname, port] = host.split(':');
  const options = { hostname, port, path: '/v2/' };
  const asked = certificate
    ? tlsRequest({ ...options, ca: readFileSync(certificate.authority) })
    : plainRequest(options);
  return new Promise((done) => {
    asked.on('response', (reply) => {
      reply.resume();
      done(reply.statusCode === 200 || reply.statusCode === 401);
    });
    asked.on('error', () => {
      done(false);
    });
    asked.end();
  });
}

/** What oras needs to be told to get at a registry. @param side of a copy */
export function orasFlags(
  { certificate, dockerConfig }: Registry,
  side: '' | 'from-' | 'to-' = '',
): readonly string[] {
  const reach = certificate ? [`--${side}ca-file`, certificate.authority] : [`--${side}plain-http`];
  return [...reach, `--${side}registry-config`, join(dockerConfig, 'config.json')];
}

/** What skopeo needs to be told. @param side of a copy */
export function skopeoFlags(
  { certificate, dockerConfig }: Registry,
  side: '' | 'src-' | 'dest-' = '',
): readonly string[] {
  const reach = certificate ? [`--${side}cert-dir`, certificate.authorities] : [`--${side}tls-verify=false`];
  return [...reach, `--${side}authfile`, join(dockerConfig, 'config.json')];
}
