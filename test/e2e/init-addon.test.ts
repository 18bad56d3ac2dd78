// csctl init addon, on stacks as they come with the project: what it writes validates, builds and verifies.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, runJson, useInstalledPackage } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:9' };

function withStack(stack: string): string {
  const cwd = tempFolder();
  cpSync(join(PROJECT, 'providers', stack), join(cwd, stack), { recursive: true });
  return cwd;
}

it.each(['docker/scs', 'openstack/scs'])(
  '%s gets stages of both kinds, and still is a stack',
  async (stack) => {
    const cwd = withStack(stack);
    const before = snapshot(cwd);
    const chart = 'oci://quay.io/jetstack/charts/cert-manager';
    const certs = [
      'init',
      'addon',
      'certs',
      stack,
      '--chart',
      chart,
      '--version',
      'v1.18.2',
      '--after',
      'cni',
    ];
    const looked = await run([...certs, '--dry-run'], { cwd });
    expect(looked.stdout).toMatch(/certs\/Chart\.yaml +would be created\n/);
    expect(snapshot(cwd)).toEqual(before);
    const { json } = await runJson(certs, { cwd });
    expect(json).toMatchObject({
      template: { name: 'stage', version: '1' },
      answers: { name: 'certs', kind: 'chart', chart: 'cert-manager', version: 'v1.18.2' },
      folders: [stack],
      files: { length: 3 },
      changed: [{ path: `${stack}/clusteraddon.yaml` }, { path: `${stack}/stack.yaml` }],
      next: [
        `csctl update --only addons ${stack}`,
        `csctl validate ${stack}`,
        `csctl docs ${stack} -o ${stack}/README.md`,
      ],
    });
    const hello = await run(['init', 'addon', 'hello', stack, '--yes'], { cwd });
    expect(hello.stdout).toMatch(/\+ {4}- name: hello\n[\s\S]*changed 1 file\nnext: csctl validate/);
    expect((await run(['validate', stack], { cwd })).code).toBe(0);
    const rendered = await run(
      ['render', stack, '-k', '1.35', '--no-embed-dependencies', '--stage', 'hello'],
      { cwd },
    );
    expect(rendered.stdout).toMatch(
      /# Source: hello\/templates\/configmap\.yaml[\s\S]*clusterName: "sample"/,
    );
    const built = ['create', '-m', 'hash', '-k', '1.35', '--no-embed-dependencies', stack];
    expect((await run(built, { cwd })).code).toBe(0);
    const [release = ''] = readdirSync(join(cwd, '.release'));
    expect((await run(['verify', join('.release', release)], { cwd })).code).toBe(0);
  },
);

it.each([
  [['cni', 'docker/scs', '--yes'], 2, 'docker/scs has a stage cni already'],
  [['x', 'docker/scs'], 2, '"What it installs" is not answered'],
  [['x', 'docker/scs', '--chart', 'ingress'], 2, '--chart is "ingress"'],
  [['x', 'docker/scs', '--chart', 'https://charts.example/x'], 5, 'charts.example'],
  [['../x', 'docker/scs', '--yes'], 2, 'NAME: "../x" does not match'],
  [['x', 'docker/sc', '--yes'], 3, 'docker/sc'],
])('%o is refused with exit code %i, and nothing is written', async (words, code, message) => {
  const cwd = withStack('docker/scs');
  const before = snapshot(cwd);
  const refused = await run(['init', 'addon', ...words], { cwd, env: NETWORK });
  expect([refused.code, refused.stdout], refused.stderr).toEqual([code, '']);
  expect(refused.stderr).toContain(message);
  expect(snapshot(cwd)).toEqual(before);
});
