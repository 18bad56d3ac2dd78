// A folder under git, to see what a change is for those who review it.
import { execFileSync } from 'node:child_process';
import { cleanEnvironment } from './package.ts';
import { tempFolder } from './temp-folder.ts';

/** Commits what is in a folder. @returns git in that folder: its output, without the end of the last line */
export function commitFolder(folder: string): (...args: string[]) => string {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'diff.renameLimit=0'];
  const options = { cwd: folder, env: cleanEnvironment(tempFolder()), encoding: 'utf8' } as const;
  const git = (...args: string[]) => execFileSync('git', [...own, ...args], options).trimEnd();
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'before');
  return git;
}
