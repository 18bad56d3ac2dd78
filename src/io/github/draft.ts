// The draft protocol: a release is made where nobody sees it, compared, and published by one request
// (docs/decisions/0006-github.md).
import { REVISION_ANNOTATION } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { Annotations } from '../../release/ports.ts';
import type { AssetStream } from '../../stack/asset.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import type { HttpClient } from '../http/client.ts';
import type { AssetTransfer } from './asset-transfer.ts';
import type { GithubApi, GithubAsset, GithubRelease } from './github-api.ts';
import type { Refusals } from './refusal.ts';
import { formatBody, parseMarker } from './release-body.ts';

/** Drafts that may go wrong before we give up. */
const MOST_DRAFTS = 3;
/** What a tag can be put on. */
const COMMIT = /^[0-9a-f]{40,64}$/;

/** A release that is to be published. */
export interface DraftPlan {
  readonly tag: string;
  readonly prerelease: boolean;
  readonly assets: readonly AssetStream[];
  /** `contentDigest` of the assets. */
  readonly content: Digest;
  readonly annotations: Annotations;
  readonly notes: () => Promise<string>;
  /** Whether it will be the newest of its stack; asked right before it is published. */
  readonly latest: () => Promise<boolean>;
}

/** How a draft ended. 'overtaken': the tag is, or was, in the hands of another run: look at it. */
export type DraftOutcome = 'published' | 'overtaken';

/** A file in a draft. */
type State = 'right' | 'wrong' | 'absent' | 'unfinished' | 'gone';

/** Makes, finds, fills, publishes and clears away drafts. Errors: CsctlError, or the reason of an abort. */
export class Drafts {
  constructor(
    private readonly remote: string,
    private readonly http: HttpClient,
    private readonly api: GithubApi,
    private readonly transfer: AssetTransfer,
    private readonly refusals: Refusals,
  ) {}

  /** Publishes through a draft: the one that an earlier run left, else a new one. */
  async publish(plan: DraftPlan): Promise<DraftOutcome> {
    const spoilt = new Set<number>();
    while (spoilt.size < MOST_DRAFTS) {
      const draft = (await this.find(plan, spoilt)) ?? (await this.create(plan, spoilt));
      if (draft === 'taken') return 'overtaken';
      const filled = await this.fill(draft, plan);
      if (filled === 'gone') return 'overtaken';
      if (filled === 'right') {
        const { tag, prerelease } = plan;
        const fields = { tag_name: tag, name: tag, prerelease };
        const make_latest = (await plan.latest()) ? ('true' as const) : ('false' as const);
        const done = await this.api.publishDraft(draft.id, { ...fields, make_latest });
        return done === 'done' ? 'published' : 'overtaken';
      }
      spoilt.add(draft.id);
    }
    const message = `${this.remote}: ${MOST_DRAFTS} drafts of ${plan.tag} did not come out as they were uploaded`;
    throw new CsctlError('remote-damaged', message, { hint: 'nothing was published; try again later' });
  }

  /** Deletes what is left of our drafts once the tag is published: none of them can be published any more. */
  async sweep(plan: Pick<DraftPlan, 'tag' | 'content'>, published: GithubRelease): Promise<void> {
    try {
      for await (const draft of this.own(plan))
        if (draft.id !== published.id) await this.api.deleteDraft(draft.id);
    } catch (error) {
      // A leftover draft does no harm: the release is out.
      if (!(error instanceof CsctlError)) throw error;
    }
  }

  /** Our drafts of a tag on the newest page: of the same content. Others are not ours, and left alone. */
  private async *own({ tag, content }: Pick<DraftPlan, 'tag' | 'content'>): AsyncGenerator<GithubRelease> {
    for await (const release of this.api.releases(1))
      if (release.draft && release.tag_name === tag && parseMarker(release.body)?.content === content)
        yield release;
  }

