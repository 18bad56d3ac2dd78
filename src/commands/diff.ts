// csctl diff: what is different between two releases, or between a stack and a release.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { kubernetesFlag, networkFlags, remoteFlag, requestFrom } from '../cli/flags.ts';
import { showDiff } from '../cli/show/diff.ts';
import { diffReleases, type DiffResult } from '../release/diff/diff.ts';

export default class Diff extends BaseCommand {
  static override readonly summary = 'Compare two releases, or a stack with a release';
  static override readonly description = `Shows what is different from A to B: what the step means for clusters (patch, additive or breaking), rendered objects, Kubernetes, component versions, addon charts, class variables, and the files inside the archives with their text. Each is a stack folder, a release folder, or a tag on --remote.

Without B, A is the newer one: a stack is compared with its newest stable release, a release with the one before it in its channel. Versions of the releases themselves are no difference. The exit code is 0 with or without differences.`;
  static override readonly examples = [
    {
      description: 'What has changed in a stack since its last release?',
      command: '<%= config.bin %> <%= command.id %> --remote layout:releases providers/docker/scs',
    },
    {
      description: 'What does an update of a cluster bring?',
      command:
        '<%= config.bin %> <%= command.id %> --stat --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1 docker-scs-1-34-v2',
    },
  ];
  static override readonly args = {
    A: Args.string({ description: 'a stack folder, a release folder or a tag', required: true }),
    B: Args.string({ description: 'the newer one (default: A, compared with the release before it)' }),
  };
  static override readonly flags = {
    remote: remoteFlag,
    ...networkFlags,
    kubernetes: kubernetesFlag,
    stat: Flags.boolean({ description: 'leave out the text of the changes' }),
  };

  async run(): Promise<DiffResult> {
    const { args, flags } = await this.parse(Diff);
    const reading = requestFrom({ kubernetes: flags.kubernetes }, this.environment.sourceDate);
    const request = { a: args.A, b: args.B, stat: flags.stat, reading };
    return this.present(await diffReleases(request, await this.open(flags)), showDiff);
  }
}
