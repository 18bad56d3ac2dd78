// csctl init addon: a new addon stage in a stack.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import { addonAnswers } from '../../cli/addon-answers.ts';
import { networkFlags } from '../../cli/flags.ts';
import { answerFlags } from '../../cli/scaffold-flags.ts';
import { showAddon } from '../../cli/show/addon.ts';
import { initAddon, type AddonResult } from '../../release/scaffold/addon.ts';

export default class InitAddon extends BaseCommand {
  static override readonly summary = 'Add an addon stage to a stack';
  static override readonly description = `Makes the folder of a stage with Chart.yaml, values.yaml and overwrite.yaml, lists it in both hooks of clusteraddon.yaml, and pins its chart in stack.yaml. Comments, order and quotes stay; files that are there already are never replaced.

With --chart the stage installs a Helm chart, at its newest version or the one of --version; without, objects of your own, with an example to start from. In a folder above the folders of minors it comes to all of them.`;
  static override readonly examples = [
    {
      description: 'A chart, at its newest version:',
      command:
        '<%= config.bin %> <%= command.id %> ingress providers/openstack/scs --chart https://kubernetes.github.io/ingress-nginx/ingress-nginx',
    },
    {
      description: 'A version that is known, behind another stage, without a network:',
      command:
        '<%= config.bin %> <%= command.id %> certs providers/docker/scs --chart oci://quay.io/jetstack/charts/cert-manager --version v1.18.2 --after cni',
    },
    {
      description: 'Objects of your own:',
      command: '<%= config.bin %> <%= command.id %> hello providers/docker/scs --yes',
    },
  ];
  static override readonly args = {
    name: Args.string({ description: 'name of the stage', required: true }),
    stack: Args.string({
      description: 'a stack, or the folder above the folders of its minors (default: the current folder)',
      default: '.',
    }),
  };
  static override readonly flags = {
    chart: Flags.string({
      description: 'repository and name of the chart, with a slash between them',
      helpValue: 'REPOSITORY/NAME',
    }),
    version: Flags.string({
      description: 'version of the chart (default: the newest)',
      helpValue: 'VERSION',
      dependsOn: ['chart'],
    }),
    after: Flags.string({ description: 'behind this stage (default: at the end)', helpValue: 'STAGE' }),
    template: Flags.string({
      description: 'template of your own: a folder, or an installed npm package',
      helpValue: 'FOLDER|PACKAGE',
    }),
    ...answerFlags,
    ...networkFlags,
  };

  async run(): Promise<AddonResult> {
    const { args, flags } = await this.parse(InitAddon);
    const { template, after, yes, 'dry-run': dryRun } = flags;
    const world = await this.open({ ...flags, remote: [] }, false);
    const ask = yes ? undefined : await this.asker();
    const answers = addonAnswers(args.name, flags);
    const wish = { stack: args.stack, template, after, defaults: yes, ask, dryRun, ...answers };
    const result = await initAddon(wish, world);
    return this.present(result, (added, style) => showAddon(added, style, dryRun));
  }
}
