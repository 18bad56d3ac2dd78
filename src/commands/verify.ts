// csctl verify: would the operator accept this finished release?
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, crdFlag, networkFlags, parseAllowed, remoteFlag } from '../cli/flags.ts';
import { releasesOrMade } from '../cli/made-releases.ts';
import { showCheck } from '../cli/show/check.ts';
import { countOf } from '../cli/show/style.ts';
import { readCrds } from '../release/read-crds.ts';
import { verifyReleases, type CheckResult } from '../release/check.ts';

export default class Verify extends BaseCommand {
  static override readonly summary = 'Check finished releases';
  static override readonly description =
    'Looks at a release folder, or at a tag on --remote, with the eyes of the Cluster Stack Operator: names, metadata, archives, charts and what they render to, addon stages, checksums. Exit code 3 when there are errors.';
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
      description: 'release folders, or tags on the remote (default: the folders in .release)',
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
    const releases = releasesOrMade(argv, this.environment);
    const world = await this.open(flags);
    const settings = { schemas: await readCrds(flags.crd, world) };
    const result = await verifyReleases(releases, parseAllowed(flags.allow), world, settings);
    const subject = countOf(releases.length, 'release');
    return this.present(result, (checked, style) => showCheck(checked, style, subject), result.ok ? 0 : 3);
  }
}
