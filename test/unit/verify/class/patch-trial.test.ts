// Patches on their templates: pointers that lead nowhere, and what comes out with the defaults.
import { describe, expect, it } from 'vitest';
import { CLASS_CHART, toldOf, type Edit } from '../../../support/class-chart.ts';

type Case = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

describe('pointers', () => {
  it.each<Case>([
    [
      'an unknown field',
      [['path: /spec/template/spec/customImage', 'path: /spec/template/spec/customimage']],
      [
        'class-patch 76:21 patch nodeImage: /spec/template/spec of DockerMachineTemplate control-plane-machine has no field customimage; expected customImage | write customImage',
      ],
    ],
    [
      'a field within a text',
      [['path: /spec/template/spec/customImage', 'path: /spec/template/spec/customImage/a']],
      [
        'class-patch 76:21 patch nodeImage: /spec/template/spec/customImage of DockerMachineTemplate control-plane-machine is no map, and has nothing within',
      ],
    ],
    [
      'a parent that is absent, only sometimes',
      [
        ["enabledIf: '{{ .audit.enabled }}'", "enabledIf: '{{ if .token }}true{{ end }}'"],
        ['extraArgs: {profiling: "false"}', 'certSANs: []'],
      ],
      [
        'class-patch (warning) 87:21 patch audit: add of /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level fails: KubeadmControlPlaneTemplate control-plane has no /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs, and no patch before adds it | put /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs into the template, or add it as a whole',
      ],
    ],
    [
      'a parent that is absent, always',
      [['extraArgs: {profiling: "false"}', 'certSANs: []']],
      [
        'class-patch 87:21 patch audit cannot be applied to KubeadmControlPlaneTemplate control-plane: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs is not there',
      ],
    ],
    [
      'a parent that the webhook fills in',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/etcd/local',
        ],
        ['valueFrom: {variable: audit.level}', 'value: {dataDir: /d}'],
      ],
      [],
    ],
    [
      'a replaced field that the webhook fills in',
      [
        [
          'op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'op: replace\n              path: /spec/template/spec/rolloutStrategy/rollingUpdate/maxSurge',
        ],
        ['valueFrom: {variable: audit.level}', 'value: 0'],
      ],
      [],
    ],
    [
      'a parent that a patch before adds',
      [
        ['extraArgs: {profiling: "false"}', 'certSANs: []'],
        [
          '          jsonPatches:\n            - op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          '          jsonPatches:\n            - op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs\n              value: {}\n            - op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
        ],
      ],
      [],
    ],
    [
      'replace of what is absent',
      [
        [
          'op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'op: replace\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
        ],
      ],
      [
        'class-patch 87:21 patch audit cannot be applied to KubeadmControlPlaneTemplate control-plane: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level is not there',
      ],
    ],
    [
      'remove of what is absent',
      [
        [
          'op: add\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'op: remove\n              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
        ],
      ],
      [
        'class-patch 87:21 patch audit cannot be applied to KubeadmControlPlaneTemplate control-plane: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level is not there',
      ],
    ],
    [
      'the end of a list',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/files/-',
        ],
        ['valueFrom: {variable: audit.level}', 'value: {path: /a}'],
      ],
      [],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});

