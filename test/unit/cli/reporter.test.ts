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
      `\r\u001b[K${VISIBLE}: ${VISIBLE}`,
      `\r\u001b[K${transfer}`,
      '\r\u001b[K',
      `note: ${VISIBLE}\n`,
      `${transfer}\n`,
    ]);
  });

  it('stay on one line of the terminal', () => {
    later(10).step('\u001b\u001b', 'title');
    expect(written).toEqual(['\r\u001b[K\\u001b\\u0']);
  });

  it('are silent where only the result is wanted', () => {
    const reporter = later(80, true);
    reporter.step('a', 'b');
    reporter.transfer('a', HALF);
    reporter.note('a');
    expect(written).toEqual([]);
  });
});
