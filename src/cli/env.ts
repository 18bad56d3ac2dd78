// The only place that reads the environment and the current folder.
import { CsctlError } from '../problem/problem.ts';

/** What the commands take from their surroundings. */
export interface Environment {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** CSCTL_REMOTE */
  readonly remote: string | undefined;
  /** SOURCE_DATE_EPOCH in seconds since 1970, 0 without one. */
  readonly sourceDate: number;
}

/** Latest time that a tar header can hold, in seconds since 1970. */
const LATEST = 8 ** 11 - 1;

/** Reads the environment. @throws CsctlError `usage` when SOURCE_DATE_EPOCH is no time or the folder is gone */
export function readEnvironment(): Environment {
  const { CSCTL_REMOTE, SOURCE_DATE_EPOCH } = process.env;
  return {
    cwd: currentFolder(),
    remote: CSCTL_REMOTE || undefined,
    sourceDate: parseSourceDate(SOURCE_DATE_EPOCH),
  };
}

/** Whether colours are wanted or not: NO_COLOR, FORCE_COLOR; undefined where neither is set. */
export function readColorWish(): boolean | undefined {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? true : undefined;
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new CsctlError('usage', 'the current folder does not exist any more', {
      hint: 'cd to one that does',
    });
  }
}

function parseSourceDate(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= LATEST) return seconds;
  const hint = 'unset it, or set it to seconds since 1970, as git log -1 --format=%ct prints them';
  throw new CsctlError('usage', `SOURCE_DATE_EPOCH is "${text}"; expected whole seconds since 1970`, {
    hint,
  });
}
