// Rules for what a ClusterClass refers to: each with what breaks it.
import { describe, expect, it } from 'vitest';
import { CLASS_CHART, CLASS_CHART_V1BETA2, toldOf, type Edit } from '../../../support/class-chart.ts';

type Case = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

describe('references', () => {
  it.each<Case>([
    [
      'no such template',
      [['      name: cluster\n  workers', '      name: clustr\n  workers']],
      [
        'class-reference 20:13 no DockerClusterTemplate of infrastructure.cluster.x-k8s.io is called clustr, to which the infrastructure reference is | the chart has cluster',
        'class-unused (warning) 109:18 the class does not refer to DockerClusterTemplate cluster | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'no object of that kind',
      [
        [
          'kind: DockerClusterTemplate\n      name: cluster',
          'kind: OpenStackClusterTemplate\n      name: cluster',
        ],
      ],
      [
        'class-reference 20:13 no OpenStackClusterTemplate of infrastructure.cluster.x-k8s.io is called cluster, to which the infrastructure reference is | add OpenStackClusterTemplate cluster to the chart',
        'class-unused (warning) 109:18 the class does not refer to DockerClusterTemplate cluster | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'another version of the same group',
      [
        [
          'infrastructure.cluster.x-k8s.io/v1beta1\n      kind: DockerClusterTemplate',
          'infrastructure.cluster.x-k8s.io/v1beta2\n      kind: DockerClusterTemplate',
        ],
      ],
      [],
    ],
    [
      'a control plane that is none',
      [
        [
          'kind: KubeadmControlPlaneTemplate\n      name: control-plane',
          'kind: KubeadmConfigTemplate\n      name: control-plane',
        ],
      ],
      [
        'class-reference 9:13 the control plane reference is to KubeadmConfigTemplate of controlplane.cluster.x-k8s.io/v1beta1; expected a kind of control plane template (…ControlPlaneTemplate) of controlplane.cluster.x-k8s.io',
        'class-unused (warning) 92:18 the class does not refer to KubeadmControlPlaneTemplate control-plane | refer to it in the ClusterClass, or take it out',
        'class-patch 84:44 patch audit: neither the control plane nor its machines are of KubeadmControlPlaneTemplate of controlplane.cluster.x-k8s.io/v1beta1 | the class has KubeadmConfigTemplate of controlplane.cluster.x-k8s.io/v1beta1 and DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'a control plane of the wrong group',
      [
        [
          'controlplane.cluster.x-k8s.io/v1beta1\n      kind: Kub',
          'bootstrap.cluster.x-k8s.io/v1beta1\n      kind: Kub',
        ],
      ],
      [
        'class-reference 8:19 the control plane reference is to KubeadmControlPlaneTemplate of bootstrap.cluster.x-k8s.io/v1beta1; expected a kind of control plane template (…ControlPlaneTemplate) of controlplane.cluster.x-k8s.io',
        'class-unused (warning) 92:18 the class does not refer to KubeadmControlPlaneTemplate control-plane | refer to it in the ClusterClass, or take it out',
        'class-patch 84:44 patch audit: neither the control plane nor its machines are of KubeadmControlPlaneTemplate of controlplane.cluster.x-k8s.io/v1beta1 | the class has KubeadmControlPlaneTemplate of bootstrap.cluster.x-k8s.io/v1beta1 and DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'machines that are a cluster',
      [
        [
          'kind: DockerMachineTemplate\n        name: control',
          'kind: DockerClusterTemplate\n        name: control',
        ],
      ],
      [
        'class-reference 14:15 the control plane machines reference is to DockerClusterTemplate of infrastructure.cluster.x-k8s.io/v1beta1; expected a kind of machine template (…MachineTemplate) of infrastructure.cluster.x-k8s.io',
        'class-unused (warning) 104:18 the class does not refer to DockerMachineTemplate control-plane-machine | refer to it in the ClusterClass, or take it out',
        'class-patch 72:29 patch nodeImage: neither the control plane nor its machines are of DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1 | the class has KubeadmControlPlaneTemplate of controlplane.cluster.x-k8s.io/v1beta1 and DockerClusterTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'bootstrap that is infrastructure',
      [
        [
          'kind: KubeadmConfigTemplate\n              name',
          'kind: DockerMachineTemplate\n              name',
        ],
      ],
      [
        'class-reference 28:21 the default-worker bootstrap reference is to DockerMachineTemplate of bootstrap.cluster.x-k8s.io/v1beta1; expected a kind of bootstrap template (…ConfigTemplate) of bootstrap.cluster.x-k8s.io',
        'class-unused (warning) 114:18 the class does not refer to KubeadmConfigTemplate worker-bootstrap | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'no infrastructure',
      [
        [
          '  infrastructure:\n    ref:\n      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\n      kind: DockerClusterTemplate\n      name: cluster\n',
          '',
        ],
      ],
      [
        'class-reference 6:3 the class has no spec.infrastructure; expected a reference to a kind of cluster template (…ClusterTemplate)',
        'class-unused (warning) 104:18 the class does not refer to DockerClusterTemplate cluster | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'a reference without a name',
      [['      name: cluster\n  workers', '  workers']],
      [
        'class-reference 18:7 the infrastructure reference has no name; expected apiVersion, kind and name',
        'class-unused (warning) 108:18 the class does not refer to DockerClusterTemplate cluster | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'a foreign namespace',
      [['      name: cluster\n  workers', '      name: cluster\n      namespace: other\n  workers']],
      [
        'class-reference 21:18 the infrastructure reference is to the namespace other; templates are in that of the class | take the namespace out',
      ],
    ],
    [
      'a second class of workers of the same name',
      [
        [
          '  variables:\n',
          '      - class: default-worker\n        template:\n          bootstrap: {ref: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: worker-bootstrap}}\n          infrastructure: {ref: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DockerMachineTemplate, name: worker-machine}}\n  variables:\n',
        ],
      ],
      [
        'class-reference 35:16 a second machineDeployment class is called default-worker; expected each name once',
      ],
    ],
    [
      'a template that nobody uses',
      [['name: worker-machine\n  variables', 'name: control-plane-machine\n  variables']],
      [
        'class-unused (warning) 119:18 the class does not refer to DockerMachineTemplate worker-machine | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'a label that is none',
      [['  controlPlane:\n', '  controlPlane:\n    metadata: {labels: {"a b": x, ok: "-"}}\n']],
      [
        'class-field 7:32 "a b" is no name of a label; expected letters, digits, "-", "_" and ".", with a domain and "/" before them or not',
        'class-field 7:39 the label ok is "-"; expected at most 63 letters, digits, "-", "_" and "."',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});

describe('references in v1beta2', () => {
  it.each<Case>([
    [
      'no such template',
      [['        name: machine', '        name: machin']],
      [
        'class-reference 15:15 no DockerMachineTemplate of infrastructure.cluster.x-k8s.io is called machin, to which the control plane machines reference is | the chart has machine',
      ],
    ],
    [
      'the form of v1beta1',
      [['    templateRef:\n      apiVersion: controlplane', '    ref:\n      apiVersion: controlplane']],
      [
        'class-field 7:5 ClusterClass docker-scs-1-34-v1: spec.controlPlane.templateRef is missing; expected a map',
        'class-field 8:7 ClusterClass docker-scs-1-34-v1: spec.controlPlane.ref is no field that is known; expected deletion, healthCheck, machineInfrastructure, metadata, naming, readinessGates, taints, templateRef | take it out',
        'class-reference 7:5 the class has no spec.controlPlane; expected a reference to a kind of control plane template (…ControlPlaneTemplate)',
        'class-unused (warning) 37:18 the class does not refer to KubeadmControlPlaneTemplate control-plane | refer to it in the ClusterClass, or take it out',
      ],
    ],
    [
      'no workers bootstrap',
      [['kind: KubeadmConfigTemplate\n            name', 'kind: KubeadmConfig\n            name']],
      [
        'class-reference 27:19 the default-worker bootstrap reference is to KubeadmConfig of bootstrap.cluster.x-k8s.io/v1beta2; expected a kind of bootstrap template (…ConfigTemplate) of bootstrap.cluster.x-k8s.io',
        'class-unused (warning) 52:18 the class does not refer to KubeadmConfigTemplate worker-bootstrap | refer to it in the ClusterClass, or take it out',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART_V1BETA2, ...edits)).toEqual(expected);
  });
});
