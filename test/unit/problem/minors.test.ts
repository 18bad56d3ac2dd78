import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeMinors } from '../../../src/problem/minors.ts';
import { problem, type Problem } from '../../../src/problem/problem.ts';

const at = { file: 'tiny/cluster-class/templates/a.yaml', line: 3, column: 1 };
const render = (minor: string, place: Partial<Problem> = at, what = 'boom') =>
  problem(
    'chart-render',
    `execution error at (docker-tiny-${minor}-cluster-class/templates/a.yaml:3:1): ${what}`,
    place,
  );
const field = (tag: string) => problem('class-field', `Secret ${tag}: spec.a is 1; expected a text`, at);

describe('problems of several minors', () => {
  it('are one where they say the same of the same place', () => {
    expect(mergeMinors([render('1-33'), render('1-34'), render('1-35')])).toEqual([
      { ...render('1-33'), message: `${render('1-33').message} (and so for 1.34, 1.35)` },
    ]);
  });

  it('are one whatever the versions of their releases are', () => {
    const found = mergeMinors([field('docker-tiny-1-34-v0-sha.abc1234'), field('docker-tiny-1-35-v12')]);
    expect(found.map(({ message }) => message)).toEqual([
      'Secret docker-tiny-1-34-v0-sha.abc1234: spec.a is 1; expected a text (and so for 1.35)',
    ]);
  });

  it('stay apart where place, message, hint or severity differ, or no line is known', () => {
    const apart = [
      render('1-33'),
      render('1-34', { ...at, line: 4 }),
      render('1-34', at, 'other'),
      render('1-34', { ...at, hint: 'h' }),
      render('1-34', { ...at, severity: 'warning' }),
      render('1-33', { file: at.file }),
      render('1-34', { file: at.file }),
    ];
    expect(mergeMinors(apart)).toEqual(apart);
  });

  it('stay as they are where there is one of each', () => {
    const message = fc.stringMatching(/^[a-z0-9. -]{0,30}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(message, fc.integer({ min: 1, max: 9 })), { selector: String }),
        (list) => {
          const found = list.map(([text, line], index) =>
            problem('class-field', text, { file: `f${index}`, line }),
          );
          expect(mergeMinors(found)).toEqual(found);
        },
      ),
    );
  });

  it('are merged once: what is merged already stays', () => {
    const once = mergeMinors([render('1-33'), render('1-34')]);
    expect(mergeMinors(once)).toEqual(once);
  });
});
