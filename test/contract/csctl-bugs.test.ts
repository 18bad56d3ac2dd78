// docs/csctl-bugs.md: all 42 bugs, each with a test that is there, or with the word later.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const rows = readFileSync(join(ROOT, 'docs/csctl-bugs.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, , ours = '', tests = ''] = /^\| *(\d+) \|(.*?)\|(.*)\|(.*?)\|$/.exec(line) ?? [];
    return number === undefined ? [] : [{ number: Number(number), ours, tests }];
  });

describe('the table of csctl bugs', () => {
  it('has all 42', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
  });

  it.each(rows)('$number names tests that exist, or comes later', ({ ours, tests }) => {
    const names = [...tests.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    if (names.length === 0) expect(ours).toContain('**later**');
    for (const name of names) expect(existsSync(join(ROOT, 'test', `${name}.test.ts`)), name).toBe(true);
  });
});
