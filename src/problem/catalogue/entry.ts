// What is said of each code: what sort of refusal it is, why there is a rule, and how to mend what it finds.

export type Severity = 'error' | 'warning';

/** What sort of refusal an error is; `cli/exit-codes.ts` gives each its exit code. */
export type ErrorKind = 'usage' | 'invalid' | 'remote' | 'conflict' | 'interrupted';

/** One catalogued code. */
export interface CatalogueEntry {
  readonly kind: ErrorKind;
  readonly severity: Severity;
  /** Whether `--allow CODE` may turn the error into a warning: there is still something to build. */
  readonly allowable: boolean;
  /** What the operator (or Helm, or a reader) would do with it: the reason for the rule. A sentence. */
  readonly reason: string;
  /** What to do, in one to three sentences; commands stand between backticks. */
  readonly cure: string;
}

const entry = (
  kind: ErrorKind,
  severity: Severity,
  allowable: boolean,
  reason: string,
  cure: string,
): CatalogueEntry => ({ kind, severity, allowable, reason, cure });

/** Nothing can be built or read. */
export const fatal = (reason: string, cure: string) => entry('invalid', 'error', false, reason, cure);
/** A release can be made, but something would not work with it. */
export const broken = (reason: string, cure: string) => entry('invalid', 'error', true, reason, cure);
/** A warning. */
export const doubtful = (reason: string, cure: string) => entry('invalid', 'warning', true, reason, cure);
/** An error of another kind than a stack or release that is not right. */
export const refusal = (kind: ErrorKind, reason: string, cure: string) =>
  entry(kind, 'error', false, reason, cure);
