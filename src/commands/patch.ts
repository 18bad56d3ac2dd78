// csctl patch: update, plan, verify, create and publish what changed.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import {
  allowBreakingFlag,
  allowFlag,
  crdFlag,
  embedFlag,
  forceFlags,
  kubernetesFlag,
  networkFlags,
  notesFlag,
  outputFlag,
  remoteFlag,
  requestFrom,
  signFlags,
} from '../cli/flags.ts';
import { showPatch } from '../cli/show/patch.ts';
import { showSummary } from '../cli/show/summary.ts';
import { ON_STDOUT, writeSummary } from '../cli/summary-file.ts';
import { anyStacks, stacksOrHere, updateFlags, wishFrom } from '../cli/update-flags.ts';
import { requireRemote } from '../release/create.ts';
import { patchStacks, type PatchResult } from '../release/currency/patch.ts';
import { findStacks } from '../release/find-stacks.ts';
import { looksBack, MODES } from '../stack/modes.ts';

export default class Patch extends BaseCommand {
  static override readonly summary = 'Update the sources, and publish what changed';
  static override readonly description = `Does what CI does every night: brings the sources up to date as update does, compares every stack with its newest release on --remote, and builds, checks and publishes those that differ. Run again, it does nothing; interrupted, the next run publishes what is missing.

A minor that cannot be released does not stop the others: it is named with the reason, and exit code is 3. When upstream or a remote is down, exit code is 5 and nothing has changed. Nothing to release is exit code 0.`;
  static override readonly examples = [
    {
      description: 'The nightly job:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks --summary "$GITHUB_STEP_SUMMARY" providers',
    },
    {
      description: 'What would it do?',
      command:
        '<%= config.bin %> <%= command.id %> --dry-run --remote layout:releases providers/openstack/scs',
    },
  ];
  static override readonly strict = false;
  static override readonly args = anyStacks;
  static override readonly flags = {
    ...updateFlags,
    mode: Flags.option({
      char: 'm',
      description: 'how releases are named',
      options: MODES.filter((mode) => mode !== 'custom'),
      default: 'stable' as const,
    })(),
    output: outputFlag,
    kubernetes: kubernetesFlag,
    remote: remoteFlag,
    ...networkFlags,
    publish: Flags.boolean({
      description: 'publish the releases (default), or build release folders only',
      allowNo: true,
      default: true,
    }),
    'retry-on-conflict': Flags.boolean({
      description: 'plan again when another run publishes the decided version first',
    }),
    ...forceFlags,
    'embed-dependencies': embedFlag,
    allow: allowFlag,
    'allow-breaking': allowBreakingFlag,
    crd: crdFlag,
    notes: notesFlag,
    ...signFlags,
    'admission-params': Flags.string({
      description: 'file with the versions of generate admission, which gets those of published releases',
      helpValue: 'FILE',
    }),
    'node-image-registry': Flags.string({ char: 'r', description: 'handed to the provider plugin' }),
  };

  async run(): Promise<PatchResult> {
    const { argv, flags } = await this.parse(Patch);
    const { environment } = this;
    const wish = wishFrom({ ...flags, json: this.jsonEnabled() });
    const request = requestFrom(flags, environment.sourceDate);
    const { publish, 'dry-run': dryRun, 'retry-on-conflict': retryOnConflict, summary } = flags;
    const world = await this.open(flags, looksBack(request.mode) || publish);
    requireRemote(request, world, publish);
    const folders = await findStacks(stacksOrHere(argv), world);
    const options = { dryRun, publish, retryOnConflict, params: flags['admission-params'] };
    const result = await patchStacks(folders, wish, request, options, world);
    writeSummary(summary, environment.cwd, () => showSummary(result, dryRun));
    return this.present(
      result,
      (patched, style) => {
        const shown = showPatch(patched, style, dryRun);
        return summary === ON_STDOUT ? { ...shown, out: showSummary(patched, dryRun) } : shown;
      },
      result.refused.length > 0 ? 3 : 0,
    );
  }
}
