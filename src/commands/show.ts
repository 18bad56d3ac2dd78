// csctl show: the effective tree of one Kubernetes minor.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { kubernetesFlag, requestFrom, stackArguments } from '../cli/flags.ts';
import { showFileList, showTree } from '../cli/show/tree.ts';
import { findStacks } from '../release/find-stacks.ts';
import { showStack, type ShownStack } from '../release/show.ts';

export default class Show extends BaseCommand {
  static override readonly summary = 'Show the effective source tree of one Kubernetes minor';
  static override readonly description =
    'Prints the files of a stack as they are for one minor: overlays laid over, pins written in, csctl.yaml generated. With -o they are written to a folder, which builds the same archives by itself (name --embed-dependencies where stack.yaml says so); the folder must be absent or empty, and outside of the stack.';
  static override readonly examples = [
    {
      description: 'Which files does 1.35 have, and where do they come from?',
      command: '<%= config.bin %> <%= command.id %> providers/openstack/scs -k 1.35 --list',
    },
    {
      description: 'What differs between two minors?',
      command:
        'diff <(<%= config.bin %> <%= command.id %> providers/openstack/scs -k 1.34) <(<%= config.bin %> <%= command.id %> providers/openstack/scs -k 1.35)',
    },
    {
      description: 'A folder of its own, for Helm or the Go csctl:',
      command: '<%= config.bin %> <%= command.id %> providers/openstack/scs -k 1.35 -o scs-1-35',
    },
  ];
  static override readonly strict = false;
  static override readonly args = stackArguments;
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    output: Flags.string({
      char: 'o',
      description: 'write the files to this folder, which must be absent or empty',
      helpValue: 'FOLDER',
    }),
    list: Flags.boolean({ description: 'only names, sizes and where each file comes from' }),
  };

  async run(): Promise<ShownStack> {
    const { argv, flags } = await this.parse(Show);
    const { kubernetes, output, list } = flags;
    const world = await this.open({ remote: [] }, false);
    const stacks = await findStacks(argv as string[], world);
    const request = requestFrom({ kubernetes, ...(output !== undefined && { output }) }, 0);
    const { result, tree } = await showStack(stacks, request, output, world);
    const isList = list || output !== undefined;
    return this.present(result, (shown, style) =>
      isList ? showFileList(shown, style) : showTree(shown, tree, style),
    );
  }
}
