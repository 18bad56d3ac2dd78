// What the catalogue says of codes, as `csctl explain` hands it out.
import { CATALOGUE, docsOf, type ProblemCode, type Severity } from '../problem/catalogue.ts';
import { didYouMean } from '../problem/nearest.ts';
import { CsctlError } from '../problem/problem.ts';
import { EXIT_CODES } from './exit-codes.ts';

export interface Explanation {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Of an error; null for a warning. */
  readonly exitCode: number | null;
  /** Whether `--allow CODE` turns the error into a warning. */
  readonly allowable: boolean;
  readonly cause: string;
  readonly cure: string;
  /** Address of the page. */
  readonly docs: string;
}

const CODES = Object.keys(CATALOGUE) as ProblemCode[];
const isCode = (text: string): text is ProblemCode => Object.hasOwn(CATALOGUE, text);

/** What is to know of codes. @param codes all where none is named @throws CsctlError `usage`, for what is no code */
export function explain(codes: readonly string[]): readonly Explanation[] {
  const asked = codes.length === 0 ? CODES : new Set(codes.map(known));
  return [...asked].map(explanation);
}

/** A code as it is typed, or as it is copied out of a message: `error[chart-render]`. */
function known(text: string): ProblemCode {
  const code = /^(?:error|warning)?\[?([^\][]*)\]?:?$/.exec(text)?.[1] ?? text;
  if (isCode(code)) return code;
  const hint = didYouMean(code, CODES) ?? 'csctl explain lists all codes';
  throw new CsctlError('usage', `there is no code "${code}"`, { hint });
}

function explanation(code: ProblemCode): Explanation {
  const { severity, kind, allowable, reason, cure } = CATALOGUE[code];
  const isError = severity === 'error';
  return {
    code,
    severity,
    exitCode: isError ? EXIT_CODES[kind] : null,
    allowable: isError && allowable,
    cause: reason,
    cure,
    docs: docsOf(code),
  };
}
