// What goes wrong with a source of versions, charts or images, as the user gets to read it.
import { CsctlError } from '../../problem/problem.ts';
import { HttpFault, HttpStatusFault } from '../http/fault.ts';

/** Node's words for a certificate of an authority that it does not know. */
const UNTRUSTED = /self-signed certificate|issuer certificate|verify the first certificate/i;

/**
 * A fault as a CsctlError `upstream-unreachable`; anything else stays as it is.
 * @param source the address, without secrets @param operation what was tried: `reading its index`
 */
export function asUpstreamRefusal(error: unknown, source: string, operation: string): unknown {
  if (!(error instanceof HttpFault || error instanceof HttpStatusFault)) return error;
  const message = `${source}: ${operation} failed: ${error.message}`;
  return new CsctlError('upstream-unreachable', message, { hint: hintFor(error) });
}

function hintFor(error: HttpFault | HttpStatusFault): string {
  if (error instanceof HttpFault)
    return UNTRUSTED.test(error.message)
      ? 'name the authority that signed it with --ca-file, or in SSL_CERT_FILE'
      : 'look at the address and the network, and try again';
  if (error.status === 404 || error.status === 410) return 'look at the address: nothing is there';
  if (error.status === 401 || error.status === 403)
    return 'the server wants a login for that, or does not allow it';
  if (error.status === 429) {
    const pause = error.retryAfter === undefined ? 'in some minutes' : `in ${error.retryAfter} seconds`;
    return `it allows no more requests now; try again ${pause}`;
  }
  return error.transient ? 'try again later' : 'look at the address';
}
