// The tiny stack with our stack.yaml and a catalogue of images.
import type { Files } from '../stack-tree.ts';
import { catalogueText } from './catalogue.ts';

/** @param pins as for `catalogueText` @param versions that are served */
export const imageStack = (
  pins?: readonly string[],
  versions: readonly string[] = ['v1.34.6'],
  change: (text: string) => string = (text) => text,
): Files => ({
  'csctl.yaml': null,
  'cluster-class/Chart.yaml': 'apiVersion: v2\nname: openstack-scs-1-34-cluster-class\nversion: v1\n',
  'stack.yaml': change(
    `# ours\napiVersion: csctl.clusterstack.x-k8s.io/v1beta1\nkubernetes: [${versions.map((one) => `{ version: ${one} }`).join(', ')}]\n${catalogueText(pins)}`,
  ),
});
