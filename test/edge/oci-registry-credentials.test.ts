// Docker's logins: config.json in its many forms, and helper programs that behave and misbehave.
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askHelper } from '../../src/io/oci/credential-helper.ts';
import { dockerCredentials } from '../../src/io/oci/docker-config.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder, withoutPrivileges, writeFiles } from '../support/temp-folder.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const robot = { username: 'robot', password: 'pa:ss' };

/** The source for a config.json of this content; helpers are shell scripts by name. */
function logins(config: unknown, helpers: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder({ 'config.json': typeof config === 'string' ? config : JSON.stringify(config) });
  for (const [name, script] of Object.entries(helpers)) {
    writeFiles(folder, { [`bin/docker-credential-${name}`]: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, `bin/docker-credential-${name}`), 0o755);
  }
  const file = join(folder, 'config.json');
  return { file, folder, source: dockerCredentials({ file, searchPath: join(folder, 'bin') }) };
}

const answer = (username: string, secret: string) =>
  `echo '${JSON.stringify({ ServerURL: 'x', Username: username, Secret: secret })}'`;

describe('config.json', () => {
  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['https://ghcr.io', 'ghcr.io'],
    ['https://ghcr.io/v2/', 'ghcr.io'],
    ['localhost:5000', 'localhost:5000'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['docker.io', 'docker.io'],
  ])('has the login of %s for %s', async (key, host) => {
    const { source, file } = logins({
      auths: { other: { auth: base64('x:y') }, [key]: { auth: base64('robot:pa:ss') } },
    });
    expect(await source(host)).toEqual({ source: file, login: robot });
  });

  it.each([
    ['a user name and a password', { ...robot }, { login: robot }],
    ['an identity token', { auth: base64('0000:'), identitytoken: 'idt' }, { identityToken: 'idt' }],
    ['a registry token', { registrytoken: 'rt' }, { accessToken: 'rt' }],
    ['a login with NUL behind it', { auth: base64('robot:pa:ss\0\0') }, { login: robot }],
  ])('may hold %s', async (_what, login, credential) => {
    const { source, file } = logins({ auths: { 'ghcr.io': login } });
    expect(await source('ghcr.io')).toEqual({ source: file, ...credential });
  });

  it.each([
    ['nothing', {}],
    [
      'no login for the host',
      { auths: { 'ghcr.io:443': { auth: base64('a:b') }, 'xghcr.io': { auth: base64('a:b') } } },
    ],
    ['an empty login', { auths: { 'ghcr.io': {} } }],
    ['null', { auths: null, credHelpers: null, credsStore: null }],
    ['a null login', { auths: { 'ghcr.io': null } }],
  ])('with %s has none', async (_what, config) => {
    expect(await logins(config).source('ghcr.io')).toBeUndefined();
  });

  it('that is not there has none', async () => {
    const file = join(tempFolder(), 'deep', 'config.json');
    expect(await dockerCredentials({ file, searchPath: '' })('ghcr.io')).toBeUndefined();
  });

  it.each([
    ['no JSON', '{"auths": {"ghcr.io": {"auth": "s3cret"', /is no JSON/],
    ['a list', '[]', /not in the form/],
    ['odd auths', '{"auths": "s3cret"}', /not in the form/],
    [
      'a login that is no base64 of a pair',
      '{"auths": {"ghcr.io": {"auth": "s3cret"}}}',
      /a login for ghcr.io that is not/,
    ],
  ])('with %s is refused by its name, and shows nothing of it', async (_what, text, words) => {
    const { source, file } = logins(text);
    const refusal = await refusalOf(() => source('ghcr.io'));
    expect(refusal).toMatchObject({
      code: 'credentials-unreadable',
      message: expect.stringMatching(words) as string,
    });
    expect(refusal.message).toContain(file);
    expect(refusal.message + (refusal.hint ?? '')).not.toContain('s3cret');
  });

  it('that may not be read is refused', async () => {
    const { source, file } = logins({});
    chmodSync(file, 0);
    const refusal = await withoutPrivileges(() => refusalOf(() => source('ghcr.io')));
    expect(refusal.message).toContain('EACCES');
  });
});

