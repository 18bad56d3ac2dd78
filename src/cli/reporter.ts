// Progress and notes on stderr; stdout belongs to the result.
import type { Reporter } from '../release/ports.ts';
import { STDERR, write, type Look } from './terminal.ts';

/** How long a run stays silent, in milliseconds: what is over by then needs no progress. */
const SILENT = 500;

/** Writes lines; on a terminal the current step is shown on one line that is written over. */
export class TerminalReporter implements Reporter {
  private readonly started = Date.now();
  private readonly seen = new Set<string>();
  private shown = false;

  constructor(
    private readonly look: Look,
    private readonly quiet: boolean,
  ) {}

  step(subject: string, title: string): void {
    const { width } = this.look;
    if (this.quiet || width === undefined || Date.now() - this.started < SILENT) return;
    write(STDERR, `\r\u001b[K${`${subject}: ${title}`.slice(0, width - 1)}`);
    this.shown = true;
  }

  note(message: string): void {
    if (this.quiet || this.seen.has(message)) return;
    this.seen.add(message);
    this.clear();
    write(STDERR, `note: ${message}\n`);
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.shown) write(STDERR, '\r\u001b[K');
    this.shown = false;
  }
}
