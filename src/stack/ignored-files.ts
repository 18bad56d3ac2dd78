// Files that never count, for hashes, fingerprints or packages: one rule, used wherever a stack is read.

const FOLDERS = new Set(['.git', '.svn', '.hg', '.bzr', '.idea', '.vscode', '__MACOSX']);
const FILES = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.git']);
const JUNK = [/~$/, /^\.#/, /^#.*#$/, /\.sw[a-p]$/, /^\.nfs[0-9a-f]+$/];
/** Folders and files that are being written, or that a killed run left. */
export const STAGING_PREFIX = '.csctl-';
export const STAGED_FILE = '.tmp';
/** Scratch and output of csctl, the Go one's included, only directly in the stack. */
const TOP_LEVEL = new Set(['.release', '.tmp']);

/** Whether a name is version control or editor junk wherever it stands. */
export function isIgnoredName(name: string, isFolder: boolean): boolean {
  if (isFolder) return FOLDERS.has(name) || name.startsWith(STAGING_PREFIX);
  const isStaged = name.startsWith(STAGING_PREFIX) && name.endsWith(STAGED_FILE);
  return isStaged || FILES.has(name) || JUNK.some((pattern) => pattern.test(name));
}

/** Whether a path of a stack is left out because of one of its names. */
export function isIgnoredPath(path: string): boolean {
  const steps = path.split('/');
  const last = steps.length - 1;
  if (TOP_LEVEL.has(steps[0] ?? '') && last > 0) return true;
  return steps.some((name, index) => isIgnoredName(name, index < last));
}

/** Names by which a folder is known to be something that csctl wrote, given the names of the files in it. */
export function isOwnOutput(names: readonly string[]): boolean {
  const has = (name: string) => names.includes(name);
  const release = has('metadata.yaml') && has('hashes.json');
  const layout = has('oci-layout') && has('index.json');
  return release || layout;
}
