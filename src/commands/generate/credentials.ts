// csctl generate credentials: the Secrets of a cloud, for Cluster API and for the addons of its clusters.
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.ts';
import {
  deliveryFlags,
  deliveryWish,
  nameFlag,
  namespaceFlag,
  releaseSourceFlags,
} from '../../cli/generate-flags.ts';
import { showGenerated } from '../../cli/show/manifest.ts';
import { generateCredentials } from '../../release/manifests/credentials/credentials.ts';
import type { GenerateResult } from '../../release/manifests/deliver.ts';

export default class GenerateCredentials extends BaseCommand {
  static override readonly summary = 'OpenStack credentials for Cluster API and the addons';
  static override readonly description = `Makes, of one cloud in a clouds.yaml, the Secret that Cluster API reads, and the ClusterResourceSet with the Secret that it brings into workload clusters, where cloud controller manager and storage driver read it. With a release, names and form are those that its class and addons want; without one, the usual.

clouds.yaml is looked for as the OpenStack client does: in the current folder, ~/.config/openstack and /etc/openstack; clouds-public.yaml and secure.yaml are merged, and the file that cacert names is read. Only the chosen cloud goes in. Secrets are not printed without --show-secrets, files are for their owner only, and no message shows anything of them.

Clusters get the credentials by a label, managed-secret: clouds-yaml. For credentials of their own give them a --name and a --managed-secret of their own.`;
  static override readonly examples = [
    {
      description: 'What a release wants, in a file that only you can read:',
      command:
        '<%= config.bin %> <%= command.id %> .release/openstack-scs-1-34-v1 --clouds-file clouds.yaml -n my-tenant -o credentials.yaml',
    },
    {
      description: 'One cloud of several, straight into the management cluster:',
      command:
        '<%= config.bin %> <%= command.id %> --cloud my-project -n my-tenant --show-secrets | kubectl apply -f -',
    },
    {
      description: 'Credentials of their own for the Clusters labelled managed-secret: blue:',
      command:
        '<%= config.bin %> <%= command.id %> --cloud blue --name blue-openstack --managed-secret blue -o blue/',
    },
  ];
  static override readonly args = {
    release: Args.string({ description: 'a release folder, or a tag on the remote' }),
  };
  static override readonly flags = {
    'clouds-file': Flags.string({
      description: 'clouds.yaml (default: OS_CLIENT_CONFIG_FILE, then where the OpenStack client looks)',
      helpValue: 'FILE',
    }),
    cloud: Flags.string({
      description: 'its entry (default: OS_CLOUD, then the only one)',
      helpValue: 'NAME',
    }),
    namespace: namespaceFlag,
    name: Flags.string(nameFlag('name', 'Secret for Cluster API (default: as the class wants)')),
    entry: Flags.string(
      nameFlag('entry', 'what the cloud is called in the Secrets (default: as the class wants)', 'entry'),
    ),
    'managed-secret': Flags.string({
      ...nameFlag('managed-secret', 'ClusterResourceSet, its Secret, and the label of Clusters', 'label'),
      default: 'clouds-yaml',
    }),
    'show-secrets': Flags.boolean({ description: 'print secrets, as text and with --json' }),
    ...deliveryFlags('file'),
    output: Flags.string({
      char: 'o',
      description: 'write to this file (.yaml), or to this folder, three files',
      helpValue: 'FILE|FOLDER',
    }),
    ...releaseSourceFlags,
  };

  async run(): Promise<GenerateResult> {
    const { args, flags } = await this.parse(GenerateCredentials);
    const { output, cloud, 'clouds-file': file } = flags;
    const isFolder = output !== undefined && !/\.ya?ml$/.test(output);
    const request = {
      release: args.release,
      cloud: { file, cloud, places: this.environment.clouds },
      namespace: flags.namespace,
      secret: flags.name,
      entry: flags.entry,
      managed: flags['managed-secret'],
      delivery: { ...deliveryWish(flags, isFolder), showSecrets: flags['show-secrets'] },
    };
    const world = await this.open({ ...flags, output: '.release' }, args.release !== undefined);
    const result = await generateCredentials(request, world);
    return this.present(result, (made, style) => showGenerated(made, style, `kubectl apply -f ${output}`));
  }
}
