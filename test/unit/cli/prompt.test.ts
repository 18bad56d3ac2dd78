import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askOn } from '../../../src/cli/prompt.ts';
import { Style } from '../../../src/cli/show/style.ts';
import { refuseAnswer, type Answer, type Question } from '../../../src/release/scaffold/question.ts';

const question = (more: Partial<Question>): Question => ({
  key: 'name',
  prompt: 'Name of the stack',
  type: 'text',
  default: undefined,
  choices: [],
  least: 0,
  pattern: undefined,
  expected: undefined,
  when: undefined,
  ...more,
});

const MINORS = question({
  prompt: 'Minors',
  type: 'choices',
  choices: ['1.33', '1.34', '1.35'].map((value) => ({ value, label: value === '1.35' ? 'the newest' : '' })),
  least: 1,
});

/** What a question makes of lines, which may all be there before it asks, and what was printed. */
async function answer(asked: Question, fallback: Answer | undefined, lines: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const ask = askOn({ input, output, style: new Style(false, 80) });
  input.write(lines.map((line) => `${line}\n`).join(''));
  const result = await ask(asked, fallback, (one) => refuseAnswer(asked, one));
  return { result, shown: String(output.read()) };
}

describe('a question on a terminal', () => {
  it('takes a text, or the default for an empty line', async () => {
    expect(await answer(question({}), 'demo', ['web'])).toEqual({
      result: 'web',
      shown: 'Name of the stack [demo]: ',
    });
    expect((await answer(question({}), 'demo', ['  '])).result).toBe('demo');
  });

  it('asks again, and says why, until the answer is good', async () => {
    const asked = question({ pattern: /^[a-z]+$/u, expected: 'lower-case letters' });
    const { result, shown } = await answer(asked, undefined, ['', 'Web', 'web']);
    expect(result).toBe('web');
    expect(shown).toContain('  there is no default; expected lower-case letters\n');
    expect(shown).toContain('  "Web" does not match; expected lower-case letters\n');
    expect(shown.split('Name of the stack: ')).toHaveLength(4);
  });

  it('shows a list with numbers, and takes numbers, names, or both', async () => {
    const { result, shown } = await answer(MINORS, ['1.35'], ['2, 1.33']);
    expect(result).toEqual(['1.33', '1.34']);
    expect(shown).toBe(
      'Minors\n  1)  1.33\n  2)  1.34\n  3)  1.35  the newest\nnumbers or names, with commas [1.35]: ',
    );
    expect((await answer(MINORS, ['1.35'], [''])).result).toEqual(['1.35']);
    expect((await answer({ ...MINORS, least: 0 }, ['1.35'], ['none'])).result).toEqual([]);
  });

  it('refuses what is not in the list, and too few', async () => {
    const { result, shown } = await answer(MINORS, undefined, ['4', 'none', '1.36', '3']);
    expect(result).toEqual(['1.35']);
    expect(shown).toContain('"4" is none of 1.33, 1.34, 1.35');
    expect(shown).toContain('none is chosen; expected at least 1');
    expect(shown).toContain('"1.36" is none of');
  });

  it('takes one of a list', async () => {
    const asked = question({
      type: 'choice',
      choices: [
        { value: 'docker', label: '' },
        { value: 'other', label: '' },
      ],
    });
    expect((await answer(asked, 'docker', ['2'])).result).toBe('other');
    expect((await answer(asked, 'docker', ['docker other', 'docker'])).result).toBe('docker');
  });

  it('takes yes or no', async () => {
    const asked = question({ type: 'boolean' });
    const { result, shown } = await answer(asked, true, ['perhaps', 'N']);
    expect([result, shown.startsWith('Name of the stack (yes/no) [yes]: ')]).toEqual([false, true]);
    expect(shown).toContain('that is neither yes nor no; type y or n');
    expect((await answer(asked, true, [''])).result).toBe(true);
  });

  it('keeps lines that were typed ahead for the questions that follow', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const ask = askOn({ input, output, style: new Style(false, 80) });
    input.write('web\n1\n');
    expect(await ask(question({}), undefined, () => undefined)).toBe('web');
    expect(await ask(MINORS, undefined, () => undefined)).toEqual(['1.33']);
  });

  it('ends as interrupted where the input ends', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const asking = askOn({ input, output, style: new Style(false, 80) })(MINORS, undefined, () => undefined);
    input.end();
    await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('ends as interrupted where the process is told to stop', async () => {
    const [input, output, stop] = [new PassThrough(), new PassThrough(), new AbortController()];
    const terminal = { input, output, style: new Style(false, 80), signal: stop.signal };
    const asking = askOn(terminal)(MINORS, undefined, () => undefined);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('cannot be made to print what a terminal would obey', async () => {
    const { shown } = await answer(question({ prompt: 'a\u001b[31mb' }), 'x\u001b]0;y', ['z']);
    expect(shown).not.toContain('\u001b');
  });
});
