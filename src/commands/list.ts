// csctl list: what is published.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { kubernetesFlag, networkFlags, parseMinors, remoteFlag } from '../cli/flags.ts';
import { LIST_FORMATS, showList, type ListFormat } from '../cli/show/list.ts';
import { listReleases, type ListResult } from '../release/reading/list.ts';
import { requireRemotes } from '../release/reading/read-release.ts';

export default class List extends BaseCommand {
  static override readonly summary = 'List published releases';
  static override readonly description =
    'Shows the releases on the remotes with their Kubernetes version, channel, date and digest, the newest first. Reads annotations and metadata only. Tags of something else are counted in a note.';
  static override readonly examples = [
    {
      description: 'What is there for the stack openstack/scs?',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://registry.scs.community/kaas/cluster-stacks openstack/scs',
    },
    {
      description: 'A table for a README:',
      command:
        '<%= config.bin %> <%= command.id %> --format markdown --channel stable --remote github:example/cluster-stacks',
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    prefix: Args.string({ description: 'stacks (docker/scs) or beginnings of tags (docker-scs-1-34)' }),
  };
  static override readonly flags = {
    remote: remoteFlag,
    ...networkFlags,
    kubernetes: kubernetesFlag,
    channel: Flags.string({
      description: 'channel to show: stable, beta, sha ...',
      multiple: true,
      multipleNonGreedy: true,
    }),
    format: Flags.option({
      description: 'how to print it',
      options: LIST_FORMATS,
      default: 'table' as ListFormat,
    })(),
  };

  async run(): Promise<ListResult> {
    const { argv, flags } = await this.parse(List);
    const { stores } = await this.open(flags);
    requireRemotes(stores);
    const minors = parseMinors(flags.kubernetes);
    const filter = { prefixes: argv as string[], minors, channels: flags.channel ?? [] };
    const result = await listReleases(stores, filter, this.progress);
    return this.present(result, (listed, style) => showList(listed, style, flags.format));
  }
}
