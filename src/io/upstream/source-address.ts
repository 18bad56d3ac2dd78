// Addresses of chart repositories: what is asked, and whom a password is for.
import { CsctlError } from '../../problem/problem.ts';
import { shownAddress } from '../../stack/chart-source.ts';
import { unescaped } from '../../stack/percent-text.ts';
import { isSafeForSecrets } from '../http/settings.ts';

/** An address without the login that may stand in it. */
export interface SourceAddress {
  readonly url: URL;
  /** For requests to the origin of `url`, and no other. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * @param text `https://USER:PASSWORD@HOST/PATH`
 * @throws CsctlError `chart-source` when it is no address, `credentials-unsafe` for a password over plain HTTP
 */
export function parseAddress(text: string): SourceAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    const message = `"${shownAddress(text)}" is no address of a chart repository`;
    throw new CsctlError('chart-source', message, { hint: 'expected https://HOST/PATH or oci://HOST/PATH' });
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  if (username === '' && password === '') return { url, headers: {} };
  if (!isSafeForSecrets(url)) {
    const message = `${shownAddress(text)}: a password would travel over plain HTTP`;
    throw new CsctlError('credentials-unsafe', message, { hint: 'use https, or take the login out' });
  }
  const login = `${unescaped(username)}:${unescaped(password)}`;
  return { url, headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` } };
}
