// Every command line of the guides, run as it stands there, against stand-ins for GitHub and the registries.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shell, useInstalledPackage, workshop } from '../support/csctl.ts';
import { startGithub, TOKEN } from '../support/github/server.ts';
import { DOCKER } from '../support/own-stacks.ts';
import { PROJECT } from '../support/package.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';

useInstalledPackage();

/** In the order of a reader's way: what one publishes, the next finds. */
const GUIDES = ['first-release', 'publish-github', 'publish-ghcr', 'publish-harbor', 'air-gap', 'migrate'];
const HOSTS = ['ghcr.io', 'registry.example.com', 'registry.internal'];
const LOGIN = { username: 'robot$kaas+csctl', password: 'not-a-real-secret' };

interface Line {
  readonly command: string;
  readonly code: number;
}

/** Command lines in blocks of the sort `console`; a comment above a block tells an exit code other than 0. */
function commandsOf(guide: string): Line[] {
  const text = readFileSync(join(PROJECT, 'docs', `${guide}.md`), 'utf8');
  const blocks = text.matchAll(/^(?:<!-- exit (\d+) -->\n)?```console\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, code, block = '']) =>
    [...block.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => ({ command, code: Number(code ?? 0) })),
  );
}

describe('the guides', () => {
  it('work, line by line', { timeout: 240_000 }, async () => {
    const github = await startGithub({ owner: 'example', repo: 'cluster-stacks' });
    const registries = new Map<string, string>();
    for (const name of HOSTS) {
      const { host } = await TestRegistry.start({ users: { [LOGIN.username]: LOGIN.password } });
      registries.set(name, host);
    }
    // The charts that openstack/scs embeds are out of reach here: it stands there for one minor, without them.
    const cwd = workshop();
    rmSync(join(cwd, DOCKER), { recursive: true });
    cpSync(join(PROJECT, DOCKER), join(cwd, DOCKER), { recursive: true });
    const auth = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    const auths = Object.fromEntries([...registries.values()].map((host) => [host, { auth }]));
    const env = {
      GITHUB_API_URL: github.apiUrl.href,
      GITHUB_TOKEN: TOKEN,
      DOCKER_CONFIG: join(cwd, 'docker'),
    };
    await shell(`mkdir docker && echo '${JSON.stringify({ auths })}' > docker/config.json`, { cwd });
    const standIn = (line: string) =>
      HOSTS.reduce((text, name) => text.replaceAll(name, registries.get(name) ?? name), line);
    for (const guide of GUIDES) {
      const lines = commandsOf(guide);
      expect(lines.length, guide).toBeGreaterThan(2);
      for (const { command, code } of lines) {
        const outcome = await shell(standIn(command), { cwd, env });
        expect(outcome, `docs/${guide}.md: ${command}`).toMatchObject({ code });
        expect(outcome.stdout + outcome.stderr).not.toContain(LOGIN.password);
      }
    }
  });
});
