// Operations as the user knows them: tried again while that may help, and told as a refusal when it does not.
import type { HttpClient } from '../http/client.ts';
import { asRefusal } from './refusal.ts';

/** What is worked on. */
export interface Remote {
  readonly http: HttpClient;
  /** `oci://ghcr.io/o/stacks` */
  readonly remote: string;
}

/**
 * @param operation for messages: `listing tags`
 * @param work is begun anew with each try
 * @throws CsctlError in the place of HttpFault and HttpStatusFault
 */
export const attempt = <T>(remote: Remote, operation: string, work: () => Promise<T>): Promise<T> =>
  refusing(remote, operation, () => remote.http.retrying(work));

/** As `attempt`, for work that tries again by itself. */
export async function refusing<T>({ remote }: Remote, operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error, remote, operation);
  }
}
