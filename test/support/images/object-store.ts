// An object store on this machine that takes only what is rightly signed; it works the signature out in its own way.
import { createHmac, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { bodyOf, serve } from '../http-server.ts';

export const ACCESS_KEY = 'AKTEST';
export const SECRET_KEY = 'secret/of+tests';

export interface ObjectStore {
  readonly url: URL;
  /** What was put, by path. */
  readonly objects: Map<string, Buffer>;
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const sha = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

/** @param answers statuses that come before it works: 503 */
export async function objectStore(answers: number[] = []): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>();
  const url = await serve(async (request, response) => {
    const body = await bodyOf(request);
    const early = answers.shift();
    const fault = faultOf(request, body);
    if (early !== undefined) return response.writeHead(early).end();
    if (fault !== undefined)
      return response
        .writeHead(403)
        .end(`<Error><Code>SignatureDoesNotMatch</Code><Message>${fault}</Message></Error>`);
    objects.set(request.url ?? '', body);
    return response.writeHead(200).end();
  });
  return { url, objects };
}

function faultOf({ method, url = '', headers }: IncomingMessage, body: Buffer): string | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (method !== 'PUT' || !match) return 'not signed';
  const [, access, day = '', region = '', names = '', signature] = match;
  const date = String(headers['x-amz-date']);
  const payload = String(headers['x-amz-content-sha256']);
  if (access !== ACCESS_KEY || !date.startsWith(day)) return 'unknown key';
  if (payload !== sha(body)) return 'another body';
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!names.split(';').includes(needed)) return `${needed} is not signed`;
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const [path = '', query = ''] = url.split('?');
  const canonical = `PUT\n${path}\n${query}\n${lines.join('')}\n${names}\n${payload}`;
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET_KEY}`, day), region), 's3'), 'aws4_request');
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha(canonical)}`).toString('hex');
  return expected === signature ? undefined : 'wrong signature';
}
