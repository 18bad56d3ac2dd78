// csctl generate admission: policies for the API server that fill in and check the version of Clusters.
import * as Args from '@oclif/core/args';
import { admissionFlags, admissionRequest } from '../../cli/admission-flags.ts';
import { BaseCommand } from '../../cli/base-command.ts';
import { showGenerated } from '../../cli/show/manifest.ts';
import { generateAdmission, type AdmissionResult } from '../../release/manifests/admission/admission.ts';

export default class GenerateAdmission extends BaseCommand {
  static override readonly summary = 'Policies that fill in and check the version of Clusters';
  static override readonly description = `Prints admission policies for the API server of a management cluster. A Cluster of a published class needs not say spec.topology.version: it is filled in, and follows when the class changes. A version that is not that of the class is refused, with the right one in the message. Foreign classes, Clusters without a topology, paused ones and those that are being deleted are left alone.

The policies go by a ConfigMap with the version of each class, which is made from the releases named: folders, tags, stacks (docker/scs) or beginnings of tags; without any, from all on --remote. With -n it counts for all Clusters, without for those in its own namespace. csctl patch --admission-params keeps it current.

Policies that fill in are v1 from Kubernetes 1.36 on; for an older management cluster name it with --management-kubernetes.`;
  static override readonly examples = [
    {
      description: 'For everything that is published:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks -n cso-system | kubectl apply -f -',
    },
    {
      description: 'Files for a GitOps repository, for an older management cluster:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks docker/scs -n cso-system --management-kubernetes 1.34 -o admission',
    },
    {
      description: 'Only the versions, anew:',
      command:
        '<%= config.bin %> <%= command.id %> --remote oci://ghcr.io/example/cluster-stacks -n cso-system --params-only -o admission/cluster-stack-versions.yaml --overwrite',
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    release: Args.string({
      description: 'release folders, tags, stacks or beginnings of tags (default: all on the remotes)',
    }),
  };
  static override readonly flags = admissionFlags;

  async run(): Promise<AdmissionResult> {
    const { argv, flags } = await this.parse(GenerateAdmission);
    const request = admissionRequest(flags, argv as string[]);
    const result = await generateAdmission(request, await this.open({ ...flags, output: '.release' }));
    const next = `kubectl apply -f ${flags.output ?? ''}`;
    return this.present(result, (made, style) => showGenerated(made, style, next));
  }
}
