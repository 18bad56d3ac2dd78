// Provider plugins: programs `csctl-PROVIDER` on the PATH (docs/operator-contract.md 8.7), and what is built in of them.
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { PluginCall, ProviderPlugins, Reporter } from '../release/ports.ts';
import { makeAsset, type Asset } from '../stack/asset.ts';
import { MEMORY_LIMIT } from '../stack/asset-stream.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { findOnPath, runProgram } from './child-program.ts';

/** What plugins are run with. */
export interface PluginSettings {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** `--node-image-registry`, as it was given. */
  readonly registry: string;
  readonly reporter: Pick<Reporter, 'note' | 'transfer'>;
  readonly signal: AbortSignal;
  /** Whether nothing is to be run: a dry run. */
  readonly dryRun: boolean;
  /** The plugin of a call that is built in; undefined: there is none. */
  readonly builtIn: (call: PluginCall) => BuiltInPlugin | undefined;
}

/** Does what a program would do. @param folder the stack on disk @param scratch a folder of its own */
export type BuiltInPlugin = (call: PluginCall, folder: string, scratch: string) => Promise<readonly Asset[]>;

export class PluginPrograms implements ProviderPlugins {
  constructor(private readonly settings: PluginSettings) {}

  async run(call: PluginCall): Promise<readonly Asset[]> {
    const { dryRun, reporter, builtIn } = this.settings;
    const own = builtIn(call);
    const program = own ? undefined : this.find(call.provider);
    if (dryRun) {
      const what = own
        ? `the node images that ${call.provider} builds`
        : `the output of ${nameOf(call.provider)}`;
      reporter.note(`${call.tag}: ${what} is not included: a dry run does not run plugins`);
      return [];
    }
    const scratch = await mkdtemp(join(tmpdir(), 'csctl-plugin-'));
    try {
      const folder = call.folder ?? (await layOut(join(scratch, 'stack'), call.tree));
      if (own) return await own(call, folder, scratch);
      return await this.runProgram(call, program ?? '', folder, join(scratch, call.tag));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** @throws CsctlError `plugin-missing` */
  private find(provider: string): string {
    const { environment, cwd } = this.settings;
    const file = findOnPath(nameOf(provider), environment['PATH'] ?? '', cwd);
    if (file !== undefined) return file;
    const message = `the provider's config asks for the program ${nameOf(provider)}, which is not on the PATH`;
    const hint = `install it in a folder of the PATH (the current folder does not count), or take the provider's config out`;
    throw new CsctlError('plugin-missing', message, { hint });
  }

  private async runProgram(
    { provider, assets }: PluginCall,
    file: string,
    folder: string,
    release: string,
  ): Promise<readonly Asset[]> {
    const { cwd, environment, registry, reporter, signal } = this.settings;
    await mkdir(release);
    for (const { name, bytes } of assets) await writeFile(join(release, name), bytes);
    const name = nameOf(provider);
    const end = await runProgram({
      file,
      args: ['create-node-images', folder, release, registry],
      cwd,
      environment,
      signal,
      tell: (line) => {
        reporter.note(`${name}: ${line}`);
      },
    }).catch((error: unknown) => {
      if (error instanceof CsctlError) throw error;
      throw failed(name, `cannot be run: ${(error as Error).message}`);
    });
    if (end.status !== 0) {
      const words = end.lastWords === '' ? '' : `: ${end.lastWords.replaceAll('\n', ' | ')}`;
      throw failed(name, `ended with ${end.status}${words}`);
    }
    return this.collect(name, release, assets);
  }

  /** What it added. What csctl made was checked, and has to stay as it is. */
  private async collect(name: string, release: string, assets: readonly Asset[]): Promise<readonly Asset[]> {
    const added: Asset[] = [];
    for (const file of (await readdir(release)).sort()) {
      const found = await lstat(join(release, file));
      const made = assets.find((asset) => asset.name === file);
      if (!found.isFile()) {
        if (made) throw failed(name, `has replaced ${file}`);
        this.settings.reporter.note(`${name}: ${file} is no file, and not part of the release`);
        continue;
      }
      if (found.size > MEMORY_LIMIT)
        throw failed(name, `has written ${file} of ${found.size} bytes; expected at most ${MEMORY_LIMIT}`);
      const asset = makeAsset(file, await readFile(join(release, file)));
      if (!made) added.push(asset);
      else if (made.digest !== asset.digest) throw failed(name, `has changed ${file}, which csctl made`);
    }
    return added;
  }
}

const nameOf = (provider: string): string => `csctl-${provider}`;

const failed = (name: string, why: string): CsctlError =>
  new CsctlError('plugin-failed', `${name} ${why}`, { hint: 'mend what it says; nothing was written' });

/** Writes the files of a minor, which stand nowhere else on the disk. @returns the folder */
async function layOut(folder: string, tree: FileTree): Promise<string> {
  await mkdir(folder);
  for (const [path, bytes] of tree) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    // A tree has no permissions; scripts of image builds are run.
    if (bytes[0] === 0x23 && bytes[1] === 0x21) await chmod(file, 0o755);
  }
  return folder;
}
