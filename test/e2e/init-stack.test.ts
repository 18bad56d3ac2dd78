// From an empty folder to the manifests of a cluster, as it is typed, for each of our templates.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, runBoth, runJson, shell, useInstalledPackage } from '../support/csctl.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

/** Seconds for all commands together. */
const TIME = 60;

it.each(['docker', 'openstack', 'hetzner'])(
  'an empty folder becomes a cluster manifest for %s',
  { timeout: TIME * 1000 },
  async (provider) => {
    const cwd = tempFolder();
    // Nothing answers there: none of this needs a network.
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
    const stack = `providers/${provider}/demo`;
    const made = await run(['init', 'stack', '--provider', provider, '--name', 'demo', '--yes'], {
      cwd,
      env,
    });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain(`next: csctl validate ${stack}\n      csctl create ${stack} -m hash\n`);
    const valid = await run(['validate', stack], { cwd, env });
    expect(valid.code).toBe(0);
    // What only the maintainer knows is told until it is there.
    expect(valid.stdout).toMatch(
      provider === 'hetzner' ? /^ok: 1 stack, 6 warnings$/m : /^ok: 1 stack, no problems$/m,
    );
    if (provider === 'hetzner')
      expect(valid.stdout).toContain(
        `warning[fill-in]: still to be filled in: what a machine is made of: size, image, disks, network\n  at ${stack}/cluster-class/templates/infrastructure-machine-template-control-plane.yaml:7:5\n`,
      );
    expect((await run(['docs', stack, '-o', `${stack}/README.md`, '--check'], { cwd, env })).code).toBe(0);
    expect((await run(['render', stack, '--addons'], { cwd, env })).stdout).toContain('kind: ClusterClass');
    expect((await run(['create', '-m', 'hash', stack], { cwd, env })).code).toBe(0);
    const [tag = '', ...others] = readdirSync(join(cwd, '.release'));
    expect(others).toEqual([]);
    const release = `.release/${tag}`;
    expect((await run(['verify', release], { cwd, env })).code).toBe(0);
    const clusterStack = await run(['generate', 'clusterstack', release], { cwd, env });
    expect(clusterStack.stdout).toContain(
      `provider: ${provider}\n  name: demo\n  kubernetesVersion: "1.35"\n`,
    );
    const cluster = await run(['generate', 'cluster', release], { cwd, env });
    expect(cluster.stdout).toContain(`class: ${provider}-demo-1-35-v0-sha.${tag.slice(-7)}\n`);
    expect([clusterStack.code, cluster.code]).toEqual([0, 0]);
  },
);

it('tells scripts what it made, and nobody else is asked', async () => {
  const cwd = tempFolder();
  const line = [
    'init',
    'stack',
    'my/stack',
    '--provider',
    'docker',
    '--name',
    'web',
    '-k',
    '1.33',
    '-k',
    '1.34',
  ];
  const addons = ['--addon', 'cni', '--yes'];
  const { json } = await runJson([...line, ...addons], { cwd });
  expect(json).toMatchObject({
    template: { name: 'docker', version: '1' },
    answers: { provider: 'docker', name: 'web', kubernetes: ['1.33', '1.34'], addons: ['cni'] },
    folder: 'my/stack',
    left: [],
    next: ['csctl validate my/stack', 'csctl create my/stack -m hash'],
  });
  const files = Object.keys(snapshot(cwd)).filter((path) => !path.endsWith('/'));
  expect(json).toHaveProperty(
    'files',
    files.map((path) => ({ path, status: 'created' })),
  );
});

it('refuses, without a terminal, what it would have to ask, and names the flags', async () => {
  const cwd = tempFolder();
  const nothing = await runBoth(['init', 'stack'], { cwd });
  expect([nothing.code, nothing.json.error.code]).toEqual([2, 'template-answer']);
  expect(nothing.json.error.hint).toContain('give --provider: docker, openstack');
  const some = await runBoth(['init', 'stack', '--provider', 'docker'], { cwd });
  expect(some.code).toBe(2);
  expect(some.json.error.hint).toBe('give --name, --kubernetes, --addon; or --yes, which takes the defaults');
  const wrong = await runBoth(['init', 'stack', '--provider', 'docker', '--yes', '-k', '1.36'], { cwd });
  expect(wrong.json.error.message).toBe('--kubernetes: "1.36" is none of 1.32, 1.33, 1.34, 1.35');
  expect(wrong.json.error.hint).toContain('csctl init minor adds others');
  expect(snapshot(cwd)).toEqual({});
});

it('leaves standard input to what comes behind it', async () => {
  const { stdout } = await shell(
    "printf 'one\\ntwo\\n' | (csctl init stack --provider docker --yes --dry-run > /dev/null; cat)",
    {
      cwd: tempFolder(),
    },
  );
  expect(stdout).toBe('one\ntwo\n');
});

it('never replaces what is there', async () => {
  const cwd = tempFolder({ 'providers/docker/demo/stack.yaml': 'mine\n' });
  const { code, json } = await runBoth(['init', 'stack', '--provider', 'docker', '--yes'], { cwd });
  expect([code, json.error.code]).toEqual([6, 'output-foreign']);
  expect(Object.entries(snapshot(cwd)).filter(([path]) => !path.endsWith('/'))).toEqual([
    ['providers/docker/demo/stack.yaml', 'mine\n'],
  ]);
});
