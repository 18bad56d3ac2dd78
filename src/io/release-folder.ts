// Release folders on disk: written once, by rename; read back for verify.
import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseFolders, ReleaseSink } from '../release/ports.ts';
import { CHECKSUMS_FILE, makeAsset, roleOf, sameAssets, type Asset } from '../stack/asset.ts';
import { HASHES_FILE } from '../stack/hashes-file.ts';
import { METADATA_FILE } from '../stack/metadata.ts';

/** Marks folders that are being written; followed by the process that writes. */
const STAGING = '.csctl-';
const ATTEMPTS = 5;

/** Writes release folders below one output folder. */
export class ReleaseFolderSink implements ReleaseSink {
  /** @param output absolute @param label the output folder as the user named it */
  constructor(
    private readonly output: string,
    private readonly label: string,
  ) {}

  check(tag: string): Promise<void> {
    const parent = nearestExisting(this.output);
    if (!statSync(parent).isDirectory()) {
      const message = `${this.label} cannot be the output folder: ${parent} is a file`;
      return Promise.reject(
        new CsctlError('output-foreign', message, { file: this.label, hint: 'name another folder with -o' }),
      );
    }
    const refusal = this.foreign(tag);
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  }

  write(tag: string, assets: readonly Asset[]): Promise<string> {
    return new Promise((done) => {
      done(this.writeNow(tag, assets));
    });
  }

  /** Synchronous on purpose: an interrupt is only seen when the folder is whole. */
  private writeNow(tag: string, assets: readonly Asset[]): string {
    const staging = join(this.output, `${STAGING}${tag}-${process.pid}-${randomBytes(4).toString('hex')}`);
    try {
      mkdirSync(this.output, { recursive: true });
      this.removeAbandoned();
      mkdirSync(staging);
      for (const { name, bytes } of assets) writeFileSync(join(staging, name), bytes);
      this.putInPlace(staging, tag, assets);
    } catch (error) {
      if (error instanceof CsctlError) throw error;
      const message = `${this.label}/${tag} cannot be written: ${(error as Error).message}`;
      const hint = 'make room or name another folder with -o; nothing was left behind';
      throw new CsctlError('output-unwritable', message, { file: `${this.label}/${tag}`, hint });
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    return this.label === '.' ? tag : `${this.label}/${tag}`;
  }

  /** Another run may put the same release there at any moment: look again until the rename goes through. */
  private putInPlace(staging: string, tag: string, assets: readonly Asset[]): void {
    const target = join(this.output, tag);
    for (let attempt = 1; ; attempt += 1) {
      const refusal = this.foreign(tag);
      if (refusal) throw refusal;
      const existing = readAssets(target);
      if (existing && sameAssets(existing, assets)) return;
      try {
        if (existing) replaceFolder(staging, target, `${staging}-old`);
        else renameSync(staging, target);
        return;
      } catch (error) {
        const raced = ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
        if (!raced || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Why the target must not be replaced: it holds something that no csctl wrote. */
  private foreign(tag: string): CsctlError | undefined {
    const target = join(this.output, tag);
    const stat = lstatSync(target, { throwIfNoEntry: false });
    if (!stat) return undefined;
    const name = `${this.label}/${tag}`;
    const refuse = (why: string) => {
      const hint = 'move it away, or name another folder with -o';
      return new CsctlError('output-foreign', `${name} ${why}; it was left as it is`, { file: name, hint });
    };
    if (!stat.isDirectory()) return refuse('is not a folder');
    const stray = strayFile(target);
    return stray === undefined ? undefined : refuse(`holds ${stray}, which csctl did not write`);
  }

  /** What a killed run left: folders being written by a process that is gone. */
  private removeAbandoned(): void {
    for (const name of readdirSync(this.output)) {
      const pid = new RegExp(`^\\${STAGING}.*-(\\d+)-[0-9a-f]{8}(?:-old)?$`).exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid)))
        rmSync(join(this.output, name), { recursive: true, force: true });
    }
  }
}

/** Two renames; when the second fails the old folder comes back. */
function replaceFolder(staging: string, target: string, aside: string): void {
  renameSync(target, aside);
  try {
    renameSync(staging, target);
  } catch (error) {
    if (!lstatSync(target, { throwIfNoEntry: false })) renameSync(aside, target);
    throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function nearestExisting(path: string): string {
  const parent = resolve(path, '..');
  return parent === path || lstatSync(path, { throwIfNoEntry: false }) ? path : nearestExisting(parent);
}

/**
 * The first thing in a folder that is not part of a release that csctl wrote. Ours list their files in
 * SHA256SUMS; those of the Go csctl are known by the names of their files.
 */
function strayFile(folder: string): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return undefined;
  const names = entries.map(({ name }) => name);
  const irregular = entries.find((entry) => !entry.isFile());
  if (irregular) return irregular.name;
  if (!names.includes(METADATA_FILE) && !names.includes(HASHES_FILE)) return names[0];
  const listed = names.includes(CHECKSUMS_FILE) ? listedNames(join(folder, CHECKSUMS_FILE)) : undefined;
  return names.find((name) =>
    listed ? name !== CHECKSUMS_FILE && !listed.has(name) : roleOf(name) === 'other',
  );
}

const listedNames = (file: string): Set<string> =>
  new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.slice(66)),
  );

/** The files of a folder as assets; undefined when there is no folder. */
function readAssets(folder: string): Asset[] | undefined {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return undefined;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => makeAsset(name, readFileSync(join(folder, name))));
}

/** Finished releases on disk; paths are relative to `cwd`. */
export class ReleaseFolderReader implements ReleaseFolders {
  constructor(private readonly cwd: string) {}

  exists(path: string): Promise<boolean> {
    return Promise.resolve(
      statSync(resolve(this.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false,
    );
  }

  read(path: string): Promise<{ tag: string; assets: readonly Asset[]; folders: readonly string[] }> {
    const folder = resolve(this.cwd, path);
    try {
      const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      const assets = readAssets(folder) ?? [];
      return Promise.resolve({ tag: basename(folder), assets, folders: folders.map(({ name }) => name) });
    } catch (error) {
      const message = `${path} cannot be read: ${(error as Error).message}`;
      return Promise.reject(new CsctlError('release-missing', message, { file: path }));
    }
  }
}
