// Ctrl-C and SIGTERM: noted when they come, acted on between two steps and in what waits for a network.
import { CsctlError } from '../problem/problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let received: CsctlError | undefined;
let controller: AbortController | undefined;

/** Asked between steps. */
export const interruption = {
  /** Lets signals be heard, which Node does between two turns of its event loop. @throws CsctlError `interrupted` */
  async throwIfAborted(): Promise<void> {
    await new Promise((done) => {
      setImmediate(done);
    });
    if (received) throw received;
  },

  /** For exchanges over a network, which take long: they end at once, with the error that `throwIfAborted` throws. */
  get signal(): AbortSignal {
    controller ??= new AbortController();
    if (received) controller.abort(received);
    return controller.signal;
  },
};

/** Starts to listen; a second signal ends the process at once, as without us. */
export function listenForInterruption(): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      received = new CsctlError('interrupted', `stopped by ${signal}; nothing half-written was left behind`);
      controller?.abort(received);
    });
  }
}
