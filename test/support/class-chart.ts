// A small class chart as it renders, right in all ways; tests break one thing of it and look at what is said.
import type { Problem } from '../../src/problem/problem.ts';
import { checkClassObjects } from '../../src/verify/class/check-class.ts';
import { renderedObjects } from './rendered-objects.ts';

export const CLASS_NAME = 'docker-scs-1-34-v1';

/** Cluster API v1beta1. */
export const CLASS_CHART = `apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata:
  name: docker-scs-1-34-v1
spec:
  controlPlane:
    ref:
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlaneTemplate
      name: control-plane
    machineInfrastructure:
      ref:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: DockerMachineTemplate
        name: control-plane-machine
  infrastructure:
    ref:
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
      kind: DockerClusterTemplate
      name: cluster
  workers:
    machineDeployments:
      - class: default-worker
        template:
          bootstrap:
            ref:
              apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
              kind: KubeadmConfigTemplate
              name: worker-bootstrap
          infrastructure:
            ref:
              apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
              kind: DockerMachineTemplate
              name: worker-machine
  variables:
    - name: nodeImage
      required: false
      schema:
        openAPIV3Schema: {type: string, default: kindest/node}
    - name: mirrors
      required: false
      schema:
        openAPIV3Schema:
          type: array
          default: []
          items:
            type: object
            required: [host]
            properties:
              host: {type: string}
              url: {type: string}
    - name: audit
      required: false
      schema:
        openAPIV3Schema:
          type: object
          default: {}
          properties:
            enabled: {type: boolean, default: true}
            level: {type: string, enum: [low, high], default: low}
    - name: token
      required: false
      schema:
        openAPIV3Schema: {type: string}
  patches:
    - name: nodeImage
      definitions:
        - selector:
            apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
            kind: DockerMachineTemplate
            matchResources:
              controlPlane: true
              machineDeploymentClass: {names: [default-worker]}
          jsonPatches:
            - op: add
              path: /spec/template/spec/customImage
              valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}
    - name: audit
      enabledIf: '{{ .audit.enabled }}'
      definitions:
        - selector:
            apiVersion: controlplane.cluster.x-k8s.io/v1beta1
            kind: KubeadmControlPlaneTemplate
            matchResources: {controlPlane: true}
          jsonPatches:
            - op: add
              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level
              valueFrom: {variable: audit.level}
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlaneTemplate
metadata: {name: control-plane}
spec:
  template:
    spec:
      kubeadmConfigSpec:
        clusterConfiguration:
          apiServer:
            extraArgs: {profiling: "false"}
        files: []
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: DockerMachineTemplate
metadata: {name: control-plane-machine}
spec: {template: {spec: {}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: DockerClusterTemplate
metadata: {name: cluster}
spec: {template: {spec: {}}}
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: worker-bootstrap}
spec: {template: {spec: {joinConfiguration: {}}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: DockerMachineTemplate
metadata: {name: worker-machine}
spec: {template: {spec: {}}}
`;

/** The same without variables and patches for Cluster API v1beta2. */
export const CLASS_CHART_V1BETA2 = `apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata:
  name: docker-scs-1-34-v1
spec:
  controlPlane:
    templateRef:
      apiVersion: controlplane.cluster.x-k8s.io/v1beta2
      kind: KubeadmControlPlaneTemplate
      name: control-plane
    machineInfrastructure:
      templateRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DockerMachineTemplate
        name: machine
  infrastructure:
    templateRef:
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
      kind: DockerClusterTemplate
      name: cluster
  workers:
    machineDeployments:
      - class: default-worker
        bootstrap:
          templateRef:
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
            kind: KubeadmConfigTemplate
            name: worker-bootstrap
        infrastructure:
          templateRef:
            apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
            kind: DockerMachineTemplate
            name: machine
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlaneTemplate
metadata: {name: control-plane}
spec: {template: {spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: [{name: profiling, value: "false"}]}}}}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerMachineTemplate
metadata: {name: machine}
spec: {template: {spec: {}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerClusterTemplate
metadata: {name: cluster}
spec: {template: {spec: {}}}
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: {name: worker-bootstrap}
spec: {template: {spec: {verbosity: 2}}}
`;

/** What replaces what; a text that is not there is a mistake of the test. */
export type Edit = readonly [find: string, replace: string];

/** The chart with texts replaced, each at its first place. */
export function edited(chart: string, ...edits: readonly Edit[]): string {
  return edits.reduce((text, [find, replace]) => {
    if (!text.includes(find)) throw new Error(`the chart has no ${find}`);
    return text.replace(find, () => replace);
  }, chart);
}

/** All rules over a chart. */
export const classProblems = (chart: string): Promise<Problem[]> =>
  checkClassObjects({
    objects: renderedObjects(chart, 'templates/class.yaml'),
    className: CLASS_NAME,
    namespace: 'stacks',
    kubernetes: 'v1.34.1',
    chartLabel: 'cluster-class',
  });

/** A problem as tests expect it: `code line:column message | hint`, with `(warning)` where it is one. */
export function told({ code, severity, line, column, message, hint }: Problem): string {
  const place = line === undefined ? '-' : `${line}:${column ?? ''}`;
  const kind = severity === 'warning' ? `${code} (warning)` : code;
  return `${kind} ${place} ${message}${hint === undefined ? '' : ` | ${hint}`}`;
}

/** What the rules say of the chart once it is edited. */
export const toldOf = async (chart: string, ...edits: readonly Edit[]): Promise<string[]> =>
  (await classProblems(edited(chart, ...edits))).map(told);
