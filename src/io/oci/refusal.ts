// What a registry says when it refuses, and what of that the user gets to read.
import { CsctlError } from '../../problem/problem.ts';
import { HttpFault, HttpStatusFault, plainWords } from '../http/fault.ts';

/**
 * The errors of an answer in one line: `NAME_UNKNOWN: repository name not known to registry`; '' for other text, which
 * is mostly a proxy's page (OCI distribution specification, error codes).
 */
export function registryWords(body: string): string {
  let errors: unknown;
  try {
    errors = (JSON.parse(body) as { errors?: unknown } | null)?.errors;
  } catch {
    return '';
  }
  if (!Array.isArray(errors)) return '';
  const words = errors.map((error: { code?: unknown; message?: unknown } | null) =>
    [error?.code, error?.message].filter((part) => typeof part === 'string' && part !== '').join(': '),
  );
  return plainWords([...new Set(words)].filter((part) => part !== '').join('; '));
}

/** Node's words for a certificate of an authority that it does not know. */
const UNTRUSTED = /self-signed certificate|issuer certificate|verify the first certificate/i;

/**
 * A fault as the user gets it; anything else stays as it is.
 * @param remote `oci://ghcr.io/o/stacks`
 * @param operation what was tried: `listing tags`
 */
export function asRefusal(error: unknown, remote: string, operation: string): unknown {
  const message = `${remote}: ${operation} failed: ${(error as Error).message}`;
  if (error instanceof HttpFault) {
    const hint = UNTRUSTED.test(error.message)
      ? 'name the authority that signed it with --ca-file, or in SSL_CERT_FILE'
      : 'look at the address and the network, and try again';
    return new CsctlError('remote-unreachable', message, { hint });
  }
  if (!(error instanceof HttpStatusFault)) return error;
  if (error.status === 429) {
    const pause = error.retryAfter === undefined ? 'in some minutes' : `in ${error.retryAfter} seconds`;
    return new CsctlError('remote-limited', message, {
      hint: `try again ${pause}; with credentials more is allowed`,
    });
  }
  if (error.transient)
    return new CsctlError('remote-unreachable', message, {
      hint: 'try again later, or ask who runs the registry',
    });
  const hint = 'look whether the repository may exist there, and what the registry allows in it';
  return new CsctlError('remote-refused', message, { hint });
}
