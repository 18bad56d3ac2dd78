// The variables of the ClusterClass in a class chart, read from its templates without rendering them.
import { problem, type Problem } from '../problem/problem.ts';
import { flattenVariables, type ClassVariable } from '../stack/class-variables.ts';
import { canonicalJson } from '../stack/fingerprint.ts';
import { indentQuotedLines } from '../stack/quoted-lines.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { readTemplateText, type Gap, type TemplateText } from './template-text.ts';
import type { NamedFolder } from './view.ts';

/** A template that makes a ClusterClass. */
export interface ClassTemplate {
  /** Its path in the chart. */
  readonly file: string;
  /** False: nothing is known of the variables in it. */
  readonly readable: boolean;
}

/** The variables of a class chart as far as they can be read. */
export interface ChartVariables {
  readonly templates: readonly ClassTemplate[];
  /** Whether there is a ClusterClass and all of it could be read: else an absent variable says nothing. */
  readonly readable: boolean;
  readonly variables: readonly ClassVariable[];
  /** Warnings: what could not be read, or depends on a condition. */
  readonly problems: readonly Problem[];
}

const VARIABLES = ['spec', 'variables'];
const CLASS_LINE = /^\s*["']?kind["']?\s*:\s*["']?ClusterClass["']?\s*(?:#.*)?$/m;

/** Reads the variables of a class chart; never throws. */
export function readChartVariables({ origin, files }: NamedFolder): ChartVariables {
  const values = YamlSource.parse('values.yaml', files.text('values.yaml') ?? '', 'as-helm').get();
  const templates = files.paths().filter(isTemplate);
  const read = templates.flatMap((path) => readTemplate(origin, path, files.text(path) ?? '', values));
  const merged = mergeVariables(read);
  const missing = read.length > 0 ? [] : [noClass(origin)];
  return {
    templates: read.map(({ file, readable }) => ({ file, readable })),
    readable: read.length > 0 && read.every(({ readable }) => readable),
    variables: merged.variables,
    problems: [...read.flatMap(({ problems }) => problems), ...merged.problems, ...missing],
  };
}

/** Helm renders each file below templates/ but partials and notes. */
const isTemplate = (path: string): boolean => /^templates\/(?:.*\/)?(?!_|NOTES\.txt$)[^/]+$/.test(path);

const doubt = (message: string, file: string, line?: number): Problem =>
  problem('class-variables', message, {
    file,
    ...(line !== undefined && { line, column: 1 }),
    hint: 'helm template shows what the chart really has',
  });

const noClass = (origin: string): Problem =>
  doubt('no template of the class chart is a ClusterClass as it stands; its variables are not known', origin);

interface ReadTemplate extends ClassTemplate {
  readonly variables: readonly ClassVariable[];
  readonly problems: readonly Problem[];
}

/** A template with the ClusterClasses in it, each of a document of its own; none where it makes other things. */
function readTemplate(origin: string, path: string, text: string, values: unknown): ReadTemplate[] {
  if (!CLASS_LINE.test(text)) return [];
  const place = `${origin}/${path}`;
  const template = readTemplateText(text, values);
  if (template.fault) {
    const line = text.slice(0, template.fault.start).split('\n').length;
    return [unreadable(path, doubt(`${place} is no template: ${template.fault.message}`, place, line))];
  }
  return splitDocuments(template.text).flatMap((document) => readDocument(place, path, document, template));
}

const unreadable = (file: string, trouble: Problem): ReadTemplate => ({
  file,
  readable: false,
  variables: [],
  problems: [trouble],
});

/** The documents of a text as Helm splits it, each on the lines that it has in the whole. */
function splitDocuments(text: string): string[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith('---') ? [index] : []));
  const bounds = [0, ...starts.map((index) => index + 1)];
  return bounds.map((start, index) => '\n'.repeat(start) + lines.slice(start, starts[index]).join('\n'));
}

function readDocument(place: string, file: string, text: string, template: TemplateText): ReadTemplate[] {
  if (!CLASS_LINE.test(text)) return [];
  const source = parseAsGo(place, text);
  const [fault] = source.problems;
  if (fault) {
    const message = `its actions aside, ${template.restore(fault.message)}`;
    return [unreadable(file, doubt(message, place, fault.line))];
  }
  if (source.get(['kind']) !== 'ClusterClass') return [];
  const { variables, unreadable: odd } = flattenVariables(source.get(VARIABLES), template.restore);
  const { line } = source.keyPlace(VARIABLES);
  const problems = gapsIn(source, template.gaps).map((gap) => doubt(describeGap(gap), place, gap.start));
  if (odd > 0) problems.push(doubt(`${odd} of the variables of the ClusterClass have no name`, place, line));
  return [{ file, readable: true, variables, problems }];
}

/** Quoted lines too far to the left are an error in YAML, and none for the operator. */
function parseAsGo(place: string, text: string): YamlSource {
  const source = YamlSource.parse(place, text);
  if (source.problems.length === 0) return source;
  const mended = YamlSource.parse(place, indentQuotedLines(text));
  return mended.problems.length === 0 ? mended : source;
}

/** The gaps that concern `spec.variables`: from that key to the next one. */
function gapsIn(source: YamlSource, gaps: readonly Gap[]): readonly Gap[] {
  const lineOf = (path: readonly string[]): number => source.keyPlace(path).line ?? 1;
  // Where the key is missing, any gap in the spec may hold it.
  const isThere = source.kindAt(VARIABLES) !== 'missing';
  const start = lineOf(isThere ? VARIABLES : ['spec']);
  const beside = isThere ? source.keys(['spec']).map((key) => lineOf(['spec', key])) : [];
  const later = [...beside, ...source.keys([]).map((key) => lineOf([key]))].filter((line) => line > start);
  const end = Math.min(...later, Infinity);
  return gaps.filter((gap) => gap.end >= start && gap.start < end);
}

const LONGEST = 60;

function describeGap({ source, kind }: Gap): string {
  const words = source.replace(/\s+/g, ' ');
  const action = words.length > LONGEST ? `${words.slice(0, LONGEST)}...` : words;
  return kind === 'output'
    ? `${action} may print more variables than can be read`
    : `${action} decides about variables; they are read as if all that it holds were there once`;
}

/** Each variable once; two classes, or two branches of a condition, may define the same one. */
function mergeVariables(read: readonly ReadTemplate[]): Pick<ReadTemplate, 'variables' | 'problems'> {
  const found = new Map<string, ClassVariable>();
  const problems: Problem[] = [];
  for (const { file, variables } of read) {
    for (const variable of variables) {
      const other = found.get(variable.name);
      if (!other) found.set(variable.name, variable);
      else if (canonicalJson(other) !== canonicalJson(variable))
        problems.push(doubt(`the variable ${variable.name} is defined twice; the first is shown`, file));
    }
  }
  return { variables: [...found.values()], problems };
}
