// A Kubernetes API server on the loopback interface, with its etcd, for the length of a suite.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unusedHost } from './registry.ts';
import { scratchFolder } from './scratch.ts';
import { etcd, kubeApiserver, type Running } from './tools.ts';

const START_LIMIT = 120_000;

/** What the API server answers; an error is a Status with a message. */
export interface Reply {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly message?: string };
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A running API server. */
export interface ApiServer {
  /** `127.0.0.1:PORT`, with TLS by a certificate of its own. */
  readonly host: string;
  /** Of a user who may do everything. */
  readonly token: string;
  /** @param type media type of the body: of patches it says which */
  ask(method: Method, path: string, body?: object, type?: string): Promise<Reply>;
  stop(): Promise<void>;
}

/** Starts both with an empty storage, mutating policies served. @throws Error when they do not get ready */
export async function startApiServer(): Promise<ApiServer> {
  const folder = scratchFolder('kubernetes');
  const [clients, peers, host] = [await unusedHost(), await unusedHost(), await unusedHost()];
  const token = randomBytes(16).toString('hex');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = join(folder, 'service-accounts.pem');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const users = join(folder, 'users.csv');
  writeFileSync(users, `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  const storage = etcd.start(
    [
      ...['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
      ...['--listen-client-urls', `http://${clients}`, '--advertise-client-urls', `http://${clients}`],
      ...['--listen-peer-urls', `http://${peers}`, '--initial-advertise-peer-urls', `http://${peers}`],
      ...['--initial-cluster', `default=http://${peers}`],
    ],
    { cwd: folder },
  );
  const server = kubeApiserver.start(
    [
      ...[`--etcd-servers=http://${clients}`, '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1'],
      ...[`--secure-port=${host.split(':')[1] ?? ''}`, `--cert-dir=${join(folder, 'certificates')}`],
      ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
      ...[
        '--service-account-issuer=https://kubernetes.default.svc',
        '--service-cluster-ip-range=10.0.0.0/24',
      ],
      ...[`--token-auth-file=${users}`, '--authorization-mode=RBAC', '--anonymous-auth=false'],
      ...['--disable-admission-plugins=ServiceAccount', '--feature-gates=MutatingAdmissionPolicy=true'],
      '--runtime-config=admissionregistration.k8s.io/v1beta1=true',
    ],
    { cwd: folder },
  );
  const ask: ApiServer['ask'] = (method, path, body, type) => send(host, token, { method, path, body, type });
  const stop = async () => {
    for (const { process, ended } of [server, storage]) {
      process.kill('SIGTERM');
      await ended;
    }
  };
  await ready(ask, server);
  return { host, token, ask, stop };
}

async function ready(ask: ApiServer['ask'], { process: running, ended }: Running): Promise<void> {
  const deadline = Date.now() + START_LIMIT;
  while (Date.now() < deadline && running.exitCode === null) {
    const reply = await ask('GET', '/readyz?verbose').catch(() => undefined);
    if (reply?.code === 200) return;
    await sleep(200);
  }
  running.kill('SIGTERM');
  throw new Error(`kube-apiserver does not get ready: ${(await ended).stderr.slice(-2000)}`);
}

interface Sent {
  readonly method: Method;
  readonly path: string;
  readonly body: object | undefined;
  readonly type: string | undefined;
}

/** The server's certificate is its own; nobody else listens there. */
function send(host: string, token: string, { method, path, body, type }: Sent): Promise<Reply> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(text !== undefined && {
      'content-type': type ?? 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    }),
  };
  return new Promise((done, fail) => {
    const url = `https://${host}${path}`;
    const request = tlsRequest(url, { method, headers, rejectUnauthorized: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        done({ code: response.statusCode ?? 0, body: parsed(Buffer.concat(pieces).toString('utf8')) });
      });
    });
    request.on('error', fail);
    request.end(text);
  });
}

function parsed(text: string): Reply['body'] {
  try {
    return JSON.parse(text) as Reply['body'];
  } catch {
    return { message: text };
  }
}
