// One cloud: what clients in a cluster get of it, what they would refuse, and what will not work there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../../../src/problem/place.ts';
import { readClouds } from '../../../../src/stack/clouds/clouds-yaml.ts';
import { readCloud, type AddonFile } from '../../../../src/stack/clouds/cloud.ts';
import { isMap } from '../../../../src/stack/clouds/setting.ts';

const CREDENTIAL = 'application_credential_id: i, application_credential_secret: s';
const AUTH = `auth: {auth_url: "https://k/v3", ${CREDENTIAL}}`;

/** Reads an entry of YAML in flow style, without its braces. */
function read(entry: string, addons: AddonFile = 'clouds.yaml') {
  const mine = readClouds('c.yaml', `clouds:\n  mine: {${entry}}\n`).entries.get('mine');
  if (!isMap(mine)) throw new Error('no entry');
  return readCloud('mine', mine, addons);
}

const entryOf = (entry: string) => read(entry).cloud.entry;
/** `code: message` of each problem; what all have in common left out. */
const saidOf = (entry: string, addons?: AddonFile) =>
  read(entry, addons).problems.map(
    ({ code, message }) => `${code}: ${message.replace('the cloud mine ', '')}`,
  );

describe('the entry', () => {
  it('is kept in its order, with what clients want to know', () => {
    const text = `auth_type: v3applicationcredential, ${AUTH}, region_name: r, regions: [r, {name: q, values: {verify: false}}], interface: public, identity_api_version: 3, verify: true, networks: [{name: n}]`;
    const { cloud, problems } = read(text);
    expect(problems).toEqual([]);
    expect(JSON.stringify(cloud.entry)).toBe(
      '{"auth_type":"v3applicationcredential","auth":{"auth_url":"https://k/v3","application_credential_id":"i","application_credential_secret":"s"},"region_name":"r","regions":["r",{"name":"q","values":{"verify":false}}],"interface":"public","identity_api_version":"3","verify":true,"networks":[{"name":"n"}]}',
    );
    expect(cloud).toMatchObject({ name: 'mine', method: 'application credential', cacert: undefined });
  });

  it.each([
    ['0123', '0123'],
    ['yes', 'yes'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['1:30', '1:30'],
    ['2026-01-01', '2026-01-01'],
    ['1_000', '1_000'],
    ['"null"', 'null'],
    ["' a '", ' a '],
  ])('has %s in auth as the text %s', (written, text) => {
    expect(entryOf(`auth: {auth_url: "https://k", password: ${written}}`)).toMatchObject({
      auth: { password: text },
    });
  });

  it('has any text in auth as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (secret) => {
        const entry = entryOf(`auth: {auth_url: "https://k", password: ${JSON.stringify(secret)}}`);
        expect(entry['auth']).toEqual({ auth_url: 'https://k', password: secret });
      }),
    );
  });

  it('leaves out what says nothing, is merged, or is a file of this machine', () => {
    const text = `${AUTH}, region_name: r, cacert: ca.pem, cert: c, key: k, profile: p, cloud: q, interface: , x: null`;
    expect(Object.keys(entryOf(text))).toEqual(['auth', 'region_name']);
    expect(read(text).cloud.cacert).toMatchObject({ text: 'ca.pem', place: { line: 2 } });
  });

  it('calls projects by their new name, unless that is there', () => {
    expect(entryOf('auth: {tenant_name: a, tenant_id: b, project_id: c}')['auth']).toEqual({
      project_name: 'a',
      project_id: 'c',
    });
  });

  it.each([
    ['insecure: true', { verify: false }],
    ['insecure: "True"', { verify: false }],
    ['insecure: false', {}],
    ['verify: no', { verify: false }],
    ['regions: [a, b]', { region_name: 'a', regions: ['a', 'b'] }],
    ['regions: [{name: a}]', { region_name: 'a', regions: [{ name: 'a' }] }],
    ['regions: [a], region_name: b', { region_name: 'b', regions: ['a'] }],
    ['interface: internal', { interface: 'internal', endpoint_type: 'internal' }],
    ['interface: internal, endpoint_type: admin', { interface: 'internal', endpoint_type: 'admin' }],
    ['region-name: a', { region_name: 'a' }],
  ])('with %s becomes %j', (text, expected) => {
    const { auth, ...rest } = entryOf(`${AUTH}, ${text}`);
    expect(auth).toBeDefined();
    expect(rest).toEqual(expected);
  });

  it('keeps allow_reauth a truth value', () => {
    expect(entryOf('auth: {allow_reauth: true, username: true}')['auth']).toEqual({
      allow_reauth: true,
      username: 'true',
    });
  });
});

const URL_PART = 'auth_url: "https://k/v3"';
const R = 'region_name: r';

describe('a login that works', () => {
  it.each([
    ['an application credential', `auth: {${URL_PART}, ${CREDENTIAL}}`],
    [
      'one by name, of a user',
      `auth: {${URL_PART}, application_credential_name: n, application_credential_secret: s, username: u, user_domain_id: d}`,
    ],
    [
      'a password',
      `auth_type: password, auth: {${URL_PART}, username: u, password: p, user_domain_name: d, project_id: i}`,
    ],
    ['one domain for all', `auth: {${URL_PART}, username: u, password: p, domain_name: d, project_name: n}`],
    [
      'the default domain',
      `auth: {${URL_PART}, username: u, password: p, default_domain: d, project_name: n}`,
    ],
    ['ids alone', `auth_type: v3password, auth: {${URL_PART}, user_id: u, password: p, project_id: i}`],
    ['an old word', `auth: {${URL_PART}, user_id: u, password: p, tenant_id: i}`],
  ])('is %s', (_name, auth) => {
    expect(saidOf(`${auth}, ${R}`)).toEqual([]);
  });
});

