// How we say no: problems are values with a code and a place; CsctlError carries them to the caller.
import { CATALOGUE, type ErrorKind, type ProblemCode, type Severity } from './catalogue.ts';
import type { Place } from './place.ts';

/** One thing that is wrong (or doubtful) in the input, as printed by `--json`. */
export interface Problem extends Partial<Place> {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What was found and what was expected, in one sentence. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
}

/** Where a problem is and how to go on; everything but the message is optional. */
export interface ProblemDetails extends Partial<Place> {
  readonly hint?: string;
  readonly severity?: Severity;
}

/** Makes a problem of a catalogued code; the catalogue gives its severity unless `details` does. */
export function problem(code: ProblemCode, message: string, details: ProblemDetails = {}): Problem {
  const { file, line, column, hint, severity } = details;
  return {
    code,
    severity: severity ?? CATALOGUE[code].severity,
    message,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(hint !== undefined && { hint }),
  };
}

export const isError = (candidate: Problem): boolean => candidate.severity === 'error';

/** Each once, sorted by file, line and column: the same input always lists its problems in the same order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const position = (p: Problem): [string, number, number] => [p.file ?? '', p.line ?? 0, p.column ?? 0];
  const once = new Map(problems.map((p) => [JSON.stringify(p), p]));
  return [...once.values()].sort((a, b) => {
    const [fileA, lineA, columnA] = position(a);
    const [fileB, lineB, columnB] = position(b);
    if (fileA !== fileB) return fileA < fileB ? -1 : 1;
    return lineA - lineB || columnA - columnB;
  });
}

/**
 * Turns errors of the allowed codes into warnings (`--allow CODE`). Codes whose problem leaves nothing to
 * build from cannot be allowed and stay errors.
 */
export function allowProblems(problems: readonly Problem[], allowed: ReadonlySet<string>): Problem[] {
  return problems.map((p) => (isAllowed(p, allowed) ? { ...p, severity: 'warning' } : p));
}

/** The codes of the errors that `allowProblems` turns into warnings: each once, sorted. */
export function allowedCodes(problems: readonly Problem[], allowed: ReadonlySet<string>): string[] {
  const codes = problems.filter((p) => isAllowed(p, allowed)).map(({ code }) => code);
  return [...new Set(codes)].sort();
}

const isAllowed = (p: Problem, allowed: ReadonlySet<string>): boolean =>
  isError(p) && allowed.has(p.code) && CATALOGUE[p.code].allowable;

/** A refusal that the user can act on. Anything else that is thrown is a bug of ours. */
export class CsctlError extends Error {
  override readonly name = 'CsctlError';
  readonly code: ProblemCode;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];

  constructor(
    code: ProblemCode,
    message: string,
    details: ProblemDetails & { problems?: readonly Problem[] } = {},
  ) {
    super(message);
    this.code = code;
    this.hint = details.hint;
    this.problems = details.problems ?? [problem(code, message, { ...details, severity: 'error' })];
  }

  /** The same refusal, with more to do next. */
  withHint(more: string): CsctlError {
    return this.hinted((hint) => (hint === undefined ? more : `${hint}; ${more}`));
  }

  /** The same refusal, with something else to do next. */
  withOtherHint(other: string): CsctlError {
    return this.hinted(() => other);
  }

  private hinted(add: (hint: string | undefined) => string): CsctlError {
    const problems = this.problems.map((one, index) =>
      index === this.problems.length - 1 ? { ...one, hint: add(one.hint) } : one,
    );
    return new CsctlError(this.code, this.message, { hint: add(this.hint), problems });
  }

  /** What sort of refusal this is; the command line maps it to an exit code. */
  get kind(): ErrorKind {
    return CATALOGUE[this.code].kind;
  }
}

/** Throws one CsctlError with all problems when at least one is an error; returns the problems otherwise. */
export function refuseErrors(problems: readonly Problem[], what: string): readonly Problem[] {
  const sorted = sortProblems(problems);
  const errors = sorted.filter(isError);
  const first = errors[0];
  if (first === undefined) return sorted;
  const message = errors.length === 1 ? first.message : `${what} has ${errors.length} problems`;
  throw new CsctlError(first.code, message, {
    problems: sorted,
    ...(errors.length === 1 && first.hint !== undefined && { hint: first.hint }),
  });
}
