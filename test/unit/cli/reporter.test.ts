import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TerminalReporter } from '../../../src/cli/reporter.ts';
import type * as Terminal from '../../../src/cli/terminal.ts';

const written = vi.hoisted((): string[] => []);
vi.mock('../../../src/cli/terminal.ts', async (original) => ({
  ...(await original<typeof Terminal>()),
  write: (_: number, text: string) => void written.push(text),
}));

const EVIL = 'x\u001b[2J\u009b1m\ny';
const VISIBLE = 'x\\u001b[2J\\u009b1m\\ny';
const HALF = { done: 1_200_000, total: 2_400_000, file: 3, files: 7 };

/** Long after the run began. */
function later(width: number | undefined, quiet = false): TerminalReporter {
  const reporter = new TerminalReporter({ color: false, width }, quiet);
  vi.advanceTimersByTime(60_000);
  return reporter;
}

beforeEach(() => {
  written.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('notes and progress', () => {
  it('do not let others write to the terminal', () => {
    const terminal = later(200);
    terminal.step(EVIL, EVIL);
    terminal.transfer(EVIL, HALF);
    terminal.note(EVIL);
    later(undefined).transfer(EVIL, HALF);
    const transfer = `${VISIBLE}: 50 %, 3 of 7 files, 1.2 MB of 2.4 MB`;
    expect(written).toEqual([
      `\r${VISIBLE}: ${VISIBLE}\u001b[K`,
      `\r${transfer}\u001b[K`,
      '\r\u001b[K',
      `note: ${VISIBLE}\n`,
      `${transfer}\n`,
    ]);
  });

  it('stay on one line of the terminal', () => {
    later(10).step('\u001b\u001b', 'title');
    expect(written).toEqual(['\r\\u001b\\u0\u001b[K']);
  });

  it('have at least a letter on a terminal that has no width', () => {
    later(0).step('abc', 'title');
    expect(written).toEqual(['\ra\u001b[K']);
  });

  it('are not written again where nothing has changed', () => {
    const reporter = later(80);
    for (const title of ['one', 'one', 'two']) reporter.step('a', title);
    expect(written).toEqual(['\ra: one\u001b[K', '\ra: two\u001b[K']);
  });

  it('show a step that began early and goes on, and none that is over', () => {
    const reporter = new TerminalReporter({ color: false, width: 80 }, false);
    reporter.step('a', 'short');
    reporter.step('a', 'long');
    vi.advanceTimersByTime(499);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(['\ra: long\u001b[K']);
    reporter.clear();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('show nothing after the result', () => {
    const reporter = new TerminalReporter({ color: false, width: 80 }, false);
    reporter.step('a', 'b');
    reporter.clear();
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual([]);
  });

  it('are silent where only the result is wanted', () => {
    const reporter = later(80, true);
    reporter.step('a', 'b');
    reporter.transfer('a', HALF);
    reporter.note('a');
    expect(written).toEqual([]);
  });
});
