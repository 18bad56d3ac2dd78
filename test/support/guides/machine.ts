// The machine on which the guides are followed: csctl, kubectl and the world around them, all of it stand-ins.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shell, type Outcome } from '../csctl.ts';
import { startGithub, TOKEN } from '../github/server.ts';
import { TestRegistry } from '../registry/test-registry.ts';
import { tempFolder, writeFiles } from '../temp-folder.ts';
import { UpstreamServer } from '../upstream-server.ts';

/** Registries that the guides name. */
const HOSTS = ['ghcr.io', 'registry.example.com', 'registry.internal'];
const LOGIN = { username: 'robot$kaas+csctl', password: 'not-a-real-secret' };

/** Nothing listens there: whatever would leave this machine fails. */
const NOWHERE = 'http://127.0.0.1:9';

/** For commits. */
const AUTHOR = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'Reader'],
    [`GIT_${who}_EMAIL`, 'reader@example.com'],
  ]),
);

export class Machine {
  private constructor(
    /** The current folder, where the reader is. */
    readonly cwd: string,
    readonly upstream: UpstreamServer,
    private readonly hosts: ReadonlyMap<string, string>,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** A machine with an empty folder, in which one is logged in at GitHub and all registries. */
  static async start(): Promise<Machine> {
    const github = await startGithub({ owner: 'example', repo: 'cluster-stacks' });
    const hosts = new Map<string, string>();
    for (const name of HOSTS)
      hosts.set(name, (await TestRegistry.start({ users: { [LOGIN.username]: LOGIN.password } })).host);
    const upstream = await UpstreamServer.start();
    const home = tempFolder();
    const auth = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    const auths = Object.fromEntries([...hosts.values()].map((host) => [host, { auth }]));
    writeFiles(home, { 'docker/config.json': JSON.stringify({ auths }), 'work/': '', 'bin/': '' });
    const kubectl = `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, 'kubectl.mjs')}" "$@"\n`;
    writeFileSync(join(home, 'bin/kubectl'), kubectl);
    chmodSync(join(home, 'bin/kubectl'), 0o755);
    const env = {
      GITHUB_API_URL: github.apiUrl.href,
      GITHUB_TOKEN: TOKEN,
      DOCKER_CONFIG: join(home, 'docker'),
      CSCTL_KUBERNETES_FEED: upstream.feed,
      XDG_CACHE_HOME: join(home, 'cache'),
      KUBE_STATE: join(home, 'objects.json'),
      HTTPS_PROXY: NOWHERE,
      ...AUTHOR,
      STAND_INS: join(home, 'bin'),
    };
    return new Machine(join(home, 'work'), upstream, hosts, env);
  }

  /** Runs a line as it stands in a guide; a part of a pipe that fails counts. */
  run(line: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const text = `set -o pipefail; PATH="$STAND_INS:$PATH"\n${this.withHosts(line)}`;
    const own = Object.entries(env).map(([name, value]) => [name, this.withHosts(value)]);
    return shell(text, {
      cwd: this.cwd,
      env: { ...this.env, ...Object.fromEntries(own) } as typeof this.env,
    });
  }

  /** Runs lines that prepare something. @throws Error when one fails */
  async prepare(...lines: string[]): Promise<void> {
    for (const line of lines) {
      const { code, stderr } = await this.run(line);
      if (code !== 0) throw new Error(`${line}\n${stderr}`);
    }
  }

  private withHosts(text: string): string {
    return [...this.hosts].reduce((changed, [name, host]) => changed.replaceAll(name, host), text);
  }

  /** Whether a text gives a login away. */
  static tells(text: string): boolean {
    return text.includes(LOGIN.password) || text.includes(TOKEN);
  }
}
