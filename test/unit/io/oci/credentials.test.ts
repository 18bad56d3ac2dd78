// csctl's variables as credentials, and which registry they are for.
import { describe, expect, it } from 'vitest';
import { csctlCredentials, firstOf, isSameHost } from '../../../../src/io/oci/credentials.ts';
import { refusalOf } from '../../../support/refusal.ts';

describe("csctl's variables", () => {
  it('are a login, a token, or both', async () => {
    const login = { username: 'robot', password: 'pass' };
    expect(await csctlCredentials({ username: 'robot', password: 'pass' })('ghcr.io')).toEqual({
      source: 'OCI_USERNAME and OCI_PASSWORD',
      login,
    });
    // base64 of "token"
    const accessToken = 'dG9rZW4=';
    expect(await csctlCredentials({ accessToken: 'token' })('ghcr.io')).toEqual({
      source: 'OCI_ACCESS_TOKEN',
      accessToken,
    });
    expect(await csctlCredentials({ accessToken: 'token', ...login })('ghcr.io')).toEqual({
      source: 'OCI_ACCESS_TOKEN',
      accessToken,
      login,
    });
  });

  it('are none when they are empty, or for another registry', async () => {
    const login = { username: 'robot', password: 'pass' };
    expect(await csctlCredentials({})('ghcr.io')).toBeUndefined();
    expect(
      await csctlCredentials({ username: '', password: '', accessToken: '' })('ghcr.io'),
    ).toBeUndefined();
    for (const registry of ['ghcr.io:443', 'ghcr.io.example.com', 'example.com', 'cr.io'])
      expect(await csctlCredentials({ registry, ...login })('ghcr.io'), registry).toBeUndefined();
    for (const registry of ['ghcr.io', 'GHCR.io', 'https://ghcr.io/', 'ghcr.io\n', ''])
      expect(await csctlCredentials({ registry, ...login })('ghcr.io'), registry).toMatchObject({ login });
  });

  it('lose the line end that a secret made with echo has', async () => {
    const credential = await csctlCredentials({ username: 'robot\n', password: 'pass word \r\n' })('ghcr.io');
    expect(credential?.login).toEqual({ username: 'robot', password: 'pass word ' });
  });

  it.each([
    [{ username: 'robot' }, 'OCI_PASSWORD'],
    [{ password: 's3cret' }, 'OCI_USERNAME'],
  ])('%j are half a login', async (variables, missing) => {
    const refusal = await refusalOf(() => csctlCredentials(variables)('ghcr.io'));
    expect(refusal).toMatchObject({ code: 'credentials-missing', hint: `set ${missing} too, or neither` });
    expect(refusal.message).not.toMatch(/robot|s3cret/);
  });
});

it('the first source that has something is asked last', async () => {
  const asked: string[] = [];
  const source = (name: string, has: boolean) => (host: string) => {
    asked.push(`${name} ${host}`);
    return Promise.resolve(has ? { source: name } : undefined);
  };
  expect(await firstOf(source('a', false), source('b', true), source('c', true))('h')).toEqual({
    source: 'b',
  });
  expect(asked).toEqual(['a h', 'b h']);
  expect(await firstOf()('h')).toBeUndefined();
});

it("hosts are the same by scheme, path and Docker Hub's names", () => {
  expect(isSameHost('https://index.docker.io/v1/', 'docker.io')).toBe(true);
  expect(isSameHost('registry-1.docker.io', 'docker.io')).toBe(true);
  expect(isSameHost('http://localhost:5000', 'localhost:5000')).toBe(true);
  expect(isSameHost('localhost', 'localhost:5000')).toBe(false);
  expect(isSameHost('docker.io.example.com', 'docker.io')).toBe(false);
});
