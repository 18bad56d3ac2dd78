// Publishers that are killed, and publishers that race, at a real registry: what readers find is whole, and nobody
// reports success for what is not there.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { snapshot } from '../support/temp-folder.ts';
import { orasFlags, startRegistry, type Registry } from './registry.ts';
import { Remote, type Created, type Published, type Refused } from './remote.ts';
import { MODES, writeStagedStack } from './stacks.ts';
import { anyMissing, csctl, dockerRegistry, oras, skopeo, startCsctl, titled, type Ended } from './tools.ts';

const KILLS = 12;
const RACES = 10;
const tools = [dockerRegistry, skopeo, oras];

interface Publishing {
  readonly published: readonly Published[];
}

describe.skipIf(anyMissing(...tools))(titled('publishing to docker-registry', tools), () => {
  let registry: Registry | undefined;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());

  const repository = (name: string) => new Remote(registry as Registry, name);

  /** A release folder below `cwd`; `text` makes its content another one. */
  function build(cwd: string, text: string): { tag: string; folder: string } {
    const stack = writeStagedStack('rival', { 'cluster-class/files/text.txt': text });
    const output = `release-${text}`;
    const args = ['create', '--json', stack, '-o', output, ...MODES.custom];
    const { releases } = JSON.parse(csctl(args, { cwd })) as Created;
    const tag = releases[0]?.tag ?? '';
    return { tag, folder: join(output, tag) };
  }

  const publish = ({ name, cwd, env }: Remote, folder: string) =>
    startCsctl(['publish', folder, '--json', '--remote', name], { cwd, env });

  /** What a reader gets; undefined when there is no such tag. */
  function pulled(remote: Remote, tag: string, output: string): Record<string, string> | undefined {
    const args = ['pull', ...orasFlags(remote.registry), '--output', output, `${remote.place}:${tag}`];
    const { code, stderr } = oras.run(args, { cwd: remote.cwd });
    if (code === 0) return snapshot(join(remote.cwd, output));
    expect(stderr).toMatch(/not found|name unknown/i);
    return undefined;
  }

  /** Requests to a repository so far. */
  const requests = ({ registry: from, place }: Remote): number =>
    from.log().split(`/v2${place.slice(from.host.length)}/`).length - 1;

  /** Kills csctl with the request of this number; says whether it was still running. */
  async function killAt(remote: Remote, folder: string, request: number): Promise<boolean> {
    const { process: child, ended } = publish(remote, folder);
    while (child.exitCode === null && requests(remote) < request) await sleep(1);
    const wasRunning = child.kill('SIGKILL');
    await ended;
    return wasRunning;
  }

  it(
    'kill -9 at any request leaves no release or a whole one, and the next run completes it',
    { timeout: 240_000 },
    async () => {
      const first = repository('kills/none');
      const { tag, folder } = build(first.cwd, 'one');
      const released = snapshot(join(first.cwd, folder));
      expect((await publish(first, folder).ended).code).toBe(0);
      // The last one looks at the tag again.
      const last = requests(first) - 1;
      expect(last).toBeGreaterThan(KILLS);
      const found: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const remote = new Remote(first.registry, `kills/at${kill}`, first.cwd);
        const wasKilled = await killAt(remote, folder, 1 + Math.round((kill * (last - 1)) / (KILLS - 1)));
        const before = pulled(remote, tag, `killed-${kill}`);
        if (before) expect(before).toEqual(released);
        if (wasKilled) found.push(before ? 'whole' : 'nothing');

        const { code, stdout, stderr } = await publish(remote, folder).ended;
        expect(code, stderr).toBe(0);
        const status = before ? 'identical' : 'published';
        expect((JSON.parse(stdout) as Publishing).published).toMatchObject([{ tag, status }]);
        expect(pulled(remote, tag, `completed-${kill}`)).toEqual(released);
        expect(remote.rawManifest(tag)).toBe(first.rawManifest(tag));
      }
      expect(found).toContain('nothing');
      expect(found).toContain('whole');
    },
  );

  it('of two that publish other content under one tag, only one that is there reports success', async () => {
    const ends: string[] = [];
    for (let race = 0; race < RACES; race += 1) {
      const remote = repository(`races/no${race}`);
      const rivals = ['one', 'two'].map((text) => build(remote.cwd, text));
      const outcomes = await Promise.all(rivals.map(({ folder }) => publish(remote, folder).ended));
      const tag = rivals[0]?.tag ?? '';
      const raw = remote.rawManifest(tag);
      const content = pulled(remote, tag, 'after');
      rivals.forEach(({ folder }, index) => {
        const { code, stdout, stderr } = outcomes[index] as Ended;
        ends.push(String(code));
        const isThere = JSON.stringify(snapshot(join(remote.cwd, folder))) === JSON.stringify(content);
        if (code === 0) {
          const { published } = JSON.parse(stdout) as Publishing;
          expect({ isThere, digest: published[0]?.digest }).toEqual({
            isThere: true,
            digest: digestOf(Buffer.from(raw)),
          });
        } else {
          expect(code, stderr).toBe(6);
          expect((JSON.parse(stdout) as Refused).error.code).toBe('release-conflict');
          expect(isThere).toBe(false);
        }
      });
    }
    expect(ends.filter((code) => code === '0')).toHaveLength(RACES);
  });
});
