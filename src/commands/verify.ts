// csctl verify: would the operator accept this finished release?
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, crdFlag, networkFlags, parseAllowed, remoteFlag } from '../cli/flags.ts';
import { exitCodeOf } from '../cli/exit-codes.ts';
import { namedOrOutput } from '../cli/made-releases.ts';
import { showCheck } from '../cli/show/check.ts';
import { countOf } from '../cli/show/style.ts';
import { readCrds } from '../release/read-crds.ts';
import type { CheckResult } from '../release/check.ts';
import { verifyReleases } from '../release/verify-releases.ts';

export default class Verify extends BaseCommand {
  static override readonly summary = 'Check finished releases';
  static override readonly description =
    'Looks at a release folder, or at a tag on --remote, with the eyes of the Cluster Stack Operator: names, metadata, archives, charts and what they render to, addon stages, checksums. A folder above release folders means all of them; what stands beside them is told. Exit code 3 when there are errors, 5 when all of them are releases that the remote does not have.';
  static override readonly examples = [
    {
      description: 'Check what create wrote:',
      command: '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1',
    },
    {
      description: 'Check what is published:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1',
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    release: Args.string({
      description: 'release folders, folders above them, or tags on the remote (default: .release)',
    }),
  };
  static override readonly flags = {
    remote: remoteFlag,
    ...networkFlags,
    allow: allowFlag,
    crd: crdFlag,
  };

  async run(): Promise<CheckResult> {
    const { argv, flags } = await this.parse(Verify);
    const names = namedOrOutput(argv, this.environment);
    const world = await this.open(flags);
    const settings = { schemas: await readCrds(flags.crd, world) };
    const verified = await verifyReleases(names, parseAllowed(flags.allow), world, settings);
    const { releases, ...result } = verified;
    const subject = countOf(releases.length, 'release');
    return this.present(
      result,
      (checked, style) => showCheck(checked, style, subject),
      exitCodeOf(result.problems),
    );
  }
}
