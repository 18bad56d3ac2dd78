// Programs of the user's that we start: found on the PATH only, told to end when we are, their words passed on.
import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** How a program is started. */
export interface ProgramCall {
  /** Absolute path. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Ends the program and all that it started. */
  readonly signal: AbortSignal;
  /** Told each line that it prints, on stdout and stderr. */
  readonly tell: (line: string) => void;
}

/** How it ended. */
export interface ProgramEnd {
  /** 0, another exit code, or the signal that ended it. */
  readonly status: number | NodeJS.Signals;
  /** The last lines that it printed. */
  readonly lastWords: string;
}

/** How many lines are kept for messages. */
const LAST_LINES = 5;
/** Longest line that is kept and told, in characters. */
const LINE_LIMIT = 2000;
/** Time between asking a program to end and ending it, in milliseconds. */
const GRACE = 5000;

/**
 * Looks for a program in the folders of PATH. Those that are relative or empty are passed over, and so is the current
 * folder under any name: what lies there may be anybody's.
 */
export function findOnPath(name: string, searchPath: string, cwd: string): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  const here = real(cwd);
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder) && real(folder) !== here);
  return folders.flatMap((folder) => names.map((one) => join(folder, one))).find(isProgram);
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs a program to its end, without a shell and without stdin.
 * @throws the reason of `signal`; Error when it cannot be started
 */
export function runProgram({ file, args, cwd, environment, signal, tell }: ProgramCall): Promise<ProgramEnd> {
  signal.throwIfAborted();
  return new Promise((done, fail) => {
    // A group of its own: what it started ends with it.
    const detached = process.platform !== 'win32';
    const child = spawn(file, args, { cwd, env: environment, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    const last: string[] = [];
    const hear = (line: string) => {
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      tell(line);
    };
    // One reader each: half a line of the one is not the beginning of a line of the other.
    const readers = [child.stdout, child.stderr].map((stream) => {
      const reader = lineReader(hear);
      stream.setEncoding('utf8').on('data', (piece: string) => {
        reader.add(piece);
      });
      return reader;
    });
    const end = (how: NodeJS.Signals) => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, how);
        else child.kill(how);
      } catch {
        // It has ended by itself.
      }
    };
    let timer: NodeJS.Timeout | undefined;
    const abort = () => {
      end('SIGTERM');
      timer = setTimeout(() => {
        end('SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE);
    };
    signal.addEventListener('abort', abort, { once: true });
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      for (const reader of readers) reader.end();
    };
    child.once('error', (error) => {
      settle();
      fail(error);
    });
    child.once('close', (code, by) => {
      settle();
      if (signal.aborted) fail(signal.reason as Error);
      else done({ status: code ?? by ?? 1, lastWords: last.join('\n') });
    });
  });
}

/** Lines out of pieces; a carriage return begins a line anew, as programs do that show how far they are. */
function lineReader(tell: (line: string) => void) {
  let rest = '';
  const say = (line: string) => {
    const text = line.slice(line.lastIndexOf('\r') + 1).trimEnd();
    if (text !== '') tell(text.slice(0, LINE_LIMIT));
  };
  return {
    add(piece: string): void {
      const lines = (rest + piece).split(/\r?\n/);
      rest = (lines.pop() ?? '').slice(-LINE_LIMIT);
      lines.forEach(say);
    },
    end(): void {
      say(rest);
      rest = '';
    },
  };
}
