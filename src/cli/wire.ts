// Where the steps meet the world: the adapters behind the ports of one run.
import { isAbsolute, resolve } from 'node:path';
import { OciLayoutStore } from '../io/layout/oci-layout.ts';
import { ReleaseFolderReader, ReleaseFolderSink } from '../io/release-folder.ts';
import { StackFolders } from '../io/stack-folder.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseFolders, ReleaseSink, ReleaseStore, Reporter, StackSource, World } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption, nextTurn } from './interruption.ts';

const LAYOUT = 'layout:';

/** The stores of the named remotes; those of CSCTL_REMOTE when none is named. @throws CsctlError `remote-unknown` */
export function openStores(remotes: readonly string[], env: Environment): ReleaseStore[] {
  const names = remotes.length > 0 ? remotes : env.remote === undefined ? [] : [env.remote];
  return names.map((name) => openStore(name, env));
}

function openStore(name: string, env: Environment): ReleaseStore {
  const folder = name.startsWith(LAYOUT) ? name.slice(LAYOUT.length) : '';
  if (folder !== '') return new OciLayoutStore(resolve(env.cwd, folder), folder);
  const later = /^(?:github|oci)(?::|$)/.test(name)
    ? `"${name}": GitHub and registries are not supported yet`
    : `"${name}" is no remote`;
  throw new CsctlError('remote-unknown', `${later}; expected layout:FOLDER`, {
    hint: 'an OCI layout can be copied to a registry with skopeo or oras',
  });
}

/** The world of a run that builds from stack folders. */
export function openWorld(
  env: Environment,
  output: string,
  remotes: readonly string[],
  reporter: Reporter,
): World {
  const outputFolder = isAbsolute(output) ? output : resolve(env.cwd, output);
  return {
    stacks: interruptibleStacks(new StackFolders(env.cwd, outputFolder)),
    stores: openStores(remotes, env),
    sink: interruptibleSink(new ReleaseFolderSink(outputFolder, output.replace(/\/+$/, '') || output)),
    reporter,
    signal: interruption,
  };
}

/** A signal is heard before each stack is read ... */
const interruptibleStacks = (stacks: StackSource): StackSource => ({
  find: (argument) => stacks.find(argument),
  async read(folder) {
    await nextTurn();
    return stacks.read(folder);
  },
});

/** ... and before each release is written. */
const interruptibleSink = (sink: ReleaseSink): ReleaseSink => ({
  check: (tag) => sink.check(tag),
  async write(tag, assets) {
    await nextTurn();
    interruption.throwIfAborted();
    return sink.write(tag, assets);
  },
});

export const openReleaseFolders = (env: Environment): ReleaseFolders => new ReleaseFolderReader(env.cwd);
