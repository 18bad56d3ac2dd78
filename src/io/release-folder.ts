// Release folders on disk: written once, by rename; read back for verify.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseFolders, ReleaseSink } from '../release/ports.ts';
import { CHECKSUMS_FILE, makeAsset, roleOf, sameAssets, type Asset } from '../stack/asset.ts';
import { digestOf } from '../stack/fingerprint.ts';
import { HASHES_FILE } from '../stack/hashes-file.ts';
import { STAGING_PREFIX } from '../stack/ignored-files.ts';
import { METADATA_FILE } from '../stack/metadata.ts';
import { seriesName, parseTag } from '../stack/release-name.ts';
import { makeFolder } from './make-folder.ts';
import { isRunning } from './running-process.ts';

/** Each lost race means that another run has put a whole release there. */
const ATTEMPTS = 100;

/** Writes release folders below one output folder. */
export class ReleaseFolderSink implements ReleaseSink {
  /** This machine in eight digits: only its own processes can be known to be gone. */
  private readonly machine = digestOf(hostname()).slice('sha256:'.length).slice(0, 8);
  private isPrepared = false;

  /** @param output absolute @param label the output folder as the user named it */
  constructor(
    private readonly output: string,
    private readonly label: string,
  ) {}

  check(tag: string): Promise<void> {
    return new Promise((done) => {
      done(this.orUnwritable(tag, () => this.checkNow(tag)));
    });
  }

  write(tag: string, assets: readonly Asset[]): Promise<string> {
    return new Promise((done) => {
      done(this.orUnwritable(tag, () => this.writeNow(tag, assets)));
    });
  }

  private checkNow(tag: string): void {
    const parent = nearestExisting(this.output);
    if (!statSync(parent).isDirectory()) {
      const message = `${this.label} cannot be the output folder: ${parent} is a file`;
      const hint = 'name another folder with -o';
      throw new CsctlError('output-foreign', message, { file: this.label, hint });
    }
    accessSync(parent, constants.W_OK | constants.X_OK);
    const refusal = this.foreign(tag);
    if (refusal) throw refusal;
  }

  /** Synchronous on purpose: an interrupt is only seen when the folder is whole. */
  private writeNow(tag: string, assets: readonly Asset[]): string {
    const writer = `${this.machine}-${process.pid}-${randomBytes(4).toString('hex')}`;
    const staging = join(this.output, `${STAGING_PREFIX}${tag}-${writer}`);
    let inPlace = false;
    try {
      this.prepareOutput();
      mkdirSync(staging);
      for (const { name, bytes } of assets) writeFileSync(join(staging, name), bytes);
      inPlace = this.putInPlace(staging, tag, assets);
    } finally {
      if (!inPlace) rmSync(staging, { recursive: true, force: true });
    }
    return this.label === '.' ? tag : `${this.label}/${tag}`;
  }

  /** Once a run: the folder is there, and what killed runs left in it is gone. */
  private prepareOutput(): void {
    if (this.isPrepared) return;
    makeFolder(this.output);
    this.removeAbandoned();
    this.isPrepared = true;
  }

