// ClusterClass, cluster.x-k8s.io/v1beta2: its fields, after https://doc.crds.dev/github.com/kubernetes-sigs/cluster-api.
import {
  someMetadata,
  conditionType,
  taint,
  countRange,
  groupVersion,
  kindName,
  objectName,
} from './cluster-api-shapes.ts';
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

const deletion = object(
  {
    nodeDeletionTimeoutSeconds: integer(0),
    nodeDrainTimeoutSeconds: integer(0),
    nodeVolumeDetachTimeoutSeconds: integer(0),
  },
  SOME,
);

const checks = object(
  {
    nodeStartupTimeoutSeconds: integer(0),
    unhealthyMachineConditions: list(
      object({
        status: need(oneOf('True', 'False', 'Unknown')),
        timeoutSeconds: need(integer(0)),
        type: need(conditionType),
      }),
      upTo(100),
    ),
    unhealthyNodeConditions: list(
      object({
        status: need(text({ minLength: 1 })),
        timeoutSeconds: need(integer(0)),
        type: need(text({ minLength: 1 })),
      }),
      upTo(100),
    ),
  },
  SOME,
);

const templateRef = object({
  apiVersion: need(groupVersion),
  kind: need(kindName),
  name: need(objectName),
});

const triggerIf = object(
  {
    unhealthyInRange: countRange,
    unhealthyLessThanOrEqualTo: intOrString,
  },
  SOME,
);

const controlPlane = object({
  deletion,
  healthCheck: object({ checks, remediation: object({ templateRef, triggerIf }, SOME) }, SOME),
  machineInfrastructure: object({ templateRef: need(templateRef) }),
  metadata: someMetadata,
  naming: object({ template: words(1024) }, SOME),
  readinessGates: list(availabilityGate, upTo(32)),
  taints: list(taint, upTo(64)),
  templateRef: need(templateRef),
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
          upTo(100),
        ),
      ),
      selector: need(
        object({
          apiVersion: need(groupVersion),
          kind: need(kindName),
          matchResources: need(
            object(
              {
                controlPlane: flag,
                infrastructureCluster: flag,
                machineDeploymentClass: object({ names: list(words(256), atMost(100)) }),
                machinePoolClass: object({ names: list(words(256), atMost(100)) }),
              },
              SOME,
            ),
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
    generatePatchesExtension: words(512),
    settings: mapOf(text()),
    validateTopologyExtension: words(512),
  }),
  name: need(words(256)),
});

const variable = object({
  deprecatedV1Beta1Metadata: someMetadata,
  name: need(words(256)),
  required: need(flag),
  schema: need(
    object({
      openAPIV3Schema: need(variableSchema),
    }),
  ),
});

const machineDeployment = object({
  bootstrap: need(object({ templateRef: need(templateRef) })),
  class: need(words(256)),
  deletion: object(
    {
      nodeDeletionTimeoutSeconds: integer(0),
      nodeDrainTimeoutSeconds: integer(0),
      nodeVolumeDetachTimeoutSeconds: integer(0),
      order: oneOf('Random', 'Newest', 'Oldest'),
    },
    SOME,
  ),
  failureDomain: words(256),
  healthCheck: object(
    { checks, remediation: object({ maxInFlight: intOrString, templateRef, triggerIf }, SOME) },
    SOME,
  ),
  infrastructure: need(object({ templateRef: need(templateRef) })),
  metadata: someMetadata,
  minReadySeconds: integer(0),
  naming: object({ template: words(1024) }, SOME),
  readinessGates: list(availabilityGate, upTo(32)),
  rollout: object(
    {
      strategy: object(
        {
          rollingUpdate: object({ maxSurge: intOrString, maxUnavailable: intOrString }, SOME),
          type: need(oneOf('RollingUpdate', 'OnDelete')),
        },
        SOME,
      ),
    },
    SOME,
  ),
  taints: list(taint, upTo(64)),
});

const machinePool = object({
  bootstrap: need(object({ templateRef: need(templateRef) })),
  class: need(words(256)),
  deletion,
  failureDomains: list(words(256), atMost(100)),
  infrastructure: need(object({ templateRef: need(templateRef) })),
  metadata: someMetadata,
  minReadySeconds: integer(0),
  naming: object({ template: words(1024) }, SOME),
  taints: list(taint, upTo(64)),
});

/** `spec` of a ClusterClass, v1beta2. */
export const clusterClassV1beta2 = object({
  availabilityGates: list(availabilityGate, upTo(32)),
  controlPlane: need(controlPlane),
  infrastructure: need(
    object({ naming: object({ template: words(1024) }, SOME), templateRef: need(templateRef) }),
  ),
  kubernetesVersions: list(words(256), upTo(100)),
  patches: list(patch, upTo(1000)),
  upgrade: object({ external: object({ generateUpgradePlanExtension: words(512) }, SOME) }, SOME),
  variables: list(variable, upTo(1000)),
  workers: object(
    { machineDeployments: list(machineDeployment, upTo(100)), machinePools: list(machinePool, upTo(100)) },
    SOME,
  ),
});
