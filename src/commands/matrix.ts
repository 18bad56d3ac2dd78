// csctl matrix: what the stacks bring for each Kubernetes minor.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { documentFlags, documentWish } from '../cli/document-flags.ts';
import { kubernetesFlag, networkFlags, requestFrom } from '../cli/flags.ts';
import { documentExit, showMatrix } from '../cli/show/document.ts';
import { LIST_FORMATS, type ListFormat } from '../cli/show/list.ts';
import { anyStacks, stacksOrHere } from '../cli/update-flags.ts';
import { matrixOf, type MatrixResult } from '../release/documents/matrix.ts';
import { findStacks } from '../release/find-stacks.ts';

export default class Matrix extends BaseCommand {
  static override readonly summary = 'Show what stacks bring for each Kubernetes minor';
  static override readonly description =
    'A line for each stack and minor: Kubernetes version, charts of the addons, node image and, when --remote is given, the newest stable release and a newer pre-release. With -o it is kept as Markdown between the comments <!-- csctl:matrix --> and <!-- /csctl:matrix --> of a file, and --check tells whether it is current.';
  static override readonly examples = [
    {
      description: 'All stacks of the repository:',
      command: '<%= config.bin %> <%= command.id %> providers',
    },
    {
      description: 'A table for the README, with what is published:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks -o README.md providers',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    format: Flags.option({
      description: 'how to print it',
      options: LIST_FORMATS,
      default: 'table' as ListFormat,
    })(),
    ...documentFlags,
    remote: Flags.string({
      description: 'where releases are kept, to tell what is published: github:..., oci://..., layout:FOLDER',
      helpValue: 'REMOTE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    ...networkFlags,
  };

  async run(): Promise<MatrixResult> {
    const { argv, flags } = await this.parse(Matrix);
    const { kubernetes, format, output, check, remote = [], ...network } = flags;
    const wish = documentWish({ output, check });
    // CSCTL_REMOTE does not count: a document must not depend on who makes it.
    const world = await this.open({ ...network, remote }, remote.length > 0);
    const folders = await findStacks(stacksOrHere(argv), world);
    const request = {
      named: argv as string[],
      reading: requestFrom({ kubernetes }, 0),
      stores: world.stores,
      ...wish,
    };
    const result = await matrixOf(folders, request, world);
    return this.present(result, (made, style) => showMatrix(made, style, format), documentExit(result));
  }
}
