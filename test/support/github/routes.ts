// What the API and the upload host of the loopback GitHub answer.
import { hash } from 'node:crypto';
import type { Reply } from './faults.ts';
import {
  assetRecord,
  commitRecord,
  refRecord,
  releaseRecord,
  repositoryRecord,
  type AssetState,
  type Hosts,
  type ReleaseState,
  type RepositoryState,
} from './records.ts';

/** What a token may do: `app` is one of an installed GitHub App, whose rights the repository's record does not show. */
export type Role = 'push' | 'pull' | 'app';

/** A request, read to its end. */
export interface Call {
  readonly method: string;
  /** Without the path in front of the API, decoded piece by piece. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly role: Role | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What the routes work on. */
export interface Setting {
  readonly hosts: Hosts;
  readonly digests: boolean;
  readonly repositories: RepositoryState[];
  /** Old names, with the repository's present one. */
  readonly renamed: Readonly<Record<string, string>>;
  /** How often a fresh release is still missing where it is asked for by tag. */
  lag: number;
  /** Whether lists of releases still show what was published as drafts. */
  stale: boolean;
  /** Whether a draft whose tag has a release is refused when it is made, or only when it is to be published. */
  readonly refusesDraftsOfTaken: boolean;
  nextId(): number;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body,
});
export const NOT_FOUND = json(404, {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
});
export const BAD_CREDENTIALS = json(401, { message: 'Bad credentials' });
const UNAUTHENTICATED = json(401, { message: 'Requires authentication' });

const invalid = (resource: string, code: string, field: string, message?: string): Reply =>
  json(422, {
    message: 'Validation Failed',
    errors: [{ resource, code, field, ...(message && { message }) }],
  });

export const mayWrite = (role: Role | undefined): boolean => role === 'push' || role === 'app';

/** Answers a request to the API. @param body parsed JSON */
export function answer(setting: Setting, call: Call, body: Record<string, unknown>): Reply {
  const { path, method, role } = call;
  if (path.join('/') === 'installation/repositories')
    return role === 'app' ? json(200, {}) : json(403, { message: 'no' });
  const [kind, owner = '', repo = '', ...rest] = path;
  if (kind === 'repositories')
    return inRepository(
      setting,
      call,
      setting.repositories.find(({ id }) => String(id) === owner),
      [repo, ...rest].filter(Boolean),
      body,
    );
  if (kind !== 'repos') return NOT_FOUND;
  const present = setting.renamed[`${owner}/${repo}`];
  if (present !== undefined) {
    const { id } = repositoryOf(setting, ...(present.split('/') as [string, string])) ?? { id: 0 };
    const query = call.query.size > 0 ? `?${call.query.toString()}` : '';
    const location = `${setting.hosts.api}/repositories/${id}${rest.map((part) => `/${encodeURIComponent(part)}`).join('')}${query}`;
    return json(method === 'GET' ? 301 : 307, { message: 'Moved Permanently' }, { location });
  }
  return inRepository(setting, call, repositoryOf(setting, owner, repo), rest, body);
}

const repositoryOf = (setting: Setting, owner: string, repo: string): RepositoryState | undefined =>
  setting.repositories.find((one) => one.owner === owner && one.repo === repo);

function inRepository(
  setting: Setting,
  call: Call,
  repository: RepositoryState | undefined,
  rest: readonly string[],
  body: Record<string, unknown>,
): Reply {
  const { method, role } = call;
  if (!repository || (repository.private && !role)) return NOT_FOUND;
  if (method !== 'GET' && !role) return UNAUTHENTICATED;
  if (method !== 'GET' && !mayWrite(role)) return NOT_FOUND;
  const [first, second, ...others] = rest;
  if (first === undefined)
    return json(
      200,
      repositoryRecord(repository, setting.hosts, role === undefined ? undefined : role === 'push'),
    );
  if (first === 'git') return git(setting, call, repository, second, others);
  if (first === 'releases') return releases(setting, call, repository, [second, ...others], body);
  return NOT_FOUND;
}

