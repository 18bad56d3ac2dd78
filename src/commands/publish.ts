// csctl publish: finished release folders to remotes.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { allowFlag, networkFlags, notesFlag, parseAllowed, remoteFlag, signFlags } from '../cli/flags.ts';
import { showPublished } from '../cli/show/publish.ts';
import { publishFolders, type PublishResult } from '../release/publishing/publish.ts';
import { requireRemotes } from '../release/reading/read-release.ts';

export default class Publish extends BaseCommand {
  static override readonly summary = 'Publish release folders';
  static override readonly description = `Checks each release folder as verify does and publishes it on every remote: on GitHub as a draft that is shown once it is complete, in a registry with the tag last. It can be interrupted and repeated: a second run finishes what the first began, and a tag that is there with the same content is success. A tag that is there with other content is never changed: exit code 6.

Credentials: GITHUB_TOKEN, GH_TOKEN, GIT_ACCESS_TOKEN or gh auth login for GitHub; OCI_USERNAME and OCI_PASSWORD, OCI_ACCESS_TOKEN or docker login for registries.`;
  static override readonly examples = [
    {
      description: 'Publish what create wrote on GitHub:',
      command:
        '<%= config.bin %> <%= command.id %> --remote github:example/cluster-stacks .release/docker-scs-1-34-v1',
    },
    {
      description: 'Publish all releases of a folder in a registry:',
      command: '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks .release/*',
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    release: Args.string({ description: 'release folders', required: true }),
  };
  static override readonly flags = {
    remote: remoteFlag,
    ...networkFlags,
    allow: allowFlag,
    notes: notesFlag,
    ...signFlags,
    'dry-run': Flags.boolean({ description: 'check everything and publish nothing' }),
  };

  async run(): Promise<PublishResult> {
    const { argv, flags } = await this.parse(Publish);
    const world = await this.open(flags);
    requireRemotes(world.stores);
    const { 'dry-run': dryRun, allow } = flags;
    const options = { dryRun, allowed: parseAllowed(allow), sourceDate: this.environment.sourceDate };
    return this.present(await publishFolders(argv as string[], options, world), showPublished);
  }
}
