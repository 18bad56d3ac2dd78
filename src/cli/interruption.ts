// Ctrl-C and SIGTERM: noted when they come, acted on between two steps, so that nothing is left half done.
import { CsctlError } from '../problem/problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let received: string | undefined;

/** Asked between steps. */
export const interruption = {
  /** Lets signals be heard, which Node does between two turns of its event loop. @throws CsctlError `interrupted` */
  async throwIfAborted(): Promise<void> {
    await new Promise((done) => {
      setImmediate(done);
    });
    if (received === undefined) return;
    throw new CsctlError('interrupted', `stopped by ${received}; nothing half-written was left behind`);
  },
};

/** Starts to listen; a second signal ends the process at once, as without us. */
export function listenForInterruption(): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      received = signal;
    });
  }
}
