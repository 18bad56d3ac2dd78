// The program: commands by name, loaded when they are asked for, and what surrounds a run.
import { Config, run } from '@oclif/core';
import { reportError } from './cli/base-command.ts';
import { listenForInterruption } from './cli/interruption.ts';
import Create from './commands/create.ts';
import HelpCommand from './commands/help.ts';
import Plan from './commands/plan.ts';
import Validate from './commands/validate.ts';
import Verify from './commands/verify.ts';
import VersionCommand from './commands/version.ts';

/** What oclif asks for (package.json, oclif.commands). */
export const COMMANDS = {
  create: Create,
  help: HelpCommand,
  plan: Plan,
  validate: Validate,
  verify: Verify,
  version: VersionCommand,
};

/** Runs the command line. @param root the folder of package.json */
export async function start(argv: string[], root: string): Promise<void> {
  listenForInterruption();
  try {
    const config = await Config.load({ root });
    await run(argv, config);
  } catch (error) {
    reportError(error, argv.includes('--json'));
  }
}
