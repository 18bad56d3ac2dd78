// Rules for patches by themselves: names, templates, selectors, operations.
import { describe, expect, it } from 'vitest';
import { CLASS_CHART, toldOf, type Edit } from '../../../support/class-chart.ts';

type Case = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

describe('patches', () => {
  it.each<Case>([
    [
      'no name',
      [['    - name: audit\n      enabledIf', '    - description: audit\n      enabledIf']],
      ['class-field 78:7 ClusterClass docker-scs-1-34-v1: spec.patches[1].name is missing; expected a text'],
    ],
    [
      'inline',
      [['    - name: audit\n      enabledIf', '    - name: inline\n      enabledIf']],
      ['class-patch 78:13 patch inline: the name inline is kept by Cluster API for itself | rename it'],
    ],
    [
      'the same name',
      [['    - name: audit\n      enabledIf', '    - name: nodeImage\n      enabledIf']],
      ['class-patch 78:13 patch nodeImage: a patch before has the same name; expected each name once'],
    ],
    [
      'enabledIf does not parse',
      [["enabledIf: '{{ .audit.enabled }}'", "enabledIf: '{{ if .audit }}true'"]],
      [
        'class-patch 79:18 patch audit: the template does not parse: line 1: unexpected EOF | Cluster API parses it with the functions of Sprig, without those of Helm',
      ],
    ],
    [
      'enabledIf of an unknown function',
      [["enabledIf: '{{ .audit.enabled }}'", 'enabledIf: \'{{ include "x" . }}\'']],
      [
        'class-patch 79:18 patch audit: the template does not parse: line 1: function "include" not defined | Cluster API parses it with the functions of Sprig, without those of Helm',
      ],
    ],
    [
      'enabledIf of a function that is not hermetic',
      [["enabledIf: '{{ .audit.enabled }}'", "enabledIf: '{{ now }}'"]],
      [
        'class-patch 79:18 patch audit: the template does not parse: line 1: function "now" not defined | Cluster API parses it with the functions of Sprig, without those of Helm',
      ],
    ],
    [
      'neither definitions nor external',
      [['    - name: audit\n      enabledIf', '    - name: nothing\n    - name: audit\n      enabledIf']],
      ['class-patch 78:7 patch nothing: it has neither definitions nor external; expected one of them'],
    ],
    [
      'definitions and external',
      [["enabledIf: '{{ .audit.enabled }}'", 'external: {generateExtension: a}']],
      ['class-patch 79:17 patch audit: it has definitions and external; expected one of them'],
    ],
    [
      'external of nothing',
      [
        [
          '    - name: audit\n      enabledIf',
          '    - name: out\n      external: {settings: {a: b}}\n    - name: audit\n      enabledIf',
        ],
      ],
      [
        'class-patch 79:17 patch out: it names no extension that generates patches or validates; expected one',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});

describe('selectors', () => {
  it.each<Case>([
    [
      'nothing is selected',
      [
        [
          '              controlPlane: true\n              machineDeploymentClass: {names: [default-worker]}',
          '              controlPlane: false',
        ],
      ],
      [
        'class-patch 72:15 patch nodeImage: the selector selects nothing; expected infrastructureCluster, controlPlane or names of worker classes',
      ],
    ],
    [
      'the cluster is of another kind',
      [
        [
          '              controlPlane: true\n              machineDeploymentClass: {names: [default-worker]}',
          '              infrastructureCluster: true',
        ],
      ],
      [
        'class-patch 72:38 patch nodeImage: the infrastructure of the class is no DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1 | the class has DockerClusterTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'neither control plane nor machines are of the kind',
      [
        [
          '            kind: KubeadmControlPlaneTemplate\n            match',
          '            kind: KubeadmConfigTemplate\n            match',
        ],
      ],
      [
        'class-patch 84:44 patch audit: neither the control plane nor its machines are of KubeadmConfigTemplate of controlplane.cluster.x-k8s.io/v1beta1 | the class has KubeadmControlPlaneTemplate of controlplane.cluster.x-k8s.io/v1beta1 and DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'another version',
      [
        [
          'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\n            kind: DockerMachineTemplate\n            match',
          'apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\n            kind: DockerMachineTemplate\n            match',
        ],
      ],
      [
        'class-patch 72:29 patch nodeImage: neither the control plane nor its machines are of DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta2 | the class has KubeadmControlPlaneTemplate of controlplane.cluster.x-k8s.io/v1beta1 and DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
        'class-patch 73:48 patch nodeImage: neither bootstrap nor infrastructure of default-worker is of DockerMachineTemplate of infrastructure.cluster.x-k8s.io/v1beta2',
      ],
    ],
    [
      'no class of workers of that name',
      [['names: [default-worker]', 'names: [worker]']],
      [
        'class-patch 73:48 patch nodeImage: no machineDeployment class is called worker | the class has default-worker',
      ],
    ],
    ['a pattern that fits', [['names: [default-worker]', 'names: ["default-*", "*-worker", "*"]']], []],
    [
      'two stars',
      [['names: [default-worker]', 'names: ["*a*"]']],
      ['class-patch 73:48 patch nodeImage: *a* has more than one *; expected one at most'],
    ],
    [
      'a star in the middle',
      [['names: [default-worker]', 'names: ["a*b"]']],
      ['class-patch 73:48 patch nodeImage: a*b has a * in its middle; expected it at the start or the end'],
    ],
    [
      'a star beside what is no name',
      [['names: [default-worker]', 'names: ["*a b"]']],
      ['class-patch 73:48 patch nodeImage: *a b is no name of Kubernetes'],
    ],
    [
      'workers of another kind',
      [
        [
          '              controlPlane: true\n              machineDeploymentClass: {names: [default-worker]}',
          '              machineDeploymentClass: {names: [default-worker]}',
        ],
        [
          'kind: DockerMachineTemplate\n            matchResources',
          'kind: KubeadmControlPlaneTemplate\n            matchResources',
        ],
      ],
      [
        'class-patch 72:48 patch nodeImage: neither bootstrap nor infrastructure of default-worker is of KubeadmControlPlaneTemplate of infrastructure.cluster.x-k8s.io/v1beta1',
      ],
    ],
    [
      'pools that are not there',
      [
        [
          '              controlPlane: true\n              machineDeploymentClass: {names: [default-worker]}',
          '              machinePoolClass: {names: [pool]}',
        ],
      ],
      ['class-patch 72:42 patch nodeImage: no machinePool class is called pool'],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});

describe('operations', () => {
  it.each<Case>([
    [
      'another operation',
      [
        [
          'op: add\n              path: /spec/template/spec/customImage',
          'op: copy\n              path: /spec/template/spec/customImage',
        ],
      ],
      [
        'class-field 75:19 ClusterClass docker-scs-1-34-v1: spec.patches[0].definitions[0].jsonPatches[0].op is "copy"; expected add, replace, remove',
      ],
    ],
    [
      'outside of spec',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /metadata/labels/a',
        ],
      ],
      [
        'class-patch 87:21 patch audit: the path is "/metadata/labels/a"; expected one that starts with /spec/',
      ],
    ],
    [
      'an entry of a list',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/files/1',
        ],
      ],
      [
        'class-patch 87:21 patch audit: the path names the entry 1 of a list; expected 0 (before the first) or - (behind the last)',
      ],
    ],
    [
      'replace of an entry',
      [
        [
          'op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'op: replace\n              path: /spec/template/spec/kubeadmConfigSpec/files/0',
        ],
      ],
      [
        'class-patch 87:21 patch audit: the path names the entry 0 of a list, which replace cannot | change the list as a whole',
      ],
    ],
    [
      'no value',
      [['valueFrom: {variable: audit.level}', '']],
      ['class-patch 86:15 patch audit: add has no value; expected value or valueFrom'],
    ],
    [
      'value and valueFrom',
      [['valueFrom: {variable: audit.level}', 'value: a\n              valueFrom: {variable: audit.level}']],
      ['class-patch 86:15 patch audit: add has value and valueFrom; expected one of them'],
    ],
    [
      'template and variable',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: audit.level, template: a}']],
      ['class-patch 88:26 patch audit: valueFrom has template and variable; expected one of them'],
    ],
    [
      'neither template nor variable',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {}']],
      ['class-patch 88:26 patch audit: valueFrom is empty; expected template or variable'],
    ],
    [
      'a value of null',
      [['valueFrom: {variable: audit.level}', 'value: ~']],
      [
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs.level is null; expected a text | leave it out, or write a value',
      ],
    ],
    [
      'an unknown variable',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: audti.level}']],
      [
        'class-patch 88:37 patch audit: the class defines no variable audti | write audit, or define audti in spec.variables',
      ],
    ],
    [
      'an unknown field of a variable',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: audit.levl}']],
      ['class-patch 88:37 patch audit: audit has no field levl | write level'],
    ],
    [
      'a field of a text',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: token.a}']],
      ['class-patch 88:37 patch audit: token is a text and has no field a'],
    ],
    [
      'an entry of a map',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: "audit[0]"}']],
      ['class-patch 88:37 patch audit: audit is a map, no list, and has no entry 0'],
    ],
    [
      'a path that is none',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: "audit[x].a"}']],
      [
        'class-patch 88:37 patch audit: "audit[x].a" is no path of a variable; expected name.field or name[0].field',
      ],
    ],
    [
      'an unknown builtin',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: builtin.cluster.nmae}']],
      [
        'class-patch 88:37 patch audit: Cluster API knows no variable builtin.cluster.nmae | write builtin.cluster.name',
      ],
    ],
    [
      'a builtin that cannot be named by itself',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: builtin.cluster.metadata}']],
      [
        'class-patch 88:37 patch audit: Cluster API knows no variable builtin.cluster.metadata | write builtin.cluster.metadata.annotations, builtin.cluster.metadata.labels',
      ],
    ],
    [
      'a builtin',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: builtin.controlPlane.version}']],
      [],
    ],
    [
      'a template that does not parse',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ .nodeImage"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template does not parse: line 1: unclosed action | Cluster API parses it with the functions of Sprig, without those of Helm',
      ],
    ],
    [
      'a template of an unknown variable',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ if false }}{{ .nodeImge }}{{ end }}x"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: the class defines no variable nodeImge | write nodeImage, or define nodeImge in spec.variables',
      ],
    ],
    [
      'a template of an unknown field',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ $a := .audit }}{{ $a.lvl }}{{ with .audit }}{{ .x }}{{ end }}"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: audit has no field lvl | write enabled, level',
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: audit has no field x | write enabled, level',
      ],
    ],
    [
      'a template of an unknown field in a loop',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "x{{ range $i, $m := .mirrors }}{{ .hst }}{{ $m.ulr }}{{ $.builtin.x }}{{ end }}"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: an entry of mirrors has no field hst | write host',
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: an entry of mirrors has no field ulr | write url',
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: builtin has no field x | write cluster, controlPlane, machineDeployment, machinePool',
      ],
    ],
    [
      'a template of an unknown builtin',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ .builtin.machineDeployment.versio }}"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: builtin.machineDeployment has no field versio | write version',
      ],
    ],
    [
      'a template of a field in parentheses',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ (.audit).lvel }}"}',
        ],
      ],
      [
        'class-patch 77:37 patch nodeImage: the template uses what cannot be there: audit has no field lvel | write level',
      ],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});
