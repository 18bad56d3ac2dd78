// Docker machines and clusters, infrastructure.cluster.x-k8s.io: v1beta1 and v1beta2.
import { metadata, someMetadata } from './cluster-api-shapes.ts';
import { flag, integer, list, mapOf, need, object, SOME, text, upTo, words, type Schema } from './schema.ts';

const loadBalancer = object({
  customHAProxyConfigTemplateRef: object({ name: text() }),
  imageRepository: text(),
  imageTag: text(),
});

const cluster = object({
  controlPlaneEndpoint: object({ host: text(), port: integer() }),
  failureDomains: mapOf(object({ attributes: mapOf(text()), controlPlane: flag })),
  loadBalancer,
});

const clusterV1beta2 = object({
  controlPlaneEndpoint: object({ host: words(512), port: integer(1, 65535) }, SOME),
  failureDomains: list(
    object({ attributes: mapOf(text()), controlPlane: flag, name: need(words(256)) }),
    upTo(100),
  ),
  loadBalancer,
});

const machine = (providerID: Schema): Schema =>
  object({
    bootstrapTimeout: text(),
    // Until v1.13.
    bootstrapped: flag,
    customImage: text(),
    extraMounts: list(object({ containerPath: text(), hostPath: text(), readOnly: flag })),
    preLoadImages: list(text()),
    providerID,
  });

const template = (spec: Schema, meta: Schema): Schema =>
  object({ template: need(object({ metadata: meta, spec: need(spec) })) });

/** `spec` of a DockerClusterTemplate. */
export const dockerClusterTemplate = {
  v1beta1: template(cluster, metadata),
  v1beta2: template(clusterV1beta2, someMetadata),
};

/** `spec` of a DockerMachineTemplate. */
export const dockerMachineTemplate = {
  v1beta1: template(machine(text()), metadata),
  v1beta2: template(machine(words(512)), someMetadata),
};
