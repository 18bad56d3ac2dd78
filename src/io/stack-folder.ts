// Reading stacks from disk: a folder becomes a tree once; nothing outside the folder is ever read.
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { basename, isAbsolute, join, normalize, posix, relative, resolve, sep } from 'node:path';
import { CsctlError, problem, type Problem } from '../problem/problem.ts';
import type { StackFiles, StackSource } from '../release/ports.ts';
import { FileTree } from '../stack/file-tree.ts';
import { STACK_FILES } from '../stack/layout/read-layout.ts';
import { nearFolder } from './near-folder.ts';
import { unfilled } from './template-folder.ts';
import { isIgnoredName, isIgnoredPath, isOwnOutput } from '../stack/ignored-files.ts';

/** Folders that never hold stacks when looking for them; nor do those whose names begin with a dot. */
const NOT_SEARCHED = ['node_modules'];

/** Stacks below the current folder. */
export class StackFolders implements StackSource {
  private readonly labels = new Map<string, string>();
  /** The folder read last is kept, until folders are looked for anew: the minors of a stack are read one after the other. */
  private last: { readonly folder: string; readonly files: Promise<StackFiles> } | undefined;

  /**
   * @param cwd absolute; arguments are relative to it
   * @param output the folder release folders are written to, never part of a stack; absolute
   */
  constructor(
    private readonly cwd: string,
    private readonly output: string | undefined,
  ) {}

  find(argument: string): Promise<readonly string[]> {
    this.forget();
    return new Promise((done) => {
      done(this.findNow(argument));
    });
  }

  private findNow(argument: string): string[] {
    const refuse = (why: string, hint: string) =>
      new CsctlError('stack-missing', why, { file: argument, hint });
    if (argument === '')
      throw refuse('the name of the stack is empty', 'name a stack folder; . is the current one');
    const root = resolve(this.cwd, argument);
    if (!isFolder(root)) {
      const found = isThere(root) ? 'is not a folder' : 'does not exist';
      const near = nearFolder(this.cwd, argument);
      const question = near === undefined ? '' : `did you mean ${near}? `;
      throw refuse(`${argument} ${found}`, `${question}name a stack folder, or a folder above stacks`);
    }
    const folders = this.search(root, cleanLabel(argument));
    if (folders.length > 0) return folders;
    const message = `${argument} has no ${STACK_FILES.join(' and no ')}, and no folder below it has one`;
    throw refuse(message, 'name a folder that holds csctl.yaml or stack.yaml, or one above such folders');
  }

  private search(folder: string, label: string): string[] {
    const entries = listFolder(folder, label);
    if (entries.some(({ name }) => STACK_FILES.includes(name))) return [this.firstLabelOf(folder, label)];
    const skipped = new Set([...NOT_SEARCHED, ...unfilled(entries)]);
    return entries
      .filter(
        (entry) =>
          entry.isDirectory() &&
          !entry.name.startsWith('.') &&
          !skipped.has(entry.name) &&
          !isIgnoredName(entry.name, true),
      )
      .flatMap(({ name }) => this.search(join(folder, name), posix.join(label, name)));
  }

  /** A folder that was found before keeps the name it was found by, however it is spelled now. */
  private firstLabelOf(folder: string, label: string): string {
    const real = realTarget(folder) ?? folder;
    const first = this.labels.get(real) ?? label;
    this.labels.set(real, first);
    return first;
  }

  read(folder: string): Promise<StackFiles> {
    if (this.last?.folder !== folder) this.last = { folder, files: this.readNow(folder) };
    return this.last.files;
  }

  /** What was read may have changed. */
  forget(): void {
    this.last = undefined;
  }

  private readNow(folder: string): Promise<StackFiles> {
    const root = resolve(this.cwd, folder);
    const output = this.output === undefined ? undefined : (realTarget(this.output) ?? this.output);
    return new Promise((done) => {
      done(new FolderReader(realTarget(root) ?? root, folder, output).read());
    });
  }
}

