// csctl init minor, as a maintainer without a network types it.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, runJson, useInstalledPackage } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:9' };

/** A folder with one of our own stacks. */
function withStack(stack: string): string {
  const cwd = tempFolder();
  cpSync(join(PROJECT, 'providers', stack), join(cwd, stack), { recursive: true });
  return cwd;
}

it.each(['docker/scs', 'openstack/scs'])('%s gets a minor that validates and builds', async (stack) => {
  const cwd = withStack(stack);
  const before = readFileSync(join(cwd, stack, 'stack.yaml'), 'utf8');
  const line = ['init', 'minor', '1.37', stack, '--offline', '--version', '1.37.2'];
  const looked = await run([...line, '--dry-run'], { cwd });
  expect(looked.stdout).toContain('+  - version: v1.37.2\n');
  expect(looked.stdout).toMatch(/^would write 1 file\n$/m);
  expect(readFileSync(join(cwd, stack, 'stack.yaml'), 'utf8')).toBe(before);
  const { code, json } = await runJson(line, { cwd });
  expect(code).toBe(0);
  expect(json).toMatchObject({
    folder: stack,
    from: { minor: '1.35', folder: stack },
    files: [{ path: `${stack}/stack.yaml`, change: 'modified' }],
    next: [
      `csctl update -k 1.37 ${stack}`,
      `csctl validate -k 1.37 ${stack}`,
      `csctl docs ${stack} -o ${stack}/README.md`,
    ],
  });
  const after = readFileSync(join(cwd, stack, 'stack.yaml'), 'utf8').split('\n');
  expect(before.split('\n').filter((kept) => !after.includes(kept))).toEqual([]);
  expect((await run(['validate', '-k', '1.37', stack], { cwd })).code).toBe(0);
  const built = ['create', '-m', 'hash', '-k', '1.37', '--no-embed-dependencies', stack];
  expect((await run(built, { cwd })).stdout).toMatch(
    /^\S+-scs-1-37-v0-sha-\w+ {2}Kubernetes v1\.37\.2 {2}created$/m,
  );
});

it('without a network says so, tells what to do, and leaves the stack as it is', async () => {
  const cwd = withStack('docker/scs');
  const before = snapshot(cwd);
  const { code, stdout, stderr } = await run(['init', 'minor', '1.37', 'docker/scs'], { cwd, env: NETWORK });
  expect([code, stdout]).toEqual([5, '']);
  expect(stderr).toContain('without a network, --offline takes the charts of the minor before');
  expect(snapshot(cwd)).toEqual(before);
});

it.each([
  [['1.35', 'docker/scs'], 'serves Kubernetes 1.35 already'],
  [['1.35.3', 'docker/scs'], '"1.35.3" is no Kubernetes minor'],
  [['1.36', 'docker/scs', '--version', 'v1.35.3'], '--version "v1.35.3" is no version of Kubernetes 1.36'],
  [['1.36', 'docker/scs', '--pin', 'cni'], '--pin "cni" is no pin'],
])('%o is refused', async (words, message) => {
  const { code, stderr } = await run(['init', 'minor', ...words], { cwd: withStack('docker/scs') });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
