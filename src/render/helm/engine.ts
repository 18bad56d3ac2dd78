// Renders the templates of a chart (pkg/engine): parses them in Helm's order, executes each that is no partial.
import { compareBytewise } from '../../stack/file-tree.ts';
import type { UnstableCall } from '../gotemplate/exec-state.ts';
import type { Output, Segment } from '../gotemplate/output.ts';
import { TemplateError, type TemplatePlace } from '../gotemplate/template-error.ts';
import { fromBytes } from '../gotemplate/text.ts';
import { LimitError, type Budget } from '../gotemplate/limits.ts';
import { HelmTemplates, NO_VALUE, WARNING_END, WARNING_START } from './functions.ts';
import { HelmError, type ChartPlace } from './helm-error.ts';
import { baseName, templateObject, type Renderable } from './scopes.ts';

/** What the templates of a chart printed. */
export interface RenderedTemplates {
  /** By Helm's names of the templates, partials left out. */
  readonly outputs: ReadonlyMap<string, Output>;
  readonly unstable: readonly UnstableCall[];
}

/**
 * Executes templates.
 *
 * @param budget limits all of them together
 * @throws HelmError with Helm's text and the place in the template
 */
export function renderTemplates(
  templates: ReadonlyMap<string, Renderable>,
  { budget, now }: { budget: Budget; now: number | undefined },
): RenderedTemplates {
  const unstable: UnstableCall[] = [];
  const { set } = HelmTemplates.create({ budget, now, onUnstable: (call) => unstable.push(call) });
  const names = deepestFirst(templates.keys());
  for (const name of names) {
    const { text } = templates.get(name) as Renderable;
    failing(templates, name, parseFailure, () => set.parse(name, fromBytes(text)));
  }
  const outputs = new Map<string, Output>();
  for (const name of names) {
    if (baseName(name).startsWith('_')) continue;
    const { scope, basePath } = templates.get(name) as Renderable;
    scope.entries.set('Template', templateObject(name, basePath));
    outputs.set(
      name,
      failing(templates, name, executionFailure, () => withoutNoValue(set.execute(name, scope))),
    );
  }
  return { outputs, unstable };
}

/** Templates of charts below come first, so that those of the root replace what both define. */
function deepestFirst(names: Iterable<string>): string[] {
  return Array.from(names, (name) => ({ name, depth: name.split('/').length }))
    .sort((a, b) => b.depth - a.depth || compareBytewise(b.name, a.name))
    .map(({ name }) => name);
}

/** Go counts columns from 0, and says line 0 where it knows none. */
const placeOf = ({ line, column }: TemplatePlace, file: string): ChartPlace => ({
  file,
  line: line || undefined,
  column: column === undefined ? undefined : column + 1,
});

/** Runs a step of a template and turns its errors into Helm's. */
function failing<T>(
  templates: ReadonlyMap<string, Renderable>,
  name: string,
  describe: (message: string) => string,
  run: () => T,
): T {
  try {
    return run();
  } catch (error) {
    const file = (template = name) => templates.get(template)?.file ?? templates.get(name)?.file ?? template;
    if (error instanceof TemplateError)
      throw new HelmError(describe(error.message), placeOf(error, file(error.template)), { cause: error });
    if (!(error instanceof LimitError)) throw error;
    const place = error.place ? placeOf(error.place, file(error.place.template)) : { file: file() };
    throw new HelmError(`${name}: ${error.message}`, place, { cause: error });
  }
}

/** Of the chain of contexts, Helm shows the place and the last part. */
function parseFailure(message: string): string {
  const parts = message.split(': ');
  return `parse error at (${parts[1]}): ${parts.at(-1)}`;
}

/** For `fail` and `required`, all that is shown is the place and their text. */
function executionFailure(message: string): string {
  const [, location, ...rest] = message.split(': ');
  const detail = rest.join(': ');
  const start = detail.indexOf(WARNING_START);
  const end = detail.lastIndexOf(WARNING_END);
  if (start < 0 || end < start) return message;
  return `execution error at (${location}): ${detail.slice(start + WARNING_START.length, end)}`;
}

/** Takes Go's stand-in for missing values out, wherever it comes from. */
function withoutNoValue(output: Output): Output {
  if (!output.text.includes(NO_VALUE)) return output;
  const segments: Segment[] = [];
  let [text, source, first] = ['', 0, 0];
  for (const piece of output.text.split(NO_VALUE)) {
    const end = source + piece.length;
    while ((output.segments[first + 1]?.start ?? Infinity) <= source) first++;
    for (let at = first; at < output.segments.length; at++) {
      const segment = output.segments[at] as Segment;
      if (segment.start >= end) break;
      const skipped = Math.max(0, source - segment.start);
      const offset = segment.offset + (segment.isText ? skipped : 0);
      segments.push({ ...segment, start: text.length + segment.start + skipped - source, offset });
    }
    text += piece;
    source = end + NO_VALUE.length;
  }
  return { text, segments };
}
