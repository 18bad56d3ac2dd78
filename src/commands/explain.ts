// csctl explain: what a code means, and what to do about it.
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { explain, type Explanation } from '../cli/explanation.ts';
import { showCodes, showExplanations } from '../cli/show/explanation.ts';

export default class Explain extends BaseCommand {
  static override readonly summary = 'Explain the code of an error or warning: its cause and its cure';
  static override readonly description =
    'Prints what docs/errors.md says of a code: why there is a rule, what to do, the exit code, and whether --allow may turn the error into a warning. Without a code all of them are listed.';
  static override readonly examples = [
    {
      description: 'What does error[chart-render] mean?',
      command: '<%= config.bin %> <%= command.id %> chart-render',
    },
    {
      description: 'Which codes may --allow name?',
      command: "<%= config.bin %> <%= command.id %> --json | jq -r '.codes[] | select(.allowable).code'",
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    code: Args.string({
      description: 'code of an error or warning, as in chart-render; several may be given',
    }),
  };

  async run(): Promise<{ readonly codes: readonly Explanation[] }> {
    const { argv } = await this.parse(Explain);
    const show = argv.length === 0 ? showCodes : showExplanations;
    return this.present({ codes: explain(argv as string[]) }, ({ codes }, style) => show(codes, style));
  }
}
