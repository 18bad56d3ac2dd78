// The requests to GitHub's API that releases need, each with its answer checked.
import type { components } from '@octokit/openapi-types';
import type { Octokit } from '@octokit/rest';
import { CsctlError } from '../../problem/problem.ts';
import { ONCE } from './octokit.ts';
import { isTaken, refusalOf, type Refusals } from './refusal.ts';
import { formatRepository, type Repository } from './repository.ts';

export type GithubRelease = components['schemas']['release'];
export type GithubAsset = components['schemas']['release-asset'];

/** What a new draft, or a draft on its way to publication, is given. */
export interface ReleaseFields {
  readonly tag_name: string;
  readonly name: string;
  readonly prerelease: boolean;
}

/** The most that GitHub puts on a page. */
const PAGE = 100;
/** GitHub lists 10,000 releases at most; more pages than this are no list but a loop. */
const MOST_PAGES = 1000;
/** From this length on the list of files inside a release may be cut. */
const INLINE_ASSETS = 30;

/** Errors of all methods: CsctlError, or the reason of an abort. */
export class GithubApi {
  private readonly at: { readonly owner: string; readonly repo: string };
  private seen = false;

  constructor(
    private readonly octokit: Octokit,
    private readonly refusals: Refusals,
    private readonly repository: Repository,
  ) {
    this.at = { ...repository };
  }

  /** The repository's own record. @throws CsctlError `remote-refused` when there is none, or the token may not see it */
  async repo(): Promise<components['schemas']['full-repository']> {
    const doing = 'read the repository';
    const data = await this.ask(doing, async () => (await this.octokit.rest.repos.get(this.at)).data);
    if (typeof data?.full_name !== 'string') throw this.odd(doing);
    this.seen = true;
    return data;
  }

  /** Makes sure, once, that a 404 was not about the repository. */
  async assertRepository(): Promise<void> {
    if (!this.seen) await this.repo();
  }

  /** Whether the token is that of an installed GitHub App, as in Actions: only those may ask. */
  async isInstallation(): Promise<boolean> {
    const ask = this.octokit.request('HEAD /installation/repositories', {
      per_page: 1,
      request: { retries: 0 },
    });
    return ask.then(
      () => true,
      async (error: unknown) => {
        if (refusalOf(error)) return false;
        throw await this.refusals.explain(error, 'ask for the rights of the token', false);
      },
    );
  }

  /** Names of the git tags that start with `prefix`: one request, however many others there are. */
  async tags(prefix: string): Promise<string[]> {
    const doing = 'list the tags';
    const route = this.octokit.rest.git.listMatchingRefs;
    const ref = prefix === '' ? 'tags' : `tags/${prefix}`;
    const start = `refs/tags/${prefix}`;
    const names: string[] = [];
    try {
      for await (const { ref: name } of this.pages(
        doing,
        this.octokit.paginate.iterator(route, { ...this.at, ref }),
      )) {
        if (typeof name !== 'string') throw this.odd(doing);
        if (name.startsWith(start)) names.push(name.slice('refs/tags/'.length));
      }
      this.seen = true;
    } catch (error) {
      // An empty repository: 409, which the iterator takes for an empty list, or 404.
      if (refusalOf(error)?.status !== 404) throw await this.refusals.explain(error, doing, false);
      await this.assertRepository();
    }
    return names;
  }

  /** The published release of a tag; undefined when there is none. Drafts are not found by tag. */
  async releaseOf(tag: string): Promise<GithubRelease | undefined> {
    const doing = `read the release ${tag}`;
    if (tag === '') return undefined;
    const found = await this.ask(doing, () =>
      unless([404], async () => (await this.octokit.rest.repos.getReleaseByTag({ ...this.at, tag })).data),
    );
    if (found === undefined) {
      await this.assertRepository();
      return undefined;
    }
    const release = this.release(found, doing);
    return release.tag_name === tag && !release.draft ? release : undefined;
  }

  /** The releases, the newest first; with the right to write, drafts too. @param pages how many of 100; all by default */
  async *releases(pages?: number): AsyncGenerator<GithubRelease> {
    const doing = 'list the releases';
    const route = this.octokit.rest.repos.listReleases;
    const list = this.octokit.paginate.iterator(route, { ...this.at, per_page: PAGE });
    try {
      for await (const release of this.pages(doing, list, pages)) yield this.release(release, doing);
    } catch (error) {
      throw await this.refusals.explain(error, doing, false);
    }
  }

