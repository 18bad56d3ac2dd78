// Whether the process that left something behind is still there.

/** Unknown counts as running: what belongs to it is then left alone. Only meaningful for this machine's processes. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
