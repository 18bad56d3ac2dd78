// A lock file for writers of one folder: made exclusively, taken over when its maker is gone.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { CsctlError } from '../../problem/problem.ts';

/** How long to wait for another writer, in milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 50;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Runs `work` while holding the lock file.
 * @throws CsctlError `remote-locked` when another run keeps it for longer than half a minute
 */
export async function withLock<T>(file: string, subject: string, work: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  while (!tryLock(file)) {
    const holder = readHolder(file);
    if (holder && isGone(holder)) rmSync(file, { force: true });
    else if (Date.now() > deadline) {
      const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another run';
      const hint = `wait for it, or remove ${file} if it is gone`;
      throw new CsctlError('remote-locked', `${subject} is locked by ${who}`, { file, hint });
    } else await delay(PAUSE);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The lock appears with its content in it, by a hard link, so that nobody reads it half written. */
function tryLock(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Only a process of this machine can be known to be gone. */
function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
