// What can go wrong with one exchange, as the loopback GitHub plays it.

/** An answer on its way out. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** How an exchange fails. */
export interface Fault {
  /** Answers in the place of the server, which does nothing. */
  readonly instead?: () => Reply;
  /** The connection breaks: before the server does anything, in the middle of what it receives, or after it did it. */
  readonly cut?: 'before' | 'within' | 'after';
  /** What becomes of the answer. */
  readonly answer?: 'truncated' | 'dripping' | 'never' | 'lying';
  /** What arrives is not what was sent. */
  readonly damaged?: boolean;
}

const error = (status: number, message: string, headers: Record<string, string> = {}): Fault => ({
  instead: () => ({ status, headers, body: { message, documentation_url: 'https://docs.github.com/rest' } }),
});

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
const PRIMARY = 'API rate limit exceeded for user ID 1.';
const reset = (inSeconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + inSeconds),
});

/** All kinds by name. */
export const FAULTS = {
  '500': error(500, 'Server Error'),
  '502 without words': { instead: () => ({ status: 502, body: '<html>Bad Gateway</html>' }) },
  '503 with retry-after': error(503, 'Service Unavailable', { 'retry-after': '2' }),
  '429': error(429, 'Too Many Requests'),
  '429 with retry-after': error(429, 'Too Many Requests', { 'retry-after': '2' }),
  '403 secondary': error(403, SECONDARY),
  '403 secondary with retry-after': error(403, SECONDARY, { 'retry-after': '2' }),
  '403 primary': { instead: () => ({ status: 403, headers: reset(2), body: { message: PRIMARY } }) },
  '403 primary for an hour': {
    instead: () => ({ status: 403, headers: reset(3600), body: { message: PRIMARY } }),
  },
  'cut before': { cut: 'before' },
  'cut within': { cut: 'within' },
  'cut after': { cut: 'after' },
  truncated: { answer: 'truncated' },
  dripping: { answer: 'dripping' },
  silence: { answer: 'never' },
  'a page of a proxy': { instead: () => ({ status: 200, body: '<html>Welcome</html>' }) },
  'wrong digests': { answer: 'lying' },
  'damaged on the way': { damaged: true },
} as const satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;
