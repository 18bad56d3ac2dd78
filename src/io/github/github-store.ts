// GitHub releases as a release store: `github:OWNER/REPO` (docs/operator-contract.md 2.2).
import { CsctlError } from '../../problem/problem.ts';
import type {
  BrowsedRelease,
  OutgoingRelease,
  Publication,
  ReleaseStore,
  StoredRelease,
} from '../../release/ports.ts';
import { contentDigest, type AssetInfo } from '../../stack/asset.ts';
import { parseTag, type ReleaseName } from '../../stack/release-name.ts';
import { compareVersions, isStable } from '../../stack/stack-version.ts';
import type { HttpClient } from '../http/client.ts';
import { Access, type TokenSource } from './access.ts';
import { AssetTransfer } from './asset-transfer.ts';
import { Drafts, type DraftOutcome, type DraftPlan } from './draft.ts';
import { GithubApi, type GithubRelease } from './github-api.ts';
import { DEFAULT_LIMITS, LimitClock, type GithubLimits } from './limits.ts';
import { makeOctokit } from './octokit.ts';
import { PublishedReleases } from './published.ts';
import { Refusals, TOKEN_HINT } from './refusal.ts';
import { formatRepository, type Repository } from './repository.ts';

/** GitHub takes files below this size, in bytes. */
const FILE_LIMIT = 2 * 1024 ** 3;
/** As many releases are asked for one by one; for more of them all pages are read. */
const FEW = 30;
/** How often a tag that is taken, and shows no release, is tried again. */
const ROUNDS = 3;

/** What the store works with. */
export interface GithubSettings {
  readonly http: HttpClient;
  /** Asked once, when first needed. */
  readonly token: TokenSource;
  /** `https://api.github.com`, or that of an Enterprise server: `https://HOST/api/v3`. */
  readonly apiUrl: URL;
  readonly limits?: Partial<GithubLimits>;
}

/** The releases of one repository. Other people's tags and releases may be there too. */
export class GithubStore implements ReleaseStore {
  readonly remote: string;
  private readonly http: HttpClient;
  private readonly access: Access;
  private readonly api: GithubApi;
  private readonly drafts: Drafts;
  private readonly published: PublishedReleases;

  constructor(repository: Repository, { http, token, apiUrl, limits }: GithubSettings) {
    this.remote = `github:${formatRepository(repository)}`;
    this.http = http;
    this.access = new Access(apiUrl, token);
    const clock = new LimitClock(http, { ...DEFAULT_LIMITS, ...limits });
    const refusals = new Refusals(this.remote, this.access);
    this.api = new GithubApi(makeOctokit(http, this.access, clock), refusals, repository);
    const transfer = new AssetTransfer(http, this.access, clock, refusals, repository);
    this.drafts = new Drafts(this.remote, http, this.api, transfer, refusals);
    this.published = new PublishedReleases(this.remote, this.api, transfer);
  }

  async check(purpose: 'read' | 'write'): Promise<void> {
    const token = await this.access.token();
    if (purpose === 'write' && !token)
      throw new CsctlError('credentials-missing', `${this.remote} cannot be written without a token`, {
        hint: TOKEN_HINT,
      });
    const { archived, permissions } = await this.api.repo();
    if (purpose === 'read') return;
    if (archived)
      throw new CsctlError('remote-refused', `${this.remote} is archived: nothing can be published there`, {
        hint: 'unarchive it in its settings, or name another repository',
      });
    // The rights of an app's token, as in Actions, do not show in the repository's record.
    if (permissions?.push || (await this.api.isInstallation())) return;
    throw new CsctlError(
      'credentials-refused',
      `the token from ${token?.source} may not write to ${this.remote}`,
      {
        hint: 'it needs read and write access to "Contents" (fine-grained), or the scope "repo"',
      },
    );
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.api.tags(prefix);
  }

  async find(tag: string): Promise<StoredRelease | undefined> {
    const release = await this.api.releaseOf(tag);
    return release && this.published.describe(release);
  }

  async browse(prefix: string): Promise<{ releases: readonly BrowsedRelease[]; skipped: readonly string[] }> {
    const releases: BrowsedRelease[] = [];
    const skipped: string[] = [];
    for await (const release of this.startingWith(prefix)) {
      if (!parseTag(release.tag_name)) {
        skipped.push(release.tag_name);
        continue;
      }
      try {
        releases.push(await this.published.glance(release));
      } catch (error) {
        if (!(error instanceof CsctlError) || error.code !== 'remote-damaged') throw error;
        skipped.push(release.tag_name);
      }
    }
    return { releases, skipped };
  }

