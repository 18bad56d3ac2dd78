// csctl pull: published releases back into release folders.
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { networkFlags, outputFlag, remoteFlag } from '../cli/flags.ts';
import { showPulled } from '../cli/show/pull.ts';
import { pullReleases, type PulledRelease } from '../release/reading/pull.ts';
import { requireRemotes } from '../release/reading/read-release.ts';

export default class Pull extends BaseCommand {
  static override readonly summary = 'Fetch published releases';
  static override readonly description =
    'Fetches each tag from the first remote that has it into a release folder. Every file is checked against its size and digest while it arrives; the folder appears when it is whole.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1',
  ];
  static override readonly strict = false;
  static override readonly args = { tag: Args.string({ description: 'tags on the remote', required: true }) };
  static override readonly flags = { remote: remoteFlag, ...networkFlags, output: outputFlag };

  async run(): Promise<{ releases: readonly PulledRelease[] }> {
    const { argv, flags } = await this.parse(Pull);
    const world = await this.open(flags);
    requireRemotes(world.stores);
    return this.present(await pullReleases(argv as string[], world.stores, world), showPulled);
  }
}
