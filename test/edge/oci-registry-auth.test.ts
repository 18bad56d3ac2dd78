// Logging in to registries: anonymous, basic, tokens; and that no secret goes anywhere else or into a message.
import { describe, expect, it } from 'vitest';
import { csctlCredentials, type Credential, type CredentialSource } from '../../src/io/oci/credentials.ts';
import type { CsctlError } from '../../src/problem/problem.ts';
import type { ReleaseStore } from '../../src/release/ports.ts';
import { makeAsset, streamOf } from '../../src/stack/asset.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { connect, QUICK, REPOSITORY } from '../support/registry/connect.ts';
import { json, listen, readRequest, sendReply, type Asked } from '../support/registry/loopback.ts';
import { TestRegistry, type RegistryOptions } from '../support/registry/test-registry.ts';
import { TokenService, type Account } from '../support/registry/token-service.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';

const PASSWORD = 'correct:horse-battery';
const LOGIN = { username: 'robot', password: PASSWORD };
const BASIC = Buffer.from(`robot:${PASSWORD}`).toString('base64');

const one = sampleAssets('one');
const publish = (store: ReleaseStore, tag = TAG) =>
  store.publish({ tag, assets: one.map(streamOf), annotations: ANNOTATIONS });

async function readAll(store: ReleaseStore) {
  const release = await store.find(TAG);
  return Promise.all((release?.assets ?? []).map((asset) => readAsset(asset)));
}

/** Credentials that count how often they are asked for. */
function given(credential: Omit<Credential, 'source'> | undefined) {
  const asked: string[] = [];
  const source: CredentialSource = (host) => {
    asked.push(host);
    return Promise.resolve(credential && { source: 'a test', ...credential });
  };
  return { asked, source };
}

const withLogin = (login = LOGIN): CredentialSource => given({ login }).source;

const authorizations = (asked: readonly Asked[]) => asked.map(({ headers }) => headers.authorization);

