// Logins that `docker login` and its kin keep: config.json, and the credential helpers that it names.
import { readFile } from 'node:fs/promises';
import { CsctlError } from '../../problem/problem.ts';
import { askHelper } from './credential-helper.ts';
import { isSameHost, type Credential, type CredentialSource } from './credentials.ts';

/** Where Docker's logins are. */
export interface DockerLogins {
  /** Path of `config.json`: in `DOCKER_CONFIG`, else in `~/.docker`. */
  readonly file: string;
  /** Where credential helpers are looked for, as in `PATH`. */
  readonly searchPath: string;
}

/** The parts of config.json that are read, as they may be written there. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, DockerLogin | null>> | null;
  readonly credHelpers?: Readonly<Record<string, string>> | null;
  readonly credsStore?: string | null;
}

interface DockerLogin {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

/** Docker Hub's logins stand under this name. */
const DOCKER_HUB = 'https://index.docker.io/v1/';

/** The helper of a registry comes before the general one, and that before what stands in the file itself. */
export function dockerCredentials({ file, searchPath }: DockerLogins): CredentialSource {
  let config: Promise<DockerConfig> | undefined;
  return async (host) => {
    config ??= readConfig(file);
    const { auths, credHelpers, credsStore } = await config;
    const helper = entryFor(credHelpers, host)?.[1] ?? credsStore;
    if (typeof helper === 'string' && helper !== '') {
      const [key = isSameHost(host, DOCKER_HUB) ? DOCKER_HUB : host] = entryFor(auths, host) ?? [];
      const credential = await askHelper(helper, key, searchPath);
      if (credential) return credential;
    }
    const login = entryFor(auths, host)?.[1];
    return login ? fromLogin(login, file, host) : undefined;
  };
}

/** @throws CsctlError `credentials-unreadable`; an absent file is an empty one */
async function readConfig(file: string): Promise<DockerConfig> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw unreadable(file, `cannot be read (${code})`);
  }
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    // The parser's own words would show a piece of the file.
    throw unreadable(file, 'is no JSON');
  }
  const parts = isMap(config) ? [config['auths'], config['credHelpers']] : ['no map'];
  if (!parts.every((part) => part === undefined || part === null || isMap(part)))
    throw unreadable(file, 'is not in the form that docker login writes');
  return config as DockerConfig;
}

/** The exact name, else one that means the same host. */
function entryFor<T>(
  map: Readonly<Record<string, T>> | null | undefined,
  host: string,
): [string, T] | undefined {
  const entries = Object.entries(map ?? {});
  return entries.find(([key]) => key === host) ?? entries.find(([key]) => isSameHost(key, host));
}

function fromLogin(login: DockerLogin, file: string, host: string): Credential | undefined {
  const { auth, identitytoken, registrytoken } = login;
  const source = file;
  if (isText(registrytoken)) return { source, accessToken: registrytoken };
  if (isText(identitytoken)) return { source, identityToken: identitytoken };
  if (isText(login.username) && isText(login.password))
    return { source, login: { username: login.username, password: login.password } };
  if (!isText(auth)) return undefined;
  // Docker ends some with NUL.
  const [, username, password] =
    /^([^:]*):(.*?)\0*$/s.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? [];
  if (!isText(username) || !isText(password))
    throw unreadable(file, `has a login for ${host} that is not base64 of USER:PASSWORD`);
  return { source, login: { username, password } };
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const unreadable = (file: string, why: string): CsctlError =>
  new CsctlError('credentials-unreadable', `${file} ${why}`, {
    hint: 'repair it or log in anew, or point DOCKER_CONFIG to another folder',
  });
