// Tags that are remembered for a while, in a folder that may be anything.
import { chmodSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TagMemory } from '../../src/io/tag-memory.ts';
import { tempFolder } from '../support/temp-folder.ts';

const REMOTE = 'oci://registry.example/kaas/stacks';

function memory() {
  const folder = join(tempFolder(), 'cache/tags');
  return { folder, tags: new TagMemory(folder) };
}

/** The only file of a folder. */
const fileIn = (folder: string): string => join(folder, readdirSync(folder)[0] ?? '');

describe('the memory of tags', () => {
  it('has what a remote answered, sorted, and who was asked', () => {
    const { tags } = memory();
    expect([tags.recall(REMOTE), tags.remotes()]).toEqual([[], []]);
    tags.remember(REMOTE, '', ['b-1', 'a-1']);
    expect([tags.recall(REMOTE), tags.remotes()]).toEqual([['a-1', 'b-1'], [REMOTE]]);
    expect(tags.recall('oci://elsewhere.example/x')).toEqual([]);
  });

  it('takes an answer for what was asked: other tags stay, and those that are gone go', () => {
    const { tags } = memory();
    tags.remember(REMOTE, '', ['a-1', 'a-2', 'b-1']);
    tags.remember(REMOTE, 'a-', ['a-3']);
    expect(tags.recall(REMOTE)).toEqual(['a-3', 'b-1']);
  });

  it('takes in one tag beside those that begin like it', () => {
    const { tags } = memory();
    tags.remember(REMOTE, '', ['a-v10']);
    tags.add(REMOTE, 'a-v1');
    expect(tags.recall(REMOTE)).toEqual(['a-v1', 'a-v10']);
  });

  it('forgets after a day', () => {
    const { folder, tags } = memory();
    tags.remember(REMOTE, '', ['a-1']);
    const past = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(fileIn(folder), past, past);
    expect([tags.recall(REMOTE), tags.remotes()]).toEqual([[], []]);
  });

  it('is for the user alone', () => {
    const { folder, tags } = memory();
    tags.remember(REMOTE, '', ['a-1']);
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', '{"remote": 1, "tags": []}', '{"remote": "x", "tags": [1]}'])(
    'does not believe a damaged file: %j',
    (content) => {
      const { folder, tags } = memory();
      tags.remember(REMOTE, '', ['a-1']);
      writeFileSync(fileIn(folder), content);
      expect([tags.recall(REMOTE), tags.remotes()]).toEqual([[], []]);
    },
  );

  it('is silent where nothing can be written', () => {
    const folder = tempFolder({ 'a file': '' });
    const tags = new TagMemory(join(folder, 'a file', 'tags'));
    chmodSync(folder, 0o500);
    tags.remember(REMOTE, '', ['a-1']);
    expect(tags.recall(REMOTE)).toEqual([]);
    chmodSync(folder, 0o700);
  });
});