  /** The fullest draft of ours that can be finished. */
  private async find(plan: DraftPlan, spoilt: ReadonlySet<number>): Promise<GithubRelease | undefined> {
    let best: GithubRelease | undefined;
    for await (const draft of this.own(plan)) {
      const usable = !spoilt.has(draft.id) && isPartOf(await this.api.allAssets(draft), plan.assets);
      if (usable && (!best || draft.assets.length > best.assets.length)) best = draft;
    }
    return best;
  }

  /** A lost answer may hide a draft that was made: it is looked for before another one is made. */
  private async create(plan: DraftPlan, spoilt: ReadonlySet<number>): Promise<GithubRelease | 'taken'> {
    const { tag, prerelease, content, annotations } = plan;
    const revision = annotations[REVISION_ANNOTATION];
    const known = revision !== undefined && COMMIT.test(revision) && (await this.api.hasCommit(revision));
    const fields = {
      tag_name: tag,
      name: tag,
      prerelease,
      body: formatBody(await plan.notes(), { content, annotations }),
      ...(known && { target_commitish: revision }),
    };
    const { attempts } = this.http.patience;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.api.createDraft(fields);
      } catch (error) {
        const passing = error instanceof CsctlError && error.code === 'remote-unreachable';
        if (!passing || attempt >= attempts) throw error;
      }
      await this.http.backOff(attempt);
      const made = await this.find(plan, spoilt);
      if (made) return made;
    }
  }

  /** Uploads what is missing, and compares the whole with what GitHub says it has. */
  private async fill(draft: GithubRelease, { assets }: DraftPlan): Promise<'right' | 'wrong' | 'gone'> {
    const present = await this.api.allAssets(draft);
    for (const asset of assets) {
      if (present.some(({ name }) => name === asset.name)) continue;
      const state = await this.upload(draft, asset);
      if (state !== 'right') return state === 'gone' ? 'gone' : 'wrong';
    }
    const now = await this.api.assetsOf(draft.id);
    if (!now) return 'gone';
    return now.length === assets.length && isPartOf(now, assets) ? 'right' : 'wrong';
  }

  /** Uploads a file. After a failure it looks at what arrived: nothing is ever deleted that another run may need. */
  private async upload(draft: GithubRelease, asset: AssetStream): Promise<State> {
    const { attempts } = this.http.patience;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.transfer.upload(draft.upload_url, asset);
      if (outcome === 'sent') return 'right';
      const state = await this.settled(draft, asset);
      if (state !== 'absent') return state;
      if (outcome === 'taken') return 'unfinished';
      if (attempt >= attempts) throw await this.refusals.explain(outcome, `upload ${asset.name}`, true);
      await this.http.backOff(attempt);
    }
  }

  /** The state of a file that may be on its way, by another run or by our own broken upload: waits a little for it. */
  private async settled(draft: GithubRelease, asset: AssetStream): Promise<State> {
    const { attempts } = this.http.patience;
    for (let attempt = 1; ; attempt += 1) {
      const state = stateOf(asset, await this.api.assetsOf(draft.id));
      if (state !== 'unfinished' || attempt >= attempts) return state;
      await this.http.backOff(attempt);
    }
  }
}

/** Whether every file is one of ours, and as it should be. */
const isPartOf = (found: readonly GithubAsset[], assets: readonly AssetStream[]): boolean =>
  found.every((one) => assets.some((asset) => asset.name === one.name && stateOf(asset, [one]) === 'right'));

function stateOf(asset: AssetStream, found: readonly GithubAsset[] | undefined): State {
  if (!found) return 'gone';
  const one = found.find(({ name }) => name === asset.name);
  if (!one) return 'absent';
  if (one.state !== 'uploaded') return 'unfinished';
  // Older Enterprise servers know no digests.
  const digest = (one.digest as string | null | undefined) ?? asset.digest;
  return one.size === asset.size && digest === asset.digest ? 'right' : 'wrong';
}
