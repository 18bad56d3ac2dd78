// A token service beside a registry: checks logins, and gives tokens for what they may do.
import { randomUUID } from 'node:crypto';
import { json, listen, readRequest, sendReply, type Asked, type Loopback, type Reply } from './loopback.ts';

/** What a user may do; `anonymous` is whoever has no login. */
export interface Account {
  readonly password?: string;
  /** For the OAuth 2 grant. */
  readonly refreshToken?: string;
  readonly actions: readonly ('pull' | 'push')[];
}

export class TokenService {
  readonly asked: Asked[] = [];
  /** What each token is good for. */
  readonly granted = new Map<string, ReadonlySet<string>>();
  /** In seconds. */
  lifetime = 300;
  /** Answers this instead, as long as it is set. */
  broken: Reply | undefined;

  private constructor(private readonly accounts: Readonly<Record<string, Account>>) {}

  static async start(accounts: Readonly<Record<string, Account>>): Promise<TokenService & Loopback> {
    const service = new TokenService(accounts);
    const server = await listen((message, response) => {
      void readRequest(message).then((asked) => {
        if (asked) sendReply(response, service.answer(asked));
      });
    });
    return Object.assign(service, server);
  }

  /** Whether a header `authorization` allows `repository:NAME:ACTION`. */
  allows(authorization: string | undefined, permission: string): boolean {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    return this.granted.get(token ?? '')?.has(permission) ?? false;
  }

  private answer(asked: Asked): Reply {
    this.asked.push(asked);
    if (this.broken) return this.broken;
    const form = new URLSearchParams(asked.method === 'POST' ? asked.body.toString() : asked.query);
    if (form.get('service') !== 'test-registry') return json(400, { error: 'invalid_request' });
    const account = asked.method === 'POST' ? this.byRefreshToken(form) : this.byLogin(asked);
    if (!account)
      return json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] });
    const token = randomUUID();
    const scopes = form.getAll('scope').flatMap((text) => text.split(' '));
    this.granted.set(token, new Set(scopes.flatMap((scope) => permissions(scope, account))));
    const name = asked.method === 'POST' ? 'access_token' : 'token';
    return json(200, { [name]: token, expires_in: this.lifetime });
  }

  private byLogin({ headers: { authorization } }: Asked): Account | undefined {
    if (authorization === undefined) return this.accounts['anonymous'];
    const [, text = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
    const [name = '', password = ''] = Buffer.from(text, 'base64').toString().split(/:(.*)/s);
    const account = this.accounts[name];
    return account?.password === password ? account : undefined;
  }

  private byRefreshToken(form: URLSearchParams): Account | undefined {
    if (form.get('grant_type') !== 'refresh_token' || form.get('client_id') === null) return undefined;
    return Object.values(this.accounts).find(
      ({ refreshToken }) => refreshToken === form.get('refresh_token'),
    );
  }
}

/** `repository:a:pull,push` as one permission for each action that the account may have. */
function permissions(scope: string, { actions }: Account): string[] {
  const [, resource = '', names = ''] = /^(.+):([^:]+)$/.exec(scope) ?? [];
  return names
    .split(',')
    .flatMap((name) => (actions.some((action) => action === name) ? [`${resource}:${name}`] : []));
}
