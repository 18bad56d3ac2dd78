// The revision of a folder, asked of a real git.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GitRevisions, publicAddress } from '../../src/io/git.ts';
import { tempFolder } from '../support/temp-folder.ts';

const WHEN = '2026-01-02T03:04:05Z';
const PATH = process.env['PATH'] ?? '';
const ENVIRONMENT = {
  PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: WHEN,
  GIT_COMMITTER_DATE: WHEN,
};
const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { env: ENVIRONMENT });
    return true;
  } catch {
    return false;
  }
})();

/** A repository with one commit of a stack and another file. */
function repository(): { folder: string; git: (...args: string[]) => string } {
  const folder = tempFolder({ 'stack/csctl.yaml': 'a', 'other/file': 'b', '.gitignore': 'ignored\n' });
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: ENVIRONMENT, encoding: 'utf8' }).trim();
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  return { folder, git };
}

const ask = (folder: string, path = 'stack', isBuilt = false, environment: NodeJS.ProcessEnv = ENVIRONMENT) =>
  new GitRevisions(folder, environment).of(path, isBuilt);

describe.skipIf(!hasGit)('the revision of a folder', () => {
  it('is the commit, its time, and where it comes from', async () => {
    const { folder, git } = repository();
    git('remote', 'add', 'origin', 'git@github.com:o/r.git');
    expect(await ask(folder)).toEqual({
      commit: git('rev-parse', 'HEAD'),
      committed: Date.parse(WHEN) / 1000,
      dirty: false,
      repository: 'https://github.com/o/r',
    });
  });

  it.each<[string, string, boolean]>([
    ['a changed file', 'stack/csctl.yaml', true],
    ['a new file', 'stack/new', true],
    ['an ignored file', 'stack/ignored', false],
    ['a file beside it', 'other/file', false],
  ])('knows whether it is what was committed: %s', async (_what, file, dirty) => {
    const { folder } = repository();
    writeFileSync(join(folder, file), 'changed');
    expect((await ask(folder))?.dirty).toBe(dirty);
  });

  it.each<[string, string, boolean]>([
    ['a changed file anywhere', 'other/file', true],
    ['a new file, as release folders are', '.release/tag/other', false],
  ])('of something that was built counts %s', async (_what, file, dirty) => {
    const { folder } = repository();
    mkdirSync(join(folder, '.release/tag'), { recursive: true });
    writeFileSync(join(folder, '.release/tag/metadata.yaml'), '');
    writeFileSync(join(folder, file), 'changed');
    expect((await ask(folder, '.release/tag', true))?.dirty).toBe(dirty);
  });

  it('is not known outside a repository, before the first commit, or without git', async () => {
    expect(await ask(tempFolder({ 'stack/csctl.yaml': '' }))).toBeUndefined();
    const empty = tempFolder({ 'stack/csctl.yaml': '' });
    execFileSync('git', ['init', '-q'], { cwd: empty, env: ENVIRONMENT });
    expect(await ask(empty)).toBeUndefined();
    expect(await ask(repository().folder, 'stack', false, { PATH: '/nowhere' })).toBeUndefined();
    expect(await ask(repository().folder, 'no/such/folder')).toBeUndefined();
  });

  it('runs no program that the repository names', async () => {
    const { folder, git } = repository();
    const trap = join(folder, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch "${join(folder, 'sprung')}"\n`);
    chmodSync(trap, 0o755);
    git('config', 'core.fsmonitor', trap);
    git('config', 'core.pager', trap);
    expect((await ask(folder))?.dirty).toBe(false);
    expect(() => execFileSync('ls', [join(folder, 'sprung')], { stdio: 'ignore' })).toThrow();
  });
});

describe('the address of a repository', () => {
  it.each([
    ['https://github.com/o/r.git', 'https://github.com/o/r'],
    ['https://user:secret@github.com/o/r', 'https://github.com/o/r'],
    ['https://token@git.example:8443/o/r.git/', 'https://git.example:8443/o/r'],
    ['git@github.com:o/r.git', 'https://github.com/o/r'],
    ['ssh://git@git.example:2222/o/r.git', 'https://git.example/o/r'],
    ['git://git.example/o/r', 'https://git.example/o/r'],
    ['http://git.example/o/r', 'http://git.example/o/r'],
    ['/home/somebody/r', undefined],
    ['../r', undefined],
    ['file:///home/somebody/r', undefined],
    ['', undefined],
  ])('%s is published as %s', (address, published) => {
    expect(publicAddress(address)).toBe(published);
  });
});
