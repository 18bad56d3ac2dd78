// GitHub's records, in the shapes that its OpenAPI description gives them.
import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];

/** What the stand-in keeps of a file. */
export interface AssetState {
  readonly id: number;
  readonly name: string;
  readonly contentType: string;
  bytes: Buffer;
  digest: string | null;
  /** `starter`: an upload that is under way, or was cut. */
  state: 'starter' | 'uploaded';
}

/** What the stand-in keeps of a release. */
export interface ReleaseState {
  readonly id: number;
  tag: string;
  name: string | null;
  body: string;
  draft: boolean;
  prerelease: boolean;
  target: string;
  published: string | null;
  readonly created: string;
  readonly assets: AssetState[];
}

/** What the stand-in keeps of a repository. */
export interface RepositoryState {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
  readonly archived: boolean;
  readonly private: boolean;
  /** Without a commit. */
  readonly empty: boolean;
  readonly commits: ReadonlySet<string>;
  readonly tags: Map<string, string>;
  readonly releases: ReleaseState[];
  latest: number | undefined;
}

/** Where the servers are. */
export interface Hosts {
  /** With the path in front of it: `http://127.0.0.1:1234/api/v3`. */
  readonly api: string;
  readonly uploads: string;
  readonly storage: string;
}

const WHEN = '2026-11-20T12:00:00Z';

function user(login: string, api: string): Schemas['simple-user'] {
  const url = `${api}/users/${login}`;
  return {
    login,
    id: 1,
    node_id: 'MDQ6VXNlcjE=',
    avatar_url: `${api}/avatars/1`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'Organization',
    site_admin: false,
  };
}

/** @param push undefined for readers without a token: they get no permissions */
export function repositoryRecord(
  state: RepositoryState,
  hosts: Hosts,
  push: boolean | undefined,
): Schemas['full-repository'] {
  const { owner, repo } = state;
  const url = `${hosts.api}/repos/${owner}/${repo}`;
  const page = `https://github.com/${owner}/${repo}`;
  const below = (path: string) => `${url}/${path}`;
  return {
    id: state.id,
    node_id: 'MDEwOlJlcG9zaXRvcnkx',
    name: repo,
    full_name: `${owner}/${repo}`,
    owner: user(owner, hosts.api),
    private: state.private,
    html_url: page,
    description: null,
    fork: false,
    url,
    archive_url: below('{archive_format}{/ref}'),
    assignees_url: below('assignees{/user}'),
    blobs_url: below('git/blobs{/sha}'),
    branches_url: below('branches{/branch}'),
    collaborators_url: below('collaborators{/collaborator}'),
    comments_url: below('comments{/number}'),
    commits_url: below('commits{/sha}'),
    compare_url: below('compare/{base}...{head}'),
    contents_url: below('contents/{+path}'),
    contributors_url: below('contributors'),
    deployments_url: below('deployments'),
    downloads_url: below('downloads'),
    events_url: below('events'),
    forks_url: below('forks'),
    git_commits_url: below('git/commits{/sha}'),
    git_refs_url: below('git/refs{/sha}'),
    git_tags_url: below('git/tags{/sha}'),
    git_url: `git:github.com/${owner}/${repo}.git`,
    issue_comment_url: below('issues/comments{/number}'),
    issue_events_url: below('issues/events{/number}'),
    issues_url: below('issues{/number}'),
    keys_url: below('keys{/key_id}'),
    labels_url: below('labels{/name}'),
    languages_url: below('languages'),
    merges_url: below('merges'),
    milestones_url: below('milestones{/number}'),
    notifications_url: below('notifications{?since,all,participating}'),
    pulls_url: below('pulls{/number}'),
    releases_url: below('releases{/id}'),
    ssh_url: `git@github.com:${owner}/${repo}.git`,
    stargazers_url: below('stargazers'),
    statuses_url: below('statuses/{sha}'),
    subscribers_url: below('subscribers'),
    subscription_url: below('subscription'),
    tags_url: below('tags'),
    teams_url: below('teams'),
    trees_url: below('git/trees{/sha}'),
    clone_url: `${page}.git`,
    mirror_url: null,
    hooks_url: below('hooks'),
    svn_url: page,
    homepage: null,
    language: null,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: 1,
    default_branch: 'main',
    open_issues_count: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    archived: state.archived,
    disabled: false,
    pushed_at: WHEN,
    created_at: WHEN,
    updated_at: WHEN,
    ...(push !== undefined && { permissions: { admin: false, push, pull: true } }),
    license: null,
    forks: 0,
    open_issues: 0,
    watchers: 0,
    network_count: 0,
    subscribers_count: 0,
  };
}

/** @param digests older Enterprise servers know none */
export function assetRecord(
  { owner, repo }: RepositoryState,
  release: ReleaseState,
  asset: AssetState,
  hosts: Hosts,
  digests: boolean,
): Schemas['release-asset'] {
  return {
    url: `${hosts.api}/repos/${owner}/${repo}/releases/assets/${asset.id}`,
    browser_download_url: `https://github.com/${owner}/${repo}/releases/download/${release.tag}/${asset.name}`,
    id: asset.id,
    node_id: `RA_${asset.id}`,
    name: asset.name,
    label: '',
    // The description leaves `starter` out of the states; the documentation of uploads names it.
    state: asset.state as 'uploaded',
    content_type: asset.contentType,
    size: asset.bytes.length,
    digest: digests ? asset.digest : null,
    download_count: 0,
    created_at: WHEN,
    updated_at: WHEN,
    uploader: user(owner, hosts.api),
  };
}

export function releaseRecord(
  repository: RepositoryState,
  release: ReleaseState,
  hosts: Hosts,
  digests: boolean,
): Schemas['release'] {
  const { owner, repo } = repository;
  const url = `${hosts.api}/repos/${owner}/${repo}/releases/${release.id}`;
  const shown = release.draft ? `untagged-${release.id}` : release.tag;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${hosts.uploads}/repos/${owner}/${repo}/releases/${release.id}/assets{?name,label}`,
    html_url: `https://github.com/${owner}/${repo}/releases/tag/${shown}`,
    tarball_url: null,
    zipball_url: null,
    id: release.id,
    node_id: `RE_${release.id}`,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.created,
    published_at: release.published,
    author: user(owner, hosts.api),
    assets: release.assets.map((asset) => assetRecord(repository, release, asset, hosts, digests)),
    body: release.body,
  };
}

export const refRecord = (
  { owner, repo }: RepositoryState,
  tag: string,
  sha: string,
  { api }: Hosts,
): Schemas['git-ref'] => ({
  ref: `refs/tags/${tag}`,
  node_id: `REF_${tag}`,
  url: `${api}/repos/${owner}/${repo}/git/refs/tags/${tag}`,
  object: { type: 'commit', sha, url: `${api}/repos/${owner}/${repo}/git/commits/${sha}` },
});

export function commitRecord(
  { owner, repo }: RepositoryState,
  sha: string,
  { api }: Hosts,
): Schemas['git-commit'] {
  const url = `${api}/repos/${owner}/${repo}/git/commits/${sha}`;
  const somebody = { name: 'Somebody', email: 'somebody@example.org', date: WHEN };
  return {
    sha,
    node_id: `C_${sha}`,
    url,
    html_url: `https://github.com/${owner}/${repo}/commit/${sha}`,
    author: somebody,
    committer: somebody,
    message: 'A commit',
    tree: { sha, url },
    parents: [],
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
