// One temporary folder for a test file, with folders in it for its suites; removed at the end.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

let root: string | undefined;

afterAll(() => {
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});

function rootFolder(): string {
  return (root ??= mkdtempSync(join(tmpdir(), 'csctl-interop-')));
}

/** A new folder, there until the last test of the file is over. */
export const scratchFolder = (name = 'scratch'): string => mkdtempSync(join(rootFolder(), `${name}-`));

/** The home of the programs, so that none reads or writes the settings of the user. */
export function homeFolder(): string {
  const home = join(rootFolder(), 'home');
  mkdirSync(home, { recursive: true });
  return home;
}
