// csctl outdated: what upstream has that the stacks do not.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { kubernetesFlag, networkFlags, parseKubernetesVersions, parseMinors } from '../cli/flags.ts';
import { showOutdated } from '../cli/show/outdated.ts';
import { anyStacks, stacksOrHere } from '../cli/update-flags.ts';
import { findStacks } from '../release/find-stacks.ts';
import { outdatedStacks } from '../release/currency/outdated.ts';
import type { OutdatedResult } from '../release/currency/outdated-item.ts';

export default class Outdated extends BaseCommand {
  static override readonly summary = 'Show newer Kubernetes patches, node images and addons';
  static override readonly description =
    'Asks upstream what is newer than the sources: Kubernetes patches and minors, images for them, charts within their range. With --policy it computes the deadlines of the standard scs-0210-v2 and exits with code 7 when one has passed. Writes nothing.';
  static override readonly examples = [
    {
      description: 'What is behind in all stacks of the repository?',
      command: '<%= config.bin %> <%= command.id %> providers',
    },
    {
      description: 'A check for CI: exit 7 when the standard is broken, v1.34.8 being a critical patch',
      command:
        '<%= config.bin %> <%= command.id %> --policy scs-0210 --critical v1.34.8 providers/openstack/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    policy: Flags.option({
      description: 'deadlines of a standard: scs-0210 is scs-0210-v2',
      options: ['scs-0210', 'scs-0210-v2'] as const,
    })(),
    critical: Flags.string({
      description: 'patch that addresses a CVE with a CVSS score of 8 or more, which no source tells',
      helpValue: 'VERSION',
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['policy'],
    }),
    ...networkFlags,
  };

  async run(): Promise<OutdatedResult> {
    const { argv, flags } = await this.parse(Outdated);
    const world = await this.open(flags, false);
    const policy = flags.policy !== undefined;
    const critical = parseKubernetesVersions('critical', flags.critical);
    const request = { policy, critical, minors: parseMinors(flags.kubernetes) };
    const folders = await findStacks(stacksOrHere(argv), world);
    const result = await outdatedStacks(folders, request, world);
    const isLate = result.items.some(({ overdue }) => overdue);
    return this.present(result, (found, style) => showOutdated(found, style, policy), isLate ? 7 : 0);
  }
}
