// csctl update: what upstream has, written into the sources.
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, kubernetesFlag, networkFlags, outputFlag } from '../cli/flags.ts';
import { showSummary } from '../cli/show/summary.ts';
import { showUpdate } from '../cli/show/update.ts';
import { ON_STDOUT, writeSummary } from '../cli/summary-file.ts';
import { anyStacks, stacksOrHere, updateFlags, wishFrom } from '../cli/update-flags.ts';
import { updateStacks, type UpdateResult } from '../release/currency/update.ts';
import { findStacks } from '../release/find-stacks.ts';

export default class Update extends BaseCommand {
  static override readonly summary =
    'Write newer Kubernetes patches, node images and addons into the sources';
  static override readonly description = `Asks upstream as outdated does, and edits the sources in place: comments, order and quotes stay. Node images are looked for and pinned by their checksum on first sight; charts are locked. What csctl docs keeps in the README.md of a stack comes along where it was current.

Everything is planned before the first file is written: when a source is down, exit code is 5 and nothing has changed. A minor whose pinned image has vanished is left as it is, and exit code is 3.`;
  static override readonly examples = [
    {
      description: 'Bring every stack up to date:',
      command: '<%= config.bin %> <%= command.id %> providers',
    },
    {
      description: 'See what would change:',
      command: '<%= config.bin %> <%= command.id %> --dry-run providers/openstack/scs',
    },
    {
      description: 'Take in new minors, and take out those without support:',
      command: '<%= config.bin %> <%= command.id %> --add-minors --drop-eol providers/openstack/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    ...updateFlags,
    kubernetes: kubernetesFlag,
    output: outputFlag,
    allow: allowFlag,
    ...networkFlags,
  };

  async run(): Promise<UpdateResult> {
    const { argv, flags } = await this.parse(Update);
    const wish = wishFrom({ ...flags, json: this.jsonEnabled() });
    const world = await this.open({ ...flags, remote: [] }, false);
    const folders = await findStacks(stacksOrHere(argv), world);
    const { 'dry-run': dryRun, summary } = flags;
    const result = await updateStacks(folders, wish, { dryRun }, world);
    writeSummary(summary, this.environment.cwd, () => showSummary(result, dryRun));
    return this.present(
      result,
      (updated, style) => {
        const shown = showUpdate(updated, style, dryRun);
        return summary === ON_STDOUT ? { ...shown, out: showSummary(updated, dryRun) } : shown;
      },
      result.refused.length > 0 ? 3 : 0,
    );
  }
}
