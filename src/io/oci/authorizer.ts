// Logs in to a registry as it asks for it: a first request without credentials, and answers to its challenges.
import { CsctlError } from '../../problem/problem.ts';
import type { HttpClient, HttpRequest } from '../http/client.ts';
import type { HttpReply } from '../http/reply.ts';
import { isHeaderSafe, isSafeForSecrets } from '../http/settings.ts';
import { parseChallenges, type Challenge } from './challenge.ts';
import type { Credential, CredentialSource } from './credentials.ts';
import { registryWords } from './refusal.ts';
import { basicHeader, isSafeRealm, parseToken, realmOf, tokenRequest } from './token-service.ts';

/** How a challenge was answered, to be used again. */
interface Answer {
  /** The header `authorization`. */
  readonly header: string;
  readonly challenges: readonly Challenge[];
  /** In milliseconds since 1970. */
  readonly expires: number;
}

/** Largest answer of a token service, in bytes. */
const TOKEN_LIMIT = 1024 * 1024;

/** Sends requests to one registry. Secrets go to it and to the token service that it names, and nowhere else. */
export class Authorizer {
  private credential: Promise<Credential | undefined> | undefined;
  /** By scope: a registry may want another token for writing. */
  private readonly answers = new Map<string, Promise<Answer>>();
  private readonly secrets = new Set<string>();

  /** @param remote for messages @param host the registry, as the user names it */
  constructor(
    private readonly http: HttpClient,
    private readonly remote: string,
    private readonly host: string,
    private readonly source: CredentialSource,
  ) {}

  /**
   * One try; the reply is never 401 or 403.
   * @param request to the registry itself
   * @param scope what the request needs: `repository:o/stacks:pull`
   * @throws HttpFault, HttpStatusFault; CsctlError `credentials-missing`, `credentials-refused`, `credentials-unsafe`
   */
  async send(request: HttpRequest, scope: string): Promise<HttpReply> {
    const used = await this.current(scope, request.url);
    const first = await this.http.send(authorized(request, used?.header));
    if (first.status === 403) throw await this.denied(first, scope);
    if (first.status !== 401) return first;
    const challenges = parseChallenges(first.header('www-authenticate')).filter(isKnown);
    if (challenges.length === 0) throw await this.denied(first, scope);
    await first.discard();
    const { header } = await this.renew(scope, used, challenges, request.url);
    const second = await this.http.send(authorized(request, header));
    if (second.status === 401 || second.status === 403) throw await this.denied(second, scope);
    return second;
  }

  /** The words of an error's body, without any secret that a server echoes. */
  readonly explain = (body: string): string =>
    [...this.secrets].reduce((text, secret) => text.replaceAll(secret, '***'), registryWords(body));

  /** The answer that was good last time, made anew when its time is over. */
  private async current(scope: string, registry: URL): Promise<Answer | undefined> {
    const answer = await this.answers.get(scope)?.catch(() => undefined);
    if (!answer || Date.now() < answer.expires) return answer;
    return this.renew(scope, answer, answer.challenges, registry);
  }

  /** Another answer than the `stale` one; requests that need one at the same time share it. */
  private async renew(
    scope: string,
    stale: Answer | undefined,
    challenges: readonly Challenge[],
    registry: URL,
  ): Promise<Answer> {
    const before = this.answers.get(scope);
    const known = await before?.catch(() => undefined);
    if (known && known !== stale) return known;
    const meanwhile = this.answers.get(scope);
    if (meanwhile && meanwhile !== before) return meanwhile;
    const fresh = this.answer(scope, challenges, registry);
    this.answers.set(scope, fresh);
    fresh.catch(() => this.answers.delete(scope));
    return fresh;
  }

