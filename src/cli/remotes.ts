// Remotes as users name them: which are meant, and what sort each is.
import { CsctlError } from '../problem/problem.ts';
import type { Environment } from './env.ts';

/** A remote by its sort; `place` is what follows the prefix. */
export interface RemoteName {
  readonly kind: 'layout' | 'github' | 'oci';
  readonly place: string;
}

const PREFIXES = { layout: 'layout:', github: 'github:', oci: 'oci://' } as const;
const FORMS = 'github:OWNER/REPO, oci://HOST/REPOSITORY or layout:FOLDER';

/**
 * The remotes that are meant: those named, else CSCTL_REMOTE, else csctl's variables.
 * @throws CsctlError `remote-unknown`
 */
export function remotesOf(named: readonly string[] | undefined, env: Environment): readonly RemoteName[] {
  const words = named ?? (env.remote === undefined ? fromVariables(env) : [env.remote]);
  return words.map((word) => parseRemote(word, env));
}

/** csctl's default remote is GitHub; a registry counts where only that is set. */
function fromVariables({ git, oci }: Environment): string[] {
  if (git.organization !== undefined && git.repository !== undefined) return ['github'];
  return oci.repository === undefined ? [] : ['oci'];
}

function parseRemote(word: string, env: Environment): RemoteName {
  if (word === 'github') return { kind: 'github', place: githubFromVariables(env) };
  if (word === 'oci') return { kind: 'oci', place: registryFromVariables(env) };
  for (const kind of ['layout', 'github', 'oci'] as const) {
    const prefix = PREFIXES[kind];
    if (word.startsWith(prefix) && word !== prefix) return { kind, place: word.slice(prefix.length) };
  }
  const hint = /^oci:/.test(word) ? 'write oci:// with two slashes' : `remotes are ${FORMS}`;
  throw new CsctlError('remote-unknown', `"${withoutSecrets(word)}" is no remote; expected ${FORMS}`, {
    hint,
  });
}

function githubFromVariables({ git }: Environment): string {
  const { provider, organization, repository } = git;
  if (provider !== undefined && provider !== 'github') {
    const hint = 'the operator knows no other provider; unset GIT_PROVIDER or set it to github';
    throw new CsctlError('remote-unknown', `GIT_PROVIDER is "${provider}"; expected github`, { hint });
  }
  if (organization !== undefined && repository !== undefined) return `${organization}/${repository}`;
  const missing = organization === undefined ? 'GIT_ORG_NAME' : 'GIT_REPOSITORY_NAME';
  const hint = 'set GIT_ORG_NAME and GIT_REPOSITORY_NAME, or name github:OWNER/REPO';
  throw new CsctlError('remote-unknown', `the remote "github" needs ${missing}, which is not set`, { hint });
}

/** csctl wants the host in OCI_REPOSITORY; OCI_REGISTRY only says whose the credentials are. */
function registryFromVariables({ oci }: Environment): string {
  const { registry, repository } = oci;
  if (repository === undefined) {
    const hint = 'set OCI_REPOSITORY to HOST/REPOSITORY, or name oci://HOST/REPOSITORY';
    throw new CsctlError('remote-unknown', 'the remote "oci" needs OCI_REPOSITORY, which is not set', {
      hint,
    });
  }
  if (registry === undefined || repository.startsWith(`${registry}/`)) return repository;
  const hint = `the operator takes its first part for the host: did you mean ${registry}/${repository}?`;
  const message = `OCI_REPOSITORY is "${withoutSecrets(repository)}"; expected it to begin with OCI_REGISTRY, ${registry}/`;
  throw new CsctlError('remote-unknown', message, { hint });
}

/** A remote as `parseRemote` reads it: `github:OWNER/REPO`. */
export const remoteText = ({ kind, place }: RemoteName): string =>
  PREFIXES[kind] + (kind === 'layout' ? place : withoutSecrets(place));

/** Somebody may paste an address with a password in it. */
const withoutSecrets = (text: string): string => text.replace(/[^/\s]*@/g, '***@');