function git(
  setting: Setting,
  call: Call,
  repository: RepositoryState,
  kind: string | undefined,
  rest: readonly string[],
): Reply {
  if (repository.empty) return json(409, { message: 'Git Repository is empty.' });
  if (kind === 'commits') {
    const [sha = ''] = rest;
    return repository.commits.has(sha) ? json(200, commitRecord(repository, sha, setting.hosts)) : NOT_FOUND;
  }
  if (kind !== 'matching-refs') return NOT_FOUND;
  const start = `refs/${rest.join('/')}`;
  const found = [...repository.tags].filter(([tag]) => `refs/tags/${tag}`.startsWith(start));
  return json(
    200,
    found.map(([tag, sha]) => refRecord(repository, tag, sha, setting.hosts)),
  );
}

function releases(
  setting: Setting,
  call: Call,
  repository: RepositoryState,
  [first, second, third]: readonly (string | undefined)[],
  body: Record<string, unknown>,
): Reply {
  const record = (release: ReleaseState) =>
    releaseRecord(repository, release, setting.hosts, setting.digests);
  const visible = repository.releases.filter(({ draft }) => !draft || mayWrite(call.role));
  if (first === undefined) {
    if (call.method === 'POST') return create(setting, repository, body);
    return page(
      setting,
      call,
      [...visible]
        .reverse()
        .map((release) => () => ({ ...record(release), ...(setting.stale && { draft: true }) })),
    );
  }
  if (first === 'tags') {
    const release = repository.releases.find(({ tag, draft }) => tag === second && !draft);
    if (!release || setting.lag > 0) setting.lag = release ? setting.lag - 1 : setting.lag;
    else return json(200, record(release));
    return NOT_FOUND;
  }
  if (first === 'assets') return asset(setting, call, visible, second);
  const release = visible.find(({ id }) => String(id) === first);
  if (!release) return NOT_FOUND;
  if (second === 'assets' && third === undefined)
    return page(
      setting,
      call,
      release.assets.map(
        (one) => () => assetRecord(repository, release, one, setting.hosts, setting.digests),
      ),
    );
  if (call.method === 'PATCH') return update(repository, release, body) ?? json(200, record(release));
  if (call.method === 'DELETE') {
    repository.releases.splice(repository.releases.indexOf(release), 1);
    return { status: 204 };
  }
  return json(200, record(release));
}

const isPublished = ({ releases }: RepositoryState, tag: string): boolean =>
  releases.some((release) => !release.draft && release.tag === tag);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function create(setting: Setting, repository: RepositoryState, body: Record<string, unknown>): Reply {
  const tag = textOf(body['tag_name']);
  if (repository.empty) return json(422, { message: 'Validation Failed', errors: ['Repository is empty.'] });
  if (tag === '') return invalid('Release', 'missing_field', 'tag_name');
  if (isPublished(repository, tag) && setting.refusesDraftsOfTaken)
    return invalid('Release', 'already_exists', 'tag_name');
  if (textOf(body['body']).length > 125_000)
    return invalid('Release', 'custom', 'body', 'body is too long (maximum is 125000 characters)');
  const target = textOf(body['target_commitish']) || 'main';
  if (target !== 'main' && !repository.commits.has(target))
    return invalid('Release', 'invalid', 'target_commitish');
  const release: ReleaseState = {
    id: setting.nextId(),
    tag,
    name: textOf(body['name']),
    body: textOf(body['body']),
    draft: true,
    prerelease: body['prerelease'] === true,
    target,
    published: null,
    created: '2026-11-20T12:00:00Z',
    assets: [],
  };
  repository.releases.push(release);
  if (body['draft'] !== true) publish(repository, release, body);
  return json(201, releaseRecord(repository, release, setting.hosts, setting.digests));
}

