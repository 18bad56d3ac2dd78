// GitHub's rate limits: what a reply asks for, and how long we wait in all.
import type { HttpClient } from '../http/client.ts';
import { parseRetryAfter } from '../http/fault.ts';

/** How GitHub's limits are kept; tests shorten them. */
export interface GithubLimits {
  /** Whether writes to the API keep the distance that GitHub asks for: a second, three between two new releases. */
  readonly spaced: boolean;
  /** Longest wait for rate limits, in seconds, in all; a longer one is an error that says when the limit ends. */
  readonly longestWait: number;
  /** How long a second of waiting is, in milliseconds. */
  readonly second: number;
}

export const DEFAULT_LIMITS: GithubLimits = { spaced: true, longestWait: 90, second: 1000 };

/** Seconds to wait after a secondary limit that names no time (GitHub: "at least one minute"). */
export const SECONDARY_PAUSE = 60;

/** Longer waits are no times that can be named, in seconds. */
const YEAR = 366 * 24 * 3600;

/** What an answer says that bears on limits. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** The server's words. */
  readonly words: string;
}

/** Whether GitHub's own words or headers name a limit: the throttling plugin knows these. */
export const isNamedLimit = ({ status, header, words }: Answer): boolean =>
  (status === 403 || status === 429) &&
  (header('x-ratelimit-remaining') === '0' || /\bsecondary rate\b/i.test(words));

/**
 * Seconds that an answer asks to wait; undefined when it is not about limits, or names no time.
 * Source: GitHub's documentation, "Rate limits for the REST API".
 * @param now milliseconds since 1970
 */
export function askedWait(answer: Answer, now: number): number | undefined {
  const { status, header } = answer;
  if (status !== 403 && status !== 429 && status !== 503) return undefined;
  const after = parseRetryAfter(header('retry-after'), now);
  if (after !== undefined) return Math.min(after, YEAR);
  if (!isNamedLimit(answer)) return undefined;
  if (header('x-ratelimit-remaining') !== '0') return SECONDARY_PAUSE;
  const left = Math.ceil(Number(header('x-ratelimit-reset')) - now / 1000);
  return Number.isNaN(left) ? SECONDARY_PAUSE : Math.min(Math.max(0, left) + 1, YEAR);
}

/** Waits for limits, as long as the user can be asked to. */
export class LimitClock {
  private waited = 0;

  constructor(
    private readonly http: HttpClient,
    readonly limits: GithubLimits,
  ) {}

  /** Waits, unless it would be too long: then false. @param time in seconds */
  async wait(time: number): Promise<boolean> {
    if (this.waited + time > this.limits.longestWait) return false;
    this.waited += time;
    await this.http.sleep(time * this.limits.second);
    return true;
  }
}
