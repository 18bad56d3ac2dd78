// csctl render: the objects that the operator makes of a stack or release.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { embedFlag, kubernetesFlag, networkFlags, remoteFlag, requestFrom } from '../cli/flags.ts';
import { showRendered } from '../cli/show/render.ts';
import { CsctlError } from '../problem/problem.ts';
import { readCluster } from '../release/read-cluster.ts';
import { renderRelease, type RenderResult } from '../release/render.ts';

export default class Render extends BaseCommand {
  static override readonly summary = 'Render a stack or release as the operator does';
  static override readonly description = `Prints the objects of the class chart as helm template prints them under the operator's conditions, without Helm: its release name, no values, Kubernetes v1.34.0. With --addons the charts of all addon stages follow, rendered for the Kubernetes version of the stack with the values that overwrite.yaml gives for a Cluster: a sample of the class, or the one in --cluster.

The source is a stack folder, a release folder, or a tag on --remote; a stack is rendered under the version that its hash gives. Stages whose chart dependencies are not there are left out with a warning; with --embed-dependencies, or where the stack says so, they are fetched.`;
  static override readonly examples = [
    {
      description: 'The ClusterClass and its templates, for a Kubernetes minor:',
      command: '<%= config.bin %> <%= command.id %> providers/docker/scs -k 1.34',
    },
    {
      description: 'One addon, for a Cluster of yours:',
      command:
        '<%= config.bin %> <%= command.id %> providers/openstack/scs -k 1.34 --stage node-labels --cluster cluster.yaml',
    },
    {
      description: 'Everything that a published release brings:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1 --addons',
    },
  ];
  static override readonly args = {
    source: Args.string({ description: 'a stack, a release folder, or a tag on the remote', required: true }),
  };
  static override readonly flags = {
    kubernetes: kubernetesFlag,
    addons: Flags.boolean({ description: 'the addon stages too' }),
    stage: Flags.string({
      description: 'only this addon stage, after the class; repeatable',
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    cluster: Flags.string({
      description:
        'Cluster that addons are rendered for, with its control plane and infrastructure if they matter',
      helpValue: 'FILE',
    }),
    namespace: Flags.string({
      char: 'n',
      description: 'namespace of the class objects in the management cluster',
      helpValue: 'NAME',
      default: 'default',
    }),
    'embed-dependencies': embedFlag,
    remote: remoteFlag,
    ...networkFlags,
  };

  async run(): Promise<RenderResult> {
    const { args, flags } = await this.parse(Render);
    const stages = flags.stage ?? (flags.addons ? [] : undefined);
    if (flags.cluster !== undefined && stages === undefined) throw clusterWithoutAddons();
    const world = await this.open(flags);
    const request = {
      name: args.source,
      reading: requestFrom(flags, this.environment.sourceDate),
      stages,
      cluster: flags.cluster === undefined ? undefined : await readCluster(flags.cluster, world),
      namespace: flags.namespace,
    };
    return this.present(await renderRelease(request, world), showRendered);
  }
}

const clusterWithoutAddons = (): CsctlError =>
  new CsctlError('usage', '--cluster is for addons, and none are asked for', {
    hint: 'add --addons, or --stage NAME',
  });
