// Credentials for registries, and csctl's own variables as their first source (docs/operator-contract.md 2.3).
import { CsctlError } from '../../problem/problem.ts';
import { apiHost } from './reference.ts';

/** What is known for one registry; which part is used depends on what the registry asks for. */
export interface Credential {
  /** Where it comes from, for hints: `OCI_USERNAME and OCI_PASSWORD`. */
  readonly source: string;
  readonly login?: { readonly username: string; readonly password: string };
  /** Exchanged for an access token at the token service (OAuth 2 refresh token). */
  readonly identityToken?: string;
  /** Sent as it is to a registry that asks for a bearer token, before anything else. */
  readonly accessToken?: string;
}

/**
 * Looks up what there is for a registry, when it first asks; undefined where there is nothing.
 * @param host with port, as the user names it
 */
export type CredentialSource = (host: string) => Promise<Credential | undefined>;

/** The first source that has something. */
export const firstOf =
  (...sources: readonly CredentialSource[]): CredentialSource =>
  async (host) => {
    for (const source of sources) {
      const credential = await source(host);
      if (credential) return credential;
    }
    return undefined;
  };

/** csctl's variables, by value. */
export interface OciVariables {
  /** `OCI_REGISTRY`: the only registry that gets the others; undefined means any that the user names. */
  readonly registry?: string | undefined;
  /** `OCI_ACCESS_TOKEN` */
  readonly accessToken?: string | undefined;
  /** `OCI_USERNAME` */
  readonly username?: string | undefined;
  /** `OCI_PASSWORD` */
  readonly password?: string | undefined;
}

/** @throws CsctlError `credentials-missing`, when asked, for a user name without a password or the other way round */
export function csctlCredentials(variables: OciVariables): CredentialSource {
  const [registry, accessToken, username, password] = [
    variables.registry,
    variables.accessToken,
    variables.username,
    variables.password,
  ].map((value) => value?.replace(/[\r\n]+$/, '') ?? '') as [string, string, string, string];
  return (host) => {
    if (registry !== '' && !isSameHost(registry, host)) return Promise.resolve(undefined);
    if ((username === '') !== (password === '') && accessToken === '') return Promise.reject(half(username));
    if (accessToken === '' && username === '') return Promise.resolve(undefined);
    return Promise.resolve({
      source: accessToken === '' ? 'OCI_USERNAME and OCI_PASSWORD' : 'OCI_ACCESS_TOKEN',
      // GHCR's convention, which csctl and the operator follow.
      ...(accessToken !== '' && { accessToken: Buffer.from(accessToken).toString('base64') }),
      ...(username !== '' && password !== '' && { login: { username, password } }),
    });
  };
}

/** Whether two names mean one registry: `https://index.docker.io/v1/` is docker.io. */
export function isSameHost(a: string, b: string): boolean {
  const plain = (name: string) =>
    apiHost(
      name
        .toLowerCase()
        .replace(/^(?:https?|oci):\/\//, '')
        .replace(/\/.*$/s, ''),
    );
  return plain(a) === plain(b);
}

function half(username: string): CsctlError {
  const [there, missing] = username === '' ? ['PASSWORD', 'USERNAME'] : ['USERNAME', 'PASSWORD'];
  return new CsctlError('credentials-missing', `OCI_${there} is set, and OCI_${missing} is not`, {
    hint: `set OCI_${missing} too, or neither`,
  });
}
