// Where the steps meet the world: the adapters behind the ports of one run.
import { isAbsolute, resolve } from 'node:path';
import { CosignSigner } from '../io/cosign.ts';
import { GitRevisions } from '../io/git.ts';
import { LocalChartFolders } from '../io/local-charts.ts';
import { NewFiles } from '../io/new-files.ts';
import { NewFolders } from '../io/new-folder.ts';
import { NotesTemplateFile } from '../io/notes-template.ts';
import { ReleaseFolderReader } from '../io/release-folder-reader.ts';
import { ReleaseFolderSink } from '../io/release-folder.ts';
import { StackFolderEditor } from '../io/stack-editor.ts';
import { StackFolders } from '../io/stack-folder.ts';
import { LocalTemplates } from '../io/template-folder.ts';
import { LocalTextFiles } from '../io/text-files.ts';
import type {
  NotesTemplates,
  ReleaseFolders,
  ReleaseSink,
  Reporter,
  Signer,
  World,
} from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';
import { remotesOf, type RemoteName } from './remotes.ts';
import { openPlugins } from './wire-plugins.ts';
import { openUpstream } from './wire-upstream.ts';
import { ownCredentials, type NetworkFlags, type Program } from './wire-network.ts';
import { openStores } from './wire-remotes.ts';

/** What of the world a command names. */
export interface WorldFlags extends NetworkFlags {
  readonly output?: string;
  readonly remote?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly 'dry-run'?: boolean;
  readonly 'node-image-registry'?: string | undefined;
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
  const stacks = new StackFolders(env.cwd, outputFolder);
  return {
    stacks,
    editor: new StackFolderEditor(env.cwd, () => {
      stacks.forget();
    }),
    upstream: openUpstream(env, flags, program, reporter),
    localCharts: new LocalChartFolders(env.cwd),
    stores: needsStores ? await openStores(remotes, env, flags, program, reporter) : [],
    sink: openSink(output, outputFolder),
    plugins: openPlugins(env, flags, program, reporter),
    trees: new NewFolders(env.cwd),
    files: new NewFiles(env.cwd, () => {
      stacks.forget();
    }),
    templates: new LocalTemplates(program.files, env.cwd),
    folders: new ReleaseFolderReader(env.cwd),
    revisions: new GitRevisions(env.cwd, env.all),
    notes: openNotes(flags, env.cwd, program),
    texts: new LocalTextFiles(env.cwd),
    signer: flags.sign ? await openSigner(env, flags, remotes, reporter) : undefined,
    reporter,
    signal: interruption,
  };
}

/** The template of release notes that a flag names, or our own. */
function openNotes({ notes }: WorldFlags, cwd: string, { files }: Program): NotesTemplates {
  if (notes !== undefined) return new NotesTemplateFile(resolve(cwd, notes), notes);
  const file = 'templates/release-notes.md.hbs';
  return { read: () => Promise.resolve(file).then((name) => ({ file, text: files.text(name) })) };
}

/** cosign reads Docker's logins itself; csctl's variables it does not know. */
async function openSigner(
  env: Environment,
  flags: WorldFlags,
  remotes: readonly RemoteName[],
  reporter: Reporter,
): Promise<Signer> {
  const credentials = await ownCredentials(remotes, env);
  return new CosignSigner({
    key: flags['sign-key'],
    extra: [...registryAccess(flags, env.cwd), ...(flags['sign-arg'] ?? [])],
    environment: env.all,
    login: async (host) => (await credentials(host))?.login,
    tell: (line) => {
      reporter.note(`cosign: ${line}`);
    },
  });
}

/** cosign talks to the registry itself, and has to reach and trust what we do. */
const registryAccess = ({ 'ca-file': file, 'plain-http': plain }: WorldFlags, cwd: string): string[] => [
  ...(file === undefined ? [] : [`--registry-cacert=${resolve(cwd, file)}`]),
  ...(plain ? ['--allow-http-registry'] : []),
];

const openSink = (output: string, folder: string): ReleaseSink =>
  new ReleaseFolderSink(folder, output.replace(/\/+$/, '') || output);