function update(
  repository: RepositoryState,
  release: ReleaseState,
  body: Record<string, unknown>,
): Reply | undefined {
  const flip = release.draft && body['draft'] === false;
  // A change of a draft that does not name its tag takes it away.
  const tag = textOf(body['tag_name']) || (release.draft ? `untagged-${release.id}` : release.tag);
  const others = { ...repository, releases: repository.releases.filter((one) => one !== release) };
  if (flip && isPublished(others, tag)) return invalid('Release', 'already_exists', 'tag_name');
  release.tag = tag;
  if (typeof body['name'] === 'string') release.name = body['name'];
  if (typeof body['body'] === 'string') release.body = body['body'];
  if (typeof body['prerelease'] === 'boolean') release.prerelease = body['prerelease'];
  if (flip) publish(repository, release, body);
  return undefined;
}

function publish(repository: RepositoryState, release: ReleaseState, body: Record<string, unknown>): void {
  release.draft = false;
  release.published = '2026-11-20T12:34:56Z';
  const head = [...repository.commits][0] ?? '';
  const sha = release.target === 'main' ? head : release.target;
  if (!repository.tags.has(release.tag)) repository.tags.set(release.tag, sha);
  if (body['make_latest'] !== 'false' && !release.prerelease) repository.latest = release.id;
}

function asset(
  setting: Setting,
  call: Call,
  visible: readonly ReleaseState[],
  id: string | undefined,
): Reply {
  const found = visible.flatMap(({ assets }) => assets).find((one) => String(one.id) === id);
  if (!found || found.state !== 'uploaded' || call.headers['accept'] !== 'application/octet-stream')
    return NOT_FOUND;
  const location = `${setting.hosts.storage}/${found.id}?signature=${hash('sha256', String(found.id))}`;
  return { status: 302, headers: { location } };
}

/** A page of a list, with the links to the others. @param entries made only for the page that is shown */
function page(setting: Setting, call: Call, entries: readonly (() => unknown)[]): Reply {
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100);
  const number = Number(call.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(entries.length / size));
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${setting.hosts.api}/${call.path.map(encodeURIComponent).join('/')}?${query.toString()}>; rel="${rel}"`;
  };
  const links = number < last ? [link(number + 1, 'next'), link(last, 'last')] : [];
  const shown = entries.slice((number - 1) * size, number * size).map((entry) => entry());
  return json(200, shown, links.length > 0 ? { link: links.join(', ') } : {});
}

/** Checks an upload when its head is there, and makes its record; 'starter' until the body is through. */
export function startUpload(
  setting: Setting,
  call: Call,
): { reply: Reply } | { release: ReleaseState; asset: AssetState; repository: RepositoryState } {
  const [, owner = '', repo = '', , id] = call.path;
  const repository = repositoryOf(setting, owner, repo);
  const release = repository?.releases.find((one) => String(one.id) === id);
  if (!call.role) return { reply: UNAUTHENTICATED };
  if (!repository || !release || !mayWrite(call.role) || call.method !== 'POST') return { reply: NOT_FOUND };
  const length = call.headers['content-length'];
  if (length === undefined) return { reply: json(400, { message: 'Bad Content-Length: ' }) };
  if (length === '0')
    return { reply: invalid('ReleaseAsset', 'custom', 'size', 'size must be greater than or equal to 1') };
  // Odd characters become dots.
  const name = (call.query.get('name') ?? '').replace(/[^\w.+-]/g, '.');
  if (release.assets.some((one) => one.name === name))
    return { reply: invalid('ReleaseAsset', 'already_exists', 'name') };
  const contentType = String(call.headers['content-type'] ?? '');
  const asset: AssetState = {
    id: setting.nextId(),
    name,
    contentType,
    bytes: Buffer.alloc(0),
    digest: null,
    state: 'starter',
  };
  release.assets.push(asset);
  return { release, asset, repository };
}

/** The answer to an upload whose body has arrived. */
export function endUpload(
  setting: Setting,
  { release, asset, repository }: { release: ReleaseState; asset: AssetState; repository: RepositoryState },
  bytes: Buffer,
): Reply {
  asset.bytes = bytes;
  asset.digest = `sha256:${hash('sha256', bytes)}`;
  asset.state = 'uploaded';
  return json(201, assetRecord(repository, release, asset, setting.hosts, setting.digests));
}
