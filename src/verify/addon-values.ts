// Values of addons for a cluster: what the template renders to, and whether the operator can use that.
import { isMap, isScalar, parseDocument } from 'yaml';
import { placeAt, type Place } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import type { ClusterObjects } from '../render/operator/cluster-objects.ts';
import { helmValues, renderOverwrite } from '../render/operator/overwrite.ts';
import { YamlError } from '../render/encoding/yaml-error.ts';
import type { YamlMapping } from '../render/encoding/yaml-node.ts';
import { parseYaml } from '../render/encoding/yaml-parse.ts';
import { LimitError } from '../render/gotemplate/limits.ts';
import { originOf, type Output } from '../render/gotemplate/output.ts';
import { TemplateError, type TemplatePlace } from '../render/gotemplate/template-error.ts';
import { readYaml } from '../stack/yaml-document.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { scalarText } from './addon-config.ts';
import { givenValues, type FindGiven } from './given-values.ts';
import type { NamedText } from './view.ts';

/** Values for a cluster. */
export interface AddonValues {
  /** YAML, as Helm gets it on its standard input; undefined where the operator would fail, or crash. */
  readonly text: string | undefined;
  readonly problems: readonly Problem[];
  /** Where a value stands in the template; absent where there are none. */
  readonly find?: FindGiven;
}

const EMPTY_HINT = 'write "values: {}", or take the file out';

/** What Go says about a function that is not there. */
const UNKNOWN_FUNCTION = /function "([^"]+)" not defined/;

/** What to take instead of functions that Helm has and the operator has not. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  toYaml: 'toJson',
  toYamlPretty: 'toPrettyJson',
  fromYaml: 'fromJson',
  include: 'template',
  required: 'fail',
};

/** Renders a values template (docs/operator-contract.md 4.3) and judges the result; never throws. */
export function readAddonValues(template: NamedText, cluster: ClusterObjects): AddonValues {
  const { file, text, readable } = template;
  if (!readable) {
    const details = { file, line: 1, column: 1, hint: 'save it as UTF-8' };
    return refused([problem('overwrite-yaml', `${file} is not UTF-8 text`, details)]);
  }
  let output: Output;
  try {
    output = renderOverwrite(file, text, cluster);
  } catch (error) {
    return refused([templateProblem(file, error)]);
  }
  const plain = plainValues(output.text);
  const find: FindGiven = (path) => givenValues(template, output)(path);
  if (plain !== undefined) return { text: plain, problems: [], find };
  const problems = checkRendered(template, output);
  return problems.length > 0 ? refused(problems) : { text: helmValues(output.text), problems, find };
}

/** Names that no version of YAML takes for something else. */
const PLAIN_NAME = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w.-]*$/i;

/**
 * What Helm gets of a document that is right beyond doubt: a map whose keys are plain names. Reading it takes a fraction of
 * the time that it takes to tell what is wrong with one. Undefined: look closer.
 */
function plainValues(text: string): string | undefined {
  const top = mappingIn(text);
  if (!top?.entries.every(({ key }) => key.kind === 'scalar' && PLAIN_NAME.test(key.value))) return undefined;
  const keys = new Set(top.entries.map(({ key }) => (key.kind === 'scalar' ? key.value : '')));
  if (keys.size < top.entries.length) return undefined;
  const values = top.entries.find(({ key }) => key.kind === 'scalar' && key.value === 'values')?.value;
  if (values?.kind !== 'scalar') return text;
  const inner = values.isImplicit ? undefined : mappingIn(values.value);
  return inner && values.value;
}

