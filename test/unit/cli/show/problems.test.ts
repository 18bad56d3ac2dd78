import fc from 'fast-check';
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

describe('the code of a problem', () => {
  const found = [problem('chart-render', 'a'), problem('chart-older', 'b')];

  it('is a link to its page on a terminal', () => {
    const url = 'https://github.com/SovereignCloudStack/csctl/blob/main/docs/errors.md#chart-render';
    const link = `\u001b]8;;${url}\u001b\\chart-render\u001b]8;;\u001b\\`;
    expect(showProblems(found, new Style(true, 80))).toContain(`\u001b[31merror[${link}]\u001b[0m: a\n`);
    expect(showProblems(found, new Style(true, 80))).toContain('errors.md#chart-older\u001b\\chart-older');
  });

  it('is text in a file, in a log that wants colours, and where nobody wants colours', () => {
    const plain = 'error[chart-render]: a\nwarning[chart-older]: b\n';
    expect(showProblems(found, PLAIN)).toBe(plain);
    expect(showProblems(found, new Style(false, 80))).toBe(plain);
    expect(showProblems(found, new Style(true, undefined))).toBe(
      '\u001b[31merror[chart-render]\u001b[0m: a\n\u001b[33mwarning[chart-older]\u001b[0m: b\n',
    );
  });

  it('takes no room in a table', () => {
    const style = new Style(true, 80);
    const rows = [
      [style.link('https://example.org/x', 'abc'), 'd'],
      ['abcd', 'e'],
    ];
    const text = style.table(rows, 0).replaceAll(/\u001b\]8;;[^\u001b]*\u001b\\/g, ''); // eslint-disable-line no-control-regex -- links
    expect(text).toBe('abc   d\nabcd  e\n');
  });
});

describe('a long problem', () => {
  const long = problem('chart-render', 'one two three four five six seven', {
    file: 'providers/a-long-folder/with-a-long-name/file.yaml',
    line: 3,
    hint: 'eight nine ten eleven twelve',
  });

  it('is broken at blanks on a terminal, but for its path', () => {
    expect(showProblems([long], new Style(false, 30))).toBe(
      [
        'error[chart-render]: one two',
        '     three four five six seven',
        '  at providers/a-long-folder/with-a-long-name/file.yaml:3',
        '  -> eight nine ten eleven',
        '     twelve',
        '',
      ].join('\n'),
    );
  });

  it('is one line a text where it is piped', () => {
    expect(showProblems([long], PLAIN).split('\n').slice(0, 3)).toEqual([
      'error[chart-render]: one two three four five six seven',
      '  at providers/a-long-folder/with-a-long-name/file.yaml:3',
      '  -> eight nine ten eleven twelve',
    ]);
  });

  it('has a last line that is broken alike', () => {
    const error = new CsctlError('chart-render', 'providers/docker/scs has many problems', {
      problems: [long, long],
    });
    expect(showError(error, new Style(false, 30))).toMatch(
      /\nerror: providers\/docker\/scs\n {5}has many problems \(2\n {5}errors\)\n$/,
    );
  });

  it('loses no word at any width, and is not wider', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 120 }), (all, width) => {
        const text = showProblems([problem('chart-render', all.join(' '))], new Style(true, width));
        const plain = text.replaceAll(/\u001b\]8;;[^\u001b]*\u001b\\|\u001b\[\d+m/g, ''); // eslint-disable-line no-control-regex -- links, colours
        expect(plain.replace(/\s+/g, ' ')).toBe(`error[chart-render]: ${all.join(' ')} `);
        for (const line of plain.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
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
