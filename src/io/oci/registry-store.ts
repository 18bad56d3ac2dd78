// A repository of an OCI registry as a release store: `oci://HOST/REPOSITORY` (OCI distribution specification 1.1).
import type { ManifestContent } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { inParallel } from '../../stack/parallel.ts';
import { parseTag } from '../../stack/release-name.ts';
import type { OutgoingRelease, Publication, ReleaseStore, StoredRelease } from '../../release/ports.ts';
import { checkedStream } from '../../stack/asset-stream.ts';
import type { AssetInfo, AssetStream } from '../../stack/asset.ts';
import type { HttpClient } from '../http/client.ts';
import { attempt, refusing } from './attempt.ts';
import type { CredentialSource } from './credentials.ts';
import { lookAt, type HeldTag } from './held-tag.ts';
import { parseReference, type Reference } from './reference.ts';
import { asRefusal } from './refusal.ts';
import { RegistryClient } from './registry-client.ts';
import { RegistryConnection } from './registry-connection.ts';
import { RegistryPublisher } from './registry-publisher.ts';
import { tagsFrom, type AskForPage } from './tags.ts';

/** How a registry is reached. */
export interface RegistrySettings {
  readonly http: HttpClient;
  readonly credentials: CredentialSource;
  /** Never TLS. Without it TLS, and on this machine HTTP, unless the registry wants TLS. */
  readonly plainHttp?: boolean | undefined;
  /**
   * How long after the tag was written it is looked at again, in milliseconds: runs that publish at once find each
   * other out when none of them takes longer from its last look at the tag to the write.
   */
  readonly settle?: number | undefined;
}

const SETTLE = 1000;
/** Manifests that are read at once. */
const READS = 8;

/** One repository. */
export class RegistryStore implements ReleaseStore {
  readonly remote: string;
  private readonly connection: RegistryConnection;
  private readonly client: RegistryClient;
  private readonly publisher: RegistryPublisher;

  constructor(
    private readonly reference: Reference,
    { http, credentials, plainHttp = false, settle = SETTLE }: RegistrySettings,
  ) {
    this.remote = `oci://${reference.host}/${reference.repository}`;
    this.connection = new RegistryConnection(http, reference, this.remote, credentials, plainHttp);
    this.client = new RegistryClient(this.connection);
    this.publisher = new RegistryPublisher(this.connection, this.client, settle);
  }

  async check(purpose: 'read' | 'write'): Promise<void> {
    const { connection, client } = this;
    await attempt(connection, 'looking for the registry', () => connection.ping());
    if (purpose === 'write') await attempt(connection, 'asking for leave to write', () => client.tryUpload());
    else await attempt(connection, 'asking for leave to read', () => client.tags({}, 1));
  }

  list(prefix: string): Promise<readonly string[]> {
    const { connection, client } = this;
    const ask: AskForPage = (start, size) => connection.http.retrying(() => client.tags(start, size));
    return refusing(connection, 'listing tags', () => tagsFrom(prefix, ask));
  }

  async find(tag: string): Promise<StoredRelease | undefined> {
    const held = await this.look(tag);
    if (!held) return undefined;
    if (held.content) return this.release(tag, held, held.content);
    throw new CsctlError('remote-damaged', `${this.remote}: ${tag} is no release: ${held.oddity}`, {
      hint: 'look at the tag with another tool: something else was pushed under this name',
    });
  }

  async browse(prefix: string): Promise<{ releases: readonly StoredRelease[]; skipped: readonly string[] }> {
    const releases: StoredRelease[] = [];
    const skipped: string[] = [];
    const tags = await this.list(prefix);
    // A registry may be full of other things: a request for each would take longer than anybody waits.
    skipped.push(...tags.filter((tag) => !parseTag(tag)));
    const named = tags.filter((tag) => parseTag(tag));
    await inParallel(named, READS, async (tag) => {
      const held = await this.look(tag).catch((error: unknown) => {
        if (!(error instanceof CsctlError) || error.code !== 'remote-damaged') throw error;
        return 'damaged' as const;
      });
      if (held === 'damaged') skipped.push(tag);
      else if (held?.content) releases.push(this.release(tag, held, held.content));
      // A tag that went away since it was listed is neither.
      else if (held) skipped.push(tag);
    });
    return { releases, skipped };
  }

  async publish(release: OutgoingRelease): Promise<Publication> {
    const { status, digest } = await this.publisher.publish(release, this.siblingOf(release.origin));
    return { remote: this.remote, status, digest, url: this.url(release.tag) };
  }

  private look(tag: string): Promise<HeldTag | undefined> {
    return attempt(this.connection, `reading ${tag}`, () => lookAt(this.client, tag));
  }

  private release(tag: string, { digest, bytes }: HeldTag, content: ManifestContent): StoredRelease {
    const { annotations, created } = content;
    const assets = content.assets.map((asset) => this.asset(tag, asset));
    return { tag, digest, url: this.url(tag), annotations, created, assets, manifest: bytes };
  }

  private asset(tag: string, info: AssetInfo): AssetStream {
    return checkedStream(info, this.remote, () => this.download(tag, info));
  }

  private async *download(tag: string, info: AssetInfo): AsyncGenerator<Uint8Array> {
    const what = `${info.name} of ${tag}`;
    try {
      yield* this.client.blob(info, what);
    } catch (error) {
      throw asRefusal(error, this.remote, `reading ${what}`);
    }
  }

  /** Another repository of this registry, if that is where a release comes from. */
  private siblingOf(origin: string | undefined): string | undefined {
    if (!origin?.startsWith('oci://')) return undefined;
    const { host, repository } = parseReference(origin.slice('oci://'.length));
    return host === this.reference.host && repository !== this.reference.repository ? repository : undefined;
  }

  /** As oras takes it, and skopeo after `docker://`. */
  private url(tag: string): string {
    return `${this.reference.host}/${this.reference.repository}:${tag}`;
  }
}
