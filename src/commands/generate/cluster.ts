// csctl generate cluster: a Cluster for a release, or one that is there brought to it.
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import {
  deliveryFlags,
  deliveryWish,
  nameFlag,
  namespaceFlag,
  releaseArgument,
  releaseSourceFlags,
} from '../../cli/generate-flags.ts';
import { releaseOrMade } from '../../cli/made-releases.ts';
import { showUpgraded } from '../../cli/show/cluster-upgrade.ts';
import { showGenerated } from '../../cli/show/manifest.ts';
import { CLUSTER_APIS } from '../../verify/cluster-webhook.ts';
import { generateCluster } from '../../release/manifests/clusters/cluster.ts';
import { upgradeClusters } from '../../release/manifests/clusters/cluster-upgrade.ts';
import type { GenerateResult } from '../../release/manifests/deliver.ts';

export default class GenerateCluster extends BaseCommand {
  static override readonly summary = 'A Cluster for a release';
  static override readonly description = `Prints a Cluster that the operator and Cluster API let in: class and topology.version of the release, every worker class, the variables that have to be set. All other variables stand below as comments with their type, description and default, ready to be uncommented. Values that only you know are <WORDS-IN-BRACKETS>.

With --upgrade-from, class and topology.version of the Clusters in a file are set to those of the release, and nothing else: comments, order, quotes and variables stay. It is refused, with the line, where the operator or Cluster API would refuse it: another stack, a minor left out, a variable that is gone or does not take its value any more. What changed about the variables is told on stderr.

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
    {
      description: 'The next version for a cluster that is there:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks openstack-scs-1-34-v2 --upgrade-from prod.yaml --in-place',
    },
  ];
  static override readonly args = releaseArgument;
  static override readonly flags = {
    ...releaseSourceFlags,
    name: Flags.string(
      nameFlag(
        'name',
        'name of the Cluster (default: my-cluster); of several in a file, the one to upgrade',
        'label',
      ),
    ),
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
      helpValue: 'N',
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
    'managed-secret': Flags.string({
      ...nameFlag(
        'managed-secret',
        'the label that brings credentials into the cluster (OpenStack)',
        'label',
      ),
      default: 'clouds-yaml',
    }),
    'upgrade-from': Flags.string({
      description: 'bring the Clusters in this file to the release instead of making one',
      helpValue: 'FILE',
      exclusive: ['namespace', 'api', 'control-plane', 'workers', 'set', 'managed-secret'],
    }),
    'from-release': Flags.string({
      description:
        'the release that they have, to tell what changed (default: found by the name of the class)',
      helpValue: 'RELEASE',
      dependsOn: ['upgrade-from'],
    }),
    'in-place': Flags.boolean({
      description: 'write the result into that file',
      dependsOn: ['upgrade-from'],
      exclusive: ['output'],
    }),
    ...deliveryFlags('file'),
  };

  async run(): Promise<GenerateResult> {
    const { args, flags } = await this.parse(GenerateCluster);
    const source = releaseOrMade(args.release, this.environment);
    const world = await this.open({ ...flags, output: '.release' });
    const file = flags['upgrade-from'];
    if (file !== undefined) {
      const delivery = flags['in-place'] ? { output: file, overwrite: true } : deliveryWish(flags);
      const wish = {
        source,
        file,
        name: flags.name,
        fromRelease: flags['from-release'],
        delivery,
      };
      return this.present(await upgradeClusters(wish, world), (done, style) =>
        showUpgraded(done, style, delivery.output),
      );
    }
    const { name = 'my-cluster', workers = [], set = [] } = flags;
    const wish = { ...flags, source, name, workers, set };
    const [controlPlane, managed] = [flags['control-plane'], flags['managed-secret']];
    const request = { ...wish, controlPlane, managed, delivery: deliveryWish(flags) };
    return this.present(await generateCluster(request, world), (made, style) =>
      showGenerated(made, style, `kubectl apply -f ${flags.output ?? ''}`),
    );
  }
}