  /** Turns what the file system refuses into an answer for the user. */
  private orUnwritable<T>(tag: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof CsctlError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
      const message = `${this.label}/${tag} cannot be written: ${(error as Error).message}`;
      const hint = 'make room or name another folder with -o; nothing was left behind';
      throw new CsctlError('output-unwritable', message, { file: `${this.label}/${tag}`, hint });
    }
  }

  /**
   * Another run may put the same release there at any moment: looks again until the rename goes through.
   * @returns whether the staging folder became the release; false when the same content is there already
   */
  private putInPlace(staging: string, tag: string, assets: readonly Asset[]): boolean {
    const target = join(this.output, tag);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const refusal = this.foreign(tag);
        if (refusal) throw refusal;
        const existing = readAssets(target);
        if (existing && sameAssets(existing, assets)) return false;
        if (existing) replaceFolder(staging, target, `${staging}-old`);
        else renameSync(staging, target);
        return true;
      } catch (error) {
        if (!isRace(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Why the target must not be replaced: it holds something that no csctl wrote. */
  private foreign(tag: string): CsctlError | undefined {
    const target = join(this.output, tag);
    const before = lookAt(target);
    if (!before) return undefined;
    const name = `${this.label}/${tag}`;
    const refuse = (why: string) => {
      const hint = 'move it away, or name another folder with -o';
      return new CsctlError('output-foreign', `${name} ${why}; it was left as it is`, { file: name, hint });
    };
    if (!before.isDirectory()) return refuse('is not a folder');
    const stray = whileThere(() => strayFile(target, tag));
    // What was seen may be half of one release and half of the next, put there meanwhile by another run.
    const after = lookAt(target);
    if (after?.ino !== before.ino || after.ctimeMs !== before.ctimeMs) return this.foreign(tag);
    return stray === undefined ? undefined : refuse(`holds ${stray}, which csctl did not write`);
  }

  /** What a killed run left: folders being written by a process that is gone. Never a reason to fail. */
  private removeAbandoned(): void {
    const pattern = new RegExp(`^\\${STAGING_PREFIX}.*-${this.machine}-(\\d+)-[0-9a-f]{8}(?:-old)?$`);
    for (const name of readdirSync(this.output)) {
      const pid = pattern.exec(name)?.[1];
      if (pid === undefined || isRunning(Number(pid))) continue;
      try {
        rmSync(join(this.output, name), { recursive: true, force: true });
      } catch {
        // Another run removes it too, or it belongs to another user.
      }
    }
  }
}

/** Two renames; when the second fails the old folder comes back. */
function replaceFolder(staging: string, target: string, aside: string): void {
  renameSync(target, aside);
  try {
    renameSync(staging, target);
  } catch (error) {
    putBack(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Where another run's release is there by now, ours is an old one. */
function putBack(aside: string, target: string): void {
  try {
    renameSync(aside, target);
  } catch (error) {
    if (!isRace(error)) throw error;
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What stands at a path, links not followed; undefined for nothing. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

const isErrno = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** What `look` finds; undefined when what it looks at is taken away meanwhile. */
function whileThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isRace(error)) return undefined;
    throw error;
  }
}

const isRace = (error: unknown): boolean => isErrno(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT');

function nearestExisting(path: string): string {
  const parent = resolve(path, '..');
  return parent === path || lookAt(path) ? path : nearestExisting(parent);
}

/**
 * The first thing in a folder that is not part of a release that csctl wrote. Ours list their files in
 * SHA256SUMS; those of the Go csctl are known by the names of their files.
 */
function strayFile(folder: string, tag: string): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return undefined;
  const names = entries.map(({ name }) => name);
  const irregular = entries.find((entry) => !entry.isFile());
  if (irregular) return irregular.name;
  if (!names.includes(METADATA_FILE) && !names.includes(HASHES_FILE)) return names[0];
  const listed = names.includes(CHECKSUMS_FILE) ? listedNames(join(folder, CHECKSUMS_FILE)) : undefined;
  return names.find((name) =>
    listed ? name !== CHECKSUMS_FILE && !listed.has(name) : !isReleaseFile(name, tag),
  );
}

/** Whether a release under this tag has a file of this name; archives by exactly the names they have there. */
function isReleaseFile(name: string, tag: string): boolean {
  const identity = parseTag(tag)?.identity;
  if (!name.endsWith('.tgz')) return roleOf(name) !== 'other';
  const series = identity && seriesName(identity);
  return (
    series !== undefined &&
    new RegExp(`^${series}-cluster-(?:class|addon)-v\\d+(?:-[a-z0-9]+\\.[a-z0-9]+)?\\.tgz$`).test(name)
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
  if (!lookAt(folder)) return undefined;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => makeAsset(name, readFileSync(join(folder, name))));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Finished releases on disk; paths are relative to `cwd`. */
export class ReleaseFolderReader implements ReleaseFolders {
  constructor(private readonly cwd: string) {}

  exists(path: string): Promise<boolean> {
    return Promise.resolve(isFolder(resolve(this.cwd, path)));
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
