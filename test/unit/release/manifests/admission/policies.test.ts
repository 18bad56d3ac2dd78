// The policies as generated, evaluated: what they fill in, what they refuse, and what is none of their business.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admissionManifests,
  type AdmissionWish,
} from '../../../../../src/release/manifests/admission/admission.ts';
import type { PublishedClass } from '../../../../../src/release/manifests/admission/class-versions.ts';
import { gateOf, mutatingVersion } from '../../../../../src/release/manifests/admission/policies.ts';
import {
  CLUSTER_APIS,
  clusterOf,
  PUBLISHED,
  REQUESTS,
  type ClusterApi,
  type ClusterRequest,
  type ClusterState,
  type Verdict,
} from '../../../../support/admission/requests.ts';
import { objectsOf, Policies, type KubeObject } from '../../../../support/admission/policies.ts';

const WISH: AdmissionWish = {
  namespace: 'cso-system',
  management: { major: 1, minor: 36 },
  isFilled: true,
  paramsOnly: false,
};

const generated = (wish: Partial<AdmissionWish> = {}, classes: readonly PublishedClass[] = PUBLISHED) =>
  admissionManifests(classes, { ...WISH, ...wish }, 'csctl generate admission').flatMap(({ text }) =>
    objectsOf(text),
  );

/** The version that a Cluster is admitted with, or why it is not. */
function verdictOf(policies: Policies, { old, object }: ClusterRequest, api: ClusterApi): Verdict {
  const outcome = policies.admit({
    object: clusterOf(object, api),
    oldObject: old ? clusterOf(old, api) : null,
    namespace: 'tenant',
  });
  if ('refused' in outcome) return outcome;
  const { spec } = outcome.object as { spec: { topology?: { version?: string } } };
  return { version: spec.topology?.version };
}

describe.each(CLUSTER_APIS)('a Cluster of %s', (api) => {
  const policies = new Policies(generated());
  it.each(REQUESTS)('%s', (_, request, verdict) => {
    expect(verdictOf(policies, request, api)).toEqual(verdict);
  });

  it('changes nothing but the version', () => {
    const object = clusterOf({ class: 'docker-scs-1-34-v2', replicas: 3 }, api);
    const { topology } = object.spec;
    expect(policies.admit({ object, oldObject: null, namespace: 'tenant' })).toEqual({
      object: { ...object, spec: { topology: { ...topology, version: 'v1.34.7' } } },
    });
  });

  it('may lack what an API server would refuse later', () => {
    const bare = { apiVersion: `cluster.x-k8s.io/${api}`, kind: 'Cluster', metadata: { name: 'bare' } };
    expect(policies.admit({ object: bare, oldObject: null, namespace: 'tenant' })).toEqual({ object: bare });
    const update = { object: { ...bare, spec: { topology: {} } }, oldObject: bare, namespace: 'tenant' };
    expect(policies.admit(update)).toEqual({ object: update.object });
  });
});

describe('where the versions are', () => {
  const wrong = { object: { class: 'docker-scs-1-34-v2', version: 'v1.34.1' } };
  const without = (objects: readonly KubeObject[]) => objects.filter(({ kind }) => kind !== 'ConfigMap');
  const versions = (namespace: string, data: Record<string, string>, labels = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'any', namespace, labels },
    data,
  });
  const label = { 'csctl.clusterstack.x-k8s.io/admission': 'topology-versions' };
  const judge = (objects: readonly KubeObject[]) => verdictOf(new Policies(objects), wrong, 'v1beta1');

  it('counts those of the one namespace, with the label', () => {
    const policies = without(generated());
    const data = { 'docker-scs-1-34-v2': 'v1.34.7' };
    expect(judge([...policies, versions('cso-system', data, label)])).toHaveProperty('refused');
    expect(judge([...policies, versions('tenant', data, label)])).toEqual({ version: 'v1.34.1' });
    expect(judge([...policies, versions('cso-system', data)])).toEqual({ version: 'v1.34.1' });
  });

  it('counts those beside the Cluster when no namespace is named', () => {
    const policies = without(generated({ namespace: undefined }));
    const data = { 'docker-scs-1-34-v2': 'v1.34.7' };
    expect(judge([...policies, versions('tenant', data, label)])).toHaveProperty('refused');
    expect(judge([...policies, versions('other', data, label)])).toEqual({ version: 'v1.34.1' });
  });

  it('leaves all Clusters alone where there are none', () => {
    expect(judge(without(generated()))).toEqual({ version: 'v1.34.1' });
    expect(judge([...without(generated()), versions('cso-system', {}, label)])).toEqual({
      version: 'v1.34.1',
    });
    const { data, ...empty } = versions('cso-system', {}, label);
    expect(data).toEqual({});
    expect(judge([...without(generated()), empty])).toEqual({ version: 'v1.34.1' });
  });

  it('takes several together', () => {
    const policies = new Policies([
      ...generated(),
      versions('cso-system', { 'docker-my-1-34-v1': 'v1.34.2', mine: 'v1.34.3' }, label),
    ]);
    const created = (state: ClusterState) => verdictOf(policies, { object: state }, 'v1beta2');
    expect(created({ class: 'docker-my-1-34-v1' })).toEqual({ version: 'v1.34.2' });
    expect(created({ class: 'docker-scs-1-34-v2' })).toEqual({ version: 'v1.34.7' });
    // A name that is none of a cluster stack, added by hand.
    expect(created({ class: 'mine', version: 'v1.34.2' })).toEqual({
      refused:
        'spec.topology.version is v1.34.2, but class mine is for Kubernetes v1.34.3: set spec.topology.version to v1.34.3, or leave it out to have it filled in',
    });
  });
});

