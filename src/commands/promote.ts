// csctl promote: the tested content again, under the next version of another channel.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, networkFlags, notesFlag, parseAllowed, remoteFlag, signFlags } from '../cli/flags.ts';
import { showPromoted } from '../cli/show/promote.ts';
import { promoteRelease, type PromoteResult } from '../release/promotion/promote.ts';
import { CHANNELS } from '../release/promotion/promotion.ts';
import { requireRemotes } from '../release/reading/read-release.ts';

export default class Promote extends BaseCommand {
  static override readonly summary = 'Publish tested content under the next version of another channel';
  static override readonly description = `Takes a published release, replaces the versions that csctl filled in, and publishes the result as the next version of the channel. It is proven that nothing else differs: with tokens in place of the versions, the parts of both releases have the fingerprints that were recorded when the tested one was built. Otherwise nothing is published: exit code 3. Exit code 4 means that the channel has this content already.

Releases of the Go csctl do not say where versions were filled in. With --source the stack they were built from is compared with them, file by file, and built again.`;
  static override readonly examples = [
    {
      description: 'Make the beta that was tested stable:',
      command:
        '<%= config.bin %> <%= command.id %> --to stable --remote oci://ghcr.io/example/cluster-stacks openstack-scs-1-34-v4-beta-2',
    },
    {
      description: 'What would become of the build of a pull request?',
      command:
        '<%= config.bin %> <%= command.id %> --to beta --dry-run --remote github:example/cluster-stacks openstack-scs-1-34-v0-sha-azlfam7',
    },
  ];
  static override readonly args = {
    tag: Args.string({ description: 'the tested release', required: true }),
  };
  static override readonly flags = {
    to: Flags.option({ description: 'the channel', options: CHANNELS, required: true })(),
    remote: remoteFlag,
    ...networkFlags,
    source: Flags.string({
      description: 'the stack it was built from, for releases without a record',
      helpValue: 'STACK',
    }),
    allow: allowFlag,
    notes: notesFlag,
    ...signFlags,
    'dry-run': Flags.boolean({ description: 'do everything but publish: true names, sizes and digests' }),
  };

  async run(): Promise<PromoteResult> {
    const { args, flags } = await this.parse(Promote);
    const world = await this.open(flags);
    requireRemotes(world.stores);
    const { to: channel, source, allow, 'dry-run': dryRun } = flags;
    const mtime = this.environment.sourceDate;
    const request = { channel, source, allowed: parseAllowed(allow), mtime, dryRun };
    const result = await promoteRelease(args.tag, request, world);
    return this.present(result, showPromoted, result.status === 'unchanged' ? 4 : 0);
  }
}
