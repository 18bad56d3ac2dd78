// cloud.conf, read back by the rules of gcfg.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloudConf } from '../../../../src/stack/clouds/cloud-conf.ts';

const confOf = (entry: object, cacert?: string): string =>
  cloudConf({ name: 'mine', method: 'password', cacert: undefined, entry: { ...entry } }, cacert);

/** The section Global as gcfg reads it: quoted values with the escapes \\ \" \n \t. */
function read(text: string): Record<string, string> {
  const [head, ...lines] = text.split('\n');
  expect(head).toBe('[Global]');
  expect(lines.pop()).toBe('');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([a-z-]+)="((?:[^"\\]|\\[\\"nt])*)"$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`gcfg does not read ${line}`);
      const plain = value.replace(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
      return [name, plain];
    }),
  );
}

describe('cloud.conf', () => {
  it('has the login, and what goes with it', () => {
    const auth = {
      auth_url: 'https://k/v3',
      application_credential_id: 'i',
      application_credential_secret: 's',
    };
    expect(
      confOf({ auth, region_name: 'r', endpoint_type: 'internal', verify: false }, '/etc/config/cacert'),
    ).toBe(
      `[Global]
auth-url="https://k/v3"
application-credential-id="i"
application-credential-secret="s"
region="r"
os-endpoint-type="internal"
ca-file="/etc/config/cacert"
tls-insecure="true"
`,
    );
  });

  it('calls projects tenants', () => {
    const auth = {
      username: 'u',
      password: 'p',
      user_domain_name: 'd',
      project_name: 'n',
      project_domain_id: 'e',
    };
    expect(read(confOf({ auth, verify: true }))).toEqual({
      username: 'u',
      password: 'p',
      'tenant-name': 'n',
      'user-domain-name': 'd',
      'tenant-domain-id': 'e',
    });
  });

  it.each([
    [
      { username: 'u', project_name: 'n' },
      { 'user-domain-id': 'x', 'tenant-domain-id': 'x' },
    ],
    [
      { username: 'u', user_domain_name: 'd', project_name: 'n' },
      { 'user-domain-name': 'd', 'tenant-domain-id': 'x' },
    ],
    [{ user_id: 'u', project_id: 'n' }, {}],
    [{ username: 'u', domain_id: 'd' }, { 'domain-id': 'd' }],
  ])('has the default domain of %j where one is missing', (auth, domains) => {
    const fields = read(confOf({ auth: { ...auth, default_domain: 'x' } }));
    expect(Object.fromEntries(Object.entries(fields).filter(([name]) => name.includes('domain')))).toEqual(
      domains,
    );
  });

  it('holds every password', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab"\\\n\t#;=[] $\'é'), minLength: 1 });
    fc.assert(
      fc.property(text, (password) => {
        expect(read(confOf({ auth: { password } }))).toEqual({ password });
      }),
    );
  });
});
