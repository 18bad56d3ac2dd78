// What GitHub refuses, in words for the user.
import { RequestError } from '@octokit/request-error';
import { CsctlError } from '../../problem/problem.ts';
import { HttpStatusFault, isHttpFault, plainWords } from '../http/fault.ts';
import type { Access } from './access.ts';
import { askedWait, type Answer } from './limits.ts';

/** An answer that is a refusal, from whichever of the two ways it came. */
export interface Refusal extends Answer {
  /** The codes of the errors in it: `already_exists`. */
  readonly codes: readonly string[];
}

/** The refusal that an error stands for; undefined when it is none, but a broken connection or a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof HttpRefusal) return error.refusal;
  if (error instanceof HttpStatusFault)
    return { status: error.status, header: () => undefined, words: error.detail, codes: [] };
  if (!(error instanceof RequestError) || error.cause !== undefined) return undefined;
  const headers = error.response?.headers ?? {};
  const header = (name: string) => (headers[name] === undefined ? undefined : String(headers[name]));
  return { status: error.status, header, ...readError(error.response?.data) };
}

/** A refusal of a request that did not go through Octokit: a file's. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(readonly refusal: Refusal) {
    super(`HTTP ${refusal.status}`);
  }
}

/** GitHub's words in the body of a refusal: its message, and what it says of each field. */
export function readError(data: unknown): Pick<Refusal, 'words' | 'codes'> {
  if (typeof data === 'string') return { words: plainWords(data.startsWith('<') ? '' : data), codes: [] };
  const { message, errors } = (data ?? {}) as { message?: unknown; errors?: unknown };
  const details = (Array.isArray(errors) ? errors : []).map((entry: unknown) =>
    typeof entry === 'string' ? { message: entry } : ((entry ?? {}) as Record<string, unknown>),
  );
  const texts = details.map(({ message, field, code }) => message ?? `${String(field)} ${String(code)}`);
  const words = [message, ...texts].filter((text) => typeof text === 'string').join(': ');
  return {
    words: plainWords(words),
    codes: details.flatMap(({ code }) => (typeof code === 'string' ? [code] : [])),
  };
}

/** Whether a release or file of this name is there already. */
export const isTaken = (error: unknown): boolean => {
  const refusal = refusalOf(error);
  return refusal?.status === 422 && refusal.codes.includes('already_exists');
};

/** Turns what failed into what the user is told. */
export class Refusals {
  constructor(
    private readonly remote: string,
    private readonly access: Access,
  ) {}

  /**
   * The error for the user.
   * @param doing what was tried, after "cannot": `read the release docker-scs-1-34-v1`
   * @param writing whether it needed the right to write
   */
  async explain(error: unknown, doing: string, writing: boolean): Promise<unknown> {
    const cause: unknown = error instanceof RequestError && error.cause !== undefined ? error.cause : error;
    if (cause instanceof CsctlError) return cause;
    const refusal = refusalOf(error);
    if (refusal) return this.refuse(refusal, doing, writing);
    if (!isHttpFault(cause)) return cause;
    return this.error(
      'remote-unreachable',
      doing,
      cause.message,
      'look at network and proxy, then run it again',
    );
  }

  private async refuse(refusal: Refusal, doing: string, writing: boolean): Promise<CsctlError> {
    const { status, words } = refusal;
    const said = words === '' ? `HTTP ${status}` : `${words} (HTTP ${status})`;
    const wait = askedWait(refusal, Date.now());
    if (status === 429 || (status === 403 && wait !== undefined)) return this.limited(doing, said, wait);
    if (status === 401 || status === 403 || (status === 404 && writing)) return this.denied(doing, said);
    if (status === 408 || status >= 500)
      return this.error('remote-unreachable', doing, said, 'try again later: https://www.githubstatus.com');
    if (status === 404) return this.missing(doing, said);
    return this.error('remote-refused', doing, said, 'mend what it names, then run it again');
  }

  private async missing(doing: string, said: string): Promise<CsctlError> {
    const token = await this.access.token();
    const why = token
      ? `the token from ${token.source} may not be allowed to see it`
      : `if it is private, ${TOKEN_HINT}`;
    return this.error('remote-refused', doing, said, `look at the name; ${why}`);
  }

  private async limited(doing: string, said: string, wait: number | undefined): Promise<CsctlError> {
    const end =
      wait === undefined ? undefined : new Date(Date.now() + wait * 1000).toISOString().slice(0, 19);
    const hint = end === undefined ? 'try again in some minutes' : `try again after ${end}Z`;
    const more = (await this.access.token()) ? '' : '; with a token (GITHUB_TOKEN) the limit is higher';
    return this.error('remote-limited', doing, said, `${hint}${more}`);
  }

  private async denied(doing: string, said: string): Promise<CsctlError> {
    const token = await this.access.token();
    if (!token) return this.error('credentials-missing', doing, `${said}, and there is no token`, TOKEN_HINT);
    const hint = `the token from ${token.source} is not accepted, or not for this: it needs read and write access to "Contents" (fine-grained) or the scope "repo"`;
    return this.error('credentials-refused', doing, said, hint);
  }

  private async error(
    code:
      | 'remote-unreachable'
      | 'remote-refused'
      | 'remote-limited'
      | 'credentials-refused'
      | 'credentials-missing',
    doing: string,
    said: string,
    hint: string,
  ): Promise<CsctlError> {
    return new CsctlError(code, await this.access.redact(`${this.remote}: cannot ${doing}: ${said}`), {
      hint,
    });
  }
}

export const TOKEN_HINT = 'set GITHUB_TOKEN, GH_TOKEN or GIT_ACCESS_TOKEN, or run: gh auth login';
