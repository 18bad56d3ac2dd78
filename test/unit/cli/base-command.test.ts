// What every command prints: each stream as that stream can show it.
import type { Config } from '@oclif/core/config';
import { afterEach, expect, it, vi } from 'vitest';
import { BaseCommand } from '../../../src/cli/base-command.ts';
import { STDERR, STDOUT, type Look } from '../../../src/cli/terminal.ts';
import { showProblems } from '../../../src/cli/show/problems.ts';
import { problem } from '../../../src/problem/problem.ts';

const TERMINAL: Look = { color: true, width: 40 };
const FILE: Look = { color: false, width: undefined };

const streams = vi.hoisted(() => ({ looks: new Map<number, unknown>(), written: new Map<number, string>() }));
vi.mock('../../../src/cli/terminal.ts', async (original) => ({
  ...(await original<object>()),
  lookOf: (stream: number) => streams.looks.get(stream),
  write: (stream: number, text: string) =>
    streams.written.set(stream, (streams.written.get(stream) ?? '') + text),
}));

class Warned extends BaseCommand {
  run(): Promise<object> {
    const warnings = [problem('lock-stale', 'it is longer than a narrow terminal is wide', { file: 'a' })];
    const show = (_: object, style: Parameters<typeof showProblems>[1]) => ({
      out: `${style.bold('done')}\n`,
      err: showProblems(warnings, style),
    });
    return Promise.resolve(this.present({}, show));
  }
}

/** What stands on the streams after a command that warns. */
async function printed(out: Look, err: Look, argv: string[] = []) {
  streams.looks.set(STDOUT, out).set(STDERR, err);
  streams.written.clear();
  await new Warned(argv, {} as Config).run();
  return { out: streams.written.get(STDOUT), err: streams.written.get(STDERR) };
}

afterEach(() => {
  process.exitCode = undefined;
});

const BOLD = '\u001b[1mdone\u001b[0m\n';
const PLAIN = 'warning[lock-stale]: it is longer than a narrow terminal is wide\n  at a\n';

it('warnings in a file are plain, though the result is on a terminal', async () => {
  expect(await printed(TERMINAL, FILE)).toEqual({ out: BOLD, err: PLAIN });
});

it('warnings on a terminal are coloured and fit, though the result is in a file', async () => {
  const { out, err } = await printed(FILE, TERMINAL);
  expect(out).toBe('done\n');
  expect(err?.startsWith('\u001b[33mwarning[\u001b]8;;')).toBe(true);
  expect(err).toContain('it is longer than a\n     narrow terminal is wide\n');
});

it('with --json nothing is printed beside the result', async () => {
  expect(await printed(TERMINAL, TERMINAL, ['--json'])).toEqual({ out: undefined, err: undefined });
});
