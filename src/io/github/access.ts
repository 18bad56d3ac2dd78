// The token, and the few places it may be sent to.
import { CsctlError } from '../../problem/problem.ts';
import { isHeaderSafe, isLoopback, isSafeForSecrets } from '../http/settings.ts';

/** A token and where it was found, as the user knows it: `GITHUB_TOKEN`. */
export interface Token {
  readonly value: string;
  readonly source: string;
}

/** Asks for the token, once. */
export type TokenSource = () => Promise<Token | undefined>;

/** Adds the token to requests to GitHub's API and its upload host, and to nothing else. */
export class Access {
  private asked: Promise<Token | undefined> | undefined;

  constructor(
    readonly apiUrl: URL,
    private readonly ask: TokenSource,
  ) {}

  token(): Promise<Token | undefined> {
    return (this.asked ??= this.ask());
  }

  /** The header for a request; none for another origin than the API's. @throws CsctlError `credentials-unsafe` */
  async headersFor(url: URL): Promise<Record<string, string>> {
    return url.origin === this.apiUrl.origin ? this.authorization(url) : {};
  }

  /**
   * The header for an upload to the address that the API gave.
   * @throws CsctlError `credentials-unsafe` when the host is none that belongs to the API
   */
  async headersForUpload(url: URL): Promise<Record<string, string>> {
    if (isUploadOrigin(url, this.apiUrl)) return this.authorization(url);
    throw new CsctlError('credentials-unsafe', `${this.apiUrl.host} wants files to be sent to ${url.host}`, {
      hint: 'the token is only sent to the API and its own upload host: look at GITHUB_API_URL and at proxies',
    });
  }

  /** Text without the token. */
  async redact(text: string): Promise<string> {
    const token = await this.token().catch(() => undefined);
    return token === undefined || token.value === '' ? text : text.replaceAll(token.value, '***');
  }

  private async authorization(url: URL): Promise<Record<string, string>> {
    const token = await this.token();
    if (!token) return {};
    if (!isSafeForSecrets(url))
      throw new CsctlError(
        'credentials-unsafe',
        `the token from ${token.source} would travel in the clear to ${url.host}`,
        {
          hint: 'use an address that begins with https://',
        },
      );
    if (!isHeaderSafe(token.value))
      throw new CsctlError(
        'credentials-refused',
        `the token from ${token.source} has characters that no token has`,
        {
          hint: 'look for spaces and line ends in it',
        },
      );
    return { authorization: `Bearer ${token.value}` };
  }
}

/**
 * Whether files may be sent there with the token: the API's own origin (GitHub Enterprise Server), `uploads.` in the
 * place of `api.` (github.com, ghe.com), or this machine when the API is there too.
 */
function isUploadOrigin(url: URL, api: URL): boolean {
  if (url.origin === api.origin) return true;
  if (isLoopback(api.hostname)) return isLoopback(url.hostname);
  const isCloud = api.hostname === 'api.github.com' || /^api\.[a-z0-9-]+\.ghe\.com$/.test(api.hostname);
  return isCloud && url.origin === api.origin.replace('://api.', '://uploads.');
}
