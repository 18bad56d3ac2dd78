// Problems as values, what --allow makes of them, and the one error that carries them.
import { describe, expect, it } from 'vitest';
import {
  allowedCodes,
  allowProblems,
  CsctlError,
  isError,
  problem,
  refuseErrors,
  sortProblems,
} from '../../../src/problem/problem.ts';

const at = (file: string, line: number, column: number) => problem('chart-yaml', 'm', { file, line, column });

describe('problem', () => {
  it('takes its severity from the catalogue unless told otherwise', () => {
    expect(problem('chart-name', 'm').severity).toBe('error');
    expect(problem('addon-hook', 'm').severity).toBe('warning');
    expect(problem('addon-hook', 'm', { severity: 'error' }).severity).toBe('error');
  });

  it('has only the keys that are known, so that JSON has no nulls', () => {
    expect(Object.keys(problem('chart-name', 'm'))).toEqual(['code', 'severity', 'message']);
    expect(problem('chart-name', 'm', { file: 'f', line: 1, column: 2, hint: 'h' })).toEqual({
      ...{ code: 'chart-name', severity: 'error', message: 'm' },
      ...{ file: 'f', line: 1, column: 2, hint: 'h' },
    });
  });
});

describe('sortProblems', () => {
  it('orders by file, line and column as numbers, and leaves its argument alone', () => {
    const shuffled = [at('b', 1, 1), at('a', 10, 1), at('a', 9, 2), at('a', 9, 10), problem('usage', 'm')];
    const sorted = sortProblems(shuffled).map(({ file, line, column }) => [file, line, column]);
    expect(sorted).toEqual([
      [undefined, undefined, undefined],
      ['a', 9, 2],
      ['a', 9, 10],
      ['a', 10, 1],
      ['b', 1, 1],
    ]);
    expect(shuffled[0]?.file).toBe('b');
  });

  it('keeps the order of those at one place', () => {
    const same = ['x', 'y', 'z'].map((message) => problem('chart-yaml', message, { file: 'a', line: 1 }));
    expect(sortProblems(same)).toEqual(same);
  });
});

describe('allowProblems', () => {
  it.each([
    ['an allowed code that can be allowed', 'chart-name', ['chart-name'], 'warning'],
    ['a code that was not named', 'chart-name', ['chart-version'], 'error'],
    ['a code that leaves nothing to build', 'stack-name', ['stack-name'], 'error'],
    ['a warning', 'addon-hook', ['addon-hook'], 'warning'],
  ] as const)('%s', (_case, code, allowed, severity) => {
    const [result] = allowProblems([problem(code, 'm', { file: 'f' })], new Set(allowed));
    expect(result).toMatchObject({ code, severity, file: 'f' });
  });

  it('and allowedCodes name the same errors', () => {
    const problems = (['stack-name', 'chart-name', 'addon-hook', 'chart-name', 'chart-yaml'] as const).map(
      (code) => problem(code, 'm', { file: 'f' }),
    );
    const allowed = new Set(['stack-name', 'chart-name', 'addon-hook']);
    expect(allowedCodes(problems, allowed)).toEqual(['chart-name']);
  });
});

describe('refuseErrors', () => {
  it('returns warnings, sorted', () => {
    const warnings = ['b', 'a'].map((file) => problem('addon-hook', 'm', { file }));
    expect(refuseErrors(warnings, 'tiny').map(({ file }) => file)).toEqual(['a', 'b']);
  });

  const thrown = (problems: Parameters<typeof refuseErrors>[0]): CsctlError => {
    try {
      refuseErrors(problems, 'tiny');
    } catch (error) {
      if (error instanceof CsctlError) return error;
    }
    throw new Error('nothing was refused');
  };

  it('throws one error as itself, with its hint and the warnings beside it', () => {
    const error = thrown([problem('addon-hook', 'w'), problem('chart-name', 'e', { hint: 'h' })]);
    expect(error).toMatchObject({ code: 'chart-name', message: 'e', hint: 'h', kind: 'invalid' });
    expect(error.problems).toHaveLength(2);
  });

  it('throws several errors at once, counted, under the code of the first by place', () => {
    const error = thrown([
      at('b', 1, 1),
      problem('chart-name', 'e', { file: 'a' }),
      problem('addon-hook', 'w'),
    ]);
    expect(error).toMatchObject({ code: 'chart-name', message: 'tiny has 2 problems', hint: undefined });
    expect(error.problems.filter(isError)).toHaveLength(2);
  });
});

describe('CsctlError', () => {
  it('is one problem of its own, an error whatever the catalogue says of the code', () => {
    const error = new CsctlError('addon-hook', 'm', { file: 'f', line: 2, column: 3, hint: 'h' });
    const details = { file: 'f', line: 2, column: 3, hint: 'h' };
    expect(error.problems).toEqual([{ code: 'addon-hook', severity: 'error', message: 'm', ...details }]);
    expect(error.name).toBe('CsctlError');
  });

  it.each([
    ['usage', 'usage'],
    ['remote-damaged', 'remote'],
    ['release-conflict', 'conflict'],
    ['interrupted', 'interrupted'],
    ['output-unwritable', 'invalid'],
  ] as const)('%s is of the kind %s, which decides the exit code', (code, kind) => {
    expect(new CsctlError(code, 'm').kind).toBe(kind);
  });
});
