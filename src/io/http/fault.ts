// What can go wrong with an exchange over HTTP, and whether another try may help.

/** The exchange did not come to an end: no connection, a cut one, silence, or more than was announced. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';

  /** @param transient whether another try may help */
  constructor(
    message: string,
    readonly transient = true,
  ) {
    super(message);
  }
}

/** The server answered, and not with what was asked for. */
export class HttpStatusFault extends Error {
  override readonly name = 'HttpStatusFault';

  /**
   * @param detail what the server said, in its own words; '' where it said nothing
   * @param retryAfter seconds to wait by the server's word; undefined where it gave none
   */
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly retryAfter: number | undefined,
  ) {
    super(`HTTP ${status}${detail === '' ? '' : `: ${detail}`}`);
  }

  /** 408, 429 and 5xx but 501 (never implemented) may pass. */
  get transient(): boolean {
    return (
      this.status === 408 || this.status === 429 || (this.status >= 500 && ![501, 505].includes(this.status))
    );
  }
}

export type AnyHttpFault = HttpFault | HttpStatusFault;

export const isHttpFault = (error: unknown): error is AnyHttpFault =>
  error instanceof HttpFault || error instanceof HttpStatusFault;

/** Seconds from a `retry-after` header: a number, or a date. @param now milliseconds since 1970 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** How much of a server's words is shown, in characters. */
const WORDS_LIMIT = 300;

/** A server's words in one line, shortened, without characters that move a terminal's cursor or turn text around. */
export function plainWords(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > WORDS_LIMIT ? `${line.slice(0, WORDS_LIMIT)}...` : line;
}