function mappingIn(text: string): YamlMapping | undefined {
  try {
    const node = parseYaml(text);
    return node?.kind === 'mapping' ? node : undefined;
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

const refused = (problems: readonly Problem[]): AddonValues => ({ text: undefined, problems });

function templateProblem(file: string, error: unknown): Problem {
  if (error instanceof LimitError) {
    const place = error.place ? placeIn(file, error.place) : { file };
    return problem('overwrite-yaml', `the template fails: ${error.message}`, { ...place, hint: GROWING });
  }
  if (!(error instanceof TemplateError)) throw error;
  const reason = reasonOf(error);
  const place = placeIn(file, error);
  const [, name] = UNKNOWN_FUNCTION.exec(reason) ?? [];
  if (name === undefined) {
    const hint = `${MEND}; csctl render --addons --cluster FILE tries it on a Cluster of yours`;
    return problem('overwrite-yaml', `the template fails: ${reason}`, { ...place, hint });
  }
  const substitute = Object.hasOwn(SUBSTITUTES, name) ? SUBSTITUTES[name] : undefined;
  const hint = substitute
    ? `use ${substitute}, or leave ${name} to a template of the chart`
    : 'see docs/templates.md for those it knows';
  return problem('overwrite-function', `the operator knows no function "${name}"`, { ...place, hint });
}

/** Go counts columns in bytes, from 0. */
const placeIn = (file: string, { line, column }: TemplatePlace): Place => ({
  file,
  line,
  ...(column !== undefined && { column: column + 1 }),
});

/** Go's message without the place and the name of the template, which are said already. */
const reasonOf = ({ message }: TemplateError): string =>
  message.replace(/^template: .*?:\d+(?::\d+)?: /, '').replace(/^executing "[^"]*" /, '');

const MEND = 'mend the template';
/** For what goes beyond a limit. */
export const GROWING = 'look for a loop or a repetition that grows with its own result';

/** Nothing but spaces, comments and document marks. */
const isBlank = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line) || /^---\s*(?:#.*)?$/.test(line));

/** What was rendered, with places in the template that it came from. */
class RenderedText {
  readonly source: YamlSource;

  constructor(
    private readonly template: NamedText,
    private readonly output: Output,
  ) {
    this.source = YamlSource.parse(template.file, output.text);
  }

  /** Where the text at an offset of the output comes from. */
  at(offset: number): Place {
    const { file, text } = this.template;
    return placeAt(file, text, originOf(this.output, offset)?.offset ?? 0);
  }

  problem(code: 'overwrite-yaml', message: string, at: Partial<Place>, hint: string): Problem {
    return problem(code, message, { ...this.at(offsetOf(this.output.text, at)), hint });
  }
}

function offsetOf(text: string, { line = 1, column = 1 }: Partial<Place>): number {
  let start = 0;
  for (let done = 1; done < line; done += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

function checkRendered(template: NamedText, output: Output): Problem[] {
  const { file, text } = template;
  const rendered = new RenderedText(template, output);
  const { source } = rendered;
  const wrong = (path: string[], message: string, hint: string) =>
    rendered.problem('overwrite-yaml', message, source.place(path), hint);
  const [fault] = source.problems;
  if (fault) {
    // A message may name a line of what was rendered; its place is one of the template.
    const message =
      output.text === text ? fault.message : fault.message.replace(/\bin line \d+/, '$& as rendered');
    return [rendered.problem('overwrite-yaml', message, fault, fault.hint ?? 'mend the YAML')];
  }
  const kind = source.kindAt([]);
  if (isBlank(output.text) || kind === 'null' || kind === 'missing') {
    const found = text.includes('{{') ? 'renders to nothing' : 'holds no values';
    const details = { file, line: 1, column: 1, hint: EMPTY_HINT };
    return [problem('overwrite-empty', `${file} ${found}; expected a map`, details)];
  }
  if (kind !== 'map')
    return [wrong([], `${file} holds a ${kind}; expected a map`, 'write the values as keys of a map')];
  return [...checkKeys(rendered, output.text), ...checkInner(source, wrong)];
}

/** The operator's type assertion fails on a map with any key that is no string. */
function checkKeys(rendered: RenderedText, text: string): Problem[] {
  const { contents } = parseDocument(text, { logLevel: 'silent' });
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) => {
    const plain: unknown = isScalar(key) ? key.value : undefined;
    if (typeof plain === 'string') return [];
    const offset = isScalar(key) || isMap(key) ? (key.range?.[0] ?? 0) : 0;
    const found = plain === undefined ? 'a key' : `the key ${scalarText(plain) || 'null'}`;
    const message = `${found} is no string; expected names as keys`;
    return [problem('overwrite-yaml', message, { ...rendered.at(offset), hint: 'quote it' })];
  });
}

/** `values` as a string is what Helm gets: a document of its own, which may be empty. */
function checkInner(
  source: YamlSource,
  wrong: (path: string[], message: string, hint: string) => Problem,
): Problem[] {
  const values = source.get(['values']);
  if (typeof values !== 'string') return [];
  const inner = YamlSource.parse('values', values);
  const { lines, faults } = readYaml(values, 'strict');
  const [fault] = faults;
  if (fault) {
    const { line } = lines.linePos(fault.offset);
    const message = `the text of "values" is no YAML in its line ${line}: ${fault.message}`;
    return [wrong(['values'], message, fault.hint ?? 'mend the text of values')];
  }
  const kind = inner.kindAt([]);
  if (['map', 'null', 'missing'].includes(kind)) return [];
  const message = `the text of "values" holds a ${kind}; expected a map`;
  return [wrong(['values'], message, 'write the values as keys of a map')];
}
