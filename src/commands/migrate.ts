// csctl migrate: stacks of any layout into ours.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { networkFlags, stackArguments } from '../cli/flags.ts';
import { showMigrated } from '../cli/show/migrate.ts';
import { CsctlError } from '../problem/problem.ts';
import { migrateStacks, type MigrateResult } from '../release/migration/migrate.ts';

export default class Migrate extends BaseCommand {
  static override readonly summary = 'Bring stacks into the layout with one stack.yaml for all minors';
  static override readonly description =
    'Takes a folder with csctl.yaml (and versions.yaml), or the folder above one folder for each Kubernetes minor. What the minors share is stored once, chart versions become pins in stack.yaml, the rest overlays. Every minor is packaged before and after: a difference is a refusal, and nothing is written. Versions without a patch become the newest patch.';
  static override readonly examples = [
    {
      description: 'What would it do?',
      command: '<%= config.bin %> <%= command.id %> --dry-run providers/openstack/scs',
    },
    {
      description: 'Write the migrated stack elsewhere, and leave the old one alone:',
      command: '<%= config.bin %> <%= command.id %> providers/openstack/scs -o migrated/openstack/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = stackArguments;
  static override readonly flags = {
    'dry-run': Flags.boolean({ description: 'read, plan and prove, but write nothing' }),
    output: Flags.string({
      char: 'o',
      description:
        'write the migrated stack to this folder, which must be absent or empty (default: in place)',
      helpValue: 'FOLDER',
    }),
    'ca-file': networkFlags['ca-file'],
  };

  async run(): Promise<MigrateResult> {
    const { argv, flags } = await this.parse(Migrate);
    if (flags.output === '') throw new CsctlError('usage', '-o is empty; expected a folder');
    const world = await this.open({ 'ca-file': flags['ca-file'], remote: [] }, false);
    const options = { dryRun: flags['dry-run'], output: flags.output };
    return this.present(await migrateStacks(argv as string[], options, world), showMigrated);
  }
}
