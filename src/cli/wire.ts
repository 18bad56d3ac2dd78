// Where the steps meet the world: the adapters behind the ports of one run.
import { isAbsolute, resolve } from 'node:path';
import { CosignSigner } from '../io/cosign.ts';
import { GitRevisions } from '../io/git.ts';
import { NotesTemplateFile } from '../io/notes-template.ts';
import { ReleaseFolderReader } from '../io/release-folder-reader.ts';
import { ReleaseFolderSink } from '../io/release-folder.ts';
import { StackFolders } from '../io/stack-folder.ts';
import type { ReleaseFolders, ReleaseSink, Reporter, Signer, World } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';
import { remotesOf } from './remotes.ts';
import { openStores, type NetworkFlags, type Program } from './wire-remotes.ts';

/** What of the world a command names. */
export interface WorldFlags extends NetworkFlags {
  readonly output?: string;
  readonly remote?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly sign?: boolean;
  readonly 'sign-key'?: string | undefined;
  readonly 'sign-arg'?: readonly string[] | undefined;
}

/** Everything that a run may reach; commands take what they need of it. */
export interface OpenWorld extends World {
  readonly folders: ReleaseFolders;
}

/**
 * The world of a run.
 * @param needsStores whether the run looks at remotes; if not, their names are checked and no more
 * @throws CsctlError `remote-unknown`, `usage`
 */
export async function openWorld(
  env: Environment,
  flags: WorldFlags,
  needsStores: boolean,
  reporter: Reporter,
  program: Program,
): Promise<OpenWorld> {
  const output = flags.output ?? '.release';
  const outputFolder = isAbsolute(output) ? output : resolve(env.cwd, output);
  const remotes = remotesOf(flags.remote, env);
  const ours = resolve(program.root, 'templates/release-notes.md.hbs');
  const { notes } = flags;
  return {
    stacks: new StackFolders(env.cwd, outputFolder),
    stores: needsStores ? await openStores(remotes, env, flags, program) : [],
    sink: openSink(output, outputFolder),
    folders: new ReleaseFolderReader(env.cwd),
    revisions: new GitRevisions(env.cwd, env.all),
    notes: new NotesTemplateFile(notes === undefined ? ours : resolve(env.cwd, notes), notes ?? ours),
    signer: flags.sign ? openSigner(env, flags) : undefined,
    reporter,
    signal: interruption,
  };
}

/** cosign reads Docker's logins itself; csctl's variables it does not know. */
function openSigner({ all, oci, cwd }: Environment, flags: WorldFlags): Signer {
  const { username, password, registry, repository } = oci;
  const own = registry ?? repository?.split('/')[0];
  return new CosignSigner({
    key: flags['sign-key'],
    extra: [...registryTrust(flags['ca-file'], cwd), ...(flags['sign-arg'] ?? [])],
    environment: all,
    login: (host) =>
      Promise.resolve(
        username !== undefined && password !== undefined && (own ?? host) === host
          ? { username, password }
          : undefined,
      ),
  });
}

/** cosign talks to the registry itself, and has to trust what we trust. */
const registryTrust = (file: string | undefined, cwd: string): string[] =>
  file === undefined ? [] : [`--registry-cacert=${resolve(cwd, file)}`];

const openSink = (output: string, folder: string): ReleaseSink =>
  new ReleaseFolderSink(folder, output.replace(/\/+$/, '') || output);
