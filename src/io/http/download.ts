// A download that survives cut connections: it goes on where it stopped.
import type { HttpClient } from './client.ts';
import { HttpFault, isHttpFault } from './fault.ts';
import type { HttpReply } from './reply.ts';

/**
 * The body of a file, whatever number of connections it takes.
 * @param size of the whole file, in bytes
 * @param request asks for the file from `offset` on, by a `range` header where it is not 0; gives only good answers
 * @throws HttpFault when tries no longer help, or the server sends more or less than `size`
 */
export async function* download(
  client: HttpClient,
  size: number,
  request: (offset: number) => Promise<HttpReply>,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (let failures = 0; ; failures += 1) {
    const start = offset;
    try {
      const reply = await client.retrying(() => request(offset));
      // A server that knows no ranges sends everything again: what we have is passed over.
      let skip = reply.status === 206 ? 0 : offset;
      for await (const piece of reply.body(size - offset)) {
        const fresh = piece.subarray(Math.min(skip, piece.length));
        skip -= piece.length - fresh.length;
        offset += fresh.length;
        if (offset > size) throw new HttpFault(`more than the announced ${size} bytes arrive`, false);
        if (fresh.length > 0) yield fresh;
      }
      if (offset < size) throw new HttpFault(`${offset} of ${size} bytes arrived`);
      return;
    } catch (error) {
      // As long as it gets on, a large file may take any number of connections.
      if (offset > start) failures = 0;
      if (!isHttpFault(error) || !error.transient || failures + 1 >= client.patience.attempts) throw error;
      await client.sleep(client.patience.pause);
    }
  }
}

/** The header that asks for the rest of a file. */
export const rangeFrom = (offset: number): Record<string, string> =>
  offset === 0 ? {} : { range: `bytes=${offset}-` };
