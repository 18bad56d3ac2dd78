// Where keeping current meets its sources. What talks to a network is loaded when something is asked for.
import type { HttpClient } from '../io/http/client.ts';
import type { CredentialSource } from '../io/oci/credentials.ts';
import type { DiskCache } from '../io/upstream/disk-cache.ts';
import type { Reporter } from '../release/ports.ts';
import type {
  ChartRepository,
  ImageSource,
  KubernetesReleases,
  Upstream,
} from '../release/upstream-ports.ts';
import type { Environment } from './env.ts';
import { openCredentials, openHttp, type NetworkFlags, type Program } from './wire-network.ts';

/** What all sources share. */
interface Access {
  readonly http: HttpClient;
  readonly cache: DiskCache;
  readonly credentials: CredentialSource;
  readonly plainHttp: boolean;
}

/** The sources of a run; none is opened before it is asked. */
export function openUpstream(
  env: Environment,
  flags: NetworkFlags,
  program: Program,
  reporter: Reporter,
): Upstream {
  const access = once(() => openAccess(env, flags, program));
  const kubernetes = once(async () => openKubernetes(env, await access(), reporter));
  const charts = once(async () => openCharts(await access()));
  const images = once(async () => openImages(await access()));
  return {
    kubernetes: { list: async (wish) => (await kubernetes()).list(wish) },
    charts: {
      versions: async (chart) => (await charts()).versions(chart),
      fetch: async (chart, version, expected) => (await charts()).fetch(chart, version, expected),
    },
    images: {
      look: async (url) => (await images()).look(url),
      text: async (url) => (await images()).text(url),
      tag: async (image, tag) => (await images()).tag(image, tag),
    },
    today: () => new Date().toISOString().slice(0, 10),
  };
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => (opened ??= open());
}

async function openAccess(env: Environment, flags: NetworkFlags, program: Program): Promise<Access> {
  const { DiskCache } = await import('../io/upstream/disk-cache.ts');
  const http = await openHttp(env, flags, program);
  // Registries of charts and images are not the one that csctl's variables are for.
  const credentials = await openCredentials([], env);
  return {
    http,
    cache: new DiskCache(env.cacheFolder),
    credentials,
    plainHttp: flags['plain-http'] ?? false,
  };
}

async function openKubernetes(
  env: Environment,
  access: Access,
  reporter: Reporter,
): Promise<KubernetesReleases> {
  const [{ KubernetesUpstream, parseFeed }, { GithubTags, kubernetesGithub }] = await Promise.all([
    import('../io/upstream/kubernetes-releases.ts'),
    import('../io/upstream/kubernetes-github.ts'),
  ]);
  return new KubernetesUpstream({
    access,
    feed: env.kubernetesFeed === undefined ? undefined : parseFeed(env.kubernetesFeed, env.cwd),
    second: new GithubTags(access, kubernetesGithub(env.githubApiUrl, env.githubTokens)),
    note: (message) => {
      reporter.note(message);
    },
  });
}

async function openCharts(access: Access): Promise<ChartRepository> {
  const { ChartSources } = await import('../io/upstream/chart-repository.ts');
  return new ChartSources(access);
}

async function openImages(access: Access): Promise<ImageSource> {
  const { ImageServer } = await import('../io/upstream/image-server.ts');
  return new ImageServer(access);
}
