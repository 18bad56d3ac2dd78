// csctl init minor: a new Kubernetes minor of a stack.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import { networkFlags } from '../../cli/flags.ts';
import { minorWish } from '../../cli/minor-wish.ts';
import { showMinor } from '../../cli/show/minor.ts';
import { initMinor, type MinorResult } from '../../release/scaffold/minor.ts';

export default class InitMinor extends BaseCommand {
  static override readonly summary = 'Add a Kubernetes minor to a stack, derived from its newest';
  static override readonly description = `Writes an entry into stack.yaml or versions.yaml, or copies the folder of the newest minor where each has its own. The newest patch, node image and charts are asked from upstream as update does, and written down with their checksums; the text that changed is shown. Comments, order and quotes stay.

Without a network, --offline takes the charts of the minor before, and the patch that --version names; update brings it up to date later.`;
  static override readonly examples = [
    {
      description: 'The next minor:',
      command: '<%= config.bin %> <%= command.id %> 1.36 providers/openstack/scs',
    },
    {
      description: 'What would come?',
      command: '<%= config.bin %> <%= command.id %> 1.36 providers/openstack/scs --dry-run',
    },
    {
      description: 'Without a network, with versions that are known:',
      command:
        '<%= config.bin %> <%= command.id %> 1.36 providers/openstack/scs --offline --version v1.36.1 --pin ccm=2.36.0',
    },
  ];
  static override readonly args = {
    minor: Args.string({ description: 'the minor, as in 1.36', required: true }),
    stack: Args.string({
      description: 'a stack, or the folder above the folders of its minors (default: the current folder)',
      default: '.',
    }),
  };
  static override readonly flags = {
    version: Flags.string({
      description: 'this Kubernetes version, and not the newest patch',
      helpValue: 'VERSION',
    }),
    pin: Flags.string({
      description: 'this version of an addon chart, as in ccm=2.36.0; repeatable',
      helpValue: 'ADDON=VERSION',
      multiple: true,
      multipleNonGreedy: true,
    }),
    offline: Flags.boolean({ description: 'ask nobody' }),
    'dry-run': Flags.boolean({ description: 'show what would change and write nothing' }),
    ...networkFlags,
  };

  async run(): Promise<MinorResult> {
    const { args, flags } = await this.parse(InitMinor);
    const { 'dry-run': dryRun } = flags;
    const wish = minorWish(args.minor, flags);
    const world = await this.open({ ...flags, remote: [] }, false);
    const result = await initMinor(args.stack, wish, { dryRun }, world);
    return this.present(result, (added, style) => showMinor(added, style, dryRun));
  }
}
