// csctl help: the same text as --help, for those who type it the other way round.
import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import { Help } from '@oclif/core/help';

export default class HelpCommand extends Command {
  static override readonly summary = 'Show help for csctl or a command';
  static override readonly strict = false;
  static override readonly args = { command: Args.string({ description: 'command to show help for' }) };

  async run(): Promise<void> {
    const { argv } = await this.parse(HelpCommand);
    await new Help(this.config).showHelp(argv as string[]);
  }
}
