import { describe, expect, it } from 'vitest';
import { sampleCluster } from '../../../src/verify/sample-cluster.ts';
import { renderedObjects } from '../../support/rendered-objects.ts';

const CLASS = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata: {name: openstack-scs-1-34-v1}
spec:
  controlPlane:
    ref: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlaneTemplate, name: cp}
  infrastructure:
    ref: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: OpenStackClusterTemplate, name: cluster}
  workers:
    machineDeployments:
      - {class: small, template: {}}
      - {class: large, template: {}}
    machinePools:
      - {class: pool, template: {}}
  variables:
    - {name: size, schema: {openAPIV3Schema: {type: string, default: m1}}}
    - {name: none, schema: {openAPIV3Schema: {type: string}}}
    - {name: needed, required: true, schema: {openAPIV3Schema: {type: string, example: there}}}
    - name: ref
      schema:
        openAPIV3Schema: {type: object, default: {}, properties: {cloudName: {type: string, default: openstack}}}
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlaneTemplate
metadata: {name: cp}
spec: {template: {spec: {rolloutStrategy: {type: RollingUpdate}}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: OpenStackClusterTemplate
metadata: {name: cluster}
spec: {template: {spec: {managedSubnets: [{cidr: 10.8.0.0/20}]}}}
`;

const sample = (text: string) => {
  const objects = renderedObjects(text);
  return sampleCluster({
    ...{ className: 'openstack-scs-1-34-v1', kubernetes: 'v1.34.7', objects },
    clusterClass: objects.find(({ data }) => data['kind'] === 'ClusterClass'),
  });
};

describe('the sample of a class', () => {
  it('is a Cluster of it, with the values that Cluster API gives its variables', () => {
    const { Cluster } = sample(CLASS);
    expect(Cluster).toMatchObject({
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'Cluster',
      metadata: { name: 'sample', namespace: 'default' },
      spec: {
        controlPlaneEndpoint: { host: '192.0.2.10', port: 6443 },
        topology: {
          class: 'openstack-scs-1-34-v1',
          version: 'v1.34.7',
          variables: [
            { name: 'size', value: 'm1' },
            { name: 'needed', value: 'there' },
            { name: 'ref', value: { cloudName: 'openstack' } },
          ],
          workers: {
            machineDeployments: [
              { class: 'small', name: 'md-0', replicas: 1 },
              { class: 'large', name: 'md-1', replicas: 1 },
            ],
          },
        },
      },
    });
  });

  it('refers to a control plane and an infrastructure, made from the templates', () => {
    const { Cluster, ControlPlane, InfraCluster } = sample(CLASS);
    expect(Cluster['spec']).toMatchObject({
      controlPlaneRef: { kind: 'KubeadmControlPlane', name: 'sample', namespace: 'default' },
      infrastructureRef: { kind: 'OpenStackCluster', name: 'sample' },
    });
    expect(ControlPlane).toMatchObject({
      apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1',
      kind: 'KubeadmControlPlane',
      spec: { rolloutStrategy: { type: 'RollingUpdate' }, replicas: 1, version: 'v1.34.7' },
    });
    expect(InfraCluster).toMatchObject({
      kind: 'OpenStackCluster',
      spec: { managedSubnets: [{ cidr: '10.8.0.0/20' }], controlPlaneEndpoint: { host: '192.0.2.10' } },
      status: { ready: true, externalNetwork: { name: 'external' } },
    });
  });

  it('has neither where the class has none, or there is no class', () => {
    const first = CLASS.split('---')[0] ?? '';
    const nameless = `${first.replace(/ {2}(controlPlane|infrastructure):\n.*\n/g, '')}---\na: b\n`;
    for (const text of [first, nameless, '']) {
      const { Cluster, ...others } = sample(text);
      expect(others).toEqual({});
      expect(Cluster['spec']).not.toHaveProperty('controlPlaneRef');
      expect(Cluster['spec']).not.toHaveProperty('infrastructureRef');
    }
    expect(sample('').Cluster['spec']).toMatchObject({ topology: { variables: [], workers: {} } });
  });
});
