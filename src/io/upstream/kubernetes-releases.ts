// Which Kubernetes releases there are: from a feed, and from GitHub where the feed cannot be reached or tells too little.
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { CsctlError } from '../../problem/problem.ts';
import type { KubernetesReleases, KubernetesWish } from '../../release/upstream-ports.ts';
import { compareKubernetes } from '../../stack/kubernetes-version.ts';
import type { KubernetesPatch, KubernetesSeries } from '../../stack/upstream.ts';
import { seriesOf } from '../../stack/currency.ts';
import { unescaped } from '../../stack/percent-text.ts';
import { isSafeForSecrets } from '../http/settings.ts';
import { cachedGet, type UpstreamAccess } from './cached-get.ts';
import { parseKubernetesFeed } from './kubernetes-feed.ts';
import { groupPatches } from './kubernetes-tags.ts';
import { asUpstreamRefusal } from './upstream-refusal.ts';

/** Where the feed is when nobody names another. */
export const DEFAULT_FEED = new URL('https://endoflife.date/api/kubernetes.json');

/** Largest feed, in bytes: endoflife.date's has 10 kB. */
const FEED_LIMIT = 4 * 1024 * 1024;

export interface KubernetesSources {
  readonly access: UpstreamAccess;
  /** CSCTL_KUBERNETES_FEED (`parseFeed`): nothing else is asked then. Undefined: endoflife.date, then GitHub. */
  readonly feed: URL | undefined;
  /** Every patch with its day (`GithubTags`). */
  readonly second: { readonly name: string; patches(): Promise<readonly KubernetesPatch[]> };
  /** Told when the second source stands in for the first. */
  readonly note: (message: string) => void;
  /** For tests: another address for endoflife.date. */
  readonly defaultFeed?: URL;
}

/** Asks each source at most once. */
export class KubernetesUpstream implements KubernetesReleases {
  private feed: Promise<readonly KubernetesSeries[]> | undefined;
  private patches: Promise<readonly KubernetesPatch[]> | undefined;

  constructor(private readonly sources: KubernetesSources) {}

  async list({ patchDays = false }: KubernetesWish = {}): Promise<readonly KubernetesSeries[]> {
    const { feed, defaultFeed = DEFAULT_FEED, note } = this.sources;
    if (feed) return this.readFeed(feed);
    let series: readonly KubernetesSeries[];
    try {
      series = await this.readFeed(defaultFeed);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      return this.fromSecond(error);
    }
    if (!patchDays) return series;
    try {
      return withDays(series, await this.readPatches());
    } catch (error) {
      if (!isAboutUpstream(error)) throw error;
      note(`the days of older patches are not known: ${error.message}`);
      return series;
    }
  }

  /** @param first why the feed cannot be read @throws CsctlError `upstream-unreachable` that names both */
  private async fromSecond(first: CsctlError): Promise<readonly KubernetesSeries[]> {
    const { second, note } = this.sources;
    try {
      const series = groupPatches(await this.readPatches());
      const what = `Kubernetes releases are those of ${second.name}, their ends of support are computed`;
      note(`${first.message}; ${what}`);
      return series;
    } catch (error) {
      if (!isAboutUpstream(error)) throw error;
      const message = `nobody tells which Kubernetes releases there are: ${first.message}; ${error.message}`;
      const hint = 'look at network and proxy, or name another list, or a file, in CSCTL_KUBERNETES_FEED';
      throw new CsctlError('upstream-unreachable', message, { hint });
    }
  }

  private readFeed(url: URL): Promise<readonly KubernetesSeries[]> {
    return (this.feed ??= loadFeed(this.sources.access, url));
  }

  private readPatches(): Promise<readonly KubernetesPatch[]> {
    return (this.patches ??= this.sources.second.patches());
  }
}

const isUnreachable = (error: unknown): error is CsctlError =>
  error instanceof CsctlError && error.code === 'upstream-unreachable';

const isAboutUpstream = (error: unknown): error is CsctlError =>
  isUnreachable(error) || (error instanceof CsctlError && error.code === 'upstream-damaged');

/** The feed says which patch is the newest; the patches up to it get their days. */
function withDays(
  series: readonly KubernetesSeries[],
  patches: readonly KubernetesPatch[],
): readonly KubernetesSeries[] {
  const dated = groupPatches(patches);
  return series.map((one) => {
    const newest = one.patches.at(-1);
    const known = seriesOf(dated, one.minor)?.patches ?? [];
    if (!newest || known.length === 0) return one;
    const older = known.filter(({ version }) => compareKubernetes(version, newest.version) < 0);
    const same = known.find(({ version }) => compareKubernetes(version, newest.version) === 0);
    return { ...one, patches: [...older, { ...newest, released: newest.released ?? same?.released }] };
  });
}

/**
 * The feed that CSCTL_KUBERNETES_FEED names: a URL, or the path of a file.
 * @throws CsctlError `usage` for an address that is none, `credentials-unsafe` for a password without TLS
 */
export function parseFeed(text: string, cwd: string): URL {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(text);
  if (!isAddress) return pathToFileURL(resolve(cwd, text));
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:', 'file:'].includes(url.protocol)) {
    const hint = 'expected https://HOST/PATH, file:///PATH, or the path of a file';
    throw new CsctlError('usage', 'CSCTL_KUBERNETES_FEED is no address that csctl can read', { hint });
  }
  if ((url.username || url.password) && !isSafeForSecrets(url)) {
    const message = `the password in CSCTL_KUBERNETES_FEED would travel in the clear to ${url.host}`;
    throw new CsctlError('credentials-unsafe', message, { hint: 'use an address that begins with https://' });
  }
  return url;
}

/** For messages: without what may be secret. */
export const nameOf = ({ protocol, host, pathname, href }: URL): string =>
  protocol === 'file:' ? unescaped(pathname || href) : `${protocol}//${host}${pathname}`;

async function loadFeed(access: UpstreamAccess, url: URL): Promise<readonly KubernetesSeries[]> {
  const content = url.protocol === 'file:' ? await readFeedFile(url) : await fetchFeed(access, url);
  return parseKubernetesFeed(nameOf(url), content);
}

async function fetchFeed(access: UpstreamAccess, url: URL): Promise<Uint8Array> {
  try {
    return await cachedGet(access, url, { limit: FEED_LIMIT, headers: { accept: 'application/json' } });
  } catch (error) {
    throw asUpstreamRefusal(error, nameOf(url), 'reading the list of Kubernetes releases');
  }
}

async function readFeedFile(url: URL): Promise<Uint8Array> {
  try {
    return await readFile(fileURLToPath(url));
  } catch (error) {
    const message = `the list of Kubernetes releases ${nameOf(url)} cannot be read: ${(error as Error).message}`;
    const hint = 'CSCTL_KUBERNETES_FEED names it: look at the path, or unset it';
    throw new CsctlError('upstream-unreachable', message, { hint });
  }
}
