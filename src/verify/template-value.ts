// What `{{ .Values.a.b | quote }}` prints: the few pipelines over a chart's own values that need no rendering.
import { canonicalJson } from '../stack/fingerprint.ts';
import type { Token } from './go-template.ts';

/** What names mean at a place of a template. */
export interface Bindings {
  /** values.yaml as data. */
  readonly values: unknown;
  /** Variables that stand for a part of the values. */
  readonly variables: Map<string, unknown>;
  /** Variables that are set more than once. */
  readonly changing: ReadonlySet<string>;
}

/** A value of the chart, and as it is printed; `printed` is undefined for what Go prints in a form of its own. */
export interface ChartValue {
  readonly value: unknown;
  readonly printed: string | undefined;
}

/**
 * The value that a pipeline ends in; undefined for all but `.Values.a.b`, alone or with `quote` or `toJson`.
 * @param dotIsRoot whether `.Values` means the chart's values here: not inside of `range` and `with`
 */
export function chartValue(
  tokens: readonly Token[],
  bindings: Bindings,
  dotIsRoot: boolean,
): ChartValue | undefined {
  const [first, ...rest] = splitPipeline(tokens);
  if (!first) return undefined;
  const [leading] = first;
  const isCall = leading?.kind === 'identifier';
  const functions = [...(isCall ? [first.slice(0, 1)] : []), ...rest];
  if (functions.some(({ length }) => length !== 1)) return undefined;
  const value = lookUp(isCall ? first.slice(1) : first, bindings, dotIsRoot);
  if (value === undefined || value === null) return undefined;
  if (functions.length === 0) return { value, printed: isPlain(value) ? String(value) : undefined };
  const printed = functions.length === 1 ? apply(functions[0]?.[0]?.text, value) : undefined;
  return printed === undefined ? undefined : { value: undefined, printed };
}

function splitPipeline(tokens: readonly Token[]): Token[][] {
  const commands: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === '|') commands.push([]);
    else commands.at(-1)?.push(token);
  }
  return commands;
}

function apply(name: string | undefined, value: unknown): string | undefined {
  if (name === 'toJson') return canonicalJson(value);
  return name === 'quote' && isPlain(value) ? JSON.stringify(String(value)) : undefined;
}

/** From here on Go prints numbers of a values.yaml as 1e+06. */
const LARGE_NUMBER = 1e6;

/** Whether Go prints a value in one line and as JavaScript does. */
function isPlain(value: unknown): value is string | number | boolean {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < LARGE_NUMBER;
  return typeof value === 'boolean' || (typeof value === 'string' && !/[\r\n]/.test(value));
}

/** `.Values.a`, `$.Values.a` or `$x.a`: one word, without blanks in it. */
function lookUp(tokens: readonly Token[], bindings: Bindings, dotIsRoot: boolean): unknown {
  const isOneWord = tokens.every(({ start }, index) => index === 0 || start === endOf(tokens[index - 1]));
  const [head, ...fields] = tokens;
  if (!head || !isOneWord || fields.some(({ kind, text }) => kind !== 'field' || text === '.'))
    return undefined;
  if (head.kind === 'field')
    return head.text === '.Values' && dotIsRoot ? dig(bindings.values, fields) : undefined;
  if (head.kind !== 'variable') return undefined;
  if (head.text === '$')
    return fields[0]?.text === '.Values' ? dig(bindings.values, fields.slice(1)) : undefined;
  return bindings.changing.has(head.text) ? undefined : dig(bindings.variables.get(head.text), fields);
}

const endOf = (token: Token | undefined): number => (token ? token.start + token.text.length : 0);

function dig(value: unknown, fields: readonly Token[]): unknown {
  let found = value;
  for (const { text } of fields) {
    const key = text.slice(1);
    const isMap = found !== null && typeof found === 'object' && !Array.isArray(found);
    if (!isMap || !Object.hasOwn(found as object, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
