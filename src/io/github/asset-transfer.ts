// Files on their way to and from GitHub: streamed, outside of Octokit, which would keep them in memory.
import type { AssetStream } from '../../stack/asset.ts';
import type { HttpClient } from '../http/client.ts';
import { download, rangeFrom } from '../http/download.ts';
import { HttpFault, HttpStatusFault, isHttpFault, type AnyHttpFault } from '../http/fault.ts';
import { followRedirects } from '../http/redirect.ts';
import { parseJson, type HttpReply } from '../http/reply.ts';
import type { Access } from './access.ts';
import type { GithubAsset } from './github-api.ts';
import { askedWait, type LimitClock } from './limits.ts';
import { HttpRefusal, isTaken, readError, refusalOf, type Refusals } from './refusal.ts';
import type { Repository } from './repository.ts';

/** Largest answer to an upload, in bytes: the record of one file. */
const RECORD_LIMIT = 1024 * 1024;

/** What became of an upload. 'taken': there is a file of this name; a fault: the file, or its release, may be there or not. */
export type Upload = 'sent' | 'taken' | AnyHttpFault;

/** Uploads and downloads of one repository. */
export class AssetTransfer {
  constructor(
    private readonly http: HttpClient,
    private readonly access: Access,
    private readonly clock: LimitClock,
    private readonly refusals: Refusals,
    private readonly repository: Repository,
  ) {}

  /**
   * Sends a file, in one try but for rate limits.
   * @param template the `upload_url` of the release
   * @throws CsctlError for everything that another try does not mend
   */
  async upload(template: string, asset: AssetStream): Promise<Upload> {
    const doing = `upload ${asset.name}`;
    try {
      const url = uploadUrl(template, asset.name, this.access.apiUrl);
      const reply = await this.patiently(() => this.post(url, asset));
      return await this.outcome(reply, asset.name);
    } catch (error) {
      if (isHttpFault(error) && error.transient) return error;
      if (isTaken(error)) return 'taken';
      const refusal = refusalOf(error);
      const fault =
        refusal?.status === 404 ? new HttpStatusFault(404, refusal.words, undefined) : passing(error);
      if (fault) return fault;
      throw await this.refusals.explain(error, doing, true);
    }
  }

  /** The bytes of a file, unchecked. @throws CsctlError while they are read */
  async *open(asset: GithubAsset): AsyncGenerator<Uint8Array> {
    try {
      yield* download(this.http, asset.size, (offset) => this.request(asset.id, offset));
    } catch (error) {
      throw await this.refusals.explain(error, `download ${asset.name}`, false);
    }
  }

  private async post(url: URL, asset: AssetStream): Promise<HttpReply> {
    const headers = {
      accept: 'application/vnd.github+json',
      'content-type': contentType(asset.name),
      ...(await this.access.headersForUpload(url)),
    };
    return this.http.send({ method: 'POST', url, headers, body: asset });
  }

  /** GitHub gives files with odd names other ones: that would be another release. */
  private async outcome(reply: HttpReply, name: string): Promise<Upload> {
    const given = parseJson(await reply.bytes(RECORD_LIMIT)) as { name?: unknown } | undefined;
    if (given === undefined)
      return new HttpFault(`${reply.url.host} answers an upload with what is no record of a file`);
    if (given.name === name) return 'sent';
    const words = `it would call the file ${String(given.name)}`;
    throw new HttpRefusal({ status: 422, header: () => undefined, words, codes: [] });
  }

  private async request(id: number, offset: number): Promise<HttpReply> {
    const { owner, repo } = this.repository;
    const base = this.access.apiUrl.href.replace(/\/+$/, '');
    const url = new URL(`${base}/repos/${owner}/${repo}/releases/assets/${id}`);
    const headers = {
      accept: 'application/octet-stream',
      ...rangeFrom(offset),
      ...(await this.access.headersFor(url)),
    };
    try {
      return await this.patiently(() => followRedirects(this.http, { method: 'GET', url, headers }));
    } catch (error) {
      throw passing(error) ?? error;
    }
  }

  /** A good answer; rate limits are waited for. @throws HttpRefusal for any other */
  private async patiently(send: () => Promise<HttpReply>): Promise<HttpReply> {
    for (;;) {
      const reply = await send();
      if (reply.ok) return reply;
      const { status } = reply;
      const text = await reply.refuse((body) => body);
      const header = (name: string) => reply.header(name);
      const refusal = { status, header, ...readError(parseJson(text.detail) ?? text.detail) };
      const asked = askedWait(refusal, Date.now());
      if (asked === undefined || !(await this.clock.wait(asked))) throw new HttpRefusal(refusal);
    }
  }
}

/** A refusal that another try may mend, as a fault; a limit that was too long to wait for is none. */
function passing(error: unknown): HttpStatusFault | undefined {
  const refusal = refusalOf(error);
  if (!refusal || askedWait(refusal, Date.now()) !== undefined) return undefined;
  const fault = new HttpStatusFault(refusal.status, refusal.words, undefined);
  return fault.transient ? fault : undefined;
}

/** `https://uploads.github.com/repos/o/r/releases/1/assets{?name,label}` filled in. @throws HttpFault for no address */
function uploadUrl(template: string, name: string, base: URL): URL {
  const address = template.replace(/\{[^}]*\}$/, '');
  if (!URL.canParse(address)) throw new HttpFault(`${base.host} names no address for uploads`, false);
  const url = new URL(address);
  url.search = `?name=${encodeURIComponent(name)}`;
  return url;
}

const CONTENT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.tgz$/, 'application/gzip'],
  [/\.json$/, 'application/json'],
  [/\.ya?ml$/, 'application/yaml'],
  [/^SHA256SUMS$/, 'text/plain'],
];

const contentType = (name: string): string =>
  CONTENT_TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'application/octet-stream';
