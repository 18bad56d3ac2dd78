// The program: commands by name, and the shortest way to the one that is asked for.
import { reportError } from './cli/base-command.ts';
import { nameUser } from './cli/env.ts';
import { listenForInterruption } from './cli/interruption.ts';
import { PlainConfig } from './cli/plain-config.ts';
import { EmbeddedFiles, PackageFolder, type Embedded } from './cli/program-files.ts';
import { ProgramPlugin } from './cli/program-plugin.ts';
import { requireCommand } from './cli/usage.ts';
import Complete from './commands/complete.ts';
import Completion from './commands/completion.ts';
import Copy from './commands/copy.ts';
import Create from './commands/create.ts';
import Diff from './commands/diff.ts';
import Docs from './commands/docs.ts';
import Explain from './commands/explain.ts';
import GenerateAdmission from './commands/generate/admission.ts';
import GenerateCluster from './commands/generate/cluster.ts';
import GenerateClusterStack from './commands/generate/clusterstack.ts';
import GenerateCredentials from './commands/generate/credentials.ts';
import GenerateGitops from './commands/generate/gitops.ts';
import HelpCommand from './commands/help.ts';
import Images from './commands/images.ts';
import InitAddon from './commands/init/addon.ts';
import InitMinor from './commands/init/minor.ts';
import InitStack from './commands/init/stack.ts';
import InitWorkflow from './commands/init/workflow.ts';
import Inspect from './commands/inspect.ts';
import List from './commands/list.ts';
import Matrix from './commands/matrix.ts';
import Migrate from './commands/migrate.ts';
import Outdated from './commands/outdated.ts';
import Patch from './commands/patch.ts';
import Plan from './commands/plan.ts';
import Promote from './commands/promote.ts';
import Publish from './commands/publish.ts';
import Pull from './commands/pull.ts';
import Render from './commands/render.ts';
import Show from './commands/show.ts';
import StatusCommand from './commands/status.ts';
import Update from './commands/update.ts';
import Validate from './commands/validate.ts';
import Verify from './commands/verify.ts';
import VersionCommand from './commands/version.ts';

/** Commands that need nothing of oclif's plugins. */
const OWN = {
  complete: Complete,
  completion: Completion,
  copy: Copy,
  create: Create,
  diff: Diff,
  docs: Docs,
  'generate:admission': GenerateAdmission,
  'generate:cluster': GenerateCluster,
  'generate:clusterstack': GenerateClusterStack,
  'generate:credentials': GenerateCredentials,
  'generate:gitops': GenerateGitops,
  explain: Explain,
  images: Images,
  'init:addon': InitAddon,
  'init:minor': InitMinor,
  'init:stack': InitStack,
  'init:workflow': InitWorkflow,
  inspect: Inspect,
  list: List,
  matrix: Matrix,
  migrate: Migrate,
  outdated: Outdated,
  patch: Patch,
  plan: Plan,
  promote: Promote,
  publish: Publish,
  pull: Pull,
  render: Render,
  show: Show,
  status: StatusCommand,
  update: Update,
  validate: Validate,
  verify: Verify,
  version: VersionCommand,
};

/** What oclif asks for (package.json, oclif.commands). */
export const COMMANDS = { ...OWN, help: HelpCommand };

/** Those that people type. */
const SHOWN = Object.entries<{ hidden?: boolean }>(COMMANDS).flatMap(([name, { hidden }]) =>
  hidden ? [] : [name],
);

const isOwn = (name: string): name is keyof typeof OWN => Object.hasOwn(OWN, name);

/**
 * The command that a line begins with, and what stands behind it: `generate cluster` is `generate:cluster`. A line without
 * any asks what there is to do.
 */
function findOwn(argv: string[]): { name: keyof typeof OWN; rest: string[] } | undefined {
  const [first = '', second = ''] = argv;
  if (first === '' || (first.startsWith('-') && first !== '--version')) return { name: 'status', rest: argv };
  const long = `${first}:${second}`;
  if (isOwn(long)) return { name: long, rest: argv.slice(2) };
  return isOwn(first) ? { name: first, rest: argv.slice(1) } : undefined;
}

const HELP_FLAGS = ['--help', '-h'];

/** What stands behind `--` is an argument, whatever it looks like. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).some((word) => HELP_FLAGS.includes(word));
}

/**
 * Runs the command line.
 * @param root where the program is: the folder of package.json, or the executable
 * @param embedded the files of that folder, where they are in the executable
 */
export async function start(argv: string[], root: string, embedded?: Embedded): Promise<void> {
  listenForInterruption();
  try {
    const files = embedded ? new EmbeddedFiles(embedded) : new PackageFolder(root);
    const program = new ProgramPlugin(files, root, COMMANDS);
    if (!isOwn(argv[0] ?? '')) requireCommand(argv, SHOWN);
    const own = asksForHelp(argv) ? undefined : findOwn(argv);
    if (own) await OWN[own.name].start(own.name, own.rest, new PlainConfig(program));
    else await runWithOclif(argv, program);
  } catch (error) {
    reportError(error, argv.includes('--json'));
  }
}

/** Help, and the version as oclif prints it: both know the commands from the manifest. */
async function runWithOclif(argv: string[], program: ProgramPlugin): Promise<void> {
  nameUser();
  const options = { root: program.root, plugins: new Map([[program.name, program]]) };
  if (argv[0] === 'help' || argv[0] === '--version') {
    const { run } = await import('@oclif/core/run');
    await run(argv, options);
  } else {
    const [{ Config }, { CsctlHelp }] = await Promise.all([
      import('@oclif/core/config'),
      import('./cli/help.ts'),
    ]);
    await new CsctlHelp(await Config.load(options)).showHelp(argv);
  }
}