describe('trials', () => {
  it.each<Case>([
    [
      'a variable without a value',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {variable: token}']],
      [
        "class-patch 88:37 patch audit fails with the defaults of all variables: the variable token has no value | give its variables defaults, or enable the patch only where they are set: enabledIf: '{{ if .name }}true{{ end }}'",
      ],
    ],
    [
      'a template over nothing',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: "{{ .token.a }}"}']],
      [
        'class-patch 88:37 patch audit: the template uses what cannot be there: token is a text and has no field a',
      ],
    ],
    [
      'a field of nothing in a template',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: "{{ .token | required \\"x\\" }}"}']],
      [
        'class-patch 88:37 patch audit: the template does not parse: line 1: function "required" not defined | Cluster API parses it with the functions of Sprig, without those of Helm',
      ],
    ],
    [
      'a builtin that is not there for the template',
      [
        [
          "valueFrom: {template: '{{ .nodeImage }}:{{ .builtin.cluster.topology.version }}'}",
          'valueFrom: {template: "{{ .builtin.controlPlane.version }}"}',
        ],
      ],
      [
        "class-patch 77:37 patch nodeImage fails with the defaults of all variables: a variable that the template prints has no value for DockerMachineTemplate worker-machine | give its variables defaults, or enable the patch only where they are set: enabledIf: '{{ if .name }}true{{ end }}'",
      ],
    ],
    [
      'a template that fails',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: "{{ index .mirrors 3 }}"}']],
      [
        'class-patch 88:37 patch audit fails with the defaults of all variables: line 1: <index .mirrors 3>: error calling index: index out of range: 3',
      ],
    ],
    [
      'a template that yields no YAML',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: "a: b: c"}']],
      [
        'class-patch 88:37 patch audit fails with the defaults of all variables: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
      ],
    ],
    [
      'a template of no value',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: ""}']],
      [
        'class-field (warning) 88:37 ClusterClass docker-scs-1-34-v1: spec.patches[1].definitions[0].jsonPatches[0].valueFrom.template is empty; expected a text | leave it out, or write a value; Cluster API refuses it since v1.10',
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs.level is null; expected a text | leave it out, or write a value',
      ],
    ],
    [
      'a result of the wrong type',
      [['valueFrom: {variable: audit.level}', 'valueFrom: {template: "{{ .audit.enabled }}"}']],
      [
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs.level is true; expected a text | write it in quotes: "true"',
      ],
    ],
    [
      'a result with an unknown field',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/files',
        ],
        ['valueFrom: {variable: audit.level}', 'valueFrom: {template: "- path: /a\\n  contnt: b"}'],
      ],
      [
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.files[0].contnt is no field that is known; expected content | write content',
      ],
    ],
    [
      'a result in a list',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/files/-',
        ],
        ['valueFrom: {variable: audit.level}', 'value: {paht: /a}'],
      ],
      [
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.files[0].path is missing; expected a text',
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.files[0].paht is no field that is known; expected path | write path',
      ],
    ],
    [
      'a result that is too long',
      [
        [
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/level',
          'path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/clusterName',
        ],
        ['valueFrom: {variable: audit.level}', 'value: ""'],
      ],
      [
        'class-patch (warning) 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.clusterConfiguration.clusterName is empty; expected a text | leave it out, or write a value; Cluster API refuses it since v1.10',
      ],
    ],
    [
      'enabledIf that yields no truth value',
      [
        ["enabledIf: '{{ .audit.enabled }}'", "enabledIf: 'yes please'"],
        ['valueFrom: {variable: audit.level}', 'valueFrom: {variable: token}'],
      ],
      [],
    ],
    [
      'a variable that has to be set, with an example',
      [
        [
          'name: token\n      required: false\n      schema:\n        openAPIV3Schema: {type: string}',
          'name: token\n      required: true\n      schema:\n        openAPIV3Schema: {type: integer, example: 5}',
        ],
        ['valueFrom: {variable: audit.level}', 'valueFrom: {variable: token}'],
      ],
      [
        'class-patch 86:15 KubeadmControlPlaneTemplate control-plane, patched with the defaults of all variables: spec.template.spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs.level is 5; expected a text | write it in quotes: "5"',
      ],
    ],
    [
      'a variable that has to be set, of unknown value',
      [
        [
          'name: token\n      required: false\n      schema:\n        openAPIV3Schema: {type: string}',
          "name: token\n      required: true\n      schema:\n        openAPIV3Schema: {type: string, pattern: '^a+$'}",
        ],
        ['valueFrom: {variable: audit.level}', 'valueFrom: {variable: token}'],
      ],
      [],
    ],
    [
      'a variable of an extension',
      [
        [
          '    - name: audit\n      enabledIf',
          '    - name: out\n      external: {discoverVariablesExtension: a, generateExtension: b}\n    - name: audit\n      enabledIf',
        ],
        ["enabledIf: '{{ .audit.enabled }}'", "enabledIf: '{{ .outside.enabled }}'"],
      ],
      [],
    ],
  ])('%s', async (_name, edits, expected) => {
    expect(await toldOf(CLASS_CHART, ...edits)).toEqual(expected);
  });
});
