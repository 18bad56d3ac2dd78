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

  it.each<[string | undefined, string, string]>([
    [undefined, '/tmp/repo/prod', 'where /tmp/repo/prod is in its repository is not clear'],
    [undefined, '../prod', 'where ../prod is in its repository is not clear'],
    ['../prod', 'prod', '--path is ../prod, which is outside of the repository'],
    ['a/../..', 'prod', '--path is a/../.., which is outside of the repository'],
  ])('said to be %s for %s is refused', async (path, folder, message) => {
    const refusal = await refusalOf(() => Promise.resolve(repositoryPath(path, folder)));
    expect([refusal.code, refusal.message]).toEqual(['usage', message]);
  });
});
