import { describe, expect, it } from 'vitest';
import { showBug, showError } from '../../../../src/cli/show/error.ts';
import { countProblems, showProblems } from '../../../../src/cli/show/problems.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { CsctlError, problem } from '../../../../src/problem/problem.ts';

const PLAIN = new Style(false, undefined);
const EVIL = 'a\u001b[2J\u009b1m\nerror: b';
const VISIBLE = 'a\\u001b[2J\\u009b1m\\nerror: b';

describe('problems as text', () => {
  it('show what others wrote as it is, and do not act on it', () => {
    expect(showProblems([problem('remote-refused', EVIL, { file: EVIL, line: 1, hint: EVIL })], PLAIN)).toBe(
      `error[remote-refused]: ${VISIBLE}\n  at ${VISIBLE}:1\n  -> ${VISIBLE}\n`,
    );
  });

  it('are counted', () => {
    const [error, warning] = [
      problem('remote-refused', 'a'),
      problem('class-variables', 'b', { severity: 'warning' }),
    ];
    expect(countProblems([])).toBe('no problems');
    expect(countProblems([error])).toBe('1 error');
    expect(countProblems([error, error, warning])).toBe('2 errors, 1 warning');
  });
});

describe('an error as text', () => {
  it('shows what others wrote as it is', () => {
    const problems = [problem('remote-refused', 'a'), problem('remote-refused', 'b')];
    expect(showError(new CsctlError('remote-refused', EVIL, { problems }), PLAIN)).toBe(
      `error[remote-refused]: a\nerror[remote-refused]: b\nerror: ${VISIBLE} (2 errors)\n`,
    );
  });

  it('keeps the lines of a stack trace, and nothing else that a terminal acts on', () => {
    const bug = Object.assign(new Error('x'), { stack: 'Error: x\u001b[2J\n    at y\u009b1m' });
    expect(showBug(bug, 'URL')).toMatch(/^Error: x\\u001b\[2J\n {4}at y\\u009b1m\nThis is a bug in csctl\./);
  });
});
