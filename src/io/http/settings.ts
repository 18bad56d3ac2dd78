// How requests travel: certificates, proxies, patience.

/** Waiting times, in milliseconds. */
export interface Patience {
  /** Longest silence: while connecting, before an answer, between two pieces of a body. */
  readonly silence: number;
  /** Slowest transfer that is still waited for, in bytes a second: each body gets time for its size, and `silence`. */
  readonly slowest: number;
  /** How often a request is made before giving up. */
  readonly attempts: number;
  /** The first pause between two tries; each following one is twice as long, and up to half of it more by chance. */
  readonly pause: number;
  /** The longest pause that a server may ask for with `retry-after`; a longer one is an error that says so. */
  readonly longestPause: number;
}

export const DEFAULT_PATIENCE: Patience = {
  silence: 30_000,
  slowest: 16 * 1024,
  attempts: 4,
  pause: 500,
  longestPause: 90_000,
};

/** What the client is told once. */
export interface HttpSettings {
  /** PEM certificates that are trusted besides those of Node. */
  readonly certificates?: readonly string[];
  /** The proxy for an address, '' for none. */
  readonly proxyFor?: (url: URL) => string;
  readonly patience?: Partial<Patience>;
  /** Ends every exchange under way, with its reason. */
  readonly signal?: AbortSignal;
  readonly userAgent?: string;
}

/** Hosts that are this machine: plain HTTP never leaves it. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}

/** Whether a secret may be sent there: over TLS, or without leaving this machine. */
export const isSafeForSecrets = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

/** Whether a secret can stand in a header without being cut or changed. */
export const isHeaderSafe = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);
