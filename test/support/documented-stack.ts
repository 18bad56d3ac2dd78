// Tiny stacks whose documents are made: for several minors, with a class that differs between them.
import { nativeTree, STACK_YAML } from './native-stack.ts';
import type { Files } from './stack-tree.ts';
import { classTemplate } from './tiny-class.ts';

/** A class with workers and the given variables, as lines of YAML below `variables`. */
export const classWith = (variables: string): string =>
  classTemplate({
    spec: `  workers:
    machineDeployments:
      - class: pool
        template:
          bootstrap:
            ref: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: a}
          infrastructure:
            ref: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DockerMachineTemplate, name: b}
  variables:
${variables}`,
  });

/** A variable of a string. */
export const stringVariable = (name: string, value: string): string => `    - name: ${name}
      required: false
      schema:
        openAPIV3Schema:
          type: string
          default: ${value}
`;

/** In our layout, for 1.33, 1.34 and 1.35; from 1.34 on the class has a variable more, and another default. */
export const documentedStack = (changes: Files = {}): Files => ({
  'csctl.yaml': null,
  ...Object.fromEntries(
    nativeTree({
      'stack.yaml': `${STACK_YAML}overlays:
  - minors: ">=1.34"
    folder: overlays/new
nodeImages:
  image: docker.io/kindest/node
`,
      'cluster-class/templates/class.yaml': classWith(stringVariable('image', 'old')),
      'overlays/new/cluster-class/templates/class.yaml': classWith(
        stringVariable('image', '{{ .Values.image }}') + stringVariable('more', '""'),
      ),
      'cluster-class/values.yaml': 'image: fresh\n',
      ...changes,
    }),
  ),
});
