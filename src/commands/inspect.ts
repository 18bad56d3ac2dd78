// csctl inspect: what is in a release.
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { networkFlags, remoteFlag } from '../cli/flags.ts';
import { showInspected } from '../cli/show/inspect.ts';
import { inspectRelease, type InspectedRelease } from '../release/reading/inspect.ts';

export default class Inspect extends BaseCommand {
  static override readonly summary = 'Show what is in a release';
  static override readonly description =
    'Shows a release folder, or a tag on --remote: where it comes from, the versions of its components, its files, the addon charts with their dependencies, the node images, and the variables of the ClusterClass as it renders. What cannot be read is a warning.';
  static override readonly examples = [
    {
      description: 'Look into what is published:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1',
    },
    {
      description: 'Look into what create wrote:',
      command: '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1',
    },
  ];
  static override readonly args = {
    release: Args.string({ description: 'a release folder, or a tag on the remote', required: true }),
  };
  static override readonly flags = { remote: remoteFlag, ...networkFlags };

  async run(): Promise<InspectedRelease> {
    const { args, flags } = await this.parse(Inspect);
    return this.present(await inspectRelease(args.release, await this.open(flags)), showInspected);
  }
}
