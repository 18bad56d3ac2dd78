// csctl copy: releases from one remote to others, digests kept.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { networkFlags, notesFlag } from '../cli/flags.ts';
import { showCopied } from '../cli/show/copy.ts';
import { openEnds } from '../cli/wire-remotes.ts';
import { copyReleases, type CopyResult } from '../release/publishing/copy.ts';

export default class Copy extends BaseCommand {
  static override readonly summary = 'Copy releases from one remote to others';
  static override readonly description =
    'Copies each tag with its files, annotations and, between registries and OCI layouts, its manifest byte for byte, so that its digest stays. A tag that is there with the same content is success; one with other content is exit code 6.';
  static override readonly examples = [
    {
      description: 'Into a folder, to carry it over an air gap:',
      command:
        '<%= config.bin %> <%= command.id %> --from oci://ghcr.io/example/cluster-stacks --to-remote layout:usb docker-scs-1-34-v1',
    },
    {
      description: 'And from the folder into the registry behind it:',
      command:
        '<%= config.bin %> <%= command.id %> --from layout:usb --to-remote oci://registry.internal/cluster-stacks docker-scs-1-34-v1',
    },
  ];
  static override readonly strict = false;
  static override readonly args = { tag: Args.string({ description: 'tags on the remote', required: true }) };
  static override readonly flags = {
    from: Flags.string({
      description: 'the remote that has them (default: CSCTL_REMOTE)',
      helpValue: 'REMOTE',
    }),
    'to-remote': Flags.string({
      description: 'remotes that get them',
      helpValue: 'REMOTE',
      required: true,
      multiple: true,
      multipleNonGreedy: true,
    }),
    ...networkFlags,
    notes: notesFlag,
    'dry-run': Flags.boolean({ description: 'look everything up and copy nothing' }),
  };

  async run(): Promise<CopyResult> {
    const { argv, flags } = await this.parse(Copy);
    const { from, to } = await openEnds(
      flags.from,
      flags['to-remote'],
      this.environment,
      flags,
      this.program,
      this.progress,
    );
    const world = { ...(await this.open({ ...flags, remote: [] }, false)), stores: to };
    const result = await copyReleases(argv as string[], from, flags['dry-run'], world);
    return this.present(result, showCopied);
  }
}
