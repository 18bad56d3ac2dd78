// Where a folder is in its repository.
import { describe, expect, it } from 'vitest';
import { repositoryPath } from '../../../src/cli/repository-path.ts';
import { refusalOf } from '../../support/refusal.ts';

describe('the path of a folder in its repository', () => {
  it.each<[string | undefined, string, string]>([
    [undefined, 'clusters/prod', 'clusters/prod'],
    [undefined, './clusters//prod/', 'clusters/prod'],
    [undefined, 'a/../b', 'b'],
    [undefined, '.', ''],
    ['clusters/prod', '/tmp/repo/clusters/prod', 'clusters/prod'],
    ['/clusters/prod', 'x', 'clusters/prod'],
    ['./', '../x', ''],
    ['..prod', 'x', '..prod'],
  ])('said to be %s for %s is "%s"', (path, folder, expected) => {
    expect(repositoryPath(path, folder)).toBe(expected);
  });

  it.each(['/tmp/repo/prod', '../prod', 'a/../../prod', '..'])('is not told by %s', (folder) => {
    expect(repositoryPath(undefined, folder)).toBeUndefined();
  });

  it.each(['../prod', 'a/../..', '..'])('is not %s', async (path) => {
    const refusal = await refusalOf(() => Promise.resolve(repositoryPath(path, 'prod')));
    expect(refusal.code).toBe('usage');
    expect(refusal.message).toBe(`--path is ${path}, which is outside of the repository`);
  });
});
