// What every command shares: the environment, the result as text or JSON, and errors as part of the product.
import { Command, Errors } from '@oclif/core';
import { CsctlError } from '../problem/problem.ts';
import { readEnvironment, readTerminal, type Environment } from './env.ts';
import { BUG_EXIT_CODE, EXIT_CODES } from './exit-codes.ts';
import { TerminalReporter } from './reporter.ts';
import { showBug, showError } from './show/error.ts';
import { Style } from './show/style.ts';

/** The parts of an error that `--json` prints. */
interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    readonly problems: readonly unknown[];
  };
}

const REPORT_URL = 'https://github.com/SovereignCloudStack/csctl/issues';

/** Commands parse, call one function, and hand its result to `present`. */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag = true;

  private reporter: TerminalReporter | undefined;

  /** Read on first use: a wrong SOURCE_DATE_EPOCH is an error of the command, not of starting up. */
  protected get environment(): Environment {
    return readEnvironment();
  }

  protected get progress(): TerminalReporter {
    return (this.reporter ??= new TerminalReporter(process.stderr, this.jsonEnabled()));
  }

  /** Prints a result as text, unless `--json` prints it as itself, and sets the exit code. */
  protected present<T>(
    result: T,
    show: (result: T, style: Style) => { out: string; err?: string },
    exitCode = 0,
  ): T {
    this.reporter?.clear();
    process.exitCode = exitCode;
    if (this.jsonEnabled()) return result;
    const { color, width } = readTerminal();
    const { out, err } = show(result, new Style(color, width));
    if (err) process.stderr.write(err);
    process.stdout.write(out);
    return result;
  }

  /** Every error ends here; nothing is thrown further, so that the exit code is the same with and without `--json`. */
  protected override catch(error: Error): Promise<void> {
    this.reporter?.clear();
    reportError(error, this.jsonEnabled());
    return Promise.resolve();
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
}

/** Prints an error where it belongs and sets the exit code. */
export function reportError(error: unknown, json: boolean): void {
  const refusal = asRefusal(error);
  process.exitCode = refusal ? EXIT_CODES[refusal.kind] : BUG_EXIT_CODE;
  if (json) {
    process.stdout.write(`${JSON.stringify(errorBody(error, refusal), null, 2)}\n`);
    return;
  }
  const style = new Style(Boolean(process.stderr.isTTY) && Boolean(process.stderr.hasColors()), undefined);
  process.stderr.write(refusal ? showError(refusal, style) : showBug(error, REPORT_URL));
}

/** oclif's own errors are about the command line; everything unknown is a bug. */
function asRefusal(error: unknown): CsctlError | undefined {
  if (error instanceof CsctlError) return error;
  if (!(error instanceof Errors.CLIError)) return undefined;
  // The first paragraph says what is wrong; what follows is advice that our hint gives in fewer words.
  const [message = ''] = error.message
    .replace(/\s*See more help with --help\s*$/, '')
    .trim()
    .split('\n\n');
  return new CsctlError('usage', inOurWords(message), {
    hint: 'add --help to see what the command takes',
  });
}

/** oclif's message on one line, without its heading; commands as they are typed, not as oclif keeps them. */
const inOurWords = (message: string): string =>
  message
    .replace(/^The following errors? occurred:/, '')
    .replace(
      /^command (\S+) not found\.?$/i,
      (_, id: string) => `there is no command "${id.replaceAll(':', ' ')}"`,
    )
    .trim()
    .replace(/\s+/g, ' ');

function errorBody(error: unknown, refusal: CsctlError | undefined): ErrorBody {
  if (refusal) {
    const { code, message, hint, problems } = refusal;
    return { error: { code, message, hint: hint ?? '', problems } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { error: { code: 'bug', message, hint: `please report this at ${REPORT_URL}`, problems: [] } };
}
