// csctl init stack: a new stack from a template.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import { answerFlags, flagOf, givenAnswers } from '../../cli/scaffold-flags.ts';
import { showInitStack } from '../../cli/show/scaffold.ts';
import { initStack, type InitStackResult } from '../../release/scaffold/init-stack.ts';

export default class InitStack extends BaseCommand {
  static override readonly summary = 'Make a new cluster stack that builds and passes every check';
  static override readonly description = `Asks for provider, name, Kubernetes minors and addons, and writes a stack folder that validates, builds and renders as it is. What flags say is not asked; --yes asks nothing. Files that are there already are never replaced: all files come, or none.

There are templates for docker and openstack, and a neutral one for every other provider of Cluster API. --template takes one of your own: a folder, or an installed npm package.`;
  static override readonly examples = [
    {
      description: 'Ask for everything:',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'A stack to try things with, without questions, in providers/docker/demo:',
      command: '<%= config.bin %> <%= command.id %> --provider docker --name demo --yes',
    },
    {
      description: 'OpenStack, for two minors, with the addons that it needs:',
      command:
        '<%= config.bin %> <%= command.id %> --provider openstack --name demo -k 1.34 -k 1.35 --addon cni --addon ccm --addon csi --yes',
    },
    {
      description: 'Any other provider of Cluster API:',
      command:
        '<%= config.bin %> <%= command.id %> --provider hetzner --name demo --answer kind=HCloud --yes',
    },
  ];
  static override readonly args = {
    folder: Args.string({ description: 'where the stack is made (default: providers/PROVIDER/NAME)' }),
  };
  static override readonly flags = {
    provider: Flags.string({
      description: 'docker, openstack, or the name of any other provider',
      helpValue: 'NAME',
    }),
    name: Flags.string({ description: 'name of the stack: a-z and 0-9', helpValue: 'NAME' }),
    kubernetes: Flags.string({
      char: 'k',
      description: 'minor that is served, as in 1.34; repeatable',
      helpValue: 'MINOR',
      multiple: true,
      multipleNonGreedy: true,
    }),
    addon: Flags.string({
      description: 'addon of the template, as in cni, or none; repeatable',
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    template: Flags.string({
      description: 'template of your own: a folder, or an installed npm package',
      helpValue: 'FOLDER|PACKAGE',
    }),
    ...answerFlags,
  };

  async run(): Promise<InitStackResult> {
    const { args, flags } = await this.parse(InitStack);
    const { provider, template, yes: defaults, 'dry-run': dryRun } = flags;
    const world = await this.open({ remote: [] }, false);
    const ask = defaults ? undefined : await this.asker();
    const given = givenAnswers(flags);
    const wish = { folder: args.folder, provider, template, given, defaults, ask, flagOf, dryRun };
    return this.present(await initStack(wish, world), showInitStack);
  }
}
