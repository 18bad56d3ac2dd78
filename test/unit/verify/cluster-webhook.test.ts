// Admission of Clusters: the rules of the operator's webhook, one by one, and what Cluster API adds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagName } from '../../../src/stack/release-name.ts';
import {
  checkAdmission,
  classPath,
  isCluster,
  parseClassName,
  topologyOf,
} from '../../../src/verify/cluster-webhook.ts';

const cluster = (className: string, version: string) => ({
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  kind: 'Cluster',
  spec: { topology: { class: className, version } },
});

const RELEASE = { tag: 'docker-scs-1-34-v2', kubernetes: 'v1.34.7' };
const RIGHT = cluster('docker-scs-1-34-v2', 'v1.34.7');

/** `path: message | hint` of each finding. */
const told = (...call: Parameters<typeof checkAdmission>): string[] =>
  checkAdmission(...call).map(
    ({ path, message, hint }) =>
      `${path.slice(1).join('.')}: ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

describe('a Cluster', () => {
  it('is one of Cluster API', () => {
    expect(isCluster(RIGHT)).toBe(true);
    expect(isCluster({ ...RIGHT, kind: 'ClusterClass' })).toBe(false);
    expect(isCluster({ ...RIGHT, apiVersion: 'cluster.x-k8s.io.example/v1' })).toBe(false);
    expect(isCluster({ kind: 'Cluster' })).toBe(false);
  });

  it('names its class in a field that depends on the version of the API', () => {
    const newer = {
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Cluster',
      spec: { topology: { class: 'wrong', classRef: { name: 'docker-scs-1-34-v2' }, version: 'v1.34.7' } },
    };
    expect(classPath(newer)).toEqual(['spec', 'topology', 'classRef', 'name']);
    expect(topologyOf(newer)).toEqual({ className: 'docker-scs-1-34-v2', version: 'v1.34.7' });
    expect(told(newer, RELEASE)).toEqual([]);
    expect(topologyOf({ spec: { topology: { class: 1 } } })).toEqual({ className: '', version: '' });
  });

  it('is let in with the class and the version of a release', () => {
    expect(told(RIGHT, RELEASE)).toEqual([]);
    const beta = { tag: 'docker-scs-1-34-v2-beta-0', kubernetes: 'v1.34.7' };
    expect(told(cluster('docker-scs-1-34-v2-beta.0', 'v1.34.7'), beta)).toEqual([]);
  });

  it.each([
    [
      { kind: 'Cluster', spec: {} },
      ': the Cluster has no spec.topology; beside the operator every Cluster needs one | name a class in it, as csctl generate cluster does',
    ],
    [
      cluster('', 'v1.34.7'),
      'topology.class: the Cluster names no class | csctl list shows the releases; the class is named like the tag, with a dot in v4-beta.0',
    ],
    [
      cluster('quick-start', 'v1.34.7'),
      'topology.class: "quick-start" is no class of a cluster stack; expected one as docker-scs-1-34-v3 | csctl list shows the releases; the class is named like the tag, with a dot in v4-beta.0',
    ],
    [
      cluster('docker-scs-1-34-v1', 'v1.34.7'),
      'topology.class: the class is docker-scs-1-34-v1; expected that of docker-scs-1-34-v2',
    ],
    [
      cluster('docker-scs-1-34-v2', ''),
      'topology.version: the Cluster has no topology.version; expected v1.34.7, the version of docker-scs-1-34-v2, and no other | write v1.34.7',
    ],
    [
      cluster('docker-scs-1-34-v2', '1.34.7'),
      'topology.version: topology.version is 1.34.7; expected v1.34.7, the version of docker-scs-1-34-v2, and no other | write v1.34.7',
    ],
  ])('is refused %#', (data, expected) => {
    expect(told(data, RELEASE)).toEqual([expected]);
  });
});

/** No release is for Kubernetes 1.0: the operator knows no minor 0 (docs/operator-contract.md 1.1). */
const MINOR = fc.integer({ min: 1, max: 60 });

describe('a Cluster that is changed', () => {
  const change = (from: string, to: string, tag = to.replaceAll('.', '-')) => {
    const version = (name: string) => `v1.${/-1-(\d+)-v/.exec(name)?.[1] ?? '34'}.7`;
    return told(cluster(to, version(to)), { tag, kubernetes: version(to) }, cluster(from, version(from)));
  };

  it('may take another version of its stack, up or down, and the next minor', () => {
    expect(change('docker-scs-1-34-v1', 'docker-scs-1-34-v2')).toEqual([]);
    expect(change('docker-scs-1-34-v2', 'docker-scs-1-34-v1')).toEqual([]);
    expect(change('docker-scs-1-34-v2', 'docker-scs-1-35-v1')).toEqual([]);
    expect(change('docker-scs-1-34-v0-sha.abc1234', 'docker-scs-1-34-v1')).toEqual([]);
  });

  it('stays with its provider and stack', () => {
    const expected = (from: string) =>
      `topology.class: the Cluster is of ${from} 1.34, the release of docker/scs 1.34; a Cluster stays with its provider and stack | name a release of ${from}, or make a new Cluster`;
    expect(change('openstack-scs-1-34-v1', 'docker-scs-1-34-v2')).toEqual([expected('openstack/scs')]);
    expect(change('docker-other-1-34-v1', 'docker-scs-1-34-v2')).toEqual([expected('docker/other')]);
  });

  it('goes through every minor, and never back', () => {
    expect(change('docker-scs-1-34-v1', 'docker-scs-1-36-v1')).toEqual([
      'topology.class: the Cluster is of 1.34, the release of 1.36; a Cluster stays with its minor or goes to the next | take a release of 1.35 first',
    ]);
    expect(change('docker-scs-1-34-v1', 'docker-scs-1-33-v1')).toEqual([
      'topology.class: the Cluster is of 1.34, the release of 1.33; a Cluster stays with its minor or goes to the next | there is no way back: name a release of 1.34 or 1.35',
    ]);
    const [found] = checkAdmission(
      cluster('docker-scs-1-36-v1', 'v1.36.0'),
      { tag: 'docker-scs-1-36-v1', kubernetes: 'v1.36.0' },
      RIGHT,
    );
    expect(found?.firstMinor).toEqual({ major: 1, minor: 35 });
  });

  it('has to have had a class that can be read, and a topology', () => {
    expect(change('quick-start', 'docker-scs-1-34-v2')).toEqual([
      'topology.class: "quick-start" is no class of a cluster stack; expected one as docker-scs-1-34-v3 | csctl list shows the releases; the class is named like the tag, with a dot in v4-beta.0',
    ]);
    expect(told(RIGHT, RELEASE, { ...RIGHT, spec: {} })[0]).toMatch(/has no spec\.topology/);
  });

  it('keeps its patch version, or takes a later one', () => {
    expect(told(RIGHT, RELEASE, cluster('docker-scs-1-34-v3', 'v1.34.8'))).toEqual([
      'topology.version: topology.version goes from v1.34.8 to v1.34.7; Cluster API lets no version go down | name a release with v1.34.8 or later',
    ]);
    expect(told(RIGHT, RELEASE, cluster('docker-scs-1-34-v3', '${VERSION}'))).toEqual([]);
  });

  it('is refused exactly where the webhook refuses it, whatever the minors', () => {
    fc.assert(
      fc.property(MINOR, MINOR, (from, to) => {
        const found = change(`docker-scs-1-${from}-v1`, `docker-scs-1-${to}-v1`);
        expect(found.length === 0).toBe(to - from === 0 || to - from === 1);
      }),
    );
  });
});

describe('the name of a class', () => {
  it('says which release it is of', () => {
    for (const [name, tag] of [
      ['docker-scs-1-34-v3', 'docker-scs-1-34-v3'],
      ['docker-scs-1-34-v0-sha.abc1234', 'docker-scs-1-34-v0-sha-abc1234'],
    ] as const) {
      const parsed = parseClassName(name);
      expect(parsed && tagName(parsed.identity, parsed.version)).toBe(tag);
    }
    for (const name of ['', 'docker', 'docker-scs-1-34', '${CLASS}', 'docker-scs-1-34-v3 '])
      expect(parseClassName(name), name).toBeUndefined();
  });
});
