// OpenStackClusterTemplate, infrastructure.cluster.x-k8s.io/v1beta1.
import { identityRef, networkFilter, openStackMachine, subnetFilter } from './openstack-machine.ts';
import { atMost, flag, integer, list, need, object, oneOf, text } from './schema.ts';

const apiServerLoadBalancer = object({
  additionalPorts: list(integer()),
  allowedCIDRs: list(text()),
  availabilityZone: text(),
  enabled: flag,
  flavor: text(),
  monitor: object({
    delay: integer(0),
    maxRetries: integer(0, 10),
    maxRetriesDown: integer(1, 10),
    timeout: integer(0),
  }),
  network: networkFilter,
  provider: text(),
  subnets: list(subnetFilter),
});

const bastion = object({
  availabilityZone: text(),
  enabled: flag,
  floatingIP: text({ format: 'ipv4' }),
  spec: openStackMachine,
});

const securityGroupRule = object({
  description: text(),
  direction: need(oneOf('ingress', 'egress')),
  etherType: oneOf('IPv4', 'IPv6'),
  name: need(text()),
  portRangeMax: integer(),
  portRangeMin: integer(),
  protocol: text(),
  remoteGroupID: text(),
  remoteIPPrefix: text(),
  remoteManagedGroups: list(oneOf('bastion', 'controlplane', 'worker')),
});

const managedSecurityGroups = object({
  allNodesSecurityGroupRules: list(securityGroupRule),
  allowAllInClusterTraffic: flag,
  controlPlaneNodesSecurityGroupRules: list(securityGroupRule),
  workerNodesSecurityGroupRules: list(securityGroupRule),
});

const managedSubnet = object({
  allocationPools: list(object({ end: need(text()), start: need(text()) })),
  cidr: need(text()),
  dnsNameservers: list(text()),
});

const cluster = object({
  apiServerFixedIP: text(),
  apiServerFloatingIP: text(),
  apiServerLoadBalancer,
  apiServerPort: integer(0, 65535),
  bastion,
  controlPlaneAvailabilityZones: list(text()),
  controlPlaneEndpoint: object({ host: text({ maxLength: 512 }), port: integer() }),
  controlPlaneOmitAvailabilityZone: flag,
  disableAPIServerFloatingIP: flag,
  disableExternalNetwork: flag,
  disablePortSecurity: flag,
  externalNetwork: networkFilter,
  externalRouterIPs: list(object({ fixedIP: text(), subnet: need(subnetFilter) })),
  identityRef: need(identityRef),
  managedSecurityGroups,
  managedSubnets: list(managedSubnet, atMost(1)),
  network: networkFilter,
  networkMTU: integer(),
  primarySubnet: subnetFilter,
  router: networkFilter,
  subnets: list(subnetFilter),
  tags: list(text()),
});

/** `spec` of an OpenStackClusterTemplate. */
export const openStackClusterTemplate = object({ template: need(object({ spec: need(cluster) })) });
