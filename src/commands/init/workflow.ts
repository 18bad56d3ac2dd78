// csctl init workflow: CI that checks, builds, publishes and patches the stacks of a repository.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import { remotesOf } from '../../cli/remotes.ts';
import { showWorkflow } from '../../cli/show/workflow.ts';
import { CI_SYSTEMS, initWorkflow, NIGHTLY, type WorkflowResult } from '../../release/scaffold/workflow.ts';

export default class InitWorkflow extends BaseCommand {
  static override readonly summary = 'Write CI files that check, build, publish and patch the stacks';
  static override readonly description = `Writes workflows for GitHub Actions, or a pipeline for GitLab, below the current folder, which should be the top of a repository: pull requests are checked and built, merges are published, and every night new Kubernetes patches, images and charts are proposed. Files that are there already are never replaced.

Without --ci it is GitLab where there is a .gitlab-ci.yml, else GitHub. What has to be set in the repository itself is told at the end.`;
  static override readonly examples = [
    {
      description: 'GitHub, with releases on GHCR:',
      command: '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks',
    },
    {
      description: 'GitLab, patched every night without asking:',
      command: '<%= config.bin %> <%= command.id %> --ci gitlab --nightly publish',
    },
    {
      description: 'Which files would come?',
      command: '<%= config.bin %> <%= command.id %> --renovate --dry-run',
    },
  ];
  static override readonly flags = {
    ci: Flags.option({
      description: 'for this system; repeatable',
      options: CI_SYSTEMS,
      multiple: true as const,
      multipleNonGreedy: true,
    })(),
    nightly: Flags.option({
      description: 'what is done with new patches: a pull request, a release at once, or nothing',
      options: NIGHTLY,
      default: 'ask' as const,
    })(),
    renovate: Flags.boolean({ description: 'a renovate.json that keeps the CI files current, too' }),
    stacks: Flags.string({
      description: 'folder above all stacks',
      helpValue: 'FOLDER',
      default: 'providers',
    }),
    branch: Flags.string({
      description: 'branch that is released from (GitHub)',
      helpValue: 'NAME',
      default: 'main',
    }),
    remote: Flags.string({
      description: 'where releases go: oci://HOST/REPOSITORY or github:OWNER/REPO (default: a variable)',
      helpValue: 'REMOTE',
    }),
    'dry-run': Flags.boolean({ description: 'write nothing' }),
  };

  async run(): Promise<WorkflowResult> {
    const { flags } = await this.parse(InitWorkflow);
    const { ci, remote, 'dry-run': dryRun } = flags;
    const world = await this.open({ remote: [] }, false);
    const isGitlab = (await world.texts.find('.gitlab-ci.yml')) !== undefined;
    const wish = {
      ...flags,
      systems: ci ?? [isGitlab ? ('gitlab' as const) : ('github' as const)],
      remote: remote === undefined ? undefined : remotesOf([remote], this.environment)[0],
    };
    const result = await initWorkflow(wish, { dryRun }, this.program.files, world);
    return this.present(result, (written, style) => showWorkflow(written, style, dryRun));
  }
}
