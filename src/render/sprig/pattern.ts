// Regular expressions as Go has them: RE2 syntax in linear time, Go's errors, its way from match to match, its templates.
import { RE2JS, RE2JSException } from 're2js';
import type { Call } from '../gotemplate/value.ts';
import { hasRawBytes } from './byte-text.ts';

/** A pattern that cannot be compiled; the message is that of regexp.Compile. */
export class PatternError extends Error {
  constructor(
    message: string,
    /** Whether Go refuses it, too, and not only this engine. */
    readonly isGoError: boolean,
  ) {
    super(message);
  }
}

/** Where a match starts and ends. */
type Span = readonly [start: number, end: number];

/** Patterns are compiled once for all templates of a process. */
const COMPILED = new Map<string, RE2JS>();
const MAX_COMPILED = 256;

/** So many instructions of a program cost as much as reading a character. */
const INSTRUCTIONS_PER_STEP = 16;

/**
 * Whether matches may read on far behind where they end, in the hope for a longer one: `a.*b|a`, `a(?:.*b)?`. Then many
 * matches read a text many times over, and each is charged for half the rest of the text; others for next to nothing.
 */
const readsOn = (source: string): boolean => /[*+]|\{\d+,\}/.test(source) && /\||\)[?*+{]/.test(source);
const SHARE_READ_ON = 1 / 2;
const SHARE_READ = 1 / 64;

/** A compiled pattern. */
export class Pattern {
  private constructor(
    readonly source: string,
    private readonly compiled: RE2JS,
    /** What a character costs. */
    private readonly cost: number,
  ) {}

  /**
   * Compiles a pattern, like regexp.Compile.
   * @throws PatternError for what Go refuses, and for the little that only this engine does
   * @throws LimitError for one that is repeated too often
   */
  static compile(source: string, call: Call): Pattern {
    call.charge(source.length * repetitionsIn(source));
    let compiled = COMPILED.get(source);
    if (!compiled) {
      if (COMPILED.size >= MAX_COMPILED) COMPILED.clear();
      compiled = compile(source);
      COMPILED.set(source, compiled);
    }
    return new Pattern(source, compiled, 1 + compiled.programSize() / INSTRUCTIONS_PER_STEP);
  }

  test(text: string, call: Call): boolean {
    call.charge(text.length * this.cost);
    return this.compiled.matcher(text).find(0);
  }

  /** The first `limit` matches, one after the other; an empty one never at the end of the one before. */
  spans(text: string, limit: number, call: Call): Span[] {
    const spans: Span[] = [];
    this.eachMatch(text, limit, call, (span) => spans.push(span));
    return spans;
  }

  /** The text with each match replaced by what `replacement` makes of its groups. */
  replace(text: string, replacement: Replacement, call: Call): string {
    const names = new Map(Object.entries(this.compiled.namedGroups()));
    let replaced = '';
    let copied = 0;
    this.eachMatch(text, Infinity, call, ([start, end], group) => {
      const fresh = replacement((name) => {
        const index = typeof name === 'number' ? name : names.get(name);
        return index === undefined || index > this.compiled.groupCount() ? '' : group(index);
      });
      call.charge(fresh.length);
      replaced += text.slice(copied, start) + fresh;
      copied = end;
    });
    return replaced + text.slice(copied);
  }

  private eachMatch(
    text: string,
    limit: number,
    call: Call,
    visit: (span: Span, group: (index: number) => string) => void,
  ): void {
    call.charge(text.length * this.cost);
    const matcher = this.compiled.matcher(text);
    const costOfMatch = this.cost * (readsOn(this.source) ? SHARE_READ_ON : SHARE_READ);
    let previousEnd = -1;
    let count = 0;
    for (let at = 0; count < limit && at <= text.length && matcher.find(at);) {
      const span: Span = [matcher.start(), matcher.end()];
      call.charge((text.length - at) * costOfMatch);
      const isEmptyHere = span[1] === at;
      if (!isEmptyHere || span[0] !== previousEnd) {
        visit(span, (index) => matcher.group(index) ?? '');
        count++;
      }
      at = isEmptyHere ? at + runeLength(text, at) : span[1];
      previousEnd = span[1];
    }
  }
}

/** Makes the text for a match; asks for groups by number or name, and gets nothing for those that there are not. */
export type Replacement = (group: (name: string | number) => string) => string;

/**
 * A replacement of Go: `$1`, `$name`, `${name}` and `$$`. A name is as long as it can be, so `$1x` is the group `1x`;
 * what is no reference stays as it is.
 */
export function expansion(template: string, call: Call): Replacement {
  const parts = Array.from(template.matchAll(REFERENCE), ([all, bare, braced]) => {
    const name = bare ?? braced;
    if (name === undefined) return all === '$$' ? '$' : all;
    return { group: /^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : name };
  });
  return (group) => {
    call.charge(parts.length);
    return parts.map((part) => (typeof part === 'string' ? part : group(part.group))).join('');
  };
}

const REFERENCE = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})|[^$]+|\$/gu;

const runeLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** At most how often a part of the pattern is repeated; the engine itself refuses more than a thousand times. */
function repetitionsIn(source: string): number {
  let product = 1;
  for (const [, least, most] of source.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)) {
    product *= Math.max(1, Number(most || least));
    if (product >= 1000) return 1000;
  }
  return product;
}

function compile(source: string): RE2JS {
  if (hasRawBytes(source)) {
    throw new PatternError(
      `error parsing regexp: invalid UTF-8: \`${source.slice(source.search(/[\uDC80-\uDCFF]/u))}\``,
      true,
    );
  }
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw refusal(source, error.message);
  }
}

/** What the engine says, completed to what Go says. */
function refusal(source: string, message: string): PatternError {
  if (message.includes('duplicate capture group name')) {
    return new PatternError(`two groups of one name are not supported in a regexp: \`${source}\``, false);
  }
  // Go takes names of classes in any case, and by more names than the engine knows.
  if (message.endsWith('`')) return new PatternError(message, !/range: `\\p\{/i.test(message));
  return new PatternError(`${message}: \`${message.includes('trailing backslash') ? '' : source}\``, true);
}
