// Flags of generate admission, and what they ask for.
import * as Flags from '@oclif/core/flags';
import { CsctlError } from '../problem/problem.ts';
import type { AdmissionRequest } from '../release/manifests/admission/admission.ts';
import { parseKubernetesMinor, type KubernetesMinor } from '../stack/kubernetes-version.ts';
import { kubernetesFlag, parseMinors } from './flags.ts';
import { deliveryFlags, deliveryWish, nameFlag, releaseSourceFlags } from './generate-flags.ts';

export const admissionFlags = {
  ...releaseSourceFlags,
  kubernetes: kubernetesFlag,
  channel: Flags.string({
    description: 'only releases of this channel: stable, beta, sha ...',
    helpValue: 'NAME',
    multiple: true,
    multipleNonGreedy: true,
  }),
  namespace: Flags.string({
    char: 'n',
    ...nameFlag(
      'namespace',
      'namespace of the versions, for all Clusters (default: that of each Cluster)',
      'label',
    ),
  }),
  'management-kubernetes': Flags.string({
    description: 'Kubernetes minor of the management cluster, 1.30 or newer',
    helpValue: 'MINOR',
    default: '1.36',
  }),
  fill: Flags.boolean({
    description: 'fill in versions (default), or only check them',
    allowNo: true,
    default: true,
  }),
  'params-only': Flags.boolean({ description: 'only the versions that the policies go by' }),
  ...deliveryFlags('folder'),
  output: Flags.string({
    char: 'o',
    description: 'write into this folder, or this file where it ends in .yaml, instead of printing',
    helpValue: 'PATH',
  }),
};

/** What commands parse that ends in an AdmissionRequest. */
export interface AdmissionFlags {
  readonly kubernetes?: readonly string[] | undefined;
  readonly channel?: readonly string[] | undefined;
  readonly namespace?: string | undefined;
  readonly 'management-kubernetes': string;
  readonly fill: boolean;
  readonly 'params-only': boolean;
  readonly output?: string | undefined;
  readonly overwrite?: boolean;
}

/** @param sources folders, tags, stacks or beginnings of tags @throws CsctlError `usage` */
export const admissionRequest = (flags: AdmissionFlags, sources: readonly string[]): AdmissionRequest => ({
  choice: { sources, minors: parseMinors(flags.kubernetes), channels: flags.channel ?? [] },
  namespace: flags.namespace,
  management: parseManagement(flags['management-kubernetes']),
  isFilled: flags.fill,
  paramsOnly: flags['params-only'],
  delivery: deliveryWish(flags, !/\.ya?ml$/.test(flags.output ?? '')),
});

/** @throws CsctlError `usage` */
function parseManagement(text: string): KubernetesMinor {
  const minor = parseKubernetesMinor(text);
  if (minor) return minor;
  const message = `--management-kubernetes "${text}" is no Kubernetes minor; expected one as in 1.34`;
  throw new CsctlError('usage', message, { hint: 'kubectl version says that of the server' });
}
