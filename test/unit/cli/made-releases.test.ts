// Releases that nobody names: those in .release, and what is said where that is not enough.
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../src/cli/env.ts';
import { namedOrOutput, releaseOrMade, releasesOrMade } from '../../../src/cli/made-releases.ts';
import { refusalOf } from '../../support/refusal.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const around = (...folders: string[]) => ({
  ...readEnvironment(),
  cwd: tempFolder(Object.fromEntries(folders.map((folder) => [`.release/${folder}/`, '']))),
});

describe('the releases that are meant', () => {
  it('are those that are named', () => {
    expect(releasesOrMade(['a', 'b'], around('docker-scs-1-34-v1'))).toEqual(['a', 'b']);
    expect(releaseOrMade('a', around())).toBe('a');
  });

  it('else those that were made here, and no other folder', () => {
    const here = around('docker-scs-1-34-v2', 'docker-scs-1-34-v1', 'notes', 'V1');
    expect(releasesOrMade([], here)).toEqual(['.release/docker-scs-1-34-v1', '.release/docker-scs-1-34-v2']);
    expect(releaseOrMade(undefined, around('docker-scs-1-34-v1'))).toBe('.release/docker-scs-1-34-v1');
  });

  it('are told by their folder, where what stands beside them counts, too', () => {
    expect(namedOrOutput(['a', 'b'], around())).toEqual(['a', 'b']);
    expect(namedOrOutput([], around('docker-scs-1-34-v1', 'notes'))).toEqual(['.release']);
    expect(() => namedOrOutput([], around('notes'))).toThrow('there is none in .release');
  });

  it('cannot be known where there is none, or where one of several is meant', async () => {
    const call = (work: () => unknown) => refusalOf(() => Promise.resolve().then(work));
    expect(await call(() => releasesOrMade([], around('notes')))).toMatchObject({
      code: 'usage',
      message: 'no release is named, and there is none in .release',
    });
    const two = around('docker-scs-1-34-v1', 'docker-scs-1-34-v2');
    expect(await call(() => releaseOrMade(undefined, two))).toMatchObject({
      code: 'usage',
      message: 'no release is named, and .release holds 2; expected one',
      hint: 'name it: .release/docker-scs-1-34-v1, .release/docker-scs-1-34-v2',
    });
    const four = around('a-b-1-34-v1', 'a-b-1-34-v2', 'a-b-1-34-v3', 'a-b-1-34-v4');
    expect(await call(() => releaseOrMade(undefined, four))).toMatchObject({
      hint: 'name it: .release/a-b-1-34-v2, .release/a-b-1-34-v3, .release/a-b-1-34-v4 or another',
    });
  });
});
