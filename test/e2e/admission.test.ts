// generate admission as users type it: for published releases, for folders, into files, and what is refused.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AdmissionResult } from '../../src/release/manifests/admission/admission.ts';
import { objectsOf, Policies } from '../support/admission/policies.ts';
import { clusterOf } from '../support/admission/requests.ts';
import { edit, run, runBoth, runJson, shell, useInstalledPackage } from '../support/csctl.ts';
import { stackTree } from '../support/stack-tree.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const REMOTE = ['--remote', 'layout:releases'];
const COMMAND = ['generate', 'admission'];
const [V1, V2] = ['docker-scs-1-34-v1', 'docker-scs-1-34-v2'];

/** A folder with two published releases, of Kubernetes v1.34.7 and v1.34.8. */
async function workshop(): Promise<string> {
  const files = [...stackTree({})].map(
    ([path, bytes]) => [`tiny/${path}`, Buffer.from(bytes).toString('utf8')] as const,
  );
  const cwd = tempFolder(Object.fromEntries(files));
  const publish = async () => {
    const { code, stderr } = await run(['create', '--publish', ...REMOTE, 'tiny'], { cwd });
    expect(code, stderr).toBe(0);
  };
  await publish();
  edit(join(cwd, 'tiny/csctl.yaml'), 'v1.34.7', 'v1.34.8');
  await publish();
  return cwd;
}

const asResult = (json: unknown): AdmissionResult => json as AdmissionResult;

