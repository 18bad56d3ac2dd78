// The generated admission policies on a real API server: the verdicts that unit tests expect, and how Clusters are applied.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { admissionManifests } from '../../src/release/manifests/admission/admission.ts';
import { objectsOf, type KubeObject } from '../support/admission/policies.ts';
import {
  CLUSTER_APIS,
  clusterOf,
  PUBLISHED,
  REQUESTS,
  type ClusterApi,
  type ClusterState,
  type Verdict,
} from '../support/admission/requests.ts';
import { startApiServer, type ApiServer, type Reply } from './kubernetes.ts';
import { anyMissing, etcd, kubeApiserver, titled } from './tools.ts';

const CRD = resolve(import.meta.dirname, '../support/admission/cluster-crd.yaml');
const NEEDED = [kubeApiserver, etcd];
const [V1, V2] = ['docker-scs-1-34-v1', 'docker-scs-1-34-v2'];

const PATHS: Readonly<Record<string, string>> = {
  ConfigMap: '/api/v1/namespaces/cso-system/configmaps',
  MutatingAdmissionPolicy: '/apis/admissionregistration.k8s.io/v1beta1/mutatingadmissionpolicies',
  MutatingAdmissionPolicyBinding:
    '/apis/admissionregistration.k8s.io/v1beta1/mutatingadmissionpolicybindings',
  ValidatingAdmissionPolicy: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
};

const clustersPath = (api: ClusterApi, name = '') =>
  `/apis/cluster.x-k8s.io/${api}/namespaces/tenant/clusters${name === '' ? '' : `/${name}`}`;

const CASES = CLUSTER_APIS.flatMap((api) =>
  REQUESTS.map(([what, request, verdict], index) => ({
    title: `${api}: ${what}`,
    name: `${api}-${index}`,
    api,
    request,
    verdict,
  })),
);

interface StoredCluster {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: { readonly topology?: { readonly version?: string } };
}

const clusterIn = ({ body }: Reply) => body as unknown as StoredCluster;

