// Release folders on disk: written once, by rename.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { isPlainName } from '../archive/oci-manifest.ts';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseSink } from '../release/ports.ts';
import { sameAssets, type Asset, type AssetInfo, type AssetStream } from '../stack/asset.ts';
import { digestOf } from '../stack/fingerprint.ts';
import { STAGING_PREFIX } from '../stack/ignored-files.ts';
import { makeFolder } from './make-folder.ts';
import { assetsIn, strayFile } from './release-files.ts';
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
    this.refuseTag(tag);
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
    this.refuseTag(tag);
    const staging = this.stagingFor(tag);
    let inPlace = false;
    try {
      this.prepareOutput();
      mkdirSync(staging);
      for (const { name, bytes } of assets) writeFileSync(join(staging, name), bytes);
      inPlace = this.putInPlace(staging, tag, assets);
    } finally {
      if (!inPlace) rmSync(staging, { recursive: true, force: true });
    }
    return this.pathOf(tag);
  }

  async receive(tag: string, assets: readonly AssetStream[]): Promise<string> {
    const staging = this.stagingFor(tag);
    let inPlace = false;
    try {
      this.orUnwritable(tag, () => {
        this.checkNow(tag);
        this.prepareOutput();
        mkdirSync(staging);
      });
      for (const asset of assets) await this.receiveFile(tag, join(staging, asset.name), asset);
      inPlace = this.orUnwritable(tag, () => this.putInPlace(staging, tag, assets));
    } finally {
      if (!inPlace) rmSync(staging, { recursive: true, force: true });
    }
    return this.pathOf(tag);
  }

  /** `wx`: a name that is there twice is never written over. */
  private async receiveFile(tag: string, file: string, asset: AssetStream): Promise<void> {
    const handle = this.orUnwritable(tag, () => openSync(file, 'wx'));
    try {
      for await (const piece of asset.open()) this.orUnwritable(tag, () => writeAll(handle, piece));
    } finally {
      closeSync(handle);
    }
  }

  /** A tag comes from outside, and becomes the name of a folder: it must stay below the output folder. */
  private refuseTag(tag: string): void {
    if (isPlainName(tag) && !tag.startsWith('.')) return;
    const message = `${JSON.stringify(tag)} cannot be the name of a release folder`;
    const hint = 'expected a tag as openstack-scs-1-34-v3; nothing was written';
    throw new CsctlError('usage', message, { hint });
  }

  private stagingFor(tag: string): string {
    const writer = `${this.machine}-${process.pid}-${randomBytes(4).toString('hex')}`;
    return join(this.output, `${STAGING_PREFIX}${tag}-${writer}`);
  }

  private pathOf = (tag: string): string => (this.label === '.' ? tag : `${this.label}/${tag}`);

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
  private putInPlace(staging: string, tag: string, assets: readonly AssetInfo[]): boolean {
    const target = join(this.output, tag);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const refusal = this.foreign(tag);
        if (refusal) throw refusal;
        const existing = lookAt(target) && assetsIn(target);
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

/** A disk that is nearly full takes less than it is given before it refuses. */
function writeAll(handle: number, piece: Uint8Array): void {
  for (let done = 0; done < piece.length;) done += writeSync(handle, piece, done);
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
