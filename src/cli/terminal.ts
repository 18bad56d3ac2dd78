// The two standard streams, written to directly: Node's own objects for them cost a tenth of a short run.
import { fstatSync, writeSync } from 'node:fs';
import { CsctlError } from '../problem/problem.ts';

/** File descriptors of the standard streams. */
export const STDOUT = 1;
export const STDERR = 2;
type Stream = typeof STDOUT | typeof STDERR;

/** Milliseconds to wait for a reader that is slower than we are. */
const PAUSE = 5;

/**
 * Writes all of a text. A reader that went away (`csctl ... | head`) is no error.
 * @throws CsctlError `output-unwritable`, when a file that stdout goes to is full
 */
export function write(stream: Stream, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(stream, bytes, done);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code === 'EAGAIN') pause();
      else if (stream === STDERR) return;
      else throw new CsctlError('output-unwritable', `the result cannot be printed: ${message}`);
    }
  }
}

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

/** How text may look on a stream. */
export interface Look {
  readonly color: boolean;
  /** Columns of the terminal, undefined when it is none. */
  readonly width: number | undefined;
}

/** Of terminals that do not say how wide they are, or say 0: consoles over a serial line, and some in CI. */
const USUAL_WIDTH = 80;

/** @param wish what NO_COLOR and FORCE_COLOR say; undefined where they say nothing */
export function lookOf(stream: Stream, wish: boolean | undefined): Look {
  const terminal = canBeTerminal(stream) ? streamOf(stream) : undefined;
  const isTerminal = terminal?.isTTY ?? false;
  return { color: wish ?? isTerminal, width: isTerminal ? terminal?.columns || USUAL_WIDTH : undefined };
}

/** Whether somebody can be asked: questions are put on stderr and answered on stdin. */
export const isInteractive = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

const streamOf = (stream: Stream): NodeJS.WriteStream =>
  stream === STDOUT ? process.stdout : process.stderr;

/** Whether it can be a terminal at all: Node's own way to know loads what a run into a pipe or file never needs. */
function canBeTerminal(stream: Stream): boolean {
  try {
    const stat = fstatSync(stream);
    return stat.isCharacterDevice() && stat.rdev !== NULL_DEVICE;
  } catch {
    // A closed stream.
    return false;
  }
}

/** Linux' number for /dev/null: memory devices, the third. */
const NULL_DEVICE = (1 << 8) | 3;
