// Requests to a registry's token service (distribution project: token authentication, and its OAuth 2 variant).
import type { HttpRequest } from '../http/client.ts';
import { isHeaderSafe, isLoopback, isSafeForSecrets } from '../http/settings.ts';
import { mergeScopes, type Challenge } from './challenge.ts';
import type { Credential } from './credentials.ts';

/** The address of the service; undefined when the registry gave none that can be used. */
export function realmOf({ parameters }: Challenge): URL | undefined {
  const { realm = '' } = parameters;
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === ''
    ? url
    : undefined;
}

/** Whether a token service may get the user's secrets: over TLS, or from a registry on this machine to this machine. */
export const isSafeRealm = (realm: URL, registry: URL): boolean =>
  isSafeForSecrets(realm) && (realm.protocol === 'https:' || isLoopback(registry.hostname));

/**
 * Asks for an access token: with an identity token by POST, else by GET, with a login where there is one.
 * @param scope what the request needs; what the challenge names is asked for too
 */
export function tokenRequest(
  realm: URL,
  { parameters }: Challenge,
  scope: string,
  credential: Credential | undefined,
): HttpRequest {
  const scopes = mergeScopes(parameters['scope'] ?? '', scope);
  const service: [string, string][] =
    parameters['service'] === undefined ? [] : [['service', parameters['service']]];
  if (credential?.identityToken !== undefined) {
    const form = new URLSearchParams([
      ['grant_type', 'refresh_token'],
      ...service,
      ['client_id', 'csctl'],
      ['scope', scopes.join(' ')],
      ['refresh_token', credential.identityToken],
    ]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url: realm, headers, body: Buffer.from(form.toString()) };
  }
  const url = new URL(realm);
  for (const [name, value] of service) url.searchParams.append(name, value);
  for (const each of scopes) url.searchParams.append('scope', each);
  const headers = credential?.login ? { authorization: basicHeader(credential.login) } : {};
  return { method: 'GET', url, headers };
}

/** The header for a user name and a password (RFC 7617). */
export const basicHeader = ({ username, password }: NonNullable<Credential['login']>): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Seconds that a token is good for when the service does not say. */
const LIFETIME = 60;

/** The token of an answer, and how many seconds it is good for; undefined when there is none. */
export function parseToken(body: string): { value: string; lifetime: number } | undefined {
  let answer: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null;
  try {
    answer = JSON.parse(body) as typeof answer;
  } catch {
    return undefined;
  }
  const value = [answer?.token, answer?.access_token].find((text) => typeof text === 'string' && text !== '');
  if (typeof value !== 'string' || !isHeaderSafe(value)) return undefined;
  const lifetime = answer?.expires_in;
  return { value, lifetime: typeof lifetime === 'number' && lifetime > 0 ? lifetime : LIFETIME };
}
