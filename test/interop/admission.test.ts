// The generated admission policies in the code of the API server: the same verdicts as those that unit tests expect.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { admissionManifests } from '../../src/release/manifests/admission/admission.ts';
import { objectsOf, type KubeObject } from '../support/admission/policies.ts';
import { CLUSTER_APIS, clusterOf, PUBLISHED, REQUESTS } from '../support/admission/requests.ts';
import { askGoProgram, buildGoProgram } from './go-program.ts';

const SOURCE = resolve(import.meta.dirname, '../support/admission/api-server.go.txt');
const MODULES = ['apiserver', 'api', 'apimachinery', 'client-go'].map((name) => `k8s.io/${name} v0.34.0`);
const program = buildGoProgram(readFileSync(SOURCE, 'utf8'), MODULES);
const path = 'path' in program ? program.path : undefined;
const missing = 'missing' in program ? ` (skipped: ${program.missing})` : '';

interface Answer {
  readonly object?: { readonly spec: { readonly topology?: { readonly version?: string } } };
  readonly refused?: string;
  readonly warnings: string[] | null;
}

const generated = (namespace: string | undefined) =>
  admissionManifests(
    PUBLISHED,
    { namespace, management: { major: 1, minor: 34 }, isFilled: true, paramsOnly: false },
    'csctl generate admission',
  ).flatMap(({ text }) => objectsOf(text));

/** In the namespace of kubectl. */
const applied = (objects: readonly KubeObject[], namespace: string) =>
  objects.map((one) =>
    one.kind === 'ConfigMap' ? { ...one, metadata: { namespace, ...one.metadata } } : one,
  );

const PREFIX =
  "ValidatingAdmissionPolicy 'cluster-stack-version-check' with binding 'cluster-stack-version-check' denied request: ";

/** Everything that was asked of both API versions, by name. */
const QUESTIONS = CLUSTER_APIS.flatMap((api) =>
  REQUESTS.map(([what, { old, object }, verdict]) => ({
    name: `${api}: ${what}`,
    question: { object: clusterOf(object, api), oldObject: old ? clusterOf(old, api) : null },
    verdict,
  })),
);

/** What an API server with these objects makes of all requests. */
function judge(objects: readonly object[]) {
  const [setUp, ...answers] = askGoProgram<Answer>(path ?? '', [
    { objects },
    ...QUESTIONS.map(({ question }) => question),
  ]);
  const verdicts = answers.map(({ object, refused }, index) => {
    const told = refused?.slice(refused.indexOf(PREFIX) + PREFIX.length);
    return [
      QUESTIONS[index]?.name,
      told === undefined ? { version: object?.spec.topology?.version } : { refused: told },
    ];
  });
  return { warnings: setUp?.warnings, verdicts };
}

const EXPECTED = QUESTIONS.map(({ name, verdict }) => [name, verdict]);
const UNTOUCHED = QUESTIONS.map(({ name, question }) => {
  const { topology } = question.object.spec as { topology?: { version?: string } };
  return [name, { version: topology?.version }];
});

describe.skipIf(path === undefined)(`the API server's admission of Kubernetes 1.34${missing}`, () => {
  it('gives the verdicts that are expected, finds no fault in the types, and nothing too new for 1.30', () => {
    const { warnings, verdicts } = judge(generated('cso-system'));
    expect(verdicts).toEqual(EXPECTED);
    expect(warnings).toEqual([]);
  });

  it('looks for versions beside the Cluster where no namespace is named', () => {
    expect(judge(applied(generated(undefined), 'tenant')).verdicts).toEqual(EXPECTED);
    expect(judge(applied(generated(undefined), 'cso-system')).verdicts).toEqual(UNTOUCHED);
  });

  it('leaves Clusters alone where there are no versions', () => {
    const policies = generated('cso-system').filter(({ kind }) => kind !== 'ConfigMap');
    expect(judge(policies).verdicts).toEqual(UNTOUCHED);
  });

  it('has budget for thousands of releases', () => {
    const others = Array.from(
      { length: 5_000 },
      (_, index) => [`docker-other-1-34-v${index}`, 'v1.34.6'] as const,
    );
    const objects = generated('cso-system').map((one) =>
      one.kind === 'ConfigMap' ? { ...one, data: { ...one.data, ...Object.fromEntries(others) } } : one,
    );
    expect(Buffer.byteLength(JSON.stringify(objects[0]))).toBeGreaterThan(150_000);
    expect(judge(objects).verdicts).toEqual(EXPECTED);
  });
});
