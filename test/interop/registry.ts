// A real registry on the loopback interface, for the length of a suite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder } from './scratch.ts';
import { dockerRegistry, environment } from './tools.ts';

const START_LIMIT = 20_000;

/** A running registry, plain HTTP, without login. */
export interface Registry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts docker-registry on a free port with an empty storage. @throws Error when it does not answer */
export async function startRegistry(): Promise<Registry> {
  const folder = scratchFolder('registry');
  const host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') }, delete: { enabled: true } },
    http: { addr: host },
  };
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
  const server = spawn(dockerRegistry.path ?? '', ['serve', join(folder, 'config.yml')], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  server.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(server, 'exit');
  const deadline = Date.now() + START_LIMIT;
  while (!(await answers(host))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      server.kill('SIGKILL');
      throw new Error(`docker-registry does not answer at ${host}: ${errors}`);
    }
    await sleep(50);
  }
  return {
    host,
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

const answers = (host: string): Promise<boolean> =>
  fetch(`http://${host}/v2/`).then(
    ({ status }) => status === 200,
    () => false,
  );
