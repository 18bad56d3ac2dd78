// The whole program killed at every request of a publication, in turn: readers never see half a release, and one more
// run completes it with the same content.
import { describe, expect, it } from 'vitest';
import { contentDigest, makeAsset } from '../../src/stack/asset.ts';
import { readAssets, requireRelease } from '../../src/release/reading/read-release.ts';
import type { ReleaseStore } from '../../src/release/ports.ts';
import { ReleaseFolderReader } from '../../src/io/release-folder-reader.ts';
import { outcomeOf, run, SERIES, STACK, start, useInstalledPackage, workshop } from '../support/csctl.ts';
import { startGithub, TOKEN } from '../support/github/server.ts';
import { storeOf } from '../support/github/client.ts';
import { connect, REPOSITORY } from '../support/registry/connect.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';

useInstalledPackage();

const TAG = `${SERIES}-v1`;
/** Most of the time a publication waits; several at once, each with a server of its own, wait together. */
const AT_ONCE = 6;

/** A release folder in a folder of its own. */
async function built(): Promise<{ cwd: string; content: string }> {
  const cwd = workshop();
  await run(['create', '--remote', 'layout:empty', STACK], { cwd });
  const { assets } = await new ReleaseFolderReader(cwd).read(`.release/${TAG}`);
  return { cwd, content: contentDigest(assets) };
}

type Built = Awaited<ReturnType<typeof built>>;

/** A remote that can say when the n-th request has come. */
interface Remote {
  readonly name: string;
  readonly env: Record<string, string>;
  /** Calls `kill` when the n-th request has arrived, before or after it was worked on. */
  killAt(n: number, kill: () => void): void;
  /** Looks as everybody may. */
  readonly reader: ReleaseStore;
}

/** What everybody sees under the tag: nothing, or all of it. */
async function look({ reader }: Remote, { content }: Built): Promise<'nothing' | 'all of it'> {
  const release = await reader.find(TAG);
  if (!release) return 'nothing';
  const assets = await readAssets(release.assets);
  expect(contentDigest(assets.map(({ name, bytes }) => makeAsset(name, bytes)))).toBe(content);
  return 'all of it';
}

/** Kills a publication at its n-th request. @returns whether there was an n-th request */
async function killedAt(n: number, remote: Remote, release: Built): Promise<boolean> {
  const { env } = remote;
  const { cwd } = release;
  const child = start(['publish', '--remote', remote.name, `.release/${TAG}`], { cwd, env });
  let killed = false;
  remote.killAt(n, () => {
    killed = true;
    child.kill('SIGKILL');
  });
  const { code } = await outcomeOf(child);
  if (!killed) expect(code).toBe(0);
  await look(remote, release);
  remote.killAt(Infinity, () => undefined);
  await run(['publish', '--remote', remote.name, `.release/${TAG}`], { cwd, env }).then((again) => {
    expect(again.code, again.stderr).toBe(0);
  });
  expect(await look(remote, release)).toBe('all of it');
  expect((await requireRelease(remote.reader, TAG)).tag).toBe(TAG);
  return killed;
}

async function github(): Promise<Remote> {
  const server = await startGithub();
  let count = 0;
  return {
    name: 'github:o/stacks',
    env: { GITHUB_API_URL: server.apiUrl.href, GITHUB_TOKEN: TOKEN },
    killAt: (n, kill) => {
      count = 0;
      server.observe = () => {
        count += 1;
        if (count === n) kill();
      };
    },
    reader: storeOf(server, { token: '' }),
  };
}

async function registry(): Promise<Remote> {
  const server = await TestRegistry.start();
  let count = 0;
  return {
    name: `oci://${server.host}/${REPOSITORY}`,
    env: {},
    killAt: (n, kill) => {
      count = 0;
      server.before = async () => {
        count += 1;
        if (count === n) kill();
        await Promise.resolve();
      };
    },
    reader: connect(server.host),
  };
}

describe.each([
  ['GitHub', github, 12],
  ['a registry', registry, 15],
] as const)('a publication on %s', (_what, open, least) => {
  it('may be killed at any request', { timeout: 600_000 }, async () => {
    const release = await built();
    let requests = 0;
    for (let first = 1, going = true; going; first += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, async (_, i) =>
        killedAt(first + i, await open(), release),
      );
      const killed = (await Promise.all(batch)).filter(Boolean).length;
      requests += killed;
      going = killed === AT_ONCE;
    }
    expect(requests).toBeGreaterThan(least);
  });
});
