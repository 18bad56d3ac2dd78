// csctl plan: what create would do and why; writes nothing.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { releaseFlags, requestFrom } from '../cli/flags.ts';
import { showPlan } from '../cli/show/plan.ts';
import { requireRemote } from '../release/create.ts';
import { findStacks } from '../release/find-stacks.ts';
import { anyStacks, stacksOrHere } from '../cli/update-flags.ts';
import { planReleases, type PlanResult } from '../release/plan.ts';
import { looksBack } from '../stack/modes.ts';

export default class Plan extends BaseCommand {
  static override readonly summary = 'Say what create would do, and why';
  static override readonly description =
    'Compares the sources with the latest release on --remote, part by part, and shows the next version of each component with its reasons and the changed files, and what the upgrade means for clusters: patch, additive or breaking. Writes nothing. Exit code 3 when create would refuse a stack.';
  static override readonly examples = [
    {
      description: 'What would the next stable releases be?',
      command: '<%= config.bin %> <%= command.id %> --remote layout:releases providers',
    },
    {
      description: 'Fail a job with exit code 4 when there is nothing to release:',
      command:
        '<%= config.bin %> <%= command.id %> --exit-code --remote layout:releases providers/openstack/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    ...releaseFlags,
    'exit-code': Flags.boolean({ description: 'exit 4 when there is nothing to release' }),
  };

  async run(): Promise<PlanResult> {
    const { argv, flags } = await this.parse(Plan);
    const { environment } = this;
    const request = requestFrom(flags, environment.sourceDate);
    const world = await this.open(flags, looksBack(request.mode));
    requireRemote(request, world, false);
    const result = await planReleases(await findStacks(stacksOrHere(argv), world), request, world);
    const idle = result.plans.every(({ changed }) => !changed);
    const refused = result.plans.some((plan) => plan.refused);
    return this.present(result, showPlan, refused ? 3 : idle && flags['exit-code'] ? 4 : 0);
  }
}
