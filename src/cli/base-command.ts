// What every command shares: the environment, the result as text or JSON, and errors as part of the product.
import { Command } from '@oclif/core/command';
import { CLIError } from '@oclif/core/errors';
import type { Config } from '@oclif/core/config';
import { docsOf } from '../problem/catalogue.ts';
import { CsctlError } from '../problem/problem.ts';
import type { Ask } from '../release/scaffold/answers.ts';
import { readColorWish, readEnvironment, type Environment } from './env.ts';
import { BUG_EXIT_CODE, EXIT_CODES } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import { programOf } from './program-plugin.ts';
import { TerminalReporter } from './reporter.ts';
import { showBug, showError } from './show/error.ts';
import { Style } from './show/style.ts';
import { asUsage, withoutParser, type CommandFacts } from './usage.ts';
import { isInteractive, lookOf, STDERR, STDOUT, write } from './terminal.ts';
import { openWorld, type OpenWorld, type WorldFlags } from './wire.ts';
import type { Program } from './wire-network.ts';

/** The parts of an error that `--json` prints. */
interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    /** The page about the code. */
    readonly docs?: string;
    readonly problems: readonly unknown[];
  };
}

const REPORT_URL = 'https://github.com/SovereignCloudStack/csctl/issues';

const styleFor = (stream: typeof STDOUT | typeof STDERR): Style => {
  const { color, width } = lookOf(stream, readColorWish());
  return new Style(color, width);
};

/** Commands parse, call one function, and hand its result to `present`. */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag = true;

  private reporter: TerminalReporter | undefined;

  /** Runs a command that is already found by its name; oclif's own way looks for plugins first. */
  static async start(
    this: new (argv: string[], config: Config) => BaseCommand,
    name: string,
    argv: string[],
    config: Config,
  ): Promise<void> {
    const command = new this(argv, config);
    command.id = name;
    await command._run();
  }

  /** oclif would take an argument that is not there from standard input, which belongs to whoever called us. */
  protected override async init(): Promise<void> {
    await super.init();
    for (const argument of Object.values(this.ctor.args)) argument.ignoreStdin = true;
  }

  /** Read on first use: a wrong SOURCE_DATE_EPOCH is an error of the command, not of starting up. */
  protected get environment(): Environment {
    return readEnvironment();
  }

  /** The world that the flags name. @param needsStores whether the run looks at remotes */
  protected open(flags: WorldFlags, needsStores = true): Promise<OpenWorld> {
    return openWorld(this.environment, flags, needsStores, this.progress, this.program);
  }

  protected get program(): Program {
    const { version, files } = programOf(this.config);
    return { version, files };
  }

  protected get progress(): TerminalReporter {
    return (this.reporter ??= new TerminalReporter(lookOf(STDERR, false), this.jsonEnabled()));
  }

  /** Somebody to ask; undefined where nobody is at the terminal, and with `--json`, which scripts use. */
  protected async asker(): Promise<Ask | undefined> {
    if (this.jsonEnabled() || !isInteractive()) return undefined;
    const { askOn } = await import('./prompt.ts');
    const { signal } = interruption;
    return askOn({ input: process.stdin, output: process.stderr, style: styleFor(STDERR), signal });
  }

  /**
   * Prints a result as text, unless `--json` prints it as itself, and sets the exit code.
   * @param show the texts of both streams, in one style; called for each stream, since one may be a terminal and the other a file
   */
  protected present<T>(
    result: T,
    show: (result: T, style: Style) => { out: string; err?: string },
    exitCode = 0,
  ): T {
    this.reporter?.clear();
    process.exitCode = exitCode;
    if (this.jsonEnabled()) return result;
    const { out, err } = show(result, styleFor(STDOUT));
    if (err) write(STDERR, show(result, styleFor(STDERR)).err ?? err);
    write(STDOUT, out);
    return result;
  }

  /** Every error ends here; nothing is thrown further, so that the exit code is the same with and without `--json`. */
  protected override catch(error: Error): Promise<void> {
    this.reporter?.clear();
    reportError(error, this.jsonEnabled(), this.ctor);
    return Promise.resolve();
  }

  override logJson(json: unknown): void {
    write(STDOUT, `${JSON.stringify(json, null, 2)}\n`);
  }
}

/** Prints an error where it belongs and sets the exit code. @param command the one that ran, where there was one */
export function reportError(error: unknown, json: boolean, command?: CommandFacts): void {
  const refusal = asRefusal(error, command);
  process.exitCode = refusal ? EXIT_CODES[refusal.kind] : BUG_EXIT_CODE;
  const text = () => (refusal ? showError(refusal, styleFor(STDERR)) : showBug(error, REPORT_URL));
  try {
    if (json) write(STDOUT, `${JSON.stringify(errorBody(error, refusal), null, 2)}\n`);
    else write(STDERR, text());
  } catch {
    // Stdout is full: say at least that.
    write(STDERR, text());
  }
}

/** oclif's own errors are about the command line; everything unknown is a bug. */
function asRefusal(error: unknown, command: CommandFacts | undefined): CsctlError | undefined {
  if (error instanceof CsctlError) return withoutParser(error);
  return error instanceof CLIError ? asUsage(error.message, command) : undefined;
}

function errorBody(error: unknown, refusal: CsctlError | undefined): ErrorBody {
  if (refusal) {
    const { code, message, hint, problems } = refusal;
    return { error: { code, message, hint: hint ?? '', docs: docsOf(code), problems } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { error: { code: 'bug', message, hint: `please report this at ${REPORT_URL}`, problems: [] } };
}
