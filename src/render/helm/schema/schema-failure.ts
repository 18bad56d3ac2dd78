// Why values do not fit a schema, in the words of github.com/santhosh-tekuri/jsonschema v6, which Helm has.
import { quote as quoteGo } from '../../gotemplate/fmt.ts';

/**
 * The keys and indexes that lead to a value, the last one first; undefined for the whole. One is made with each step, and
 * few are ever told, so that they share what leads to them.
 */
export type InstancePath = PathStep | undefined;

/** A key or index, and what leads to it. */
export interface PathStep {
  readonly step: string;
  readonly before: InstancePath;
}

/** The path one step further. */
export const below = (before: InstancePath, step: string): PathStep => ({ step, before });

/** A failure and those that it consists of. */
export interface Failure {
  readonly path: InstancePath;
  readonly message: string;
  readonly causes: readonly Failure[];
  /** `group`: several of one schema, `reference`: what the schema behind a `$ref` says, `all`: what `allOf` does. */
  readonly kind: 'plain' | 'group' | 'reference' | 'all';
  /** The member that is at fault, where it is not the whole value. */
  readonly member?: string;
}

export const failure = (path: InstancePath, message: string, causes: readonly Failure[] = []): Failure => ({
  path,
  message,
  causes,
  kind: 'plain',
});

/** One failure for all that a schema has; undefined for none. */
export function grouped(path: InstancePath, failures: readonly Failure[]): Failure | undefined {
  if (failures.length < 2) return failures[0];
  return { path, message: 'validation failed', causes: failures, kind: 'group' };
}

/** What is wrong with a member that should not be there, or not be called so. */
export const memberFailure = (
  path: InstancePath,
  member: string,
  message: string,
  causes: readonly Failure[] = [],
): Failure => ({ ...failure(path, message, causes), member });

/** What is wrong by schemas all of which have to fit. */
export const allFailure = (path: InstancePath, causes: readonly Failure[]): Failure => ({
  ...failure(path, "'allOf' failed", causes),
  kind: 'all',
});

/** What is wrong behind a reference. */
export function referenced(path: InstancePath, inner: Failure): Failure {
  const causes = inner.kind === 'group' ? inner.causes : [inner];
  return { path, message: 'validation failed', causes, kind: 'reference' };
}

/** The failures that one consists of, as `describeFailure` lists them. */
export const partsOf = (top: Failure): readonly Failure[] => (top.kind === 'group' ? top.causes : [top]);

/** The keys and indexes that lead to what is at fault: the first cause, unless one of several would have done. */
export function failedPath({ path, causes, kind, member }: Failure): string[] {
  const [first] = causes;
  if (kind !== 'plain' && first) return failedPath(first);
  const steps = member === undefined ? [] : [member];
  for (let at = path; at; at = at.before) steps.unshift(at.step);
  return steps;
}

/** A line for each failure: `- at '/a/b': got string, want number`. */
export function describeFailure(top: Failure): string {
  return partsOf(top)
    .flatMap((one) => linesOf(one, ''))
    .join('\n');
}

function linesOf({ path, message, causes, kind }: Failure, indent: string): string[] {
  if (kind === 'reference' && causes.length === 1) return causes.flatMap((cause) => linesOf(cause, indent));
  const own = `${indent}- at ${quoted(pointer(path))}: ${message}`;
  return [own, ...causes.flatMap((cause) => linesOf(cause, `${indent}  `))];
}

/** A JSON pointer. */
export function pointer(path: InstancePath): string {
  let text = '';
  for (let at = path; at; at = at.before) {
    text = `/${at.step.replaceAll('~', '~0').replaceAll('/', '~1')}${text}`;
  }
  return text;
}

/** A text in single quotes. */
export const quoted = (text: string): string =>
  `'${quoteGo(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A scalar as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null) return '<nil>';
  return typeof value === 'object' ? 'value' : `${value as number | boolean}`;
}

export const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';

/** A count with commas. */
export const counted = (count: number): string => count.toLocaleString('en-US');

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Exponents from which numbers are shown with a power of ten. */
const LARGE = 6;
const SMALL = -4;

/** A number as golang.org/x/text shows it in English: `1.5`, `-2`, `1.5×10⁰⁶`. */
export function measured(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value === 0 || (power >= SMALL && power < LARGE)) {
    return value.toLocaleString('en-US', { maximumFractionDigits: 20 });
  }
  const digits = String(Math.abs(power)).padStart(2, '0');
  const raised = [...digits].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${mantissa}×10${power < 0 ? '⁻' : ''}${raised}`;
}
