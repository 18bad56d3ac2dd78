// Progress and notes on stderr; stdout belongs to the result.
import type { Reporter, Transfer } from '../release/ports.ts';
import { formatSize } from './show/style.ts';
import { visibly } from './show/visible.ts';
import { STDERR, write, type Look } from './terminal.ts';

/** How long a run stays silent, in milliseconds: what is over by then needs no progress. */
const SILENT = 500;
/** Between two pictures of a transfer, in milliseconds: on a terminal, and as lines in a log. */
const PAUSES = { terminal: 100, log: 5000 };

/** Clears what is left of the line behind the cursor. */
const REST = '\u001b[K';

/** Writes lines; on a terminal the current step is shown on one line that is written over. */
export class TerminalReporter implements Reporter {
  private readonly started = Date.now();
  private readonly seen = new Set<string>();
  /** What stands on the line now. */
  private shown = '';
  private lastTransfer = 0;
  /** Shows a step that began early and goes on: nothing else may happen for long where a network is waited for. */
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly look: Look,
    private readonly quiet: boolean,
  ) {}

  step(subject: string, title: string): void {
    const line = `${subject}: ${title}`;
    clearTimeout(this.timer);
    if (!this.isTerminal) return;
    if (!this.isEarly) this.show(line);
    else
      this.timer = setTimeout(() => {
        this.show(line);
      }, SILENT).unref();
  }

  transfer(subject: string, transfer: Transfer): void {
    const now = Date.now();
    const pause = this.look.width === undefined ? PAUSES.log : PAUSES.terminal;
    if (this.quiet || this.isEarly || now - this.lastTransfer < pause) return;
    this.lastTransfer = now;
    const line = `${subject}: ${describe(transfer)}`;
    if (this.isTerminal) this.show(line);
    else write(STDERR, `${visibly(line)}\n`);
  }

  note(message: string): void {
    if (this.quiet || this.seen.has(message)) return;
    this.seen.add(message);
    this.erase();
    write(STDERR, `note: ${visibly(message)}\n`);
  }

  /** Takes the progress line away: the result comes, and nothing more is shown. */
  clear(): void {
    clearTimeout(this.timer);
    this.erase();
  }

  private erase(): void {
    if (this.shown !== '') write(STDERR, `\r${REST}`);
    this.shown = '';
  }

  private get isTerminal(): boolean {
    return !this.quiet && this.look.width !== undefined;
  }

  private get isEarly(): boolean {
    return Date.now() - this.started < SILENT;
  }

  /** Over what stands there, without clearing it first: a line that is empty for a moment flickers. */
  private show(line: string): void {
    // In the last column some terminals begin a new line.
    const text = visibly(line).slice(0, Math.max(1, (this.look.width ?? 0) - 1));
    if (text === this.shown) return;
    write(STDERR, `\r${text}${REST}`);
    this.shown = text;
  }
}

/** `42 %, 3 of 7 files, 1.2 MB of 2.9 MB` */
function describe({ done, total, file, files }: Transfer): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return `${percent} %, ${file} of ${files} files, ${formatSize(done)} of ${formatSize(total)}`;
}
