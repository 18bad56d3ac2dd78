// A changed file as a unified diff, the form that people and programs read.
import type { StructuredPatchHunk } from 'diff';
import { withoutLogins } from '../../stack/chart-source.ts';

/** How many lines a change adds and removes. */
export interface LineCount {
  readonly added: number;
  readonly removed: number;
}

/** A unified diff with three lines of context, and its size. */
export interface TextDiff {
  readonly lines: LineCount;
  /** `--- a/PATH` and on, with a newline at the end. */
  readonly text: string;
}

const CONTEXT = 3;
/** Most lines added and removed that are told apart; beyond, the whole file counts as replaced. The time is quadratic in it. */
const EDIT_LIMIT = 5000;

/** Compares two texts; undefined is a file that is not there. Passwords in addresses are covered: diffs end up in logs. */
export async function diffText(
  path: string,
  before: string | undefined,
  now: string | undefined,
): Promise<TextDiff> {
  const { FILE_HEADERS_ONLY, formatPatch, structuredPatch } = await import('diff');
  const [oldFileName, newFileName] = [
    before === undefined ? '/dev/null' : `a/${path}`,
    now === undefined ? '/dev/null' : `b/${path}`,
  ];
  const options = { context: CONTEXT, maxEditLength: EDIT_LIMIT };
  const compared =
    before === undefined || now === undefined
      ? undefined
      : structuredPatch(oldFileName, newFileName, before, now, undefined, undefined, options);
  const patch = compared ?? {
    ...{ oldFileName, newFileName, oldHeader: undefined, newHeader: undefined },
    hunks: replaceAll(before ?? '', now ?? ''),
  };
  const changed = patch.hunks.flatMap(({ lines }) => lines);
  const count = (mark: string) => changed.filter((line) => line.startsWith(mark)).length;
  return {
    lines: { added: count('+'), removed: count('-') },
    text: withoutLogins(formatPatch(patch, FILE_HEADERS_ONLY)),
  };
}

/** Every old line goes, every new one comes. */
function replaceAll(before: string, now: string): StructuredPatchHunk[] {
  const [old, fresh] = [linesOf(before, '-'), linesOf(now, '+')];
  if (old.count + fresh.count === 0) return [];
  const lines = [...old.lines, ...fresh.lines];
  return [{ oldStart: 1, oldLines: old.count, newStart: 1, newLines: fresh.count, lines }];
}

function linesOf(text: string, mark: string): { count: number; lines: string[] } {
  if (text === '') return { count: 0, lines: [] };
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  const marked = lines.map((line) => mark + line);
  return { count: lines.length, lines: isEnded ? marked : [...marked, '\\ No newline at end of file'] };
}
