// csctl create: builds release folders, and publishes them when asked.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { notesFlag, releaseFlags, requestFrom, signFlag, signFlags } from '../cli/flags.ts';
import { showCreated } from '../cli/show/create.ts';
import { anyStacks, stacksOrHere } from '../cli/update-flags.ts';
import { createReleases, requireRemote, type CreateResult } from '../release/create.ts';
import { findStacks } from '../release/find-stacks.ts';
import { looksBack } from '../stack/modes.ts';

export default class Create extends BaseCommand {
  static override readonly summary = 'Build releases of cluster stacks';
  static override readonly description = `Renders, checks and packages each stack into a release folder that the Cluster Stack Operator accepts.

Modes stable, beta and alpha look at the earlier releases on --remote and decide the next version; hash names the release by the content of its sources; custom takes the versions that are given. All stacks are checked before the first is written. Exit code 4 means that nothing changed.`;
  static override readonly examples = [
    {
      description: 'Try a stack without any remote:',
      command: '<%= config.bin %> <%= command.id %> -m hash providers/docker/scs',
    },
    {
      description: 'Cut the next stable release into an OCI layout:',
      command: '<%= config.bin %> <%= command.id %> --remote layout:releases --publish providers/docker/scs',
    },
    {
      description: 'Cut it and publish it on GitHub and in a registry:',
      command:
        '<%= config.bin %> <%= command.id %> --publish --remote github:example/cluster-stacks --remote oci://ghcr.io/example/cluster-stacks providers/docker/scs',
    },
    {
      description: 'Name the versions by hand:',
      command:
        '<%= config.bin %> <%= command.id %> -m custom --cluster-stack-version v3 --cluster-addon-version v2 --node-image-version v1 providers/docker/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    ...releaseFlags,
    publish: Flags.boolean({ description: 'publish the release to the remotes as well' }),
    'retry-on-conflict': Flags.boolean({
      description: 'plan again when another run publishes the decided version first',
      dependsOn: ['publish'],
    }),
    notes: notesFlag,
    ...signFlags,
    sign: signFlag(['publish']),
    'dry-run': Flags.boolean({ description: 'do everything but write: true names, sizes and digests' }),
    'node-image-registry': Flags.string({ char: 'r', description: 'handed to the provider plugin' }),
  };

  async run(): Promise<CreateResult> {
    const { argv, flags } = await this.parse(Create);
    const { environment } = this;
    const request = requestFrom(flags, environment.sourceDate);
    const world = await this.open(flags, looksBack(request.mode) || flags.publish);
    requireRemote(request, world, flags.publish);
    const stacks = await findStacks(stacksOrHere(argv), world);
    const { publish, 'dry-run': dryRun, 'retry-on-conflict': retryOnConflict } = flags;
    const result = await createReleases(stacks, request, { dryRun, publish, retryOnConflict }, world);
    const idle = result.releases.every(({ status }) => status === 'unchanged');
    return this.present(result, (created, style) => showCreated(created, style, dryRun), idle ? 4 : 0);
  }
}