  private async answer(scope: string, challenges: readonly Challenge[], registry: URL): Promise<Answer> {
    const credential = await this.login();
    if (credential && !isSafeForSecrets(registry)) throw this.unsafe(credential, registry);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (!bearer && !credential?.login)
      throw this.denial(undefined, scope, 'a user name and a password are needed');
    if (bearer && credential?.accessToken === undefined) {
      const { value, lifetime } = await this.fetchToken(bearer, scope, credential, registry);
      // Renewed a little early: a token that ends under way costs an upload.
      return { header: `Bearer ${value}`, challenges, expires: Date.now() + lifetime * 900 };
    }
    const header = bearer
      ? `Bearer ${credential?.accessToken}`
      : credential?.login && basicHeader(credential.login);
    return { header: header ?? '', challenges, expires: Infinity };
  }

  private async fetchToken(
    challenge: Challenge,
    scope: string,
    credential: Credential | undefined,
    registry: URL,
  ): Promise<{ value: string; lifetime: number }> {
    const realm = realmOf(challenge);
    if (!realm) throw this.odd('names no token service that can be asked');
    if (credential && !isSafeRealm(realm, registry)) throw this.unsafe(credential, realm);
    const reply = await this.http.send(tokenRequest(realm, challenge, scope, credential));
    if ([400, 401, 403].includes(reply.status)) throw await this.denied(reply, scope);
    if (!reply.ok) throw await reply.refuse(this.explain);
    const token = parseToken((await reply.bytes(TOKEN_LIMIT)).toString('utf8'));
    if (!token) throw this.odd(`has a token service, ${realm.host}, that gave no token`);
    this.secrets.add(token.value);
    return token;
  }

  /** What there is for the registry; looked up when it first asks. */
  private login(): Promise<Credential | undefined> {
    this.credential ??= this.source(this.host).then((credential) => {
      const { login, identityToken, accessToken } = credential ?? {};
      const texts = [
        login?.password,
        login && basicHeader(login).slice('Basic '.length),
        identityToken,
        accessToken,
      ];
      for (const text of texts) if (text !== undefined) this.secrets.add(text);
      if (accessToken !== undefined && !isHeaderSafe(accessToken))
        throw this.denial(credential, '', 'the token has characters that no token can have');
      return credential;
    });
    return this.credential;
  }

  private async denied(reply: HttpReply, scope: string): Promise<CsctlError> {
    const credential = await this.credential;
    return this.denial(credential, scope, (await reply.refuse(this.explain)).message);
  }

  private denial(credential: Credential | undefined, scope: string, why: string): CsctlError {
    const { remote, host } = this;
    const purpose = scope.includes('push') ? 'written to' : 'read';
    if (credential) {
      const hint = `look whether they are still valid, and good for ${remote} to be ${purpose}`;
      return new CsctlError(
        'credentials-refused',
        `${remote} cannot be ${purpose} with the credentials from ${credential.source}: ${why}`,
        { hint },
      );
    }
    return new CsctlError(
      'credentials-missing',
      `${remote} cannot be ${purpose} without credentials: ${why}`,
      {
        hint: `set OCI_REGISTRY=${host} with OCI_USERNAME and OCI_PASSWORD or OCI_ACCESS_TOKEN, or run: docker login ${host}`,
      },
    );
  }

  private unsafe({ source }: Credential, target: URL): CsctlError {
    return new CsctlError(
      'credentials-unsafe',
      `the credentials from ${source} would go to ${target.host} over plain HTTP, or to a place that ${this.remote} has no business with`,
      { hint: 'use a registry with TLS, or one that needs no credentials' },
    );
  }

  private odd(what: string): CsctlError {
    return new CsctlError('remote-refused', `${this.remote} ${what}`, {
      hint: 'look at the address, or ask who runs the registry',
    });
  }
}

const isKnown = ({ scheme }: Challenge): boolean => scheme === 'bearer' || scheme === 'basic';

const authorized = (request: HttpRequest, header: string | undefined): HttpRequest =>
  header === undefined ? request : { ...request, headers: { ...request.headers, authorization: header } };
