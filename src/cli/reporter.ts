// Progress and notes on stderr; stdout belongs to the result.
import type { Reporter } from '../release/ports.ts';

/** How long a run stays silent, in milliseconds: what is over by then needs no progress. */
const SILENT = 500;

/** Writes lines; on a terminal the current step is shown on one line that is written over. */
export class TerminalReporter implements Reporter {
  private readonly started = Date.now();
  private readonly seen = new Set<string>();
  private shown = false;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly quiet: boolean,
  ) {}

  step(subject: string, title: string): void {
    if (this.quiet || !this.stream.isTTY || Date.now() - this.started < SILENT) return;
    this.stream.write(`\r\u001b[K${subject}: ${title}`.slice(0, this.stream.columns + 4));
    this.shown = true;
  }

  note(message: string): void {
    if (this.quiet || this.seen.has(message)) return;
    this.seen.add(message);
    this.clear();
    this.stream.write(`note: ${message}\n`);
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }
}
