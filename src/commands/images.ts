// csctl images: the catalogue of node images of a stack, in every format, checked and pinned.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { kubernetesFlag, networkFlags, parseMinors } from '../cli/flags.ts';
import { showImages } from '../cli/show/images.ts';
import { findOneStack } from '../release/find-stacks.ts';
import { hasErrors, listImages, type ImagesResult } from '../release/imaging/images.ts';
import { IMAGE_FORMATS } from '../render/node-images.ts';

export default class Images extends BaseCommand {
  static override readonly summary = 'Show, check and pin the node images of a stack';
  static override readonly description =
    'Lists the images of nodeImages in stack.yaml: those that are pinned, and those of the Kubernetes versions that the stack is built for. --format prints the list as the OpenStack provider operator (node-images), the OpenStack Resource Controller (orc) or openstack-image-manager (image-manager) read it. --check asks the server for every image and compares its checksum: exit code 3 when one is missing or has changed.';
  static override readonly examples = [
    {
      description: 'Are all images there, and still the ones that were pinned?',
      command: '<%= config.bin %> <%= command.id %> --check providers/openstack/scs',
    },
    {
      description: 'Image objects for the OpenStack Resource Controller:',
      command: '<%= config.bin %> <%= command.id %> --format orc providers/openstack/scs > images.yaml',
    },
    {
      description: 'Pin new images, and take out those of versions that are no longer served:',
      command: '<%= config.bin %> <%= command.id %> --pin --prune providers/openstack/scs',
    },
  ];
  static override readonly args = { stack: Args.string({ description: 'a stack folder', required: true }) };
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    format: Flags.option({
      description: 'print the catalogue as YAML of this format',
      options: IMAGE_FORMATS,
    })(),
    check: Flags.boolean({ description: 'ask the server for every image' }),
    pin: Flags.boolean({ description: 'write checksums of images that are not pinned into stack.yaml' }),
    prune: Flags.boolean({ description: 'take out images of versions that are no longer served' }),
    'dry-run': Flags.boolean({ description: 'show what would be written, and write nothing' }),
    ...networkFlags,
  };

  async run(): Promise<ImagesResult> {
    const { args, flags } = await this.parse(Images);
    const { format, check, pin, prune, 'dry-run': dryRun } = flags;
    const minors = parseMinors(flags.kubernetes);
    const world = await this.open({ ...flags, remote: [] }, false);
    const folder = await findOneStack(args.stack, world);
    const result = await listImages(folder, { minors, format, check, pin, prune, dryRun }, world);
    return this.present(result, showImages, hasErrors(result) ? 3 : 0);
  }
}
