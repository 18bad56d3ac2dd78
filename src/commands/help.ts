// csctl help: the same text as --help, for those who type it the other way round.
import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import { CsctlHelp } from '../cli/help.ts';

export default class HelpCommand extends Command {
  static override readonly summary = 'Show help for csctl or a command';
  static override readonly examples = [
    { description: 'All commands, by the job they are for:', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'One of them:',
      command: '<%= config.bin %> <%= command.id %> create',
    },
  ];
  static override readonly strict = false;
  static override readonly args = { command: Args.string({ description: 'command to show help for' }) };

  async run(): Promise<void> {
    const { argv } = await this.parse(HelpCommand);
    await new CsctlHelp(this.config).showHelp(argv as string[]);
  }
}