describe('a credential helper', () => {
  it('is asked for its registry before the general one and the file', async () => {
    const { source } = logins(
      {
        auths: { 'ghcr.io': { auth: base64('file:x') }, 'quay.io': { auth: base64('file:x') } },
        credHelpers: { 'ghcr.io': 'one' },
        credsStore: 'all',
      },
      { one: answer('one', 'a'), all: answer('all', 'b') },
    );
    expect(await source('ghcr.io')).toEqual({
      source: 'docker-credential-one',
      login: { username: 'one', password: 'a' },
    });
    expect((await source('quay.io'))?.login?.username).toBe('all');
  });

  it('gets the name that stands in the file, on its input, and the word get', async () => {
    const { source } = logins(
      { auths: { 'https://ghcr.io/v2/': {} }, credsStore: 'echo' },
      { echo: 'read server; echo "{\\"Username\\": \\"$1\\", \\"Secret\\": \\"$server\\"}"' },
    );
    expect((await source('ghcr.io'))?.login).toEqual({ username: 'get', password: 'https://ghcr.io/v2/' });
    expect((await source('quay.io'))?.login?.password).toBe('quay.io');
    expect((await source('docker.io'))?.login?.password).toBe('https://index.docker.io/v1/');
  });

  it('may give an identity token', async () => {
    const { source } = logins({ credsStore: 'it' }, { it: answer('<token>', 'idt') });
    expect(await source('ghcr.io')).toEqual({ source: 'docker-credential-it', identityToken: 'idt' });
  });

  it('that has nothing leaves it to the file', async () => {
    const none = 'echo "credentials not found in native keychain"; exit 1';
    const config = { credsStore: 'none', auths: { 'ghcr.io': { auth: base64('robot:pa:ss') } } };
    const { source } = logins(config, { none });
    expect((await source('ghcr.io'))?.login).toEqual(robot);
    expect(await source('quay.io')).toBeUndefined();
    expect(
      await logins({ credsStore: 'empty' }, { empty: answer('', '') }).source('ghcr.io'),
    ).toBeUndefined();
  });

  it.each([
    ['fails', 'echo s3cret; echo s3cret >&2; exit 3', /ended with 3/],
    ['is killed', 'kill -9 $$', /ended with SIGKILL/],
    ['answers with no JSON', 'echo s3cret', /did not answer with JSON/],
    ['answers without a secret', 'echo "{\\"Username\\": \\"s3cret\\"}"', /without Username and Secret/],
    ['never stops talking', 'yes s3cret', /printed more than 1048576 bytes/],
  ])('that %s is refused by its name, and shows nothing of what it said', async (_what, script, words) => {
    const refusal = await refusalOf(() => logins({ credsStore: 'bad' }, { bad: script }).source('ghcr.io'));
    expect(refusal).toMatchObject({
      code: 'credentials-unreadable',
      message: expect.stringMatching(words) as string,
    });
    expect(refusal.message).toContain('docker-credential-bad');
    expect(refusal.message + (refusal.hint ?? '')).not.toContain('s3cret');
  });

  it.each(['../bad', 'bad; rm x', 'a/b', 'bad\n', '$(x)'])(
    'of the name %j is never looked for',
    async (name) => {
      const refusal = await refusalOf(() =>
        logins({ credsStore: name }, { bad: answer('a', 'b') }).source('ghcr.io'),
      );
      expect(refusal.message).toContain('is not in PATH');
    },
  );

  it('is never taken from the current folder', async () => {
    const { folder, file } = logins({ credsStore: 'here' }, { here: answer('a', 'b') });
    const before = process.cwd();
    process.chdir(join(folder, 'bin'));
    try {
      for (const searchPath of ['', '.', `.${delimiter}`, `${delimiter}/nowhere`, 'bin']) {
        const refusal = await refusalOf(() => dockerCredentials({ file, searchPath })('ghcr.io'));
        expect(refusal.message, searchPath).toContain('is not in PATH');
      }
    } finally {
      process.chdir(before);
    }
  });

  it('that does not answer is not waited for, nor for what it started', async () => {
    const { folder } = logins({}, { slow: 'sleep 10' });
    const refusal = await refusalOf(() => askHelper('slow', 'ghcr.io', join(folder, 'bin'), 50));
    expect(refusal.message).toContain('gave no answer within 1 seconds');
  });

  it('may end without reading what it is asked', async () => {
    const { source } = logins({ credsStore: 'deaf' }, { deaf: `exec <&-; ${answer('a', 'b')}` });
    expect((await source('ghcr.io'))?.login).toEqual({ username: 'a', password: 'b' });
  });

  it('that is no program is passed over, and the next in PATH is taken', async () => {
    const { folder, file } = logins({ credsStore: 'two' }, { two: answer('a', 'b') });
    writeFiles(folder, { 'first/docker-credential-two': 'text', 'second/docker-credential-two/': '' });
    const searchPath = ['first', 'second', 'bin'].map((name) => join(folder, name)).join(delimiter);
    expect((await dockerCredentials({ file, searchPath })('ghcr.io'))?.login?.username).toBe('a');
  });
});
