// Charts in folders beside a stack, for `file://` dependencies: never outside the work tree that the stack is in.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { StackFiles } from '../release/ports.ts';
import type { LocalCharts } from '../release/upstream-ports.ts';
import { FolderReader } from './stack-folder.ts';

/** Folders of this machine. */
export class LocalChartFolders implements LocalCharts {
  /** @param cwd absolute; stack folders are relative to it */
  constructor(private readonly cwd: string) {}

  read(folder: string, path: string): Promise<StackFiles> {
    return new Promise((done) => {
      done(this.readNow(folder, path));
    });
  }

  private readNow(folder: string, path: string): StackFiles {
    const stack = resolve(this.cwd, folder);
    const label = isAbsolute(path) ? path : posix.join(folder, path);
    const target = realFolder(resolve(stack, path));
    const refuse = (why: string, hint: string) => new CsctlError('chart-source', `${label} ${why}`, { hint });
    if (target === undefined)
      throw refuse('is no folder', 'the path is relative to the folder of the Chart.yaml that names it');
    const root = workTreeOf(realFolder(stack) ?? stack);
    if (root === undefined)
      throw refuse(
        'is outside of the stack, which is in no git repository',
        'put the chart into the stack folder, or both into one repository',
      );
    const inside = relative(root, target);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      throw refuse(`is outside of the repository ${root}`, 'put the chart into the repository');
    const { tree, problems } = new FolderReader(target, label, undefined).read();
    return { tree, problems: problems.map((one) => ({ ...one, message: `${label}: ${one.message}` })) };
  }
}

function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** The folder with `.git` in it: a folder, or a file in work trees that share a repository. */
function workTreeOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