function expectNoSecret({ message, hint, problems }: CsctlError, ...secrets: string[]) {
  const text = JSON.stringify([message, hint, problems]);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

const ACCOUNTS: Readonly<Record<string, Account>> = {
  robot: { password: PASSWORD, refreshToken: 'refresh-me', actions: ['pull', 'push'] },
  reader: { password: 'read-only', actions: ['pull'] },
  anonymous: { actions: ['pull'] },
};

async function withTokens(accounts = ACCOUNTS, options: RegistryOptions & { realm?: string } = {}) {
  const service = await TokenService.start(accounts);
  const { realm, ...others } = options;
  const registry = await TestRegistry.start({
    ...others,
    tokens: { service, ...(realm !== undefined && { realm }) },
  });
  return { service, registry };
}

describe('a registry that asks for nothing', () => {
  it('gets no credentials, and they are not even looked up', async () => {
    const registry = await TestRegistry.start();
    const { asked, source } = given({ login: LOGIN });
    const store = connect(registry.host, { credentials: source });
    await store.check('write');
    await publish(store);
    expect(asked).toEqual([]);
    expect(new Set(authorizations(registry.asked))).toEqual(new Set([undefined]));
  });
});

describe('a registry that asks for a password', () => {
  const users = { robot: PASSWORD };

  it('gets it after it has asked, and then with each request', async () => {
    const registry = await TestRegistry.start({ users });
    const { asked, source } = given({ login: LOGIN });
    const store = connect(registry.host, { credentials: source });
    await publish(store);
    expect(plain(await readAll(store))).toEqual(plain(one));
    expect(asked).toEqual([registry.host]);
    const sent = authorizations(registry.asked);
    expect(sent[0]).toBeUndefined();
    expect(sent.filter((header) => header === `Basic ${BASIC}`).length).toBeGreaterThan(sent.length - 10);
    expect(new Set(sent)).toEqual(new Set([undefined, `Basic ${BASIC}`]));
  });

  it.each(['read', 'write'] as const)('is a refusal of the check to %s without one', async (purpose) => {
    const registry = await TestRegistry.start({ users });
    const refusal = await refusalOf(() => connect(registry.host).check(purpose));
    expect(refusal).toMatchObject({ code: 'credentials-missing', kind: 'remote' });
    for (const word of ['OCI_USERNAME', 'OCI_PASSWORD', `docker login ${registry.host}`])
      expect(refusal.hint).toContain(word);
  });

  it('refuses a wrong one, and it is said where that came from', async () => {
    const registry = await TestRegistry.start({ users });
    const credentials = csctlCredentials({ username: 'robot', password: 'wr0ng-one' });
    for (const work of ['check', 'list', 'find', 'publish'] as const) {
      const store = connect(registry.host, { credentials });
      const calls = {
        check: () => store.check('write'),
        list: () => store.list(''),
        find: () => store.find(TAG),
        publish: () => publish(store),
      };
      const refusal = await refusalOf(calls[work]);
      expect(refusal.code).toBe('credentials-refused');
      expect(refusal.message).toContain('OCI_USERNAME and OCI_PASSWORD');
      expect(refusal.message).toContain('UNAUTHORIZED: authentication required');
      expectNoSecret(refusal, 'wr0ng-one', Buffer.from('robot:wr0ng-one').toString('base64'));
    }
    expect(registry.repositories.size).toBe(0);
  });

  it('is told that a token alone is no password', async () => {
    const registry = await TestRegistry.start({ users });
    const credentials = csctlCredentials({ accessToken: 'ghp_secret' });
    const refusal = await refusalOf(() => connect(registry.host, { credentials }).check('read'));
    expect(refusal.code).toBe('credentials-missing');
    expectNoSecret(refusal, 'ghp_secret');
  });

  it('gets nothing over plain HTTP when it is another machine', async () => {
    // A proxy gives another machine's name to the registry on this one.
    const registry = await TestRegistry.start({ users });
    const store = connect('registry.example.com', {
      plainHttp: true,
      credentials: withLogin(),
      http: { patience: QUICK, proxyFor: () => `http://${registry.host}` },
    });
    const refusal = await refusalOf(() => publish(store));
    expect(refusal.code).toBe('credentials-unsafe');
    expect(registry.asked.length).toBeGreaterThan(0);
    expect(new Set(authorizations(registry.asked))).toEqual(new Set([undefined]));
    expectNoSecret(refusal, PASSWORD);
  });

  it('serves blobs from elsewhere, which gets no authorization, and takes them elsewhere', async () => {
    const registry = await TestRegistry.start({ users, storage: true, absolute: 'other' });
    const store = connect(registry.host, { credentials: withLogin() });
    await publish(store);
    expect(plain(await readAll(store))).toEqual(plain(one));
    expect(registry.fetched).toHaveLength(one.length);
    expect(new Set(authorizations(registry.fetched))).toEqual(new Set([undefined]));
    const uploads = registry.asked.filter(
      ({ method, url }) => method === 'PUT' && url.pathname.includes('/uploads/'),
    );
    expect(uploads.length).toBeGreaterThan(0);
    expect(new Set(authorizations(uploads))).toEqual(new Set([undefined]));
  });
});

describe('a registry with a token service', () => {
  it('lets anybody read what is public', async () => {
    const { service, registry } = await withTokens();
    await publish(connect(registry.host, { credentials: withLogin() }));
    const before = service.asked.length;
    const store = connect(registry.host);
    await store.check('read');
    expect(await store.list('')).toEqual([TAG]);
    expect(plain(await readAll(store))).toEqual(plain(one));
    expect(authorizations(service.asked.slice(before))).toEqual([undefined]);
  });

  it('asks anonymous writers for credentials', async () => {
    const { registry } = await withTokens();
    const refusal = await refusalOf(() => connect(registry.host).check('write'));
    expect(refusal.code).toBe('credentials-missing');
    expect(refusal.message).toContain('written to');
  });

  it('refuses who may only read, before any work', async () => {
    const { registry } = await withTokens();
    const credentials = withLogin({ username: 'reader', password: 'read-only' });
    await connect(registry.host, { credentials }).check('read');
    const refusal = await refusalOf(() => connect(registry.host, { credentials }).check('write'));
    expect(refusal.code).toBe('credentials-refused');
    expectNoSecret(refusal, 'read-only');
  });

  it('gets the password at the service only, and one token for reading and one for writing', async () => {
    const { service, registry } = await withTokens();
    await publish(connect(registry.host, { credentials: withLogin() }));
    expect(authorizations(service.asked)).toEqual([`Basic ${BASIC}`, `Basic ${BASIC}`]);
    const scopes = service.asked.map(({ url }) => url.searchParams.getAll('scope'));
    expect(scopes).toEqual([[`repository:${REPOSITORY}:pull`], [`repository:${REPOSITORY}:pull,push`]]);
    expect(service.asked[0]?.url.searchParams.get('service')).toBe('test-registry');
    expect(authorizations(registry.asked).filter((header) => header?.startsWith('Basic'))).toEqual([]);
  });

  it('gets a new token where the old one came to its end, before a request is wasted', async () => {
    const { service, registry } = await withTokens();
    service.lifetime = 0.001;
    await publish(connect(registry.host, { credentials: withLogin() }));
    const wasted = registry.asked.filter(({ headers }) => headers.authorization === undefined);
    expect(new Set(wasted.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD']));
    expect(service.asked.length).toBeGreaterThan(2);
  });

  it('may forget a token that was good before, at any one moment', async () => {
    // Those that wait for a token together use it first.
    for (let at = 5; at < 18; at += 1) {
      const { service, registry } = await withTokens();
      let uses = 0;
      registry.before = ({ headers: { authorization } }) => {
        if (service.allows(authorization, `repository:${REPOSITORY}:push`)) uses += 1;
        if (uses === at) service.granted.clear();
        return Promise.resolve();
      };
      const store = connect(registry.host, { credentials: withLogin() });
      expect((await publish(store)).status).toBe('published');
      expect(uses).toBeGreaterThan(at);
    }
  });

  it('refuses a wrong password with the words of the service', async () => {
    const { registry } = await withTokens();
    const credentials = withLogin({ username: 'robot', password: 'wr0ng-one' });
    const refusal = await refusalOf(() => connect(registry.host, { credentials }).list(''));
    expect(refusal.code).toBe('credentials-refused');
    expect(refusal.message).toContain('incorrect username or password');
    expectNoSecret(refusal, 'wr0ng-one');
  });

  it('takes an identity token by POST, and never as a password', async () => {
    const { service, registry } = await withTokens();
    const { source } = given({ identityToken: 'refresh-me' });
    await publish(connect(registry.host, { credentials: source }));
    expect(service.asked.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(service.asked.every(({ url }) => url.search === '')).toBe(true);
    expect(authorizations(service.asked)).toEqual([undefined, undefined]);
    const wrong = given({ identityToken: 'not-me' }).source;
    const refusal = await refusalOf(() => connect(registry.host, { credentials: wrong }).list(''));
    expect(refusal.code).toBe('credentials-refused');
    expectNoSecret(refusal, 'not-me');
  });

  it('takes OCI_ACCESS_TOKEN in base64, as GHCR does, before a password', async () => {
    const { service, registry } = await withTokens();
    const sent = Buffer.from('ghp_secret').toString('base64');
    service.granted.set(sent, new Set([`repository:${REPOSITORY}:pull`, `repository:${REPOSITORY}:push`]));
    const credentials = csctlCredentials({
      accessToken: 'ghp_secret',
      username: 'robot',
      password: 'wr0ng-one',
    });
    await publish(connect(registry.host, { credentials }));
    expect(service.asked).toEqual([]);
    expect(new Set(authorizations(registry.asked))).toEqual(new Set([undefined, `Bearer ${sent}`]));
    service.granted.clear();
    const refusal = await refusalOf(() => connect(registry.host, { credentials }).list(''));
    expect(refusal.code).toBe('credentials-refused');
    expect(refusal.message).toContain('OCI_ACCESS_TOKEN');
    expectNoSecret(refusal, 'ghp_secret', sent);
  });

  it('shows no secret that a server echoes', async () => {
    const { service, registry } = await withTokens();
    const echo = `no ${PASSWORD} and no ${BASIC}\u001b[31m\n`;
    service.broken = json(403, { errors: [{ code: 'DENIED', message: echo }] });
    const store = connect(registry.host, { credentials: withLogin() });
    const refusal = await refusalOf(() => store.list(''));
    expect(refusal.message).toContain('DENIED: no *** and no ***');
    expect(refusal.message).not.toContain('\u001b');
    expectNoSecret(refusal, PASSWORD, BASIC);
  });

  it.each([
    ['another machine over plain HTTP', 'http://tokens.example.com/token'],
    ['an address with a password', 'https://robot:secret@localhost/token'],
    ['a file', 'file:///etc/passwd'],
    ['no address', '/token'],
  ])('that is %s gets no password', async (_what, realm) => {
    const { service, registry } = await withTokens(ACCOUNTS, { realm });
    const proxied: Asked[] = [];
    const proxy = await listen((message, response) => {
      void readRequest(message).then((asked) => {
        if (asked) proxied.push(asked);
        sendReply(response, { status: 200, body: '{"token":"stolen"}' });
      });
    });
    const http = { patience: QUICK, proxyFor: () => proxy.origin };
    const refusal = await refusalOf(() =>
      connect(registry.host, { credentials: withLogin(), http }).list(''),
    );
    expect(['credentials-unsafe', 'remote-refused']).toContain(refusal.code);
    expect([...proxied, ...service.asked]).toEqual([]);
    expect(new Set(authorizations(registry.asked))).toEqual(new Set([undefined]));
    expectNoSecret(refusal, PASSWORD, 'secret@');
  });

  it.each([
    ['no token', json(200, { expires_in: 60 }), 'remote-refused'],
    ['no JSON', { status: 200, body: '<html>' }, 'remote-refused'],
    ['a token that would break the header', json(200, { token: 'a\r\nx: y' }), 'remote-refused'],
    ['a redirect', { status: 307, headers: { location: 'http://localhost:9/' } }, 'remote-refused'],
    ['an error', json(503, {}), 'remote-unreachable'],
    ['a limit', json(429, {}, { 'retry-after': '3600' }), 'remote-limited'],
  ])('that answers with %s is refused', async (_what, reply, code) => {
    const { service, registry } = await withTokens();
    service.broken = reply;
    const refusal = await refusalOf(() => connect(registry.host, { credentials: withLogin() }).list(''));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(`oci://${registry.host}/${REPOSITORY}`);
  });

  it('that fails for a moment is asked again', async () => {
    const { service, registry } = await withTokens();
    service.broken = json(503, {});
    registry.after = () => {
      if (service.asked.length > 0) service.broken = undefined;
    };
    await publish(connect(registry.host, { credentials: withLogin() }));
  });

  it('gives leave to take over blobs of a repository that may be read, and else they are uploaded', async () => {
    const { service, registry } = await withTokens();
    const credentials = withLogin();
    await publish(connect(registry.host, { credentials }));
    const from = `oci://${registry.host}/${REPOSITORY}`;
    const assets = one.map(streamOf);
    const copy = (repository: string) =>
      connect(registry.host, { credentials, repository }).publish({
        tag: TAG,
        assets,
        annotations: ANNOTATIONS,
        origin: from,
      });
    const uploads = () => registry.log.filter((line) => line.startsWith('PUT blobs/uploads')).length;
    const before = uploads();
    expect((await copy('o/mirror')).status).toBe('published');
    expect(uploads()).toBe(before);
    const allows = service.allows.bind(service);
    service.allows = (header, permission) =>
      permission !== `repository:${REPOSITORY}:pull` && allows(header, permission);
    expect((await copy('o/other')).status).toBe('published');
    expect(uploads()).toBeGreaterThan(before);
  });
});

describe('a registry that answers 401 or 403', () => {
  it.each([
    [401, {}],
    [401, { 'www-authenticate': 'Negotiate' }],
    [403, {}],
  ])('%s %j without a way to log in is refused as it says', async (status, headers) => {
    const { host } = await listen((_message, response) => {
      const body = JSON.stringify({ errors: [{ code: 'DENIED', message: 'go away' }] });
      sendReply(response, { status, headers, body });
    });
    const refusal = await refusalOf(() => connect(host, { credentials: withLogin() }).list(''));
    expect(refusal.message).toContain(`HTTP ${status}: DENIED: go away`);
    expect(refusal.code).toBe('credentials-missing');
  });

  it('to a large upload ends it', async () => {
    const { registry, service } = await withTokens();
    const large = makeAsset('node-images.yaml', Buffer.alloc(5_000_000, 7));
    registry.before = ({ method, url }) => {
      if (method === 'PUT' && url.pathname.includes('/uploads/')) service.allows = () => false;
      return Promise.resolve();
    };
    const store = connect(registry.host, { credentials: withLogin() });
    const release = { tag: TAG, assets: [streamOf(large)], annotations: ANNOTATIONS };
    expect((await refusalOf(() => store.publish(release))).code).toBe('credentials-refused');
  });
});
