// generate clusterstack and generate cluster as users type them: for every stack, into files, and for Clusters that are there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { UpgradeResult } from '../../src/release/manifests/clusters/cluster-upgrade.ts';
import type { GenerateResult } from '../../src/release/manifests/deliver.ts';
import { readClass } from '../../src/verify/class/class-model.ts';
import { checkTopology } from '../../src/verify/cluster-variables.ts';
import { checkAdmission } from '../../src/verify/cluster-webhook.ts';
import { DOCKER, OPENSTACK, writeOneMinor } from '../support/own-stacks.ts';
import { KUBERNETES, run, runBoth, runJson, SERIES, useInstalledPackage } from '../support/csctl.ts';
import { renderedObjects } from '../support/rendered-objects.ts';
import { tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const REMOTE = ['--remote', 'layout:releases'];

/** A folder with releases v1 and v2 of the stack. */
async function workshop(stack: string, versions = ['v1']): Promise<string> {
  const cwd = tempFolder({});
  writeOneMinor(stack, join(cwd, 'stack'));
  for (const version of versions) {
    const named = [
      '--cluster-stack-version',
      version,
      '--cluster-addon-version',
      'v1',
      '--node-image-version',
      'v1',
    ];
    const { code, stderr } = await run(
      ['create', 'stack', '-m', 'custom', '--publish', ...REMOTE, ...named],
      { cwd },
    );
    expect(code, stderr).toBe(0);
  }
  return cwd;
}

const ok = async (args: readonly string[], cwd: string): Promise<string> => {
  const { code, stdout, stderr } = await run(args, { cwd });
  expect([code, stderr], args.join(' ')).toEqual([0, '']);
  return stdout;
};

/** Every finding about a Cluster of the release. */
async function findings(yaml: string, tag: string, cwd: string): Promise<string[]> {
  const cluster = parse(yaml, { version: '1.1' }) as Record<string, unknown>;
  const rendered = renderedObjects(await ok(['render', `.release/${tag}`], cwd), 'class.yaml');
  const clusterClass = rendered.find(({ data }) => data['kind'] === 'ClusterClass');
  if (!clusterClass) throw new Error('no class was rendered');
  return [
    ...checkAdmission(cluster, { tag, kubernetes: KUBERNETES }),
    ...checkTopology(cluster, readClass(clusterClass)),
  ].map(({ message }) => message);
}

const uncommented = (yaml: string): string => yaml.replace(/^( +)#(?: |$)/gm, '$1');

describe.each([DOCKER, OPENSTACK])('for %s', (stack) => {
  it('a ClusterStack and a Cluster are printed that the operator takes', async () => {
    const cwd = await workshop(stack);
    const tag = stack === DOCKER ? `${SERIES}-v1` : `${SERIES.replace('docker', 'openstack')}-v1`;
    const clusterStack = await ok(['generate', 'clusterstack', `.release/${tag}`, '-n', 'tenant'], cwd);
    expect(parse(clusterStack, { version: '1.1' })).toMatchObject({
      metadata: { namespace: 'tenant' },
      spec: { channel: 'stable', autoSubscribe: false, noProvider: true, versions: ['v1'] },
    });
    for (const api of ['v1beta1', 'v1beta2']) {
      const cluster = await ok(['generate', 'cluster', `.release/${tag}`, '--api', api], cwd);
      expect(await findings(cluster, tag, cwd)).toEqual([]);
      expect(await findings(uncommented(cluster), tag, cwd)).toEqual([]);
      expect(cluster).toMatch(new RegExp(`^# csctl generate cluster ${tag}\n`));
      expect(cluster.includes('managed-secret: clouds-yaml')).toBe(stack === OPENSTACK);
      // A tag gives the same bytes.
      expect(await ok(['generate', 'cluster', tag, ...REMOTE, '--api', api], cwd)).toBe(cluster);
    }
  });
});

describe('a file', () => {
  it('is written, is there already, and is replaced only when that is asked for', async () => {
    const cwd = await workshop(DOCKER);
    const args = ['generate', 'cluster', `.release/${SERIES}-v1`, '-o', 'out/cluster.yaml'];
    const file = join(cwd, 'out/cluster.yaml');
    expect(await ok(args, cwd)).toBe('out/cluster.yaml  written\nnext: kubectl apply -f out/cluster.yaml\n');
    expect(await ok(args, cwd)).toContain('out/cluster.yaml  current\n');
    const made = readFileSync(file, 'utf8');
    writeFileSync(file, `${made}# mine\n`);
    const { code, stderr } = await run(args, { cwd });
    expect([code, stderr.split('\n')[0]]).toEqual([
      6,
      'error[output-foreign]: out/cluster.yaml is there already; it was left as it is',
    ]);
    expect(readFileSync(file, 'utf8')).toBe(`${made}# mine\n`);
    await ok([...args, '--overwrite'], cwd);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });

  it('is told in JSON, with what it holds', async () => {
    const cwd = await workshop(DOCKER);
    const { code, stdout, json } = await runBoth(['generate', 'clusterstack', `.release/${SERIES}-v1`], {
      cwd,
    });
    expect(code).toBe(0);
    const { tag, manifests, warnings } = json as unknown as GenerateResult;
    expect([tag, warnings]).toEqual([`${SERIES}-v1`, []]);
    expect(manifests).toEqual([
      { name: `cluster-stack-${SERIES}.yaml`, file: null, status: 'printed', text: stdout },
    ]);
  });
});

describe('a Cluster that is there', () => {
  const FROM = ['--upgrade-from', 'cluster.yaml'];

  it('is brought to the next version, in its file, and nothing else changes', async () => {
    const cwd = await workshop(DOCKER, ['v1', 'v2']);
    const file = join(cwd, 'cluster.yaml');
    await ok(
      ['generate', 'cluster', `.release/${SERIES}-v1`, '-o', 'cluster.yaml', '--set', 'imageRepository=a'],
      cwd,
    );
    const before = `# mine\n${readFileSync(file, 'utf8')}`;
    writeFileSync(file, before);
    const after = before.replace(`class: ${SERIES}-v1`, `class: ${SERIES}-v2`);
    const args = ['generate', 'cluster', `${SERIES}-v2`, ...REMOTE, ...FROM];
    const { code, stdout, stderr, json } = await runBoth(args, { cwd });
    expect([code, stdout]).toEqual([0, after]);
    expect(stderr).toBe(
      `my-cluster  ${SERIES}-v1 -> ${SERIES}-v2, ${KUBERNETES}\n  the variables of the class are the same\n`,
    );
    expect((json as unknown as UpgradeResult).clusters).toEqual([
      {
        name: 'my-cluster',
        from: { class: `${SERIES}-v1`, kubernetes: KUBERNETES },
        to: { class: `${SERIES}-v2`, kubernetes: KUBERNETES },
        variables: [],
      },
    ]);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await ok([...args, '--in-place'], cwd)).toContain('cluster.yaml  written\n');
    expect(readFileSync(file, 'utf8')).toBe(after);
  });

  it('is refused with the line, and left as it is', async () => {
    const cwd = await workshop(DOCKER);
    const file = join(cwd, 'cluster.yaml');
    const cluster = await ok(
      ['generate', 'cluster', `.release/${SERIES}-v1`, '--set', 'imageRepository=a'],
      cwd,
    );
    const before = cluster.replace('- name: imageRepository', '- name: imageRepo');
    writeFileSync(file, before);
    const args = ['generate', 'cluster', `.release/${SERIES}-v1`, ...FROM, '--in-place'];
    const { code, stdout, stderr } = await run(args, { cwd });
    const line = before.slice(0, before.indexOf('- name: imageRepo')).split('\n').length;
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      `error[cluster-upgrade]: my-cluster: the class has no variable "imageRepo"\n  at cluster.yaml:${line}:15\n  -> did you mean imageRepository?\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('a command line that asks for what cannot be', () => {
  it.each([
    [['cluster', 'none'], 3, 'there is no release folder none'],
    [['cluster', 'x', '--name', 'No_Name'], 2, '--name is "No_Name"; expected'],
    [['cluster', 'x', '--control-plane', '0'], 2, 'control-plane'],
    [['cluster', 'x', '--in-place'], 2, '--upgrade-from'],
    [['cluster', 'x', '--upgrade-from', 'a', '--set', 'a=b'], 2, '--upgrade-from'],
    [['cluster', 'x', '--upgrade-from', 'a', '--in-place', '-o', 'b'], 2, '--in-place'],
    [['clusterstack'], 2, 'release'],
    [['clusterstack', 'x', '--identity-secret', 'a b'], 2, '--identity-secret is "a b"; expected'],
  ])('generate %j is refused', async (args, code, message) => {
    const { error } = await runJson(['generate', ...args], { cwd: tempFolder({}) }).then(
      ({ json, code: found }) => {
        expect(found).toBe(code);
        return json;
      },
    );
    expect(error.message).toContain(message);
    expect(error.hint).not.toBe('');
  });
});
