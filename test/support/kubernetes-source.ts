// Sources of Kubernetes releases on this machine: a feed and GitHub's list behind one server.
import { HttpClient } from '../../src/io/http/client.ts';
import { DiskCache } from '../../src/io/upstream/disk-cache.ts';
import { GithubTags, kubernetesGithub } from '../../src/io/upstream/kubernetes-github.ts';
import { KubernetesUpstream, parseFeed } from '../../src/io/upstream/kubernetes-releases.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { serve } from './http-server.ts';
import { feedText, tagsOf, type ListedTag } from './kubernetes-feed.ts';

/** How the server answers; each may change while a test runs. */
export interface KubernetesServer {
  readonly url: URL;
  /** Path and query of every request. */
  readonly log: string[];
  /** The authorization header of every request to GitHub. */
  readonly tokens: (string | undefined)[];
  /** Its content, or a status; 0 cuts the connection. */
  feed: string | number;
  github: readonly ListedTag[] | string | number;
}

/** Serves `/kubernetes.json` with an ETag, and GitHub's API below `/api`. */
export async function serveKubernetes(series: readonly KubernetesSeries[]): Promise<KubernetesServer> {
  const state = {
    feed: feedText(series) as KubernetesServer['feed'],
    github: tagsOf(series) as KubernetesServer['github'],
  };
  const log: string[] = [];
  const tokens: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost');
    log.push(`${asked.pathname}${asked.search}`);
    const isFeed = asked.pathname === '/kubernetes.json';
    if (!isFeed) tokens.push(request.headers.authorization);
    const answer = isFeed ? state.feed : state.github;
    if (answer === 0) return request.socket.destroy();
    if (typeof answer === 'number') return response.writeHead(answer).end('{"message": "no"}');
    const page = Number(asked.searchParams.get('page'));
    const size = Number(asked.searchParams.get('per_page'));
    const text =
      typeof answer === 'string' ? answer : JSON.stringify(answer.slice((page - 1) * size, page * size));
    const etag = `"${Buffer.from(text).toString('base64').slice(-32)}-${text.length}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    return response.writeHead(200, { etag, 'content-type': 'application/json' }).end(text);
  });
  return Object.assign(state, { url, log, tokens });
}

export interface SourceOptions {
  /** CSCTL_KUBERNETES_FEED */
  readonly feed?: string;
  readonly token?: string;
  readonly cache?: string;
  readonly note?: (message: string) => void;
}

/** The adapter over a server; without `feed` the server's feed is what endoflife.date is. */
export function sourceOf(
  { url }: Pick<KubernetesServer, 'url'>,
  { feed, token, cache, note = () => undefined }: SourceOptions = {},
): KubernetesUpstream {
  const http = new HttpClient({ patience: { attempts: 2, pause: 1, silence: 5000 } });
  const access = { http, cache: new DiskCache(cache) };
  const tokens = token === undefined ? [] : [{ value: token, source: 'GITHUB_TOKEN' }];
  return new KubernetesUpstream({
    access,
    feed: feed === undefined ? undefined : parseFeed(feed, '/'),
    second: new GithubTags(access, kubernetesGithub(new URL('api', url).href, tokens)),
    note,
    defaultFeed: new URL('kubernetes.json', url),
  });
}
