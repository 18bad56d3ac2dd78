// New files among others: all of them or none, and nothing that is there is touched unasked.
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CsctlError, type Problem, problem } from '../problem/problem.ts';
import type { FileSink, NewFile } from '../release/ports.ts';
import { makeFolder } from './make-folder.ts';
import { stagingName } from './staging-name.ts';

/** What only the owner may read. */
const SECRET_MODE = 0o600;
const PLAIN_MODE = 0o666;

/** A file on its way: whole under `staging`, before it gets its name. */
interface Staged {
  readonly file: NewFile;
  readonly target: string;
  readonly staging: string;
}

/** Writes files below the current folder. */
export class NewFiles implements FileSink {
  /** @param cwd absolute; paths are relative to it @param written told after each change */
  constructor(
    private readonly cwd: string,
    private readonly written: () => void = () => undefined,
  ) {}

  check(files: readonly NewFile[], overwrite: boolean): Promise<readonly string[]> {
    return new Promise((done) => {
      const found = files.filter(({ path }) => this.stat(path) !== undefined);
      const blocked = found.flatMap((file) => this.refusal(file, overwrite));
      refuse(blocked);
      done(found.filter((file) => this.isSame(file)).map(({ path }) => path));
    });
  }

  /** Synchronous on purpose: an interrupt is only seen when all files are there. */
  write(files: readonly NewFile[], overwrite: boolean): Promise<void> {
    return this.check(files, overwrite).then((current) => {
      this.writeNow(
        files.filter(({ path }) => !current.includes(path)),
        overwrite,
      );
      this.written();
    });
  }

  private writeNow(files: readonly NewFile[], overwrite: boolean): void {
    const made: string[] = [];
    const staged: Staged[] = [];
    const linked: string[] = [];
    let current = '';
    try {
      for (const file of files) {
        current = file.path;
        const target = this.targetOf(file.path);
        this.makeParents(dirname(target), made);
        const staging = join(dirname(target), stagingName());
        staged.push({ file, target, staging });
        writeFileSync(staging, file.text, {
          flag: 'wx',
          mode: file.isSecret ? SECRET_MODE : PLAIN_MODE,
        });
        if (!file.isSecret) keepMode(target, staging);
      }
      for (const { file, target, staging } of staged) {
        current = file.path;
        if (overwrite) renameSync(staging, target);
        else {
          placeNew(staging, target);
          linked.push(target);
        }
      }
    } catch (error) {
      for (const target of linked) rmSync(target, { force: true });
      throw unwritable(error, current);
    } finally {
      for (const { staging } of staged) rmSync(staging, { force: true });
      for (const folder of made.reverse()) removeIfEmpty(folder);
    }
  }

  /** The file itself, where a link leads to it: who replaces it means that, and the link stays. */
  private targetOf(path: string): string {
    const target = resolve(this.cwd, path);
    const isLink = lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    return isLink && existsSync(target) ? realpathSync(target) : target;
  }

  /** Makes the folders that a file needs, and notes which: they go again when nothing comes into them. */
  private makeParents(folder: string, made: string[]): void {
    const missing: string[] = [];
    for (let at = folder; lstatSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at))
      missing.push(at);
    makeFolder(folder);
    made.push(...missing.reverse());
  }

  private refusal(file: NewFile, overwrite: boolean): Problem[] {
    const { path } = file;
    const found = this.stat(path);
    if (found?.isDirectory())
      return [problem('output-foreign', `${path} is a folder; expected none, or a file`, { file: path })];
    if (overwrite || this.isSame(file)) return [];
    return [problem('output-foreign', `${path} is there already; it was left as it is`, { file: path })];
  }

  private isSame({ path, text }: NewFile): boolean {
    const found = this.stat(path);
    try {
      return found?.isFile() === true && readFileSync(resolve(this.cwd, path), 'utf8') === text;
    } catch {
      return false;
    }
  }

  private stat(path: string) {
    try {
      return lstatSync(resolve(this.cwd, path), { throwIfNoEntry: false });
    } catch (error) {
      throw unwritable(error, path);
    }
  }
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  const hint = 'move it away, or write to another place';
  if (problems.length === 1)
    throw new CsctlError('output-foreign', first.message, {
      hint,
      ...(first.file !== undefined && { file: first.file }),
    });
  const message = `${problems.length} files are in the way; nothing was written`;
  throw new CsctlError('output-foreign', message, { hint, problems });
}

/** What takes the place of a file may be read by the same people. */
function keepMode(target: string, staging: string): void {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found?.isFile()) chmodSync(staging, found.mode & 0o777);
}

/** Gives a file its name; fails where somebody made a file of that name meanwhile, as a rename would not. */
function placeNew(staging: string, target: string): void {
  try {
    linkSync(staging, target);
  } catch (error) {
    // File systems without hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(staging, target, constants.COPYFILE_EXCL);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  } catch {
    // Somebody else uses it, or took it away.
  }
}

function unwritable(error: unknown, file: string): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof CsctlError || syscall === undefined) return error;
  if (code === 'EEXIST')
    return new CsctlError('output-foreign', `${file} came into being meanwhile; it was left as it is`, {
      file,
      hint: 'look at it, and try again; nothing was left behind',
    });
  const hint = 'make room, or write to another place; nothing was left behind';
  return new CsctlError('output-unwritable', `${file} cannot be written: ${message}`, { file, hint });
}
