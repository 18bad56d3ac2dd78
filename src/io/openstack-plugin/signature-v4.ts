// AWS Signature Version 4 in the authorization header (docs.aws.amazon.com, "Create a signed AWS API request").
import { createHmac, hash } from 'node:crypto';

/** Who signs, and for what. */
export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  /** `us-east-1` */
  readonly region: string;
  /** `s3` */
  readonly service: string;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case; `host` is taken from the address. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body in hex digits, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
}

/**
 * The headers that make a request a signed one: `authorization` and `x-amz-date`, besides those that it has.
 * @param now when it is signed: servers refuse what is older than some minutes
 */
export function signRequest(request: SignedRequest, key: SigningKey, now: Date): Record<string, string> {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const headers: Record<string, string> = { ...request.headers, 'x-amz-date': date };
  const all: Record<string, string> = { ...headers, host: request.url.host };
  const names = Object.keys(all).sort();
  const scope = `${date.slice(0, 8)}/${key.region}/${key.service}/aws4_request`;
  const canonical = [
    request.method,
    canonicalPath(request.url, key.service),
    canonicalQuery(request.url),
    ...names.map((name) => `${name}:${(all[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    request.payload,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, hash('sha256', canonical, 'hex')].join('\n');
  const signature = hmac(signingKey(key, date.slice(0, 8)), text).toString('hex');
  const credential = `${key.accessKey}/${scope}`;
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function signingKey({ secretKey, region, service }: SigningKey, day: string): Buffer {
  const steps = [day, region, service, 'aws4_request'];
  return steps.reduce<Buffer>((key, step) => hmac(key, step), Buffer.from(`AWS4${secretKey}`));
}

/** RFC 3986: everything but letters, digits and `-._~` is escaped. */
export const escapeAll = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** S3 signs paths as they are sent; other services escape them a second time. */
function canonicalPath({ pathname }: URL, service: string): string {
  const steps = pathname.split('/').map((step) => escapeAll(decodeURIComponent(step)));
  return (service === 's3' ? steps : steps.map(escapeAll)).join('/');
}

function canonicalQuery({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => [escapeAll(name), escapeAll(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
}
