// Where the token is sent, and where it is not.
import { describe, expect, it } from 'vitest';
import { Access } from '../../../../src/io/github/access.ts';
import { refusalOf } from '../../../support/refusal.ts';

const token = { value: 'ghp_secret', source: 'GITHUB_TOKEN' };
const SENT = { authorization: 'Bearer ghp_secret' };
const accessTo = (api: string) => new Access(new URL(api), () => Promise.resolve(token));

describe('the token', () => {
  it.each([
    ['https://api.github.com', 'https://api.github.com/repos/o/r'],
    ['https://ghe.example.org/api/v3', 'https://ghe.example.org/api/v3/repos/o/r'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/repos/o/r'],
    ['http://[::1]:8080', 'http://[::1]:8080/repos/o/r'],
  ])('of %s goes to %s', async (api, url) => {
    expect(await accessTo(api).headersFor(new URL(url))).toEqual(SENT);
  });

  it.each([
    ['https://api.github.com', 'https://github.com/o/r'],
    ['https://api.github.com', 'http://api.github.com/repos'],
    ['https://api.github.com', 'https://api.github.com:8443/repos'],
    ['https://api.github.com', 'https://api.github.com.example.org/repos'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8081/'],
  ])('of %s does not go to %s', async (api, url) => {
    expect(await accessTo(api).headersFor(new URL(url))).toEqual({});
  });

  it.each([
    ['https://api.github.com', 'https://uploads.github.com/repos/o/r/releases/1/assets'],
    ['https://api.acme.ghe.com', 'https://uploads.acme.ghe.com/repos/o/r/releases/1/assets'],
    ['https://ghe.example.org/api/v3', 'https://ghe.example.org/api/uploads/repos/o/r/releases/1/assets'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8081/repos/o/r/releases/1/assets'],
  ])('of %s goes with files to %s', async (api, url) => {
    expect(await accessTo(api).headersForUpload(new URL(url))).toEqual(SENT);
  });

  it.each([
    ['https://api.github.com', 'https://uploads.example.org/'],
    ['https://api.github.com', 'http://uploads.github.com/'],
    ['https://api.github.com', 'http://127.0.0.1/'],
    ['https://api.acme.ghe.com', 'https://uploads.other.ghe.com/'],
    ['https://api.example.org', 'https://uploads.example.org/'],
    ['https://ghe.example.org/api/v3', 'https://uploads.ghe.example.org/'],
    ['http://127.0.0.1:8080', 'https://uploads.github.com/'],
  ])('of %s does not go with files to %s', async (api, url) => {
    const refusal = await refusalOf(() => accessTo(api).headersForUpload(new URL(url)));
    expect(refusal.code).toBe('credentials-unsafe');
    expect(`${refusal.message} ${refusal.hint}`).not.toContain(token.value);
  });

  it('is not needed', async () => {
    const access = new Access(new URL('http://ghe.example.org'), () => Promise.resolve(undefined));
    expect(await access.headersFor(new URL('http://ghe.example.org/repos'))).toEqual({});
  });
});
