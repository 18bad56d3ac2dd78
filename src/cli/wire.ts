// Where the steps meet the world: the adapters behind the ports of one run.
import { isAbsolute, resolve } from 'node:path';
import { OciLayoutStore } from '../io/layout/oci-layout.ts';
import { ReleaseFolderReader, ReleaseFolderSink } from '../io/release-folder.ts';
import { StackFolders } from '../io/stack-folder.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseFolders, ReleaseStore, Reporter, World } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';

const LAYOUT = 'layout:';

/** csctl's words and the forms of remotes that come with publishing. */
const LATER = /^(?:github|oci)(?:$|:.)/;

/** The remotes that are meant: those named, else CSCTL_REMOTE. @throws CsctlError `remote-unknown` */
function namesOf(remotes: readonly string[] | undefined, env: Environment): readonly string[] {
  const names = remotes ?? (env.remote === undefined ? [] : [env.remote]);
  const unknown = names.find((name) => !LATER.test(name) && (!name.startsWith(LAYOUT) || name === LAYOUT));
  if (unknown === undefined) return names;
  throw new CsctlError('remote-unknown', `"${unknown}" is no remote; expected layout:FOLDER`);
}

/** The stores of the remotes that are meant. @throws CsctlError `remote-unknown` */
export function openStores(remotes: readonly string[] | undefined, env: Environment): ReleaseStore[] {
  return namesOf(remotes, env).map((name) => {
    const folder = name.slice(LAYOUT.length);
    if (name.startsWith(LAYOUT)) return new OciLayoutStore(resolve(env.cwd, folder), folder);
    const message = `"${name}": GitHub and registries are not supported yet; expected layout:FOLDER`;
    const hint = 'an OCI layout can be copied to a registry with skopeo or oras';
    throw new CsctlError('remote-unknown', message, { hint });
  });
}

/** What of the world a command names. */
export interface WorldFlags {
  readonly output: string;
  readonly remote?: readonly string[] | undefined;
}

/**
 * The world of a run that builds from stack folders.
 * @param needsStores whether the run looks at remotes; if not, their names are checked and no more
 */
export function openWorld(
  env: Environment,
  flags: WorldFlags,
  needsStores: boolean,
  reporter: Reporter,
): World {
  const { output, remote } = flags;
  const outputFolder = isAbsolute(output) ? output : resolve(env.cwd, output);
  namesOf(remote, env);
  return {
    stacks: new StackFolders(env.cwd, outputFolder),
    stores: needsStores ? openStores(remote, env) : [],
    sink: new ReleaseFolderSink(outputFolder, output.replace(/\/+$/, '') || output),
    reporter,
    signal: interruption,
  };
}

export const openReleaseFolders = (env: Environment): ReleaseFolders => new ReleaseFolderReader(env.cwd);
