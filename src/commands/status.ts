// csctl status, and csctl alone: what is here, and what to do next.
import { BaseCommand } from '../cli/base-command.ts';
import { showStatus } from '../cli/show/status.ts';
import { openSurroundings } from '../cli/wire-status.ts';
import { statusOf } from '../release/status/status.ts';
import type { Status } from '../release/status/status-result.ts';

export default class StatusCommand extends BaseCommand {
  static override readonly summary = 'Show what is here, and what to do next';
  static override readonly description =
    'Looks around the current folder: stacks with their Kubernetes minors, finished release folders in .release, and commands that fit. csctl without a command does the same. Asks no network: what is published is told of a remote on this disk (layout:FOLDER in CSCTL_REMOTE), and what is outdated only from what earlier runs have learned.';
  static override readonly examples = [
    { description: 'What is here?', command: '<%= config.bin %>' },
    {
      description: 'The same for a script, as JSON:',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  async run(): Promise<Status> {
    await this.parse(StatusCommand);
    return this.present(await statusOf(await openSurroundings(this.environment)), showStatus);
  }
}
