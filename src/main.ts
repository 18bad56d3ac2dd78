// The program: commands by name, and the shortest way to the one that is asked for.
import type { Command } from '@oclif/core/command';
import { reportError } from './cli/base-command.ts';
import { nameUser } from './cli/env.ts';
import { listenForInterruption } from './cli/interruption.ts';
import { PlainConfig } from './cli/plain-config.ts';
import { EmbeddedFiles, PackageFolder, type Embedded } from './cli/program-files.ts';
import { ProgramPlugin, type CommandLoaders } from './cli/program-plugin.ts';
import { requireCommand } from './cli/usage.ts';

/** Commands that need nothing of oclif's plugins: a line runs one of them, and loads what that one needs. */
const OWN = {
  complete: () => import('./commands/complete.ts'),
  completion: () => import('./commands/completion.ts'),
  copy: () => import('./commands/copy.ts'),
  create: () => import('./commands/create.ts'),
  diff: () => import('./commands/diff.ts'),
  docs: () => import('./commands/docs.ts'),
  'generate:admission': () => import('./commands/generate/admission.ts'),
  'generate:cluster': () => import('./commands/generate/cluster.ts'),
  'generate:clusterstack': () => import('./commands/generate/clusterstack.ts'),
  'generate:credentials': () => import('./commands/generate/credentials.ts'),
  'generate:gitops': () => import('./commands/generate/gitops.ts'),
  explain: () => import('./commands/explain.ts'),
  images: () => import('./commands/images.ts'),
  'init:addon': () => import('./commands/init/addon.ts'),
  'init:minor': () => import('./commands/init/minor.ts'),
  'init:stack': () => import('./commands/init/stack.ts'),
  'init:workflow': () => import('./commands/init/workflow.ts'),
  inspect: () => import('./commands/inspect.ts'),
  list: () => import('./commands/list.ts'),
  matrix: () => import('./commands/matrix.ts'),
  migrate: () => import('./commands/migrate.ts'),
  outdated: () => import('./commands/outdated.ts'),
  patch: () => import('./commands/patch.ts'),
  plan: () => import('./commands/plan.ts'),
  promote: () => import('./commands/promote.ts'),
  publish: () => import('./commands/publish.ts'),
  pull: () => import('./commands/pull.ts'),
  render: () => import('./commands/render.ts'),
  show: () => import('./commands/show.ts'),
  status: () => import('./commands/status.ts'),
  update: () => import('./commands/update.ts'),
  validate: () => import('./commands/validate.ts'),
  verify: () => import('./commands/verify.ts'),
  version: () => import('./commands/version.ts'),
} satisfies CommandLoaders;

const LOADERS: CommandLoaders = { ...OWN, help: () => import('./commands/help.ts') };

/** All commands by name: what oclif asks for (package.json, oclif.commands), and nobody else. */
export async function loadCommands(): Promise<Readonly<Record<string, Command.Class>>> {
  const loading = Object.entries(LOADERS).map(
    async ([name, load]) => [name, (await load()).default] as const,
  );
  return Object.fromEntries(await Promise.all(loading));
}

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
    const program = new ProgramPlugin(files, root, LOADERS);
    const named = findOwn(argv);
    if (!named) requireCommand(argv, program.shownCommands);
    const own = asksForHelp(argv) ? undefined : named;
    if (own) {
      const { default: command } = await OWN[own.name]();
      await command.start(own.name, own.rest, new PlainConfig(program));
    } else await runWithOclif(argv, program);
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
