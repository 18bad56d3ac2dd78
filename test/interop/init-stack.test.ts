// Questions on a real terminal, which script(1) of util-linux makes.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { resolve } from 'node:path';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

const CSCTL = resolve(import.meta.dirname, '../../dist/csctl.cjs');
const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

/** Runs csctl on a terminal of its own, with keys that are typed at once. */
function onTerminal(args: string, keys: string, cwd: string): { code: number | null; shown: string } {
  const line = `node ${CSCTL} ${args}`;
  const { status, stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd,
    input: keys,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, shown: stdout.replaceAll('\r\n', '\n') };
}

describe.skipIf(!hasScript)('init stack on a terminal', () => {
  it('asks, takes numbers and defaults, and writes the stack', () => {
    const cwd = tempFolder();
    const { code, shown } = onTerminal('init stack', '1\nweb\n3\n\n', cwd);
    expect([code, shown]).toEqual([0, expect.stringContaining('providers/docker/web')]);
    expect(shown).toContain('Infrastructure provider');
    expect(shown).toContain('Kubernetes minors');
    expect(snapshot(cwd)['providers/docker/web/stack.yaml']).toContain('version: v1.34.7\n');
  });

  it('asks only for what flags do not say', () => {
    const { code, shown } = onTerminal(
      'init stack --provider docker --name web -k 1.34',
      'none\n',
      tempFolder(),
    );
    expect(code).toBe(0);
    expect(shown).toContain('Addons that clusters get');
    expect(shown).not.toContain('Name of the stack');
  });

  it('stops at Ctrl-C with exit code 130, and has written nothing', async () => {
    const cwd = tempFolder();
    const child = spawn('script', ['-qec', `node ${CSCTL} init stack --provider docker`, '/dev/null'], {
      cwd,
    });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const before = shown;
      shown += chunk.toString();
      // Before the question the terminal itself would act on the key.
      if (shown.includes('[demo]') && !before.includes('[demo]')) child.stdin.write('\u0003');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, snapshot(cwd)]).toEqual([130, {}]);
    expect(shown).toContain('stopped before the last question; nothing was written');
  });

  it('asks nothing with --yes', () => {
    const { code, shown } = onTerminal('init stack --provider docker --yes', '', tempFolder());
    expect(code).toBe(0);
    expect(shown).not.toContain('Name of the stack');
  });
});
