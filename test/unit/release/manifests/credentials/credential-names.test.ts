// What a release calls its credentials.
import { describe, expect, it } from 'vitest';
import { namesOf, USUAL_NAMES } from '../../../../../src/release/manifests/credentials/credential-names.ts';
import {
  IDENTITY_REF,
  mounting,
  openstackFiles,
  openstackRelease,
} from '../../../../support/clouds/openstack-release.ts';
import type { Files } from '../../../../support/stack-tree.ts';

const namesFor = async (variables: string, more: Files = {}) =>
  namesOf((await openstackRelease(openstackFiles(variables, more))).release);

const variable = (name: string, value: string): string =>
  `    - {name: ${name}, required: false, schema: {openAPIV3Schema: {type: string, default: ${value}}}}\n`;

const TEMPLATE = 'cluster-addon/cni/templates/cni.yaml';
const addons = (...objects: string[]): Files => ({ [TEMPLATE]: objects.join('---\n') });
const secretFor = async (...objects: string[]) => (await namesFor('', addons(...objects))).addon;

describe('the Secret for Cluster API', () => {
  it('is the usual one where a class says nothing', async () => {
    expect(await namesFor('')).toEqual(USUAL_NAMES);
  });

  it('is the default of identityRef, and of its fields', async () => {
    expect(await namesFor(IDENTITY_REF)).toMatchObject({ secret: 'keystone', entry: 'mine' });
  });

  it('is the default of the older variables', async () => {
    const variables = variable('cloud_name', 'c') + variable('secret_name', 's');
    expect(await namesFor(variables)).toMatchObject({ secret: 's', entry: 'c' });
  });

  it('is that of the template where no variable sets it', async () => {
    const text = openstackFiles()['cluster-class/templates/class.yaml'] as string;
    const set = 'spec:\n  template:\n    spec:\n      identityRef: {name: fixed, cloudName: mine}\n';
    const [head, tail] = text.split(/spec:\n {2}template:\n {4}spec: \{\}\n$/);
    expect(tail).toBe('');
    const files = { 'cluster-class/templates/class.yaml': `${head}${set}` };
    expect(await namesFor('', files)).toMatchObject({ secret: 'fixed', entry: 'mine' });
  });
});

describe('the Secret for the addons', () => {
  it.each(['Deployment', 'DaemonSet', 'Pod', 'CronJob'])('is the one that a %s mounts', async (kind) => {
    expect(await secretFor(mounting('clouds-yaml', '/etc/clouds/', kind))).toEqual({
      name: 'clouds-yaml',
      key: 'clouds.yaml',
      folder: '/etc/clouds',
    });
  });

  it('is cloud-config for older stacks', async () => {
    expect(await secretFor(mounting('cloud-config', '/etc/config'))).toEqual({
      name: 'cloud-config',
      key: 'cloud.conf',
      folder: '/etc/config',
    });
  });

  it('has no one folder where addons mount it differently', async () => {
    const two = [mounting('cloud-config', '/etc/config'), mounting('cloud-config', '/etc/k8s', 'DaemonSet')];
    expect(await secretFor(...two)).toMatchObject({ name: 'cloud-config', folder: undefined });
  });

  it('is none that a chart brings itself', async () => {
    const own = 'apiVersion: v1\nkind: Secret\nmetadata: {name: cloud-config}\n';
    expect(await secretFor(mounting('cloud-config', '/etc/config'), own)).toEqual(USUAL_NAMES.addon);
  });

  it('is the usual one where none is mounted', async () => {
    expect(await secretFor(mounting('other', '/etc/other'))).toEqual(USUAL_NAMES.addon);
  });
});

describe('the Secret for addons whose charts are not in the release', () => {
  const DEPENDENCY =
    'dependencies: [{name: ccm, version: 1.0.0, repository: "https://charts.example.com"}]\n';
  const thin = async (values: string) =>
    (
      await namesFor('', {
        'cluster-addon/cni/Chart.yaml': `apiVersion: v2\nname: cni\nversion: 1.2.3\n${DEPENDENCY}`,
        'cluster-addon/cni/values.yaml': values,
      })
    ).addon;

  it.each([
    ['ccm: {secret: {enabled: true, create: false, name: cloud-config}}\n', 'cloud-config', undefined],
    ['ccm: {secret: {create: true, name: cloud-config}}\n', 'clouds-yaml', '/etc/openstack'],
    [
      'ccm: {extraVolumes: [{name: c, secret: {secretName: clouds-yaml}}]}\n',
      'clouds-yaml',
      '/etc/openstack',
    ],
    ['ccm: {list: [a, {secret: text}]}\n', 'clouds-yaml', '/etc/openstack'],
    ['', 'clouds-yaml', '/etc/openstack'],
  ])('is the one that their values name: %j', async (values, name, folder) => {
    expect(await thin(values)).toMatchObject({ name, folder });
  });
});

describe('the ClusterResourceSet', () => {
  it('is of the version of the class', async () => {
    const files = openstackFiles();
    const text = (files['cluster-class/templates/class.yaml'] as string)
      .replace('apiVersion: cluster.x-k8s.io/v1beta1', 'apiVersion: cluster.x-k8s.io/v1beta2')
      .replace(/\bref:/g, 'templateRef:')
      .replace('machineInfrastructure:\n      templateRef:', 'machineInfrastructure:\n      templateRef:');
    const names = await namesFor('', { 'cluster-class/templates/class.yaml': text });
    expect(names.apiVersion).toBe('addons.cluster.x-k8s.io/v1beta2');
  });
});