/** The argument in its shortest form, with forward slashes and none at the end. */
function cleanLabel(argument: string): string {
  const cleaned = normalize(argument).split(sep).join('/');
  return cleaned === '/' ? cleaned : cleaned.replace(/\/$/, '');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Entries sorted by name. @throws CsctlError `file-unreadable` */
function listFolder(folder: string, label: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const message = `${label} cannot be read: ${(error as Error).message}`;
    throw new CsctlError('file-unreadable', message, { file: label, hint: 'mend its permissions' });
  }
}

/** Reads one folder; what is refused becomes a problem at its path. */
export class FolderReader {
  private readonly files: [string, Uint8Array][] = [];
  private readonly problems: Problem[] = [];

  constructor(
    private readonly root: string,
    private readonly label: string,
    private readonly output: string | undefined,
  ) {}

  read(): StackFiles {
    this.walk(listFolder(this.root, this.label), this.root, '');
    return { tree: FileTree.of(this.files), problems: this.problems };
  }

  private walk(entries: readonly Dirent[], folder: string, path: string): void {
    for (const entry of entries)
      this.visit(folder, path === '' ? entry.name : `${path}/${entry.name}`, entry);
  }

  private walkFolder(folder: string, path: string): void {
    if (folder === this.output) return;
    try {
      const entries = listFolder(folder, path);
      if (!isOwnOutput(entries.map(({ name }) => name))) this.walk(entries, folder, path);
    } catch (error) {
      if (!(error instanceof CsctlError)) throw error;
      this.problems.push(...error.problems);
    }
  }

  private visit(folder: string, path: string, entry: Dirent): void {
    const full = join(folder, entry.name);
    if (
      isIgnoredName(entry.name, entry.isDirectory()) ||
      isIgnoredPath(entry.isDirectory() ? `${path}/` : path)
    )
      return;
    const fault = nameFault(entry.name);
    if (fault) {
      const message = `the file name ${JSON.stringify(path)} ${fault}`;
      this.problems.push(problem('file-name', message, { file: path, hint: 'rename the file' }));
    } else if (entry.isDirectory()) this.walkFolder(full, path);
    else if (entry.isSymbolicLink()) this.followLink(full, path);
    else if (entry.isFile()) this.readFile(full, path);
    else {
      const message = `${path} is a device, pipe or socket; expected a regular file`;
      this.problems.push(problem('file-special', message, { file: path, hint: 'remove it from the stack' }));
    }
  }

  /** Links are followed only to files inside the stack: everything else would bring in what nobody reviewed. */
  private followLink(full: string, path: string): void {
    const refuse = (why: string) => {
      const hint = 'put the file itself there, or link to a file inside the stack';
      this.problems.push(problem('file-link', `${path} is a link ${why}`, { file: path, hint }));
    };
    const target = realTarget(full);
    if (target === undefined) return refuse('to nothing');
    if (target === this.output) return;
    const inside = relative(this.root, target);
    if (inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside))
      return refuse('out of the stack');
    if (isIgnoredPath(inside.split(sep).join('/')))
      return refuse(`to ${inside}, which is not part of the stack`);
    const stat = statSync(target);
    if (stat.isDirectory()) return refuse('to a folder; only links to files are followed');
    if (!stat.isFile()) return refuse('to something that is no file');
    this.readFile(target, path);
  }

  private readFile(full: string, path: string): void {
    try {
      this.files.push([path, readFileSync(full)]);
    } catch (error) {
      const message = `${path} cannot be read: ${(error as Error).message}`;
      this.problems.push(problem('file-unreadable', message, { file: path, hint: 'mend its permissions' }));
    }
  }
}

function realTarget(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Why a file name cannot be packaged; undefined for a good one. */
function nameFault(name: string): string | undefined {
  if (CONTROL.test(name)) return 'has a control character in it';
  if (name.includes('\\')) return 'has a backslash in it, which other systems take for a folder';
  if (name.includes('\ufffd')) return 'is not valid UTF-8';
  if (Buffer.byteLength(name) > 255) return 'is longer than 255 bytes';
  return basename(name) === name ? undefined : 'is no plain name';
}
