// Ctrl-C, SIGTERM and readers that go away: noted when they come, acted on between two steps, so that nothing is
// left half done.
import { CsctlError } from '../problem/problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let received: string | undefined;

/** Asked between steps. */
export const interruption = {
  /** @throws CsctlError `interrupted` */
  throwIfAborted(): void {
    if (received === undefined) return;
    throw new CsctlError('interrupted', `stopped by ${received}; nothing half-written was left behind`);
  },
};

/**
 * Lets signals be heard: Node hears them between two turns of its event loop, and a run whose adapters work
 * synchronously is over after one.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

/** Starts to listen; a second signal ends the process at once, as without us. */
export function listenForInterruption(): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      received = signal;
    });
  }
  // `csctl ... 2>&1 | head -1`; oclif does the same for stdout.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
