// How long a program takes, and how much memory: of whole processes, as Linux counts it.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ended, Running } from './tools.ts';

/** How a program ended, and what it took. */
export interface Measured extends Ended {
  /** In milliseconds. */
  readonly time: number;
  /** The most memory that it ever had, in bytes; 0 where nobody says. */
  readonly peak: number;
}

/** Starts a program and waits for its end. */
export async function measured(start: () => Running): Promise<Measured> {
  const begin = performance.now();
  const { process: child, ended } = start();
  let [peak, time] = [0, 0];
  child.once('exit', () => (time = performance.now() - begin));
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
    await sleep(5);
  }
  return { ...(await ended), time, peak };
}

/** The high-water mark of a process in bytes; 0 when it is over. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** `11.3 s`, `212 MB` */
export const seconds = ({ time }: Measured): string => `${(time / 1000).toFixed(2)} s`;
export const megabytes = ({ peak }: Measured): string => `${Math.round(peak / 1e6)} MB`;
