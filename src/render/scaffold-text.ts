// Texts of templates: Handlebars between @{ and }@, so that Helm's braces and the marks of stacks come through untouched.
import type Handlebars from 'handlebars';
import { placeAt } from '../problem/place.ts';
import { CsctlError } from '../problem/problem.ts';
import { splitMarks, type Piece } from './scaffold-marks.ts';
import { findUnknownName } from './scaffold-names.ts';

/** What a text may name: answers, and facts of the template. */
export type ScaffoldValues = Readonly<Record<string, unknown>>;

/** What Handlebars hands to helpers last. */
interface Located {
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

const HELPERS = {
  eq: (a: unknown, b: unknown): boolean => a === b,
  not: (a: unknown): boolean => !a || (Array.isArray(a) && a.length === 0),
  and: (...args: unknown[]): boolean => args.slice(0, -1).every(Boolean),
  or: (...args: unknown[]): boolean => args.slice(0, -1).some(Boolean),
  includes: (list: unknown, item: unknown): boolean => Array.isArray(list) && list.includes(item),
  lower: (text: unknown): string => String(text).toLowerCase(),
  capital: (text: unknown): string => String(text).replace(/^./, (letter) => letter.toUpperCase()),
  join: (list: unknown, between: unknown): string => (list as unknown[]).join(String(between)),
  /** Handlebars' own says nothing where there is nothing. */
  lookup(from: unknown, key: unknown, { loc }: Located): unknown {
    const held = typeof from === 'object' && from !== null && Object.hasOwn(from, String(key));
    if (held) return (from as Record<string, unknown>)[String(key)];
    const { line: lineNumber, column } = loc.start;
    throw Object.assign(new Error(`there is nothing under "${String(key)}"`), { lineNumber, column });
  },
};

const BUILT_IN = ['if', 'unless', 'each', 'with'] as const;

/** The helpers that texts can use, for messages and documents. */
export const HELPER_NAMES = [...BUILT_IN, ...Object.keys(HELPERS)];

/**
 * Fills the marks of a text. A line that holds nothing but `@{#if ...}@`, `@{else}@`, `@{/if}@` and the like vanishes
 * whole; everything outside of marks comes through byte for byte.
 * @param file where the text stands, for messages
 * @throws CsctlError `template` at the place of a mark that cannot be read, or names what there is not
 */
export async function renderTemplate(file: string, text: string, values: ScaffoldValues): Promise<string> {
  const key = `${file}\0${text}`;
  const known = prepared.get(key) ?? (await prepare(file, text));
  if (prepared.size < REMEMBERED) prepared.set(key, known);
  return known === 'plain' ? text : known.fill(values);
}

/** Texts that are filled again: conditions for each file, all of them for another set of answers. */
const prepared = new Map<string, Filling | 'plain'>();
const REMEMBERED = 500;

async function prepare(file: string, text: string): Promise<Filling | 'plain'> {
  const pieces = splitMarks(file, text);
  if (!pieces.some(({ kind }) => kind === 'mark')) return 'plain';
  const { default: handlebars } = await import('handlebars');
  return new Filling(handlebars, file, text, pieces);
}

/**
 * Whether a condition holds, as it can stand in `@{#if ...}@`: `includes addons "cni"`, `storage`.
 * @param file where it stands, for messages @throws CsctlError `template`
 */
export async function holds(file: string, condition: string, values: ScaffoldValues): Promise<boolean> {
  const asked = /\s/.test(condition.trim()) ? `(${condition})` : condition;
  return (await renderTemplate(file, `@{#if ${asked}}@1@{/if}@`, values)) === '1';
}

/** One text on its way through Handlebars. */
class Filling {
  private readonly source: string;
  /** Where each mark begins, in the text and in what Handlebars reads. */
  private readonly starts: { readonly text: number; readonly source: number }[] = [];
  private readonly program: hbs.AST.Program;
  private readonly run: (values: ScaffoldValues) => string;

  /** @throws CsctlError `template` for marks that cannot be read */
  constructor(
    handlebars: typeof Handlebars,
    private readonly file: string,
    private readonly text: string,
    pieces: readonly Piece[],
  ) {
    this.source = this.sourceOf(pieces);
    const engine = handlebars.create();
    for (const name of Object.keys(engine.helpers))
      if (!(BUILT_IN as readonly string[]).includes(name)) engine.unregisterHelper(name);
    engine.registerHelper({ ...HELPERS, literal: (index: number) => pieces[index]?.content ?? '' });
    const knownHelpers = Object.fromEntries([...Object.keys(HELPERS), 'literal'].map((name) => [name, true]));
    const options = { noEscape: true, strict: true, knownHelpers, knownHelpersOnly: true };
    this.program = this.guarded(() => engine.parse(this.source));
    this.run = engine.compile<ScaffoldValues>(this.source, options);
  }

  /** What is no mark is not shown to Handlebars at all. Each mark stands on a line of its own, whose end "~" takes away. */
  private sourceOf(pieces: readonly Piece[]): string {
    let source = '';
    pieces.forEach(({ kind, content, offset }, index) => {
      if (kind === 'text') source += `{{literal ${index}~}}\n`;
      else if (!content.startsWith('!')) {
        this.starts.push({ text: offset, source: source.length });
        source += `{{${content}~}}\n`;
      }
    });
    return source;
  }

  fill(values: ScaffoldValues): string {
    const known = { values: Object.keys(values), helpers: HELPER_NAMES };
    const unknown = findUnknownName(this.program, known);
    if (unknown) throw this.refusal(unknown.message, unknown, unknown.hint);
    return this.guarded(() => this.run(values));
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.refusal(plain((error as Error).message), positionOf(error));
    }
  }

  private refusal(why: string, at: { line: number; column: number } | undefined, hint?: string): CsctlError {
    const place = at === undefined ? { file: this.file } : this.place(at);
    return new CsctlError('template', why, {
      ...place,
      hint: hint ?? 'docs/scaffold-templates.md says what can stand between @{ and }@',
    });
  }

  /** The place in the text of one in what Handlebars read. @param at line from 1, column from 0 */
  private place({ line, column }: { line: number; column: number }) {
    const before = this.source.split('\n').slice(0, line - 1);
    const offset = before.reduce((sum, one) => sum + one.length + 1, 0) + column;
    const start = this.starts.findLast(({ source }) => source <= offset) ?? this.starts[0];
    return start ? placeAt(this.file, this.text, start.text) : { file: this.file };
  }
}

function positionOf(error: unknown): { line: number; column: number } | undefined {
  const { lineNumber, column, message } = error as { lineNumber?: number; column?: number; message: string };
  if (lineNumber !== undefined) return { line: lineNumber, column: column ?? 0 };
  const [, line] = /^Parse error on line (\d+)/.exec(message) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: 0 };
}

/** Handlebars' message as one line in our words. */
function plain(message: string): string {
  const [first = ''] = message.split('\n');
  if (first.startsWith('Parse error')) return 'the mark cannot be read';
  // The second is what a text says that is asked for something in it.
  const [, name] =
    /^"(.*)" not defined in |^Cannot use 'in' operator to search for '(.*)' in /
      .exec(first)
      ?.filter(Boolean) ?? [];
  if (name !== undefined) return `there is no ${name} here`;
  return first.replace(/ - \d+:\d+$/, '');
}
