// KubeadmControlPlaneTemplate and KubeadmConfigTemplate, v1beta1 and v1beta2.
import { metadata, someMetadata, taint } from './cluster-api-shapes.ts';
import { kubeadmConfigV1beta1 } from './kubeadm-config-v1beta1.ts';
import { kubeadmConfigV1beta2 } from './kubeadm-config-v1beta2.ts';
import { integer, intOrString, list, need, object, oneOf, SOME, text, upTo, words } from './schema.ts';

const controlPlane = object({
  kubeadmConfigSpec: need(kubeadmConfigV1beta1),
  machineNamingStrategy: object({ template: words(256) }),
  machineTemplate: object({
    metadata,
    nodeDeletionTimeout: text(),
    nodeDrainTimeout: text(),
    nodeVolumeDetachTimeout: text(),
    taints: list(taint, upTo(64)),
  }),
  remediationStrategy: object({ maxRetry: integer(), minHealthyPeriod: text(), retryPeriod: text() }),
  rolloutAfter: text(),
  rolloutBefore: object({ certificatesExpiryDays: integer() }),
  rolloutStrategy: object({
    rollingUpdate: object({ maxSurge: intOrString }),
    type: oneOf('RollingUpdate'),
  }),
});

const deletion = object(
  {
    nodeDeletionTimeoutSeconds: integer(0),
    nodeDrainTimeoutSeconds: integer(0),
    nodeVolumeDetachTimeoutSeconds: integer(0),
  },
  SOME,
);

const strategy = object(
  {
    rollingUpdate: object({ maxSurge: intOrString }, SOME),
    type: need(oneOf('RollingUpdate')),
  },
  SOME,
);

const controlPlaneV1beta2 = object(
  {
    kubeadmConfigSpec: kubeadmConfigV1beta2,
    machineNaming: object({ template: words(256) }, SOME),
    machineTemplate: object(
      { metadata: someMetadata, spec: object({ deletion, taints: list(taint, upTo(64)) }, SOME) },
      SOME,
    ),
    remediation: object(
      { maxRetry: integer(), minHealthyPeriodSeconds: integer(0), retryPeriodSeconds: integer(0) },
      SOME,
    ),
    rollout: object(
      { after: text(), before: object({ certificatesExpiryDays: integer(7) }, SOME), strategy },
      SOME,
    ),
  },
  SOME,
);

/** `spec` of a KubeadmControlPlaneTemplate. */
export const kubeadmControlPlaneTemplate = {
  v1beta1: object({ template: need(object({ metadata, spec: need(controlPlane) })) }),
  v1beta2: object({
    template: need(object({ metadata: someMetadata, spec: controlPlaneV1beta2 }, SOME)),
  }),
};

/** `spec` of a KubeadmConfigTemplate. */
export const kubeadmConfigTemplate = {
  v1beta1: object({ template: need(object({ metadata, spec: kubeadmConfigV1beta1 })) }),
  v1beta2: object({
    template: need(object({ metadata: someMetadata, spec: kubeadmConfigV1beta2 }, SOME)),
  }),
};
