// Where remotes meet their adapters. What talks to a network is loaded when a remote needs it: it is most of the code.
import { resolve } from 'node:path';
import type { HttpClient } from '../io/http/client.ts';
import { OciLayoutStore } from '../io/layout/oci-layout.ts';
import type { CredentialSource } from '../io/oci/credentials.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseStore, Reporter } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { remotesOf, type RemoteName } from './remotes.ts';
import { watched } from './watched-store.ts';
import { openTagMemory } from './wire-completion.ts';
import { openCredentials, openHttp, type NetworkFlags, type Program } from './wire-network.ts';

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
  reporter: Reporter,
): Promise<{ from: ReleaseStore; to: ReleaseStore[] }> {
  const [source] = remotesOf(from === undefined ? undefined : [from], env);
  if (!source) {
    const hint = 'name it with --from, or set CSCTL_REMOTE';
    throw new CsctlError('remote-needed', 'there is no remote to copy from', { hint });
  }
  const [first, ...others] = await openStores([source, ...remotesOf(to, env)], env, flags, program, reporter);
  if (!first) throw new Error('a remote without a store');
  return { from: first, to: others };
}

/** The stores of remotes, in their order. @throws CsctlError `remote-unknown`, `usage` for certificates */
export async function openStores(
  remotes: readonly RemoteName[],
  env: Environment,
  flags: NetworkFlags,
  program: Program,
  reporter: Reporter,
): Promise<ReleaseStore[]> {
  const isNetwork = remotes.some(({ kind }) => kind !== 'layout');
  const http = isNetwork ? await openHttp(env, flags, program) : undefined;
  const credentials = isNetwork ? await openCredentials(remotes, env) : undefined;
  const tags = openTagMemory(env);
  const stores: ReleaseStore[] = [];
  for (const { kind, place } of remotes) {
    if (!http || !credentials || kind === 'layout')
      stores.push(watched(new OciLayoutStore(resolve(env.cwd, place), place), reporter, undefined));
    else if (kind === 'github') stores.push(watched(await openGithub(place, env, http), reporter, tags));
    else {
      const registry = await openRegistry(place, http, credentials, flags['plain-http'] ?? false);
      stores.push(watched(registry, reporter, tags));
    }
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