describe('a login that does not work', () => {
  it.each<[string, string, string[]]>([
    ['nothing', 'x: 1', ['has no auth']],
    ['empty', 'auth: ', ['has no auth']],
    ['no map', 'auth: sesame', ['has an auth that is no map']],
    ['no address', `auth: {${CREDENTIAL}}`, ['has no auth_url in auth']],
    [
      'an address that is none',
      `auth: {auth_url: sesame, ${CREDENTIAL}}`,
      ['has an auth_url that is no address'],
    ],
    [
      'an address without a host',
      `auth: {auth_url: "https://", ${CREDENTIAL}}`,
      ['has an auth_url that is no address'],
    ],
    [
      'an unknown type',
      `auth_type: sesame, ${AUTH}`,
      ['has an auth_type that Cluster API and the addons do not know'],
    ],
    [
      'Keystone v2',
      `auth_type: v2password, ${AUTH}`,
      ['has an auth_type that Cluster API and the addons do not know'],
    ],
    [
      'no secret',
      `auth: {${URL_PART}, application_credential_id: i}`,
      ['has no application_credential_secret'],
    ],
    ['no id', `auth: {${URL_PART}, application_credential_secret: s}`, ['has no application_credential_id']],
    [
      'a name without a user',
      `auth: {${URL_PART}, application_credential_name: n, application_credential_secret: s}`,
      ['has no username'],
    ],
    [
      'a type without its fields',
      `auth_type: v3applicationcredential, auth: {${URL_PART}, username: u, password: p}`,
      ['has no application_credential_secret', 'has no application_credential_id'],
    ],
    ['only an address', `auth: {${URL_PART}}`, ['has no password', 'has no username', 'has no project']],
    ['no project', `auth: {${URL_PART}, username: u, password: p, user_domain_id: d}`, ['has no project']],
    [
      'a project without domain',
      `auth: {${URL_PART}, user_id: u, password: p, project_name: n}`,
      ['has no domain for its project_name'],
    ],
    [
      'a user without domain',
      `auth: {${URL_PART}, username: u, password: p, project_id: i}`,
      ['has no domain for its username'],
    ],
    [
      'two users',
      `auth: {${URL_PART}, username: u, user_id: i, password: p, project_id: i}`,
      ['has both username and user_id'],
    ],
    [
      'an id and a domain',
      `auth: {${URL_PART}, user_id: i, user_domain_id: d, password: p, project_id: i}`,
      ['has a domain beside user_id'],
    ],
    ['no token', `auth_type: token, auth: {${URL_PART}, project_id: i}`, ['has no token']],
  ])('has %s', (_name, entry, messages) => {
    const said = saidOf(`${entry}, ${R}`).filter((line) => !line.startsWith('cloud-doubtful'));
    expect(said).toEqual(messages.map((message) => `cloud-auth: ${message}`));
    expect(JSON.stringify(read(entry).problems)).not.toContain('sesame');
  });

  it('is pointed at, and says what to do', () => {
    const [found] = read(`auth: {auth_url: k, ${CREDENTIAL}}, ${R}`).problems;
    expect(found && formatPlace(found)).toBe('c.yaml:2:27');
    const [beside] = read(`auth_url: "https://k", auth: {${CREDENTIAL}}, ${R}`).problems;
    expect(beside?.hint).toBe('it stands beside auth; move it into it');
  });
});

describe('an entry of the wrong shape', () => {
  it.each([
    ['region_name: [a]', 'region_name is a list; expected a text'],
    ['region_name: r, cacert: {a: b}', 'cacert is a map; expected a text'],
    ['region_name: r, verify: "false"', 'verify is neither true nor false'],
    ['region_name: r, verify: [no]', 'verify is neither true nor false'],
  ])('has %s', (entry, message) => {
    expect(saidOf(`${AUTH}, ${entry}`)).toContain(`clouds-file: cannot be used: ${message}`);
  });
});

describe('a doubt', () => {
  it.each<[string, string, AddonFile, string | undefined]>([
    [
      'a token',
      `auth: {${URL_PART}, token: t, project_id: i}, ${R}`,
      'clouds.yaml',
      'has a token, which expires',
    ],
    [
      'no verification',
      `${AUTH}, ${R}, verify: false`,
      'clouds.yaml',
      'is not verified, but the addons do verify',
    ],
    ['no verification where addons heed it', `${AUTH}, ${R}, verify: false`, 'cloud.conf', undefined],
    [
      'no verification, and a certificate',
      `${AUTH}, ${R}, verify: false, cacert: c`,
      'clouds.yaml',
      undefined,
    ],
    [
      'a client certificate',
      `${AUTH}, ${R}, cert: c`,
      'clouds.yaml',
      'has a client certificate, which is left out',
    ],
    ['no region', AUTH, 'clouds.yaml', 'has no region_name'],
    ['nothing', `${AUTH}, ${R}`, 'clouds.yaml', undefined],
  ])('is about %s', (_name, entry, addons, message) => {
    const said = saidOf(entry, addons);
    expect(said).toHaveLength(message === undefined ? 0 : 1);
    if (message !== undefined) expect(said[0]).toContain(`cloud-doubtful: ${message}`);
  });
});
