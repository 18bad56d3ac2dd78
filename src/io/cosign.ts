// Signatures by cosign, an external program: attached to the manifest in the registry, where `cosign verify` finds them.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { Signer } from '../release/ports.ts';

/** How cosign is called. */
export interface CosignSettings {
  /** `--key`: a file, or the address of a key service; without one cosign signs by identity (keyless). */
  readonly key: string | undefined;
  /** Handed to `cosign sign` as they are. */
  readonly extra: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Told what cosign says while it signs: by identity, it shows an address and waits. */
  readonly tell: (line: string) => void;
  /** The login for a registry that cosign would not find by itself. */
  readonly login: (host: string) => Promise<{ username: string; password: string } | undefined>;
}

/** How much of what cosign says is kept, in characters. */
const WORDS = 2000;

/** Runs `cosign` from the PATH. */
export class CosignSigner implements Signer {
  constructor(private readonly settings: CosignSettings) {}

  async check(): Promise<void> {
    await this.run(['version'], this.settings.environment);
  }

  async sign(reference: string): Promise<void> {
    const { key, extra, environment } = this.settings;
    const args = ['sign', '--yes', ...(key === undefined ? [] : ['--key', key]), ...extra, reference];
    await this.withLogin(reference.split('/')[0] ?? '', environment, (env) => this.run(args, env));
  }

  /** A password never stands on a command line, which every process can read: a folder of our own holds it meanwhile. */
  private async withLogin(
    host: string,
    environment: NodeJS.ProcessEnv,
    work: (environment: NodeJS.ProcessEnv) => Promise<void>,
  ): Promise<void> {
    const login = await this.settings.login(host);
    if (!login) return work(environment);
    const folder = mkdtempSync(join(tmpdir(), 'csctl-cosign-'));
    try {
      const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64');
      writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [keyOf(host)]: { auth } } }), {
        mode: 0o600,
      });
      await work({ ...environment, DOCKER_CONFIG: folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    return new Promise((done, fail) => {
      const child = spawn('cosign', args, { env, stdio: ['inherit', 'ignore', 'pipe'] });
      let words = '';
      child.stderr.on('data', (piece: Buffer) => {
        words = (words + piece.toString()).slice(-WORDS);
        for (const line of piece.toString().split('\n'))
          if (line.trim() !== '') this.settings.tell(line.trim());
      });
      child.on('error', (error: NodeJS.ErrnoException) => {
        const hint = 'install cosign (https://docs.sigstore.dev), or leave out --sign; nothing was signed';
        const why = error.code === 'ENOENT' ? 'is not on the PATH' : `cannot be run: ${error.message}`;
        fail(new CsctlError('sign-failed', `cosign ${why}`, { hint }));
      });
      child.on('close', (code) => {
        if (code === 0) done();
        else
          fail(new CsctlError('sign-failed', `cosign ${args[0]} failed: ${lastLine(words)}`, { hint: HINT }));
      });
    });
  }
}

/** Docker Hub's logins stand under an address of old. */
const keyOf = (host: string): string => (host === 'docker.io' ? 'https://index.docker.io/v1/' : host);

const HINT =
  'the release is published and not signed: mend what cosign says, and run again (cosign reads COSIGN_PASSWORD)';

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