describe('without filling in', () => {
  const policies = new Policies(generated({ isFilled: false }));
  it('only checks, and promises nothing else', () => {
    const judge = (object: ClusterState) => verdictOf(policies, { object }, 'v1beta1');
    expect(judge({ class: 'docker-scs-1-34-v2', version: 'v1.34.7' })).toEqual({ version: 'v1.34.7' });
    expect(judge({ class: 'docker-scs-1-34-v2' })).toEqual({
      refused:
        'spec.topology.version is empty, but class docker-scs-1-34-v2 is for Kubernetes v1.34.7: set spec.topology.version to v1.34.7',
    });
  });
});

describe('API versions', () => {
  it.each([
    [30, undefined],
    [31, undefined],
    [32, 'v1alpha1'],
    [33, 'v1alpha1'],
    [34, 'v1beta1'],
    [35, 'v1beta1'],
    [36, 'v1'],
    [40, 'v1'],
  ])('1.%i fills in with %s', (minor, version) => {
    const management = { major: 1, minor };
    expect(mutatingVersion(management)).toBe(version);
    expect(gateOf(management) === undefined).toBe(version === undefined || version === 'v1');
    const kinds = generated({ management }).map(({ apiVersion, kind }) => `${kind} ${apiVersion}`);
    const filling =
      version === undefined
        ? []
        : ['Policy', 'PolicyBinding'].map(
            (end) => `MutatingAdmission${end} admissionregistration.k8s.io/${version}`,
          );
    expect(kinds).toEqual([
      'ConfigMap v1',
      ...filling,
      'ValidatingAdmissionPolicy admissionregistration.k8s.io/v1',
      'ValidatingAdmissionPolicyBinding admissionregistration.k8s.io/v1',
    ]);
  });
});

/** What the policies are meant to do, in other words. */
function expected(classes: ReadonlyMap<string, string>, { old, object }: ClusterRequest): Verdict {
  const { class: name, version = '' } = object;
  const asIs = { version: name === null ? undefined : object.version };
  const right = classes.get(name ?? '');
  if (right === undefined || object.paused || old?.isDeleted) return asIs;
  const before = old?.version ?? '';
  const follows =
    old !== undefined &&
    old.class !== name &&
    classes.get(old.class ?? '') === before &&
    [before, before.slice(1)].includes(version);
  if (version === '' || follows) return { version: right };
  const isTouched = old?.class !== name || before !== version;
  return version === right || !isTouched ? asIs : { refused: right };
}

describe('for any releases and any change', () => {
  const name = fc.constantFrom(
    'docker-a-1-34-v1',
    'docker-a-1-34-v2',
    'docker-a-1-35-v1-beta.0',
    'docker-b-1-34-v1',
  );
  const kubernetes = fc.constantFrom('v1.34.1', 'v1.34.2', 'v1.35.0');
  const state = fc.record(
    {
      class: fc.oneof(name, fc.constantFrom('foreign', null)),
      version: fc.oneof(kubernetes, fc.constantFrom('', '1.34.1', '1.34.2', 'v1.34')),
      paused: fc.boolean(),
      isDeleted: fc.constant(true),
    },
    { requiredKeys: ['class'] },
  ) as fc.Arbitrary<ClusterState>;

  it('they do what they are meant to', () => {
    const classes = fc.uniqueArray(fc.tuple(name, kubernetes), { selector: ([key]) => key });
    const request = fc.record({ old: state, object: state }, { requiredKeys: ['object'] });
    fc.assert(
      fc.property(classes, request, fc.constantFrom(...CLUSTER_APIS), (entries, asked, api) => {
        const published = entries.map(([one, version]) => ({
          tag: one.replace('.', '-'),
          class: one,
          kubernetes: version,
        }));
        const told = verdictOf(new Policies(generated({}, published)), asked, api);
        const wanted = expected(new Map(entries), asked);
        if (!('refused' in wanted)) expect(told).toEqual(wanted);
        else
          expect('refused' in told ? told.refused : '').toContain(
            `set spec.topology.version to ${wanted.refused}`,
          );
      }),
      { numRuns: 500 },
    );
  });
});
