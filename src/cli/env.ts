// The only place that reads the environment and the current folder.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { CloudPlaces } from '../release/manifests/credentials/find-clouds.ts';

/** What the commands take from their surroundings. */
export interface Environment {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** CSCTL_REMOTE */
  readonly remote: string | undefined;
  /** SOURCE_DATE_EPOCH in seconds since 1970, 0 without one. */
  readonly sourceDate: number;
  readonly git: GitVariables;
  readonly oci: OciVariables;
  /** GITHUB_API_URL */
  readonly githubApiUrl: string | undefined;
  /** Tokens for GitHub by the variable that holds them, in the order in which they count. */
  readonly githubTokens: readonly { readonly source: string; readonly value: string }[];
  /** Docker's config.json: in DOCKER_CONFIG, else in `~/.docker`. */
  readonly dockerConfig: string;
  /** SSL_CERT_FILE */
  readonly certificateFile: string | undefined;
  /** NODE_EXTRA_CA_CERTS, which Node itself hears as well. */
  readonly nodeCertificateFile: string | undefined;
  /** CSCTL_KUBERNETES_FEED: address or file. */
  readonly kubernetesFeed: string | undefined;
  /** Where what was downloaded is remembered: `csctl` in XDG_CACHE_HOME, else in `~/.cache`. */
  readonly cacheFolder: string;
  /** Where the OpenStack client looks for clouds.yaml. */
  readonly clouds: CloudPlaces;
  /** Everything, for programs that we start. */
  readonly all: NodeJS.ProcessEnv;
}

/** csctl's variables for GitHub (docs/operator-contract.md 2.2). */
export interface GitVariables {
  readonly provider: string | undefined;
  readonly organization: string | undefined;
  readonly repository: string | undefined;
}

/** csctl's variables for registries (docs/operator-contract.md 2.3). */
export interface OciVariables {
  readonly registry: string | undefined;
  readonly repository: string | undefined;
  readonly accessToken: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** Latest time that a tar header can hold, in seconds since 1970. */
const LATEST = 8 ** 11 - 1;

/** Reads the environment. @throws CsctlError `usage` when SOURCE_DATE_EPOCH is no time or the folder is gone */
export function readEnvironment(): Environment {
  return {
    cwd: currentFolder(),
    remote: read('CSCTL_REMOTE'),
    sourceDate: parseSourceDate(process.env['SOURCE_DATE_EPOCH']),
    git: {
      provider: read('GIT_PROVIDER'),
      organization: read('GIT_ORG_NAME'),
      repository: read('GIT_REPOSITORY_NAME'),
    },
    oci: {
      registry: read('OCI_REGISTRY'),
      repository: read('OCI_REPOSITORY'),
      accessToken: read('OCI_ACCESS_TOKEN'),
      username: read('OCI_USERNAME'),
      password: read('OCI_PASSWORD'),
    },
    githubApiUrl: read('GITHUB_API_URL'),
    githubTokens: ['GITHUB_TOKEN', 'GH_TOKEN', 'GIT_ACCESS_TOKEN'].flatMap((source) => {
      const value = read(source);
      return value === undefined ? [] : [{ source, value }];
    }),
    dockerConfig: join(read('DOCKER_CONFIG') ?? join(homeFolder(), '.docker'), 'config.json'),
    certificateFile: read('SSL_CERT_FILE'),
    nodeCertificateFile: read('NODE_EXTRA_CA_CERTS'),
    kubernetesFeed: read('CSCTL_KUBERNETES_FEED'),
    cacheFolder: join(absolute(read('XDG_CACHE_HOME')) ?? join(homeFolder(), '.cache'), 'csctl'),
    clouds: cloudPlaces(),
    all: process.env,
  };
}

/** The order of openstacksdk. */
function cloudPlaces(): CloudPlaces {
  const home = homeFolder();
  const own = [absolute(read('XDG_CONFIG_HOME')), join(home, '.config')].filter((one) => one !== undefined);
  return {
    folders: ['', ...new Set(own.map((folder) => join(folder, 'openstack'))), '/etc/openstack'],
    cloudsFile: read('OS_CLIENT_CONFIG_FILE'),
    secureFile: read('OS_CLIENT_SECURE_FILE'),
    cloud: read('OS_CLOUD'),
    home,
  };
}

/** A variable; one that is empty, or blank as from a Secret with a newline in it, counts as not set. */
const read = (name: string): string | undefined => process.env[name]?.trim() || undefined;

/** The XDG rules take no other path. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;

/** Whether colours are wanted or not: NO_COLOR, FORCE_COLOR; undefined where neither is set. */
export function readColorWish(): boolean | undefined {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? true : undefined;
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new CsctlError('usage', 'the current folder does not exist any more', {
      hint: 'cd to one that does',
    });
  }
}

function parseSourceDate(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= LATEST) return seconds;
  const hint = 'unset it, or set it to seconds since 1970, as git log -1 --format=%ct prints them';
  throw new CsctlError('usage', `SOURCE_DATE_EPOCH is "${text}"; expected whole seconds since 1970`, {
    hint,
  });
}

/** The user's home; the top of the file system for a user without HOME whom the machine does not know, as in containers. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '/';
  }
}

/** oclif asks the machine who the user is where these do not say, and takes no for a crash. */
export function nameUser(): void {
  process.env['HOME'] ||= homeFolder();
  process.env['SHELL'] ||= '/bin/sh';
}
