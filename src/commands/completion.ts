// csctl completion: the script that lets a shell complete csctl's command lines.
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { completionScript, SHELLS, type Shell } from '../cli/completion/scripts.ts';

export default class Completion extends BaseCommand {
  static override readonly summary = 'Print the completion script of a shell';
  static override readonly description = `The script completes commands, flags and their values, stack folders, Kubernetes minors, release folders and tags. It asks csctl itself, so it is right for every later version, too. Tags of remotes on this disk are read; those of others are offered when a command has asked the remote within the last day: completion never waits for a network.

To install it for good:
  bash  csctl completion bash > ~/.local/share/bash-completion/completions/csctl
  zsh   csctl completion zsh > DIR/_csctl, DIR being a folder of your fpath
  fish  csctl completion fish > ~/.config/fish/completions/csctl.fish`;
  static override readonly examples = [
    { description: 'In this bash:', command: 'source <(<%= config.bin %> <%= command.id %> bash)' },
    { description: 'In this zsh:', command: 'source <(<%= config.bin %> <%= command.id %> zsh)' },
    { description: 'In this fish:', command: '<%= config.bin %> <%= command.id %> fish | source' },
  ];
  static override readonly args = {
    shell: Args.string({ description: 'bash, zsh or fish', options: [...SHELLS], required: true }),
  };

  async run(): Promise<{ readonly shell: Shell; readonly script: string }> {
    const { args } = await this.parse(Completion);
    const shell = args.shell as Shell;
    return this.present({ shell, script: completionScript(shell) }, ({ script }) => ({ out: script }));
  }
}
