// Progress and notes on stderr; stdout belongs to the result.
import type { Reporter, Transfer } from '../release/ports.ts';
import { formatSize } from './show/style.ts';
import { visibly } from './show/visible.ts';
import { STDERR, write, type Look } from './terminal.ts';

/** How long a run stays silent, in milliseconds: what is over by then needs no progress. */
const SILENT = 500;
/** Between two pictures of a transfer, in milliseconds: on a terminal, and as lines in a log. */
const PAUSES = { terminal: 100, log: 5000 };

/** Writes lines; on a terminal the current step is shown on one line that is written over. */
export class TerminalReporter implements Reporter {
  private readonly started = Date.now();
  private readonly seen = new Set<string>();
  private shown = false;
  private lastTransfer = 0;

  constructor(
    private readonly look: Look,
    private readonly quiet: boolean,
  ) {}

  step(subject: string, title: string): void {
    if (this.look.width !== undefined && !this.isEarly) this.show(`${subject}: ${title}`);
  }

  transfer(subject: string, transfer: Transfer): void {
    const now = Date.now();
    const isTerminal = this.look.width !== undefined;
    const pause = isTerminal ? PAUSES.terminal : PAUSES.log;
    if (this.quiet || this.isEarly || now - this.lastTransfer < pause) return;
    this.lastTransfer = now;
    const line = `${subject}: ${describe(transfer)}`;
    if (isTerminal) this.show(line);
    else write(STDERR, `${visibly(line)}\n`);
  }

  note(message: string): void {
    if (this.quiet || this.seen.has(message)) return;
    this.seen.add(message);
    this.clear();
    write(STDERR, `note: ${visibly(message)}\n`);
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.shown) write(STDERR, '\r\u001b[K');
    this.shown = false;
  }

  private get isEarly(): boolean {
    return Date.now() - this.started < SILENT;
  }

  private show(line: string): void {
    const { width } = this.look;
    if (this.quiet || width === undefined) return;
    write(STDERR, `\r\u001b[K${visibly(line).slice(0, width - 1)}`);
    this.shown = true;
  }
}

/** `42 %, 3 of 7 files, 1.2 MB of 2.9 MB` */
function describe({ done, total, file, files }: Transfer): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return `${percent} %, ${file} of ${files} files, ${formatSize(done)} of ${formatSize(total)}`;
}
