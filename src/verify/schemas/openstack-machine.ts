// OpenStack machines, infrastructure.cluster.x-k8s.io/v1beta1, and the filters that machines and clusters share.
import { flag, integer, list, need, object, ONE, oneOf, SOME, text, words, type Schema } from './schema.ts';

const uuid = text({ format: 'uuid' });
const filled = text({ minLength: 1 });
// OpenStack's API takes a list of tags with commas between them.
const tags = list(text({ minLength: 1, pattern: /^[^,]+$/ }));
const tagFilter = { notTags: tags, notTagsAny: tags, tags, tagsAny: tags };

/** Something of OpenStack, by its ID or by what it is like. */
const byIdOrFilter = (filter: Readonly<Record<string, Schema>>): Schema =>
  object({ filter: object(filter, SOME), id: uuid }, ONE);

/** A network, router or security group. */
export const networkFilter = byIdOrFilter({
  description: text(),
  name: text(),
  projectID: text(),
  ...tagFilter,
});

export const subnetFilter = byIdOrFilter({
  cidr: text(),
  description: text(),
  gatewayIP: text(),
  ipVersion: integer(),
  ipv6AddressMode: text(),
  ipv6RAMode: text(),
  name: text(),
  projectID: text(),
  ...tagFilter,
});

/** Where credentials are. */
export const identityRef = object({
  cloudName: need(filled),
  name: need(filled),
  region: text(),
  type: oneOf('Secret', 'ClusterIdentity'),
});

const availabilityZone = object({
  from: oneOf('Name', 'Machine'),
  name: text({ minLength: 1, pattern: /^[^ ]+$/ }),
});

const blockDevice = object({
  name: need(text()),
  sizeGiB: need(integer(1)),
  storage: need(object({ type: need(text()), volume: object({ availabilityZone, type: text() }) })),
});

const image = object(
  {
    filter: object({ name: text(), tags: list(text()) }, SOME),
    id: uuid,
    imageRef: object({ name: need(text()) }),
  },
  ONE,
);

const port = object({
  adminStateUp: flag,
  allowedAddressPairs: list(object({ ipAddress: need(text()), macAddress: text() })),
  description: text(),
  disablePortSecurity: flag,
  fixedIPs: list(object({ ipAddress: text(), subnet: subnetFilter })),
  hostID: text(),
  macAddress: text(),
  nameSuffix: text(),
  network: networkFilter,
  profile: object({ ovsHWOffload: flag, trustedVF: flag }),
  propagateUplinkStatus: flag,
  securityGroups: list(networkFilter),
  tags: list(text()),
  trunk: flag,
  valueSpecs: list(object({ key: need(text()), name: need(text()), value: need(text()) })),
  vnicType: text(),
});

const schedulerHint = object({
  name: need(filled),
  value: need(
    object({
      bool: flag,
      number: integer(),
      string: words(255),
      type: need(oneOf('Bool', 'String', 'Number')),
    }),
  ),
});

/** `spec` of an OpenStackMachine. */
export const openStackMachine = object(
  {
    additionalBlockDevices: list(blockDevice),
    configDrive: flag,
    flavor: filled,
    flavorID: filled,
    floatingIPPoolRef: object({ apiGroup: text(), kind: need(text()), name: need(text()) }),
    identityRef,
    image: need(image),
    ports: list(port),
    providerID: text(),
    rootVolume: object({ availabilityZone, sizeGiB: need(integer(1)), type: text() }),
    schedulerHintAdditionalProperties: list(schedulerHint),
    securityGroups: list(networkFilter),
    serverGroup: byIdOrFilter({ name: text() }),
    serverMetadata: list(
      object({ key: need(text({ maxLength: 255 })), value: need(text({ maxLength: 255 })) }),
    ),
    sshKeyName: text(),
    tags: list(text()),
    trunk: flag,
  },
  { anyOf: [{ required: ['flavor'] }, { required: ['flavorID'] }] },
);

/** `spec` of an OpenStackMachineTemplate. */
export const openStackMachineTemplate = object({
  template: need(object({ spec: need(openStackMachine) })),
});
