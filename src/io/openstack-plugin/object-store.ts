// Uploads to S3, and to Swift through its S3 interface: one signed PUT, streamed.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CsctlError } from '../../problem/problem.ts';
import type { HttpClient } from '../http/client.ts';
import { plainWords } from '../http/fault.ts';
import { asUpstreamRefusal } from '../upstream/upstream-refusal.ts';
import { uploadAddress, type ImageRegistry } from './registry-file.ts';
import { signRequest } from './signature-v4.ts';

/** Most that one PUT takes (docs.aws.amazon.com, "Uploading objects"), in bytes. */
const PUT_LIMIT = 5 * 1024 ** 3;
const PIECE = 1024 * 1024;

/** What an upload needs. */
export interface UploadSettings {
  readonly http: HttpClient;
  /** Told how many bytes are through, of how many. */
  readonly progress: (done: number, total: number) => void;
  readonly now?: () => Date;
}

/**
 * Puts a file into the bucket, tried again while that may help.
 * @returns its SHA-256 in hex digits
 * @throws CsctlError `plugin-failed` when it is too large, `upstream-unreachable` when the store does not take it
 */
export async function uploadFile(
  file: string,
  name: string,
  registry: ImageRegistry,
  { http, progress, now = () => new Date() }: UploadSettings,
): Promise<string> {
  const { size } = await stat(file);
  if (size > PUT_LIMIT)
    throw failed(name, `it has ${size} bytes; expected at most ${PUT_LIMIT}`, 'make the image smaller');
  const payload = await sha256Of(file);
  const url = uploadAddress(registry, name);
  const open = () =>
    counted(createReadStream(file, { highWaterMark: PIECE }), (done) => progress(done, size));
  try {
    await http.retrying(async () => {
      const headers = { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': payload };
      const signed = signRequest(
        { method: 'PUT', url, headers, payload },
        { ...registry, service: 's3' },
        now(),
      );
      const reply = await http.send({ method: 'PUT', url, headers: signed, body: { size, open } });
      if (reply.ok) return reply.discard();
      throw await reply.refuse(s3Words);
    });
  } catch (error) {
    throw asUpstreamRefusal(error, `${url.origin}/${registry.bucket}`, `uploading the image ${name}`);
  }
  return payload;
}

/** What S3 says of an error: XML with Code and Message. */
function s3Words(body: string): string {
  const part = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(body)?.[1] ?? '';
  return plainWords([part('Code'), part('Message')].filter((text) => text !== '').join(': '));
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function* counted(
  source: AsyncIterable<unknown>,
  tell: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of source) {
    done += (piece as Buffer).length;
    yield piece as Buffer;
    tell(done);
  }
}

const failed = (name: string, why: string, hint: string): CsctlError =>
  new CsctlError('plugin-failed', `the image ${name} cannot be uploaded: ${why}`, { hint });
