// ClusterClass, cluster.x-k8s.io/v1beta1: its fields, after https://doc.crds.dev/github.com/kubernetes-sigs/cluster-api.
import { metadata, conditionType, taint, countRange } from './cluster-api-shapes.ts';
import { variableSchema } from './variable-schema.ts';
import {
  anything,
  atMost,
  flag,
  integer,
  intOrString,
  list,
  mapOf,
  need,
  object,
  oneOf,
  SOME,
  text,
  upTo,
  words,
} from './schema.ts';

const availabilityGate = object({
  conditionType: need(conditionType),
  polarity: oneOf('Positive', 'Negative'),
});

const reference = object({
  apiVersion: text(),
  fieldPath: text(),
  kind: text(),
  name: text(),
  namespace: text(),
  resourceVersion: text(),
  uid: text(),
});

const machineHealthCheck = object({
  maxUnhealthy: intOrString,
  nodeStartupTimeout: text(),
  remediationTemplate: reference,
  unhealthyConditions: list(
    object({
      status: need(text({ minLength: 1 })),
      timeout: need(text()),
      type: need(text({ minLength: 1 })),
    }),
    atMost(100),
  ),
  unhealthyMachineConditions: list(
    object({
      status: need(oneOf('True', 'False', 'Unknown')),
      timeout: need(text()),
      type: need(conditionType),
    }),
    upTo(100),
  ),
  unhealthyRange: countRange,
});

const controlPlane = object({
  machineHealthCheck,
  machineInfrastructure: object({ ref: need(reference) }),
  metadata,
  namingStrategy: object({ template: words(1024) }),
  nodeDeletionTimeout: text(),
  nodeDrainTimeout: text(),
  nodeVolumeDetachTimeout: text(),
  readinessGates: list(availabilityGate, atMost(32)),
  ref: need(reference),
  taints: list(taint, upTo(64)),
});

const patch = object({
  definitions: list(
    object({
      jsonPatches: need(
        list(
          object({
            op: need(oneOf('add', 'replace', 'remove')),
            path: need(words(512)),
            value: anything,
            valueFrom: object({ template: words(10240), variable: words(256) }),
          }),
          atMost(100),
        ),
      ),
      selector: need(
        object({
          apiVersion: need(words(512)),
          kind: need(words(256)),
          matchResources: need(
            object({
              controlPlane: flag,
              infrastructureCluster: flag,
              machineDeploymentClass: object({ names: list(words(256), atMost(100)) }),
              machinePoolClass: object({ names: list(words(256), atMost(100)) }),
            }),
          ),
        }),
      ),
    }),
    atMost(100),
  ),
  description: words(1024),
  enabledIf: words(256),
  external: object({
    discoverVariablesExtension: words(512),
    generateExtension: words(512),
    settings: mapOf(text()),
    validateExtension: words(512),
  }),
  name: need(words(256)),
});

const variable = object({
  metadata,
  name: need(words(256)),
  required: need(flag),
  schema: need(
    object({
      openAPIV3Schema: need(variableSchema),
    }),
  ),
});

const template = object({
  bootstrap: need(object({ ref: need(reference) })),
  infrastructure: need(object({ ref: need(reference) })),
  metadata,
});

const machineDeployment = object({
  class: need(words(256)),
  failureDomain: words(256),
  machineHealthCheck,
  minReadySeconds: integer(),
  namingStrategy: object({ template: words(1024) }),
  nodeDeletionTimeout: text(),
  nodeDrainTimeout: text(),
  nodeVolumeDetachTimeout: text(),
  readinessGates: list(availabilityGate, atMost(32)),
  strategy: object({
    remediation: object({ maxInFlight: intOrString }),
    rollingUpdate: object({
      deletePolicy: oneOf('Random', 'Newest', 'Oldest'),
      maxSurge: intOrString,
      maxUnavailable: intOrString,
    }),
    type: oneOf('RollingUpdate', 'OnDelete'),
  }),
  taints: list(taint, upTo(64)),
  template: need(template),
});

const machinePool = object({
  class: need(words(256)),
  failureDomains: list(words(256), atMost(100)),
  minReadySeconds: integer(),
  namingStrategy: object({ template: words(1024) }),
  nodeDeletionTimeout: text(),
  nodeDrainTimeout: text(),
  nodeVolumeDetachTimeout: text(),
  taints: list(taint, upTo(64)),
  template: need(template),
});

/** `spec` of a ClusterClass, v1beta1. */
export const clusterClassV1beta1 = object({
  availabilityGates: list(availabilityGate, atMost(32)),
  controlPlane,
  infrastructure: object({ ref: need(reference) }),
  infrastructureNamingStrategy: object({ template: words(1024) }),
  kubernetesVersions: list(words(256), upTo(100)),
  patches: list(patch, atMost(1000)),
  upgrade: object({ external: object({ generateUpgradePlanExtension: words(512) }, SOME) }, SOME),
  variables: list(variable, atMost(1000)),
  workers: object({
    machineDeployments: list(machineDeployment, atMost(100)),
    machinePools: list(machinePool, atMost(100)),
  }),
});
