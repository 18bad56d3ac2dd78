// Where remotes meet their adapters. What talks to a network is loaded when a remote needs it: it is most of the code.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HttpClient } from '../io/http/client.ts';
import { OciLayoutStore } from '../io/layout/oci-layout.ts';
import type { CredentialSource } from '../io/oci/credentials.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseStore } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';
import { remotesOf, type RemoteName } from './remotes.ts';

/** How remotes are reached. */
export interface NetworkFlags {
  readonly 'plain-http'?: boolean;
  readonly 'ca-file'?: string | undefined;
}

/** Of the program itself. */
export interface Program {
  readonly version: string;
  /** Folder of package.json. */
  readonly root: string;
}

/**
 * The two ends of a copy.
 * @param from as `--from` names it, else the default remote @param to as `--to-remote` names them
 * @throws CsctlError `remote-unknown`, `remote-needed`
 */
export async function openEnds(
  from: string | undefined,
  to: readonly string[],
  env: Environment,
  flags: NetworkFlags,
  program: Program,
): Promise<{ from: ReleaseStore; to: ReleaseStore[] }> {
  const [source] = remotesOf(from === undefined ? undefined : [from], env);
  if (!source) {
    const hint = 'name it with --from, or set CSCTL_REMOTE';
    throw new CsctlError('remote-needed', 'there is no remote to copy from', { hint });
  }
  const [first, ...others] = await openStores([source, ...remotesOf(to, env)], env, flags, program);
  if (!first) throw new Error('a remote without a store');
  return { from: first, to: others };
}

/** The stores of remotes, in their order. @throws CsctlError `remote-unknown`, `usage` for certificates */
export async function openStores(
  remotes: readonly RemoteName[],
  env: Environment,
  flags: NetworkFlags,
  program: Program,
): Promise<ReleaseStore[]> {
  const isNetwork = remotes.some(({ kind }) => kind !== 'layout');
  const http = isNetwork ? await openHttp(env, flags, program) : undefined;
  const credentials = isNetwork ? await openCredentials(remotes, env) : undefined;
  const stores: ReleaseStore[] = [];
  for (const { kind, place } of remotes) {
    if (!http || !credentials || kind === 'layout')
      stores.push(new OciLayoutStore(resolve(env.cwd, place), place));
    else if (kind === 'github') stores.push(await openGithub(place, env, http));
    else stores.push(await openRegistry(place, http, credentials, flags['plain-http'] ?? false));
  }
  return stores;
}

async function openGithub(place: string, env: Environment, http: HttpClient): Promise<ReleaseStore> {
  const [{ GithubStore }, { parseRepository }, { ghToken }] = await Promise.all([
    import('../io/github/github-store.ts'),
    import('../io/github/repository.ts'),
    import('../io/gh-token.ts'),
  ]);
  const apiUrl = parseApiUrl(env.githubApiUrl ?? 'https://api.github.com');
  const token = async () => {
    const [first] = env.githubTokens;
    if (first) return first;
    const value = await ghToken(apiUrl.hostname.replace(/^api\./, ''), env.all);
    return value === undefined ? undefined : { value, source: 'gh auth token' };
  };
  return new GithubStore(parseRepository(place), { http, token, apiUrl });
}

function parseApiUrl(text: string): URL {
  if (/^https?:\/\/[^/@]+(?:\/[^?#]*)?$/.test(text) && URL.canParse(text)) return new URL(text);
  const hint = 'for GitHub Enterprise it is https://HOST/api/v3';
  throw new CsctlError('remote-unknown', 'GITHUB_API_URL is no address of an API', { hint });
}

async function openRegistry(
  place: string,
  http: HttpClient,
  credentials: CredentialSource,
  plainHttp: boolean,
): Promise<ReleaseStore> {
  const [{ RegistryStore }, { parseReference }] = await Promise.all([
    import('../io/oci/registry-store.ts'),
    import('../io/oci/reference.ts'),
  ]);
  return new RegistryStore(parseReference(place), { http, credentials, plainHttp });
}

/** csctl's variables, then Docker's. */
async function openCredentials(remotes: readonly RemoteName[], env: Environment): Promise<CredentialSource> {
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

async function openHttp(env: Environment, flags: NetworkFlags, { version }: Program): Promise<HttpClient> {
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
