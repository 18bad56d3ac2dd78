// A lock file for writers of one folder: made exclusively, taken over when its maker is gone.
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { CsctlError } from '../../problem/problem.ts';
import { isRunning } from '../running-process.ts';

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
    if (clearAbandoned(file)) continue;
    if (Date.now() > deadline) {
      const holder = readHolder(file);
      const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another run';
      const hint = `wait for it, or remove ${file} if it is gone`;
      throw new CsctlError('remote-locked', `${subject} is locked by ${who}`, { file, hint });
    }
    await delay(PAUSE);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The lock appears with its content in it, by a hard link, so that nobody reads it half written. */
function tryLock(file: string): boolean {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
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

/**
 * Removes the lock of a process that is gone. Two that see it at once must not both do so: the second would
 * remove the lock that the first has taken by then. So it is looked at again under a lock of its own.
 */
function clearAbandoned(file: string): boolean {
  if (!isAbandoned(file)) return false;
  const guard = `${file}.takeover`;
  if (!tryLock(guard)) {
    if (isAbandoned(guard)) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (isAbandoned(file)) rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function isAbandoned(file: string): boolean {
  const holder = readHolder(file);
  return holder ? isGone(holder) : false;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Only a process of this machine can be known to be gone. */
const isGone = ({ pid, host }: Holder): boolean => host === hostname() && !isRunning(pid);
