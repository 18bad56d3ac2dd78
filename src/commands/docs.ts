// csctl docs: what a stack is, as Markdown.
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { documentFlags, documentWish } from '../cli/document-flags.ts';
import { kubernetesFlag, requestFrom } from '../cli/flags.ts';
import { documentExit, showDocs } from '../cli/show/document.ts';
import { documentStack, type DocsResult } from '../release/documents/docs.ts';
import { findStacks } from '../release/find-stacks.ts';

export default class Docs extends BaseCommand {
  static override readonly summary = 'Document a stack: variables, addons, images';
  static override readonly description =
    'Prints Markdown: how a Cluster uses the stack, the variables of its class as it renders, the charts of its addons, and its node images. The newest minor is the reference; what others have differently is noted. With -o it is kept between the comments <!-- csctl:docs --> and <!-- /csctl:docs --> of a file, and --check tells whether it is current.';
  static override readonly examples = [
    {
      description: 'Keep the README of a stack current:',
      command: '<%= config.bin %> <%= command.id %> providers/docker/scs -o providers/docker/scs/README.md',
    },
    {
      description: 'Is it, in CI?',
      command:
        '<%= config.bin %> <%= command.id %> providers/docker/scs -o providers/docker/scs/README.md --check',
    },
  ];
  static override readonly args = {
    stack: Args.string({ description: 'a stack folder', required: true }),
  };
  static override readonly flags = { kubernetes: kubernetesFlag, ...documentFlags };

  async run(): Promise<DocsResult> {
    const { args, flags } = await this.parse(Docs);
    const { kubernetes, ...wish } = flags;
    const request = { reading: requestFrom({ kubernetes }, 0), ...documentWish(wish) };
    const world = await this.open({ remote: [] }, false);
    const folders = await findStacks([args.stack], world);
    const result = await documentStack(args.stack, folders, request, world);
    return this.present(result, showDocs, documentExit(result));
  }
}
