// A file that is larger than the memory a run may take goes through: published and fetched piece by piece.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomeOf, run, SERIES, STACK, start, useInstalledPackage, workshop } from '../support/csctl.ts';
import { startGithub, TOKEN } from '../support/github/server.ts';
import { REPOSITORY } from '../support/registry/connect.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';

useInstalledPackage();

const MEGABYTE = 1024 * 1024;
const SIZE = 300 * MEGABYTE;
/** More than a run needs, and far less than the file. */
const LIMIT = 150 * MEGABYTE;
const TAG = `${SERIES}-v1`;
const FILE = 'node-image.qcow2';

/** Runs csctl. @returns the most memory it had, in bytes, by the kernel's count */
async function peakOf(args: string[], cwd: string, env: Record<string, string> = {}): Promise<number> {
  const child = start(args, { cwd, env });
  let peak = 0;
  const timer = setInterval(() => {
    const status = `/proc/${child.pid}/status`;
    const text = existsSync(status) ? readFileSync(status, 'utf8') : '';
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024);
  }, 10);
  const { code, stderr } = await outcomeOf(child);
  clearInterval(timer);
  expect(code, stderr).toBe(0);
  return peak;
}

/** A release folder with a large file, which SHA256SUMS lists. */
async function withLargeFile(): Promise<string> {
  const cwd = workshop();
  await run(['create', '--remote', 'layout:empty', STACK], { cwd });
  const folder = join(cwd, '.release', TAG);
  writeFileSync(join(folder, FILE), '');
  truncateSync(join(folder, FILE), SIZE);
  const sum = execFileSync('sha256sum', [FILE], { cwd: folder, encoding: 'utf8' });
  writeFileSync(join(folder, 'SHA256SUMS'), readFileSync(join(folder, 'SHA256SUMS'), 'utf8') + sum);
  return cwd;
}

const remotes = {
  'a layout': () => Promise.resolve({ remote: 'layout:large', env: {} }),
  'a registry': async () => {
    const { host } = await TestRegistry.start();
    return { remote: `oci://${host}/${REPOSITORY}`, env: {} };
  },
  GitHub: async () => {
    const { apiUrl } = await startGithub();
    return { remote: 'github:o/stacks', env: { GITHUB_API_URL: apiUrl.href, GITHUB_TOKEN: TOKEN } };
  },
};

describe.skipIf(!existsSync('/proc/self/status'))('a large file', () => {
  it.each(Object.keys(remotes) as (keyof typeof remotes)[])('goes to %s and comes back', async (name) => {
    const cwd = await withLargeFile();
    const { remote, env } = await remotes[name]();
    const release = `.release/${TAG}`;
    expect(await peakOf(['publish', '--remote', remote, release], cwd, env)).toBeLessThan(LIMIT);
    expect(await peakOf(['pull', '-o', 'got', '--remote', remote, TAG], cwd, env)).toBeLessThan(LIMIT);
    expect(statSync(join(cwd, 'got', TAG, FILE)).size).toBe(SIZE);
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(cwd, 'got', TAG) });
    const copy = ['copy', '--from', remote, '--to-remote', 'layout:copied', TAG];
    expect(await peakOf(copy, cwd, env)).toBeLessThan(LIMIT);
  });
});
