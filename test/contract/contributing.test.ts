// .github/CONTRIBUTING.md leads through the house as it is: files, folders and scripts that it names are there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/package.ts';

const text = readFileSync(join(PROJECT, '.github/CONTRIBUTING.md'), 'utf8');
const code = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(
  ([, words = '']) => words,
);
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('the page for contributors', () => {
  it('names files and folders that there are', () => {
    const paths = code
      .flatMap((words) => words.split(' '))
      .filter((word) => /^(?:src|test|docs|templates|\.ci)\/|^[\w.-]+\.(?:md|json)$/.test(word))
      .filter((path) => !/[A-Z]{4}\.ts$/.test(path));
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  it('names scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('draws the rooms as test/contract/layout-rules.test.ts keeps them', () => {
    const rules = readFileSync(join(PROJECT, 'test/contract/layout-rules.test.ts'), 'utf8');
    const rooms = /^commands -> .*$/m.exec(text)?.[0].split(' -> ') ?? [];
    expect(rooms.length).toBeGreaterThan(7);
    expect(rooms.filter((room) => !rules.includes(`'${room}'`))).toEqual([]);
    expect(rooms.filter((room) => !existsSync(join(PROJECT, 'src', room)))).toEqual([]);
  });
});