describe('generate admission', () => {
  it('prints policies that do what they should', async () => {
    const cwd = await workshop();
    const { code, stdout, stderr, json } = await runBoth([...COMMAND, ...REMOTE], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const { tag, classes, manifests, warnings } = asResult(json);
    expect([tag, warnings]).toEqual([null, []]);
    expect(classes).toEqual([
      { tag: V1, class: V1, kubernetes: 'v1.34.7' },
      { tag: V2, class: V2, kubernetes: 'v1.34.8' },
    ]);
    expect(manifests.map(({ text }) => text).join('---\n')).toBe(stdout);
    const policies = new Policies(objectsOf(stdout));
    const upgrade = policies.admit({
      object: clusterOf({ class: V2, version: 'v1.34.7' }, 'v1beta1'),
      oldObject: clusterOf({ class: V1, version: 'v1.34.7' }, 'v1beta1'),
      namespace: 'tenant',
    });
    expect(upgrade).toMatchObject({ object: { spec: { topology: { version: 'v1.34.8' } } } });
    const wrong = clusterOf({ class: V2, version: 'v1.34.7' }, 'v1beta2');
    expect(policies.admit({ object: wrong, oldObject: null, namespace: 'tenant' })).toEqual({
      refused: `spec.topology.version is v1.34.7, but class ${V2} is for Kubernetes v1.34.8: set spec.topology.version to v1.34.8, or leave it out to have it filled in; the class for v1.34.7 is ${V1}`,
    });
  });

  it('writes files, once', async () => {
    const cwd = await workshop();
    const args = [...COMMAND, ...REMOTE, 'docker/scs', '-n', 'cso-system', '-o', 'admission'];
    const first = await run(args, { cwd });
    expect(first).toEqual({
      code: 0,
      stdout: `admission/cluster-stack-versions.yaml  written
admission/cluster-stack-version-fill.yaml  written
admission/cluster-stack-version-check.yaml  written
next: kubectl apply -f admission
`,
      stderr: '',
    });
    const files = snapshot(join(cwd, 'admission'));
    expect(Object.keys(files)).toHaveLength(3);
    const again = await runJson(args, { cwd });
    expect(asResult(again.json).manifests.map(({ status }) => status)).toEqual([
      'current',
      'current',
      'current',
    ]);
    const { code, stderr } = await run([...args, '--no-fill'], { cwd });
    expect([code, stderr]).toEqual([6, expect.stringContaining('cluster-stack-version-check.yaml')]);
    expect(snapshot(join(cwd, 'admission'))).toEqual(files);
  });

  it('writes one file where it is named, and the versions alone', async () => {
    const cwd = await workshop();
    expect((await run([...COMMAND, ...REMOTE, '-o', 'all.yaml'], { cwd })).code).toBe(0);
    expect(objectsOf(readFileSync(join(cwd, 'all.yaml'), 'utf8')).map(({ kind }) => kind)).toEqual([
      ...['ConfigMap', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
      ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    ]);
    const only = await run([...COMMAND, `.release/${V2}`, '--params-only'], { cwd });
    expect(only.stdout).toBe(`# csctl generate admission .release/${V2}
# The Kubernetes version that each ClusterClass was released for.
# It counts for Clusters in the namespace that it is in: apply it to each that has some.
apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster-stack-versions
  labels:
    csctl.clusterstack.x-k8s.io/admission: topology-versions
data:
  ${V2}: v1.34.8
`);
  });

  it('is for older management clusters, too', async () => {
    const cwd = await workshop();
    const { stdout } = await run([...COMMAND, ...REMOTE, '--management-kubernetes', '1.34'], { cwd });
    expect(stdout).toContain('\napiVersion: admissionregistration.k8s.io/v1beta1\n');
    const old = await run([...COMMAND, ...REMOTE, '--management-kubernetes', '1.31'], { cwd });
    expect(old.code).toBe(0);
    expect(old.stderr).toMatch(
      /^warning\[admission-unfilled\]: Kubernetes 1\.31 has no MutatingAdmissionPolicy/,
    );
    expect(old.stdout).not.toContain('MutatingAdmissionPolicy');
  });

  it.each<[string, readonly string[], number, string]>([
    ['no remote', [], 2, 'remote-needed'],
    ['a management cluster of no version', [...REMOTE, '--management-kubernetes', 'new'], 2, 'usage'],
    ['one that is too old', [...REMOTE, '--management-kubernetes', '1.29'], 2, 'usage'],
    ['a namespace of no name', [...REMOTE, '-n', 'No One'], 2, 'usage'],
    ['releases that are not there', [...REMOTE, 'docker-scs-1-35'], 5, 'release-not-found'],
    ['a folder that is not there', ['.release/docker-scs-1-34-v9'], 3, 'release-missing'],
  ])('refuses %s', async (_, args, code, error) => {
    const outcome = await runBoth([...COMMAND, ...args], { cwd: tempFolder() });
    expect([outcome.code, outcome.json.error.code]).toEqual([code, error]);
    expect(outcome.json.error.hint).not.toBe('');
  });

  it('says with --help what it does', async () => {
    const { code, stdout } = await shell('csctl generate admission --help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/--management-kubernetes=MINOR/);
  });
});

describe('patch --admission-params', () => {
  it('adds what is published, and refuses a file of another sort before it starts', async () => {
    const cwd = await workshop();
    const write = ['--params-only', '-n', 'cso-system', '-o', 'versions.yaml'];
    expect((await run([...COMMAND, ...REMOTE, V1, ...write], { cwd })).code).toBe(0);
    const patch = ['patch', ...REMOTE, '--only', 'images', 'tiny', '--admission-params'];
    const planned = await run([...patch, 'versions.yaml', '--dry-run'], { cwd });
    expect(planned.stdout).toMatch(
      /CLASS +KUBERNETES +WOULD BE IN versions\.yaml\ndocker-scs-1-34-v2 +v1\.34\.8 +added\n/,
    );
    const before = readFileSync(join(cwd, 'versions.yaml'), 'utf8');
    const { code, json } = await runJson([...patch, 'versions.yaml'], { cwd });
    expect(code, JSON.stringify(json)).toBe(0);
    expect(json).toMatchObject({
      params: { file: 'versions.yaml', status: 'updated', changes: [{ class: V2, from: null }] },
    });
    expect(readFileSync(join(cwd, 'versions.yaml'), 'utf8')).toBe(`${before}  ${V2}: v1.34.8\n`);
    const other = await runBoth([...patch, 'tiny/csctl.yaml'], { cwd });
    expect([other.code, other.json.error.code]).toEqual([3, 'admission-params']);
  });
});
