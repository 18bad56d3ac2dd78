// Templates of scaffolds: those that come with the program, those in folders, and those in installed packages.
import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { TemplateFolders, TemplateSource } from '../release/ports.ts';
import { decodeText } from '../stack/file-tree.ts';

const TEMPLATE_FILE = 'template.yaml';
/** What a template makes. */
const CONTENT_FOLDER = 'files';

/** The folders among the entries of a folder that hold files of a template: stacks in there have questions in them. */
export const unfilled = (entries: readonly Dirent[]): readonly string[] =>
  entries.some(({ name }) => name === TEMPLATE_FILE) ? [CONTENT_FOLDER] : [];

/** Names of npm packages. */
const PACKAGE = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Files that come with the program, named with slashes: on disk, or inside the executable. */
export interface ProgramTexts {
  text(name: string): string;
  list(folder: string): string[];
}

/** Templates of this program and of the user's disk. */
export class LocalTemplates implements TemplateFolders {
  /** @param cwd absolute */
  constructor(
    private readonly program: ProgramTexts,
    private readonly cwd: string,
  ) {}

  names(sort: string): string[] {
    const pattern = new RegExp(`^templates/${sort}/([^/]+)/${TEMPLATE_FILE.replace('.', '\\.')}$`);
    return this.program.list(`templates/${sort}`).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  }

  own(sort: string, name: string): TemplateSource {
    const folder = `templates/${sort}/${name}`;
    const files = this.program.list(folder).map((file): [string, string] => {
      return [file.slice(folder.length + 1), this.program.text(file)];
    });
    return { name: folder, files: new Map(files) };
  }

  find(name: string): Promise<TemplateSource | undefined> {
    return new Promise((done) => {
      const folder = this.folderOf(name);
      done(
        folder === undefined
          ? undefined
          : { name: name.replace(/\/+$/, '') || name, files: readFolder(folder, name) },
      );
    });
  }

  private folderOf(name: string): string | undefined {
    const folder = resolve(this.cwd, name);
    if (existsSync(join(folder, TEMPLATE_FILE))) return folder;
    const inPackage = PACKAGE.test(name) ? packageFolder(this.cwd, name) : undefined;
    // A folder without a template.yaml: that it lacks one says more than that there is none.
    return inPackage ?? (existsSync(folder) ? folder : undefined);
  }
}

/** As Node looks for packages: in `node_modules` of a folder, then of those above it. */
function packageFolder(from: string, name: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, TEMPLATE_FILE))) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : packageFolder(parent, name);
}

function readFolder(folder: string, name: string): Map<string, string> {
  const files = new Map<string, string>();
  if (existsSync(join(folder, TEMPLATE_FILE)))
    files.set(TEMPLATE_FILE, readText(folder, TEMPLATE_FILE, name));
  const walk = (below: string): void => {
    for (const entry of entriesOf(folder, below, name)) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.set(path, readText(folder, path, name));
      else throw refuse(name, path, 'is neither a file nor a folder', 'put the file itself there');
    }
  };
  if (existsSync(join(folder, CONTENT_FOLDER))) walk(CONTENT_FOLDER);
  return files;
}

function entriesOf(folder: string, below: string, name: string): Dirent[] {
  try {
    return readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch (error) {
    throw unreadable(name, below, error);
  }
}

function readText(folder: string, path: string, name: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, path));
  } catch (error) {
    throw unreadable(name, path, error);
  }
  const text = decodeText(bytes);
  if (text === undefined) throw refuse(name, path, 'is not UTF-8 text', 'templates hold texts only');
  return text;
}

const refuse = (name: string, path: string, what: string, hint: string): CsctlError =>
  new CsctlError('template', `${name}/${path} ${what}`, { file: `${name}/${path}`, hint });

const unreadable = (name: string, path: string, error: unknown): CsctlError =>
  new CsctlError('file-unreadable', `${name}/${path} cannot be read: ${(error as Error).message}`, {
    file: `${name}/${path}`,
    hint: 'name another template',
  });
