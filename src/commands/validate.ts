// csctl validate: would the operator accept a release of these sources? All problems at once.
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, crdFlag, embedFlag, kubernetesFlag, outputFlag, requestFrom } from '../cli/flags.ts';
import { showCheck } from '../cli/show/check.ts';
import { anyStacks, stacksOrHere } from '../cli/update-flags.ts';
import { countOf } from '../cli/show/style.ts';
import { validateStacks, type CheckResult } from '../release/check.ts';
import { findStacks } from '../release/find-stacks.ts';

export default class Validate extends BaseCommand {
  static override readonly summary = 'Check the sources of stacks';
  static override readonly description =
    'Checks each stack as create would, against the rules of the Cluster Stack Operator, charts and what they render to included, and lists everything that is wrong with its place. Writes nothing; exit code 3 when there are errors.';
  static override readonly examples = [
    {
      description: 'Check every stack of a repository:',
      command: '<%= config.bin %> <%= command.id %> providers',
    },
    {
      description: 'Check every stack below the current folder:',
      command: '<%= config.bin %> <%= command.id %>',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    output: outputFlag,
    'embed-dependencies': embedFlag,
    allow: allowFlag,
    crd: crdFlag,
  };

  async run(): Promise<CheckResult> {
    const { argv, flags } = await this.parse(Validate);
    const world = await this.open({ output: flags.output, remote: [] }, false);
    const stacks = await findStacks(stacksOrHere(argv), world);
    const result = await validateStacks(stacks, requestFrom(flags, this.environment.sourceDate), world);
    const subject = countOf(stacks.length, 'stack');
    return this.present(result, (checked, style) => showCheck(checked, style, subject), result.ok ? 0 : 3);
  }
}
