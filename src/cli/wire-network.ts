// The door to the network of one run: client, certificates, credentials. Loaded when something needs it.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HttpClient } from '../io/http/client.ts';
import type { CredentialSource } from '../io/oci/credentials.ts';
import { CsctlError } from '../problem/problem.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';
import type { ProgramFiles } from './program-files.ts';
import type { RemoteName } from './remotes.ts';

/** How remotes are reached. */
export interface NetworkFlags {
  readonly 'plain-http'?: boolean;
  readonly 'ca-file'?: string | undefined;
}

/** Of the program itself. */
export interface Program {
  readonly version: string;
  /** What came with it: templates. */
  readonly files: ProgramFiles;
}

/** csctl's variables, then Docker's. */
export async function openCredentials(
  remotes: readonly RemoteName[],
  env: Environment,
): Promise<CredentialSource> {
  const [{ firstOf }, { dockerCredentials }] = await Promise.all([
    import('../io/oci/credentials.ts'),
    import('../io/oci/docker-config.ts'),
  ]);
  const docker = dockerCredentials({ file: env.dockerConfig, searchPath: env.all['PATH'] ?? '' });
  return firstOf(await ownCredentials(remotes, env), docker);
}

/**
 * csctl's variables. Those that do not say whose they are are for the only registry of the run; with several they are
 * nobody's, since a password must not go to the wrong one.
 */
export async function ownCredentials(
  remotes: readonly RemoteName[],
  env: Environment,
): Promise<CredentialSource> {
  const { csctlCredentials } = await import('../io/oci/credentials.ts');
  const hostOf = (place: string | undefined) => place?.split('/')[0];
  const hosts = new Set(remotes.flatMap(({ kind, place }) => (kind === 'oci' ? [hostOf(place)] : [])));
  const registry =
    env.oci.registry ?? hostOf(env.oci.repository) ?? (hosts.size === 1 ? [...hosts][0] : undefined);
  return registry === undefined
    ? () => Promise.resolve(undefined)
    : csctlCredentials({ ...env.oci, registry });
}

/** One client for a run. @throws CsctlError `usage` for certificates that cannot be read */
export async function openHttp(
  env: Environment,
  flags: NetworkFlags,
  { version }: Program,
): Promise<HttpClient> {
  const [{ HttpClient }, { getProxyForUrl }] = await Promise.all([
    import('../io/http/client.ts'),
    import('proxy-from-env'),
  ]);
  const own = [flags['ca-file'], env.certificateFile].flatMap((file) => file ?? []);
  // Node forgets the certificates it was given by its own variable as soon as it is given others.
  const files = own.length > 0 && env.nodeCertificateFile ? [...own, env.nodeCertificateFile] : own;
  return new HttpClient({
    certificates: files.map((file) => readCertificates(file, env.cwd)),
    proxyFor: (url) => getProxyForUrl(url.href),
    signal: interruption.signal,
    userAgent: `csctl/${version}`,
  });
}

function readCertificates(file: string, cwd: string): string {
  const refuse = (why: string) =>
    new CsctlError('usage', `the certificates in ${file} ${why}`, {
      file,
      hint: 'expected a file in PEM format',
    });
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw refuse(`cannot be read: ${(error as Error).message}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw refuse('are none');
  return text;
}
