// update and patch as CI runs them: the installed program, an upstream on this machine, a layout as remote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, useInstalledPackage, type Outcome } from '../support/csctl.ts';
import { currentStack } from '../support/current-stack.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';
import { UpstreamServer } from '../support/upstream-server.ts';

useInstalledPackage();

interface Printed {
  readonly releases: { tag: string; status: string; kubernetes: string; published: unknown[] }[];
  readonly changes: { minor: string; kind: string; to: string }[];
  readonly files: { path: string; change: string }[];
  readonly refused: { stack: string; minor: string; problems: { code: string; message: string }[] }[];
  readonly error: { code: string };
}

/** A repository with one stack, and runs in it. */
async function repository() {
  const upstream = await UpstreamServer.start();
  const files = Object.entries(currentStack(upstream.sources)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const stack = 'providers/openstack/scs';
  const cwd = tempFolder(Object.fromEntries(files.map(([path, text]) => [`${stack}/${path}`, text])));
  const env = {
    CSCTL_KUBERNETES_FEED: upstream.feed,
    XDG_CACHE_HOME: tempFolder(),
    CSCTL_REMOTE: 'layout:releases',
  };
  const csctl = (...args: string[]): Promise<Outcome> => run(args, { cwd, env });
  const json = async (...args: string[]) => {
    const { code, stdout } = await csctl(...args, '--json');
    return { code, ...(JSON.parse(stdout) as Printed) };
  };
  const sources = () => snapshot(join(cwd, 'providers'));
  return { upstream, cwd, csctl, json, sources };
}

describe('patch', () => {
  test('every night: what is new is published once, and what cannot be is named', async () => {
    const { upstream, cwd, csctl, json, sources } = await repository();
    const first = await csctl('patch', 'providers');
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/openstack-scs-1-34-v1 +v1\.34\.6 +published/);

    const quiet = await csctl('patch');
    expect(quiet).toMatchObject({ code: 0, stdout: 'nothing to release\n' });

    upstream.release('v1.33.10').release('v1.34.8', 'no image').release('v1.34.7');
    upstream.release('v1.34.8', 'no image');
    upstream.images.delete('v1.32.12');
    const night = await json('patch', '--summary', 'summary.md');
    expect(night.code).toBe(3);
    expect(night.releases.map(({ tag, status, kubernetes }) => `${tag} ${status} ${kubernetes}`)).toEqual([
      'openstack-scs-1-33-v2 published v1.33.10',
      'openstack-scs-1-34-v2 published v1.34.7',
    ]);
    expect(night.refused).toMatchObject([{ stack: 'providers/openstack/scs', minor: '1.32' }]);
    const summary = readFileSync(join(cwd, 'summary.md'), 'utf8');
    expect(summary).toContain('| providers/openstack/scs | 1.33 | kubernetes | v1.33.9 | v1.33.10 |');
    expect(summary).toContain('| openstack-scs-1-34-v2 | v1.34.7 | published |');
    expect(summary).toMatch(/\| providers\/openstack\/scs \| 1\.32 \| image-missing \| .*node-v1\.32\.12/);

    const table = await csctl('patch');
    expect(table.code).toBe(3);
    expect(table.stdout).toMatch(
      /providers\/openstack\/scs +1\.32 +the pinned image node-v1\.32\.12 is gone/,
    );

    upstream.image('v1.32.12');
    const before = sources();
    upstream.release('v1.32.13');
    for (const source of ['feed', 'images', 'charts'] as const) {
      upstream.down.add(source);
      expect(await json('patch'), source).toMatchObject({ code: 5, error: { code: 'upstream-unreachable' } });
      expect(sources(), source).toEqual(before);
      upstream.down.clear();
    }
    expect((await json('patch', '-k', '1.32')).releases).toMatchObject([
      { tag: 'openstack-scs-1-32-v2', status: 'published' },
    ]);
  });

  test('--no-publish builds folders; the next run publishes them', async () => {
    const { csctl, json } = await repository();
    const built = await json('patch', '--no-publish', '-k', '1.34', '-o', 'out');
    expect(built.releases).toMatchObject([
      { tag: 'openstack-scs-1-34-v1', status: 'created', published: [] },
    ]);
    expect((await csctl('verify', 'out/openstack-scs-1-34-v1')).code).toBe(0);
    expect((await json('patch', '-k', '1.34')).releases).toMatchObject([{ status: 'published' }]);
  });
});

describe('update', () => {
  test('edits the sources, shows what it would, and is done after that', async () => {
    const { upstream, csctl, json, sources } = await repository();
    upstream.release('v1.34.7').cni('1.18.9');
    const before = sources();
    const dry = await csctl('update', '--dry-run', 'providers/openstack/scs');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('-  - version: "v1.34.6"\n+  - version: "v1.34.7"\n');
    expect(dry.stdout).toContain('would change 2 files');
    expect(sources()).toEqual(before);

    const done = await json('update', 'providers/openstack/scs');
    expect(done.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'added providers/openstack/scs/charts.lock.yaml',
      'modified providers/openstack/scs/stack.yaml',
    ]);
    expect(await csctl('update')).toMatchObject({ code: 0, stdout: 'everything is current\n' });
  });

  test('Markdown on stdout instead of the table', async () => {
    const { upstream, csctl } = await repository();
    upstream.release('v1.34.7');
    const { stdout } = await csctl('update', '--summary', '-', '--only', 'kubernetes');
    expect(stdout).toMatch(/^### Cluster stacks: 2 changes\n\n\| Stack \| Minor \|/);
  });

  test.each([
    [['--only', 'charts'], '--only "charts" is nothing to update; expected kubernetes, addons, images'],
    [['--only', 'addons', '--prune'], '--prune takes out images'],
    [['--only', 'addons', '--drop-eol'], '--drop-eol change Kubernetes versions'],
    [['-k', '1.20'], 'no stack serves Kubernetes 1.20'],
  ])('%j is refused', async (flags, message) => {
    const { csctl } = await repository();
    const { code, stderr } = await csctl('update', ...flags);
    expect(code).toBe(message.startsWith('no stack') ? 3 : 2);
    expect(stderr).toContain(message);
  });
});
