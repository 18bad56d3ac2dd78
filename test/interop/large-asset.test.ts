// A node image of 1.5 GB in a release: published and pulled piece by piece.
import { appendFileSync, readFileSync, statfsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry, type Registry } from './registry.ts';
import { Remote, type Created } from './remote.ts';
import { buildOne, MODES, writeStagedStack } from './stacks.ts';
import { anyMissing, dockerRegistry, sha256sum, startCsctl, titled, type Ended } from './tools.ts';

const SIZE = 1_500_000_000;
const MEMORY_LIMIT = 150 * 1024 * 1024;
/** The image is sparse; the registry's copy and the one that is pulled are not. */
const NEEDED = 2 * SIZE + 500_000_000;
const IMAGE = 'node-image.qcow2';

const { bavail, bsize } = statfsSync(tmpdir());
const isRoom = bavail * bsize > NEEDED;
const tools = [dockerRegistry, sha256sum];
const title = titled('a release with 1.5 GB', tools, {
  'room of 3.5 GB for temporary files': isRoom,
  'the /proc of Linux': process.platform === 'linux',
});

describe.skipIf(!isRoom || process.platform !== 'linux' || anyMissing(...tools))(title, () => {
  let registry: Registry | undefined;
  let remote: Remote;
  let tag = '';
  let folder = '';
  beforeAll(async () => {
    registry = await startRegistry();
    remote = new Remote(registry);
    ({ tag, folder } = buildOne(writeStagedStack('large'), MODES.hash));
    writeFileSync(join(folder, IMAGE), 'begin');
    truncateSync(join(folder, IMAGE), SIZE - 3);
    appendFileSync(join(folder, IMAGE), 'end');
    appendFileSync(join(folder, 'SHA256SUMS'), sha256sum.ok([IMAGE], { cwd: folder }));
  });
  afterAll(() => registry?.stop());

  /** How csctl ended, and the most memory that it ever had, in bytes. */
  async function measure(args: readonly string[]): Promise<Ended & { peak: number }> {
    const { process: child, ended } = startCsctl([...args, '--json', '--remote', remote.name], remote);
    let peak = 0;
    while (child.exitCode === null && child.signalCode === null) {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
      await sleep(20);
    }
    return { ...(await ended), peak };
  }

  it('is published in less than 150 MB of memory', async () => {
    const { code, stdout, stderr, peak } = await measure(['publish', folder]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ published: [{ tag, status: 'published' }] });
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MEMORY_LIMIT);
  });

  it('is pulled in less than 150 MB of memory, every byte of it', async () => {
    const { code, stdout, stderr, peak } = await measure(['pull', tag, '-o', 'pulled']);
    expect(code, stderr).toBe(0);
    expect((JSON.parse(stdout) as Created).releases).toMatchObject([{ tag }]);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MEMORY_LIMIT);
    const cwd = join(remote.cwd, 'pulled', tag);
    expect(statSync(join(cwd, IMAGE)).size).toBe(SIZE);
    expect(sha256sum.run(['--check', '--quiet', 'SHA256SUMS'], { cwd }).code).toBe(0);
  });
});

/** The high-water mark of a process in bytes; 0 when it is over. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
