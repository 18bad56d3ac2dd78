// Folders that `file://` dependencies name: inside the repository, and nowhere else.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalChartFolders } from '../../src/io/local-charts.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CHART = 'apiVersion: v2\nname: common\nversion: 1.0.0\n';

/** A repository with a stack and a chart beside it. */
function repository(git = true): string {
  const root = tempFolder({ 'repo/stacks/scs/csctl.yaml': '', 'repo/library/common/Chart.yaml': CHART });
  if (git) mkdirSync(join(root, 'repo', '.git'));
  return root;
}

describe('a folder beside a stack', () => {
  it('is read', async () => {
    const charts = new LocalChartFolders(join(repository(), 'repo'));
    const { tree, problems } = await charts.read('stacks/scs', '../../library/common');
    expect([...tree].map(([path, bytes]) => [path, String(bytes)])).toEqual([['Chart.yaml', CHART]]);
    expect(problems).toEqual([]);
  });

  it('is read by its absolute path, and in a work tree whose .git is a file', async () => {
    const root = repository(false);
    writeFileSync(join(root, 'repo', '.git'), 'gitdir: ../elsewhere\n');
    const charts = new LocalChartFolders('/');
    const { tree } = await charts.read(join(root, 'repo/stacks/scs'), join(root, 'repo/library/common'));
    expect(tree.paths()).toEqual(['Chart.yaml']);
  });

  it('may hold no links that lead out of it', async () => {
    const root = repository();
    symlinkSync('../../stacks', join(root, 'repo/library/common/templates'));
    const { problems } = await new LocalChartFolders(join(root, 'repo')).read(
      'stacks/scs',
      '../../library/common',
    );
    expect(problems).toMatchObject([{ code: 'file-link' }]);
    expect(problems[0]?.message).toContain('library/common: templates');
  });

  it.each([
    ['is not there', '../../library/other', true, 'is no folder'],
    ['is a file', 'csctl.yaml', true, 'is no folder'],
    ['lies outside of the repository', '../../../elsewhere', true, 'is outside of the repository'],
    [
      'is reached by a link out of the repository',
      '../../library/linked',
      true,
      'is outside of the repository',
    ],
    ['lies in no repository', '../../library/common', false, 'in no git repository'],
    ['is that of another user', '/etc', true, 'is outside of the repository'],
  ])('is refused where it %s', async (_, path, git, words) => {
    const root = repository(git);
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('../../elsewhere', join(root, 'repo/library/linked'));
    const charts = new LocalChartFolders(join(root, 'repo'));
    const refusal = await refusalOf(() => charts.read('stacks/scs', path));
    expect(refusal.code).toBe('chart-source');
    expect(refusal.message).toContain(words);
  });
});
