// Registries on this machine: nobody says whether they have TLS, so they are asked.
import type { HttpClient } from '../http/client.ts';
import { HttpFault } from '../http/fault.ts';

/**
 * Whether there is a server that speaks TLS.
 * @param url of the registry, by plain HTTP
 * @throws HttpFault when there is one that cannot be trusted
 */
export async function speaksTls(http: HttpClient, url: URL): Promise<boolean> {
  const secure = new URL(url);
  secure.protocol = 'https:';
  try {
    const reply = await http.send({ method: 'GET', url: secure });
    await reply.discard();
    return true;
  } catch (error) {
    if (!(error instanceof HttpFault) || /certificate/i.test(error.message)) throw error;
    return false;
  }
}