  async publish(release: OutgoingRelease): Promise<Publication> {
    this.assertFit(release.assets);
    const plan = this.plan(release);
    const before = await this.api.releaseOf(plan.tag);
    if (before) return this.conclude(before, plan, 'overtaken');
    for (let round = 1; round <= ROUNDS; round += 1) {
      const outcome = await this.drafts.publish(plan);
      const now = await this.settled(plan.tag, outcome);
      if (now) return this.conclude(now, plan, outcome);
    }
    throw new CsctlError(
      'remote-damaged',
      `${this.remote} shows no release ${plan.tag} after it was published`,
      {
        hint: `look at the releases of ${this.remote}, then run it again: what is right there is kept`,
      },
    );
  }

  private plan({ tag, assets, annotations, notes }: OutgoingRelease): DraftPlan {
    const name = parseTag(tag);
    const stable = name !== undefined && isStable(name.version);
    return {
      tag,
      prerelease: !stable,
      assets: [...assets],
      content: contentDigest(assets),
      annotations,
      notes: notes ?? (() => Promise.resolve('')),
      latest: async () => stable && this.isNewest(name),
    };
  }

  /** What GitHub would refuse, or change, after everything else was uploaded. */
  private assertFit(assets: readonly AssetInfo[]): void {
    const wrong = assets.find(({ size }) => size === 0 || size >= FILE_LIMIT);
    if (!wrong) return;
    throw new CsctlError(
      'remote-refused',
      `${this.remote}: ${wrong.name} has ${wrong.size} bytes; GitHub takes files of 1 byte to 2 GiB`,
      {
        hint: wrong.size === 0 ? 'leave the file out, or write a comment into it' : 'publish to a registry',
      },
    );
  }

  /** Whether no stable release of the stack, for whichever Kubernetes minor, is newer. */
  private async isNewest({ identity, version }: ReleaseName): Promise<boolean> {
    const { provider, name, minor } = identity;
    const tags = await this.list(`${provider}-${name}-`);
    return tags.every((tag) => {
      const other = parseTag(tag);
      if (!other || !isStable(other.version)) return true;
      const { minor: theirs } = other.identity;
      const newer =
        theirs.major - minor.major || theirs.minor - minor.minor || compareVersions(other.version, version);
      return newer <= 0;
    });
  }

  /** The release as everybody sees it; what was just published may take a moment to show. */
  private async settled(tag: string, outcome: DraftOutcome): Promise<GithubRelease | undefined> {
    const { attempts } = this.http.patience;
    for (let attempt = 1; ; attempt += 1) {
      const release = await this.api.releaseOf(tag);
      if (release || outcome === 'overtaken' || attempt >= attempts) return release;
      await this.http.backOff(attempt);
    }
  }

  /** Success only for content that is what everybody sees. */
  private async conclude(
    release: GithubRelease,
    plan: DraftPlan,
    outcome: DraftOutcome,
  ): Promise<Publication> {
    const { tag, content } = plan;
    const { digest, url } = await this.published.describe(release);
    if ((await this.access.token()) !== undefined) await this.drafts.sweep(plan, release);
    if (digest === content)
      return {
        remote: this.remote,
        status: outcome === 'published' ? 'published' : 'identical',
        digest,
        url,
      };
    if (outcome === 'published')
      throw new CsctlError(
        'remote-damaged',
        `${this.remote} shows other files of ${tag} than were published`,
        {
          hint: 'look at the release before anybody uses it; publish the content as another version',
        },
      );
    const message = `${this.remote} has ${tag} with other content; a published tag never changes`;
    throw new CsctlError('release-conflict', message, {
      hint: 'plan again: the next version is another one',
    });
  }

  /** Releases by the beginning of their tags, drafts left out. */
  private async *startingWith(prefix: string): AsyncGenerator<GithubRelease> {
    const tags = prefix === '' ? undefined : await this.list(prefix);
    if (tags && tags.length <= FEW) {
      for (const tag of tags) {
        const release = await this.api.releaseOf(tag);
        if (release) yield release;
      }
      return;
    }
    // What is published meanwhile moves the pages: then some releases come twice.
    const seen = new Set<number>();
    for await (const release of this.api.releases()) {
      if (release.draft || seen.has(release.id) || !release.tag_name.startsWith(prefix)) continue;
      seen.add(release.id);
      yield release;
    }
  }
}
