// csctl generate gitops: a folder for Flux or Argo CD with a ClusterStack and a Cluster.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import { nameFlag, releaseArgument, releaseSourceFlags } from '../../cli/generate-flags.ts';
import { releaseOrMade } from '../../cli/made-releases.ts';
import { repositoryPath } from '../../cli/repository-path.ts';
import { showUpgraded } from '../../cli/show/cluster-upgrade.ts';
import type { UpgradeResult } from '../../release/manifests/clusters/cluster-upgrade.ts';
import { generateGitops } from '../../release/manifests/gitops/gitops.ts';
import { CLUSTER_APIS } from '../../verify/cluster-webhook.ts';

export default class GenerateGitops extends BaseCommand {
  static override readonly summary = 'A folder for Flux or Argo CD';
  static override readonly description = `Writes a folder of Kustomize files for git, pinned to a release: stack/ with the namespace and the ClusterStack, cluster/ with the Cluster, and what makes Flux or Argo CD apply both in this order. Nothing is pruned, so that no slip in git costs a cluster. Credentials are not in it; its README.md says how they get there.

On a folder that is there, with --overwrite, the version is added to the ClusterStack, and class and version of the Cluster are set as with generate cluster --upgrade-from. Everything else stays as it was changed; --tool and -n are known then.`;
  static override readonly examples = [
    {
      description: 'For the repository that flux bootstrap made:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks openstack-scs-1-34-v1 --tool flux -n my-tenant --name prod -o clusters/prod',
    },
    {
      description: 'For Argo CD:',
      command:
        '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1 --tool argocd --repo https://github.com/example/clusters.git -n my-tenant -o clusters/prod',
    },
    {
      description: 'The next release for that folder:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks openstack-scs-1-34-v2 -o clusters/prod --overwrite',
    },
  ];
  static override readonly args = releaseArgument;
  static override readonly flags = {
    tool: Flags.option({ description: 'what applies the folder', options: ['flux', 'argocd'] as const })(),
    output: Flags.string({ char: 'o', description: 'the folder', helpValue: 'FOLDER', required: true }),
    overwrite: Flags.boolean({ description: 'bring a folder that is there to the release' }),
    namespace: Flags.string({
      ...nameFlag('namespace', 'namespace of everything (a folder that is there knows it)', 'label'),
      char: 'n',
    }),
    name: Flags.string(nameFlag('name', 'name of the Cluster (default: my-cluster)', 'label')),
    path: Flags.string({
      description: 'the folder in the repository (default: as in --output)',
      helpValue: 'PATH',
    }),
    'tool-namespace': Flags.string(
      nameFlag('tool-namespace', "namespace of the tool's objects (default: flux-system, argocd)", 'label'),
    ),
    source: Flags.string({ ...nameFlag('source', 'GitRepository of Flux'), default: 'flux-system' }),
    repo: Flags.string({ description: 'address of the repository, for Argo CD', helpValue: 'URL' }),
    revision: Flags.string({ description: 'its branch, for Argo CD', helpValue: 'NAME', default: 'HEAD' }),
    project: Flags.string({ ...nameFlag('project', 'project of Argo CD'), default: 'default' }),
    api: Flags.option({
      description: 'version of Cluster API (default: v1beta1)',
      options: CLUSTER_APIS,
    })(),
    'control-plane': Flags.integer({
      description: 'nodes of the control plane (default: 1)',
      min: 1,
      max: 99,
    }),
    workers: Flags.integer({
      ...{ description: 'nodes of each worker class, in their order (default: 1)', min: 0, max: 5000 },
      ...{ multiple: true, multipleNonGreedy: true },
    }),
    set: Flags.string({
      ...{
        description: 'set a variable: name=value or name.field=value; repeatable',
        helpValue: 'NAME=VALUE',
      },
      ...{ multiple: true, multipleNonGreedy: true },
    }),
    'identity-secret': Flags.string({
      ...nameFlag('identity-secret', 'Secret that node images are uploaded with (OpenStack)'),
      default: 'openstack',
    }),
    'managed-secret': Flags.string({
      ...nameFlag(
        'managed-secret',
        'the label that brings credentials into the cluster (OpenStack)',
        'label',
      ),
      default: 'clouds-yaml',
    }),
    ...releaseSourceFlags,
  };

  async run(): Promise<UpgradeResult> {
    const { args, flags } = await this.parse(GenerateGitops);
    const { output, overwrite, namespace, name, set, api, workers } = flags;
    const path = repositoryPath(flags.path, output);
    const request = {
      source: releaseOrMade(args.release, this.environment),
      folder: output,
      overwrite,
      namespace,
      identitySecret: flags['identity-secret'],
      place: { ...flags, path, toolNamespace: flags['tool-namespace'] },
      cluster: { api, set, workers, controlPlane: flags['control-plane'] },
      managed: flags['managed-secret'],
      name,
    };
    const result = await generateGitops(request, await this.open({ ...flags, output: '.release' }));
    return this.present(result, (made, style) => showUpgraded(made, style, output, `git add ${output}`));
  }
}