describe.skipIf(anyMissing(...NEEDED))(titled('admission by a real API server', NEEDED), () => {
  let server: ApiServer;

  const created = async (path: string, object: object) => {
    const reply = await server.ask('POST', path, object);
    expect(reply.code, JSON.stringify(reply.body)).toBe(201);
  };

  /** As users send it: the server alone says that something is being deleted. */
  const sent = (state: ClusterState, api: ClusterApi, name: string) => {
    const { isDeleted, ...plain } = state;
    const cluster = clusterOf(plain, api, name);
    const finalizers = isDeleted ? { finalizers: ['cluster.x-k8s.io/test'] } : {};
    return { ...cluster, metadata: { ...cluster.metadata, ...finalizers } };
  };

  /** Clusters that are there before the policies are, whatever their versions. */
  const prepare = async () => {
    for (const { api, name, request } of CASES) {
      if (!request.old) continue;
      await created(clustersPath(api), sent(request.old, api, name));
      if (request.old.isDeleted) await server.ask('DELETE', clustersPath(api, name));
    }
  };

  /** Policies count a moment after they were made. */
  const inForce = async () => {
    const asked = (version?: string) => ({
      ...sent({ class: V2, ...(version !== undefined && { version }) }, 'v1beta1', 'probe'),
    });
    for (let attempt = 0; attempt < 150; attempt += 1) {
      const path = `${clustersPath('v1beta1')}?dryRun=All`;
      const wrong = await server.ask('POST', path, asked('v1.34.1'));
      const empty = await server.ask('POST', path, asked());
      if (wrong.code !== 201 && empty.code === 201) return;
      await sleep(200);
    }
    throw new Error('the policies do not come into force');
  };

  beforeAll(async () => {
    server = await startApiServer();
    for (const name of ['tenant', 'cso-system'])
      await created('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const crd = parse(readFileSync(CRD, 'utf8')) as object;
    await created('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd);
    for (const api of CLUSTER_APIS)
      while ((await server.ask('GET', clustersPath(api))).code !== 200) await sleep(100);
    await prepare();
    const wish = {
      namespace: 'cso-system',
      management: { major: 1, minor: 34 },
      isFilled: true,
      paramsOnly: false,
    };
    const manifests = admissionManifests(PUBLISHED, wish, 'csctl generate admission');
    const objects: KubeObject[] = manifests.flatMap(({ text }) => objectsOf(text));
    for (const object of objects) await created(PATHS[object.kind] ?? '', object);
    await inForce();
  }, 300_000);

  afterAll(() => server.stop());

  /** What the schema of Clusters asks for, where nobody filled it in. */
  const orSchema = ({ object }: { object: ClusterState }, verdict: Verdict): Verdict | 'schema' =>
    'version' in verdict && !verdict.version && object.class !== null ? 'schema' : verdict;

  const verdictIn = (reply: Reply): Verdict | 'schema' => {
    if (reply.code < 300) return { version: clusterIn(reply).spec.topology?.version };
    const message = String(reply.body.message);
    const told = /binding 'cluster-stack-version-check' denied request: (.*)$/s.exec(message)?.[1];
    if (told !== undefined) return { refused: told };
    return /spec\.topology\.version: Required value|spec\.topology.*in body should be at least 1 chars/.test(
      message,
    )
      ? 'schema'
      : { refused: message };
  };

  it.each(CASES.map((one) => [one.title, one] as const))('%s', async (_, { api, name, request, verdict }) => {
    const object = sent(request.object, api, name);
    const update = async () => {
      const { metadata } = clusterIn(await server.ask('GET', clustersPath(api, name)));
      const { resourceVersion } = metadata;
      return server.ask('PUT', clustersPath(api, name), {
        ...object,
        metadata: { ...object.metadata, resourceVersion },
      });
    };
    const reply = request.old ? await update() : await server.ask('POST', clustersPath(api), object);
    expect(verdictIn(reply)).toEqual(orSchema(request, verdict));
  });

  it('follows a patch of the class alone, and another one back', async () => {
    await created(clustersPath('v1beta1'), sent({ class: V1 }, 'v1beta1', 'patched'));
    const patch = (name: string) =>
      server.ask(
        'PATCH',
        clustersPath('v1beta1', 'patched'),
        { spec: { topology: { class: name } } },
        'application/merge-patch+json',
      );
    expect(verdictIn(await patch(V2))).toEqual({ version: 'v1.34.7' });
    expect(verdictIn(await patch(V1))).toEqual({ version: 'v1.34.6' });
  });

  it.each(CLUSTER_APIS)(
    'takes a file of %s without a version, applied by the server, again and again',
    async (api) => {
      const apply = async (name: string) => {
        const path = `${clustersPath(api, `applied-${api}`)}?fieldManager=gitops`;
        return server.ask(
          'PATCH',
          path,
          sent({ class: name }, api, `applied-${api}`),
          'application/apply-patch+yaml',
        );
      };
      expect(verdictIn(await apply(V1))).toEqual({ version: 'v1.34.6' });
      const before = clusterIn(await server.ask('GET', clustersPath(api, `applied-${api}`)));
      const again = await apply(V1);
      expect(verdictIn(again)).toEqual({ version: 'v1.34.6' });
      expect(clusterIn(again).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
      expect(verdictIn(await apply(V2))).toEqual({ version: 'v1.34.7' });
      expect(verdictIn(await apply(V2))).toEqual({ version: 'v1.34.7' });
    },
  );

  it('fills in a version that is null', async () => {
    const cluster = sent({ class: V2 }, 'v1beta1', 'nothing');
    const topology = { ...(cluster.spec as { topology: object }).topology, version: null };
    const reply = await server.ask('POST', clustersPath('v1beta1'), { ...cluster, spec: { topology } });
    expect(verdictIn(reply)).toEqual({ version: 'v1.34.7' });
  });

  it('leaves the status alone', async () => {
    const name =
      CASES.find(({ title }) => title.includes('something else of a Cluster that was wrong'))?.name ?? '';
    const reply = await server.ask(
      'PATCH',
      `${clustersPath('v1beta1', name)}/status`,
      { status: { phase: 'Provisioned' } },
      'application/merge-patch+json',
    );
    expect(reply.code, JSON.stringify(reply.body)).toBe(200);
    expect(verdictIn(reply)).toEqual({ version: 'v1.34.1' });
  });
});
