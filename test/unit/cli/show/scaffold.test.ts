import { describe, expect, it } from 'vitest';
import { showInitStack } from '../../../../src/cli/show/scaffold.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import type { InitStackResult } from '../../../../src/release/scaffold/init-stack.ts';

const RESULT: InitStackResult = {
  template: { name: 'mine', version: '3' },
  answers: { name: 'web', addons: [], secure: true, level: '' },
  folder: 'stacks/web',
  files: [
    { path: 'stacks/web/a', status: 'created' },
    { path: 'stacks/web/b', status: 'current' },
  ],
  left: ['fill in what machines are made of, which nobody but you can know'],
  next: ['csctl validate stacks/web', 'csctl create stacks/web -m hash'],
};

const show = (more: Partial<InitStackResult> = {}, width?: number) =>
  showInitStack({ ...RESULT, ...more }, new Style(false, width)).out;

describe('a scaffold', () => {
  it('is told with its answers, what is left, and the next commands', () => {
    expect(show({}, 50)).toBe(`\
stacks/web  1 file created from template mine 3
  name    web
  addons  none
  secure  yes
  left to do  fill in what machines are made of,
              which nobody but you can know
next: csctl validate stacks/web
      csctl create stacks/web -m hash
`);
  });

  it('lists its files where nothing was written', () => {
    const files = RESULT.files.map(({ path }) => ({ path, status: 'planned' as const }));
    const shown = show({ files, answers: {}, left: [] });
    expect(shown).toMatch(
      /^stacks\/web {2}2 files would be created from template mine 3\n {2}stacks\/web\/a\n/,
    );
  });

  it('says so where all of it was there', () => {
    const files = RESULT.files.map(({ path }) => ({ path, status: 'current' as const }));
    expect(show({ files })).toMatch(/^stacks\/web {2}is there already, as template mine 3 makes it\n/);
  });

  it('cannot be made to print what a terminal would obey', () => {
    expect(show({ folder: 'a\u001b[31m', answers: { x: '\u001b]0;' } })).not.toContain('\u001b');
  });
});