  /** The files of a release as it has them now; undefined when the release is gone. */
  async assetsOf(id: number): Promise<GithubAsset[] | undefined> {
    const doing = 'list the files of a release';
    const route = this.octokit.rest.repos.listReleaseAssets;
    const list = this.octokit.paginate.iterator(route, { ...this.at, release_id: id, per_page: PAGE });
    const assets: GithubAsset[] = [];
    try {
      for await (const asset of this.pages(doing, list)) assets.push(this.asset(asset, doing));
      return assets;
    } catch (error) {
      if (refusalOf(error)?.status === 404) return undefined;
      throw await this.refusals.explain(error, doing, false);
    }
  }

  /** The files of a release that was just read. */
  async allAssets(release: GithubRelease): Promise<readonly GithubAsset[]> {
    if (release.assets.length < INLINE_ASSETS) return release.assets;
    return (await this.assetsOf(release.id)) ?? [];
  }

  /** Whether a commit is in the repository. */
  async hasCommit(sha: string): Promise<boolean> {
    const look = async () => (await this.octokit.rest.git.getCommit({ ...this.at, commit_sha: sha })).data;
    return (await this.ask('look for the commit', () => unless([404, 409, 422], look))) !== undefined;
  }

  /** Makes a draft. After a failure it may be there or not. 'taken': a release has the tag. */
  async createDraft(
    fields: ReleaseFields & { body: string; target_commitish?: string },
  ): Promise<GithubRelease | 'taken'> {
    const doing = `create the release ${fields.tag_name}`;
    const make = async () =>
      (
        await this.octokit.rest.repos.createRelease({
          ...this.at,
          ...fields,
          draft: true,
          request: ONCE,
        })
      ).data;
    const made = await this.ask(doing, () => orTaken(make), true);
    return made === 'taken' ? made : this.release(made, doing);
  }

  /**
   * Publishes a draft. Again on a published one, it changes nothing. 'taken': another release has the tag; 'gone':
   * there is no such draft any more.
   */
  async publishDraft(
    id: number,
    fields: ReleaseFields & { make_latest: 'true' | 'false' },
  ): Promise<'done' | 'taken' | 'gone'> {
    // Without its tag a draft would get another one.
    const flip = () =>
      this.octokit.rest.repos.updateRelease({ ...this.at, release_id: id, ...fields, draft: false });
    const done = await this.ask(
      `publish the release ${fields.tag_name}`,
      () => unless([404], () => orTaken(flip)),
      true,
    );
    return done === undefined ? 'gone' : done === 'taken' ? done : 'done';
  }

  /** Deletes a draft, in one try. */
  async deleteDraft(id: number): Promise<void> {
    const remove = () =>
      this.octokit.rest.repos.deleteRelease({ ...this.at, release_id: id, request: { retries: 0 } });
    await this.ask('delete a draft', remove, true);
  }

  private async ask<T>(doing: string, work: () => Promise<T>, writing = false): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw await this.refusals.explain(error, doing, writing);
    }
  }

  /** The entries of a list, page by page. Errors are Octokit's. */
  private async *pages<T>(
    doing: string,
    list: AsyncIterable<{ data: T[] }>,
    most?: number,
  ): AsyncGenerator<T> {
    let count = 0;
    for await (const { data } of list) {
      if (!Array.isArray(data)) throw this.odd(doing);
      yield* data;
      count += 1;
      if (count === most) return;
      if (count >= MOST_PAGES) throw this.odd(doing);
    }
  }

  private release(data: GithubRelease | null, doing: string): GithubRelease {
    const { id, tag_name, assets } = data ?? {};
    if (!data || typeof id !== 'number' || typeof tag_name !== 'string' || !Array.isArray(assets))
      throw this.odd(doing);
    for (const asset of assets) this.asset(asset, doing);
    return data;
  }

  private asset(data: GithubAsset | null, doing: string): GithubAsset {
    if (typeof data?.id !== 'number' || typeof data.name !== 'string' || typeof data.size !== 'number')
      throw this.odd(doing);
    return data;
  }

  private odd(doing: string): CsctlError {
    const name = formatRepository(this.repository);
    return new CsctlError(
      'remote-damaged',
      `github:${name}: cannot ${doing}: the answer is not one of GitHub's API`,
      {
        hint: 'look at GITHUB_API_URL, and at proxies on the way',
      },
    );
  }
}

/** Undefined for answers of these statuses. */
async function unless<T>(statuses: readonly number[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (statuses.includes(refusalOf(error)?.status ?? 0)) return undefined;
    throw error;
  }
}

async function orTaken<T>(work: () => Promise<T>): Promise<T | 'taken'> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error)) return 'taken';
    throw error;
  }
}
