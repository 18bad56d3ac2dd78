// Ways in which an exchange goes wrong between a registry and its client.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { json, sendReply, type Reply } from './loopback.ts';

/** What each fault does; `work` lets the registry do what was asked. */
export const FAULTS = {
  'error 500': async () =>
    Promise.resolve(json(500, { errors: [{ code: 'UNKNOWN', message: 'unknown error' }] })),
  'error 502': async () => Promise.resolve({ status: 502, body: '<html>bad gateway</html>' }),
  'error 500 after the effect': async (work: Work) => {
    await work();
    return { status: 500 };
  },
  'limit without a time': async () => Promise.resolve(json(429, { errors: [{ code: 'TOOMANYREQUESTS' }] })),
  'limit for no time': async () => Promise.resolve(json(429, {}, { 'retry-after': '0' })),
  'limit for an hour': async () => Promise.resolve(json(429, {}, { 'retry-after': '3600' })),
  'cut before the effect': async () => Promise.resolve(CUT),
  'cut after the effect': async (work: Work) => {
    await work();
    return CUT;
  },
  'body cut in half': async (work: Work) => ({ ...(await work()), sending: 'half' as const }),
  'a changed byte': async (work: Work) => changed(await work()),
  'a slow drip': async (work: Work) => ({ ...(await work()), sending: 'drip' as const }),
  'silence before the effect': async () => Promise.resolve(SILENCE),
  'silence after the effect': async (work: Work) => {
    await work();
    return SILENCE;
  },
} satisfies Record<string, (work: Work) => Promise<FaultyReply>>;

export type Fault = keyof typeof FAULTS;

export const ALL_FAULTS = Object.keys(FAULTS) as Fault[];

type Work = () => Promise<Reply>;

/** How the answer travels. */
export interface FaultyReply extends Reply {
  readonly sending?: 'cut' | 'half' | 'drip' | 'never';
}

const CUT: FaultyReply = { status: 0, sending: 'cut' };
const SILENCE: FaultyReply = { status: 0, sending: 'never' };

/** The first byte of the body is another one. */
function changed(reply: Reply): Reply {
  const body = Buffer.from(reply.body ?? '');
  if (body.length > 0) body.writeUInt8(body.readUInt8(0) ^ 1);
  return { ...reply, body };
}

export async function sendFaulty(
  message: IncomingMessage,
  response: ServerResponse,
  { sending, ...reply }: FaultyReply,
): Promise<void> {
  const head = message.method === 'HEAD';
  const bytes = Buffer.from(head ? '' : (reply.body ?? ''));
  if (sending === undefined) sendReply(response, reply, head);
  // Nothing has no half.
  else if (sending === 'cut' || (sending === 'half' && bytes.length === 0)) message.socket.destroy();
  else if (sending !== 'never') {
    response.on('error', () => undefined);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
    response.flushHeaders();
    if (sending === 'half')
      response.write(bytes.subarray(0, bytes.length / 2), () => message.socket.destroy());
    else await drip(response, bytes);
  }
}

async function drip(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await delay(20);
  }
  response.end();
}
