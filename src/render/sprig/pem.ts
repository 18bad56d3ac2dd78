// PEM: base64 between lines that say what it is.

/** One block. */
export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY` */
  readonly type: string;
  readonly bytes: Buffer;
}

const BEGIN = /-----BEGIN ([^\r\n-]+)-----[ \t]*\r?\n/;
const BODY = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** The first block of a text; undefined where there is none. Blocks with headers (encrypted keys) are none here. */
export function readPem(text: string): PemBlock | undefined {
  const begin = BEGIN.exec(text);
  if (!begin) return undefined;
  const [line, type = ''] = begin;
  const start = begin.index + line.length;
  const end = text.indexOf(`-----END ${type}-----`, start);
  const body = text.slice(start, end);
  return end >= 0 && BODY.test(body) ? { type, bytes: Buffer.from(body, 'base64') } : undefined;
}

/** The block with its lines of 64 characters. */
export function writePem({ type, bytes }: PemBlock): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ''].join('\n');
}
