// A look around for stacks: near ones are found, and nothing takes long.
import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { foldersIn, nearStacks } from '../../src/io/near-stacks.ts';
import { glanceAt } from '../../src/io/stack-glance.ts';
import { formatMinor } from '../../src/stack/kubernetes-version.ts';
import { tempFolder } from '../support/temp-folder.ts';

const repository = () =>
  tempFolder({
    'README.md': '',
    'providers/docker/scs/csctl.yaml': '',
    'providers/docker/scs/nested/csctl.yaml': '',
    'providers/openstack/scs/1-34/stack.yaml': '',
    'node_modules/x/csctl.yaml': '',
    'templates/stack/own/template.yaml': '',
    'templates/stack/own/files/stack.yaml': '',
    '.release/x/csctl.yaml': '',
    'csctl.yaml/not a file': '',
    'a/b/c/d/e/f/csctl.yaml': '',
  });

describe('nearStacks', () => {
  it('finds stacks below the folder, not inside of others, nor where nobody keeps any', () => {
    const folders = ['providers/docker/scs', 'providers/openstack/scs/1-34'];
    expect(nearStacks(repository())).toEqual({ folders, complete: true });
  });

  it('knows when it stands in one', () => {
    const folder = repository();
    expect(nearStacks(join(folder, 'providers/docker/scs')).folders).toEqual(['.']);
    expect(nearStacks(join(folder, 'providers/docker/scs/nested')).folders).toEqual(['.']);
  });

  it('knows the stack that it lies in', () => {
    const folder = tempFolder({ 'scs/csctl.yaml': '', 'scs/cluster-class/templates/x.yaml': '' });
    expect(nearStacks(join(folder, 'scs/cluster-class')).folders).toEqual(['..']);
    expect(nearStacks(join(folder, 'scs/cluster-class/templates')).folders).toEqual(['../..']);
  });

  it('stops at its limits, and says so', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}/x`, '']));
    const folder = tempFolder({ ...many, 'z/csctl.yaml': '' });
    const limits = { depth: 5, folders: 20, above: 0 };
    expect(nearStacks(folder, limits)).toEqual({ folders: [], complete: false });
    expect(nearStacks(folder, { ...limits, folders: 100 })).toEqual({ folders: ['z'], complete: true });
    expect(nearStacks(folder, { ...limits, folders: 100, depth: 0 })).toEqual({
      folders: [],
      complete: true,
    });
  });

  it('has nothing to say of a folder that is not there', () => {
    expect(nearStacks('/nowhere at all').folders).toEqual([]);
    expect(foldersIn('/nowhere at all')).toEqual([]);
  });
});

it('a glance at a stack tells its minors', () => {
  const folder = tempFolder({
    'csctl.yaml':
      'apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1\nconfig:\n  kubernetesVersion: v1.34.7\n  clusterStackName: scs\n  provider:\n    type: docker\n',
  });
  expect(glanceAt(folder).minors.map(({ minor }) => formatMinor(minor))).toEqual(['1.34']);
  expect(glanceAt('/nowhere at all').minors).toEqual([]);
});
