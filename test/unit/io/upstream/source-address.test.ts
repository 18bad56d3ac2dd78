// Addresses of chart repositories: where a login in them goes.
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../src/io/upstream/source-address.ts';
import { refusalOf } from '../../../support/refusal.ts';

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;

describe('an address of a repository', () => {
  it.each([
    ['https://charts.example/a', undefined],
    ['https://me:secret@charts.example/a', 'me:secret'],
    ['https://me%40here:p%3Ass@charts.example/a', 'me@here:p:ss'],
    ['https://me:100%@charts.example/a', 'me:100%'],
    ['http://me:secret@127.0.0.1:1/a', 'me:secret'],
  ])('%s has the login %s', (text, login) => {
    const { url, headers } = parseAddress(text);
    expect(headers).toEqual(login === undefined ? {} : { authorization: basic(login) });
    expect(url.href).not.toContain('@');
  });

  it.each([
    ['charts.example', 'chart-source'],
    ['ftp://me:secret@charts.example/', 'chart-source'],
    ['http://me:secret@charts.example/', 'credentials-unsafe'],
  ])('%s is refused, and its password not shown', async (text, code) => {
    const refusal = await refusalOf(() => Promise.resolve(parseAddress(text)));
    expect(refusal.code).toBe(code);
    expect(refusal.message).not.toContain('secret');
  });
});
