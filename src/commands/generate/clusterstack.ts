// csctl generate clusterstack: the ClusterStack that brings releases into a management cluster.
import * as Flags from '@oclif/core/flags';
import * as Args from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.ts';
import {
  deliveryFlags,
  deliveryWish,
  nameFlag,
  namespaceFlag,
  releaseSourceFlags,
} from '../../cli/generate-flags.ts';
import { releaseOrMade } from '../../cli/made-releases.ts';
import { showGenerated } from '../../cli/show/manifest.ts';
import { generateClusterStack } from '../../release/manifests/cluster-stack.ts';
import type { GenerateResult } from '../../release/manifests/deliver.ts';

export default class GenerateClusterStack extends BaseCommand {
  static override readonly summary = 'The ClusterStack for releases, ready to apply';
  static override readonly description = `Prints the ClusterStack that makes the Cluster Stack Operator install exactly these releases: the minor quoted, the channel as the version says, no versions but those. Releases of one provider, name and minor share a ClusterStack; others get one each.

Where a release for OpenStack has node images, the ClusterStack refers to the provider operator that uploads them, and its OpenStackClusterStackReleaseTemplate comes with it; the Secret with the clouds.yaml is named by --identity-secret. All objects belong into one namespace: that of the Clusters.`;
  static override readonly examples = [
    {
      description: 'Install what create wrote:',
      command:
        '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1 -n my-tenant | kubectl apply -f -',
    },
    {
      description: 'Two versions of a published stack side by side, in a file:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker-scs-1-34-v1 docker-scs-1-34-v2 -o cluster-stack.yaml',
    },
    {
      description: 'This release, and whatever comes after it:',
      command: '<%= config.bin %> <%= command.id %> .release/docker-scs-1-34-v1 --auto-subscribe',
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    release: Args.string({
      description: 'release folders, or tags on the remote (default: the only one in .release)',
    }),
  };
  static override readonly flags = {
    ...releaseSourceFlags,
    namespace: namespaceFlag,
    'auto-subscribe': Flags.boolean({
      description: 'let the operator take every later stable release by itself',
      default: false,
    }),
    'identity-secret': Flags.string({
      ...nameFlag(
        'identity-secret',
        'Secret with the clouds.yaml that node images are uploaded with (OpenStack)',
      ),
      default: 'openstack',
    }),
    ...deliveryFlags('file'),
  };

  async run(): Promise<GenerateResult> {
    const { argv, flags } = await this.parse(GenerateClusterStack);
    const request = {
      sources: argv.length > 0 ? (argv as string[]) : [releaseOrMade(undefined, this.environment)],
      namespace: flags.namespace,
      autoSubscribe: flags['auto-subscribe'],
      identitySecret: flags['identity-secret'],
      delivery: deliveryWish(flags),
    };
    const result = await generateClusterStack(request, await this.open({ ...flags, output: '.release' }));
    const next = `kubectl apply -f ${flags.output ?? ''}`;
    return this.present(result, (made, style) => showGenerated(made, style, next));
  }
}
