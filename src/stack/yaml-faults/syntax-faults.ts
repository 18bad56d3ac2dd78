// Errors of the YAML parser as faults: without those that only follow from another one.
import type { Document, ErrorCode, YAMLError } from 'yaml';
import type { Fault } from './fault.ts';
import { Seen } from './seen.ts';
import { templateNear } from './templates.ts';
import { foreignCharacters, mergeConflict } from './whole-text.ts';
import { WORDS } from './words.ts';

/** Errors about one value or key: what comes behind is read as if they were not there. */
const BY_THEMSELVES: ReadonlySet<ErrorCode> = new Set([
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'DUPLICATE_KEY',
  'TAG_RESOLVE_FAILED',
]);

/** Errors that say what is wrong, whatever else stands in the line. */
const CERTAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_DQ_ESCAPE',
  'DUPLICATE_KEY',
  'MULTIPLE_DOCS',
  'RESOURCE_EXHAUSTION',
  'TAB_AS_INDENT',
  'TAG_RESOLVE_FAILED',
]);

/** More of them than these help nobody; each is looked for in the whole text. */
const MOST = 10;

/**
 * The errors of a text in our own words: all that stand by themselves, and the first of those after which the parser
 * only guesses. What the text shows without being parsed (a merge conflict, bytes that are no text) comes before them.
 * @param documents what the parser made of the text in spite of the errors
 */
export function syntaxFaults(
  text: string,
  errors: readonly YAMLError[],
  documents: readonly Document.Parsed[],
): Fault[] {
  if (errors.length === 0) return [];
  const conflict = mergeConflict(text, false);
  if (conflict) return [conflict];
  const foreign = foreignCharacters(text);
  if (foreign.length > 0) return foreign;
  const misleading = errors.findIndex(({ code }) => !BY_THEMSELVES.has(code));
  const told = misleading === -1 ? errors : errors.slice(0, misleading + 1);
  return told.slice(0, MOST).map((error) => tell(text, error, documents));
}

function tell(text: string, error: YAMLError, documents: readonly Document.Parsed[]): Fault {
  const seen = new Seen(text, error, documents);
  const template = CERTAIN.has(error.code) || isQuote(seen) ? undefined : templateNear(seen);
  return template ?? WORDS[error.code](seen);
}

const isQuote = ({ reason }: Seen): boolean => reason.startsWith('Missing closing');
