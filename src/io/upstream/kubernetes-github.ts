// The releases of kubernetes/kubernetes on GitHub, page by page.
import { CsctlError } from '../../problem/problem.ts';
import type { KubernetesPatch } from '../../stack/upstream.ts';
import { Access, type Token } from '../github/access.ts';
import { HttpStatusFault } from '../http/fault.ts';
import { isLoopback } from '../http/settings.ts';
import { cachedGet, type UpstreamAccess } from './cached-get.ts';
import { distinct, parseReleasePage } from './kubernetes-tags.ts';
import { asUpstreamRefusal } from './upstream-refusal.ts';

const PAGE_SIZE = 100;
/** Pages that are read at most; three hold the minors that count. */
const MOST_PAGES = 10;
/** Minors that are of interest, counted from the newest: twice as many as are ever supported at once. */
const MINORS = 8;
/** Largest page, in bytes: one has about 500 kB. */
const PAGE_LIMIT = 32 * 1024 * 1024;

/** Where Kubernetes is; an Enterprise server does not have it. */
const API = 'https://api.github.com';

/**
 * Who may be asked for Kubernetes' releases: github.com, whatever GITHUB_API_URL says, unless that is this machine. A
 * token that is there for another GitHub is not sent.
 * @param apiUrl GITHUB_API_URL @param tokens the first counts
 */
export function kubernetesGithub(apiUrl: string | undefined, tokens: readonly Token[]): Access {
  const named = apiUrl !== undefined && URL.canParse(apiUrl) ? new URL(apiUrl) : new URL(API);
  const isOurs = isLoopback(named.hostname) || named.origin === API;
  return new Access(isOurs ? named : new URL(API), () => Promise.resolve(isOurs ? tokens[0] : undefined));
}

/** The second source of Kubernetes releases. */
export class GithubTags {
  readonly name = 'github.com/kubernetes/kubernetes';

  /** @param github where its API is, and who may get the token */
  constructor(
    private readonly access: UpstreamAccess,
    private readonly github: Access,
  ) {}

  /**
   * The patches of the newest minors, oldest first.
   * @throws CsctlError `upstream-unreachable`, `upstream-damaged`
   */
  async patches(): Promise<readonly KubernetesPatch[]> {
    const found: KubernetesPatch[] = [];
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const { patches, count } = parseReleasePage(this.name, await this.page(number));
      found.push(...patches);
      if (count < PAGE_SIZE || reachesBack(found)) break;
    }
    if (found.length > 0) return distinct(found);
    const hint = 'look at proxies: is it really GitHub that answers?';
    throw new CsctlError('upstream-damaged', `${this.name} has no releases`, { hint });
  }

  private async page(number: number): Promise<Uint8Array> {
    const base = this.github.apiUrl.href.replace(/\/+$/, '');
    const url = new URL(`${base}/repos/kubernetes/kubernetes/releases?per_page=${PAGE_SIZE}&page=${number}`);
    const headers = {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(await this.github.headersFor(url)),
    };
    try {
      return await cachedGet(this.access, url, { limit: PAGE_LIMIT, headers });
    } catch (error) {
      const refusal = asUpstreamRefusal(error, this.name, 'listing its releases');
      throw isLimit(error) && refusal instanceof CsctlError ? refusal.withHint(TOKEN_HINT) : refusal;
    }
  }
}

/** GitHub answers to too many requests with 403, and with 429. */
const isLimit = (error: unknown): boolean =>
  error instanceof HttpStatusFault && (error.status === 403 || error.status === 429);

const TOKEN_HINT = 'GitHub allows 60 requests an hour without a token, and more with GITHUB_TOKEN';

/** Whether releases are reached that are older than what is of interest. */
function reachesBack(patches: readonly KubernetesPatch[]): boolean {
  const minors = patches.map(({ version }) => version.major * 1000 + version.minor);
  return Math.max(...minors) - Math.min(...minors) >= MINORS;
}
