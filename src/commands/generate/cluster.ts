// csctl generate cluster: a Cluster for a release, or one that is there brought to it.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import {
  deliveryFlags,
  deliveryWish,
  namespaceFlag,
  releaseArgument,
  releaseSourceFlags,
} from '../../cli/generate-flags.ts';
import { showGenerated } from '../../cli/show/manifest.ts';
import { CLUSTER_APIS } from '../../verify/cluster-webhook.ts';
import { generateCluster } from '../../release/manifests/cluster.ts';
import type { GenerateResult } from '../../release/manifests/deliver.ts';

export default class GenerateCluster extends BaseCommand {
  static override readonly summary = 'A Cluster for a release';
  static override readonly description = `Prints a Cluster that the operator and Cluster API let in: class and topology.version of the release, every worker class, the variables that have to be set. All other variables stand below as comments with their type, description and default, ready to be uncommented. Values that only you know are <WORDS-IN-BRACKETS>.

The operator's webhook reads Clusters as v1beta1; --api v1beta2 is for management clusters with a Cluster API that serves both.`;
  static override readonly examples = [
    {
      description: 'A first cluster:',
      command: '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1 | kubectl apply -f -',
    },
    {
      description: 'A larger one of a published release, into a file:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks openstack-scs-1-34-v1 --name prod -n my-tenant --control-plane 3 --workers 5 --set controlPlaneFlavor=SCS-4V-16-50s -o prod.yaml',
    },
  ];
  static override readonly args = releaseArgument;
  static override readonly flags = {
    ...releaseSourceFlags,
    name: Flags.string({ description: 'name of the Cluster', helpValue: 'NAME', default: 'my-cluster' }),
    namespace: namespaceFlag,
    api: Flags.option({
      description: 'version of Cluster API in the manifest',
      options: CLUSTER_APIS,
      default: 'v1beta1' as const,
    })(),
    'control-plane': Flags.integer({
      description: 'nodes of the control plane',
      min: 1,
      max: 99,
      default: 1,
    }),
    workers: Flags.integer({
      description: 'nodes of each worker class, in their order (default: 1)',
      min: 0,
      max: 5000,
      multiple: true,
      multipleNonGreedy: true,
    }),
    set: Flags.string({
      description: 'set a variable: name=value or name.field=value, the value in YAML; repeatable',
      helpValue: 'NAME=VALUE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    ...deliveryFlags('file'),
  };

  async run(): Promise<GenerateResult> {
    const { args, flags } = await this.parse(GenerateCluster);
    const request = {
      ...{ source: args.release, name: flags.name, namespace: flags.namespace, api: flags.api },
      controlPlane: flags['control-plane'],
      workers: flags.workers ?? [],
      set: flags.set ?? [],
      delivery: deliveryWish(flags),
    };
    const result = await generateCluster(request, await this.open({ ...flags, output: '.release' }));
    const next = `kubectl apply -f ${flags.output ?? ''}`;
    return this.present(result, (made, style) => showGenerated(made, style, next));
  }
}
