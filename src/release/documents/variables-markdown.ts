// The variables of a class as Markdown: a table of all, and below it what does not fit into a line.
import { stringify } from 'yaml';
import type { ClassVariable, Constraints } from '../../stack/class-variables.ts';
import type { DocsFacts, DocumentedVariable } from './docs-facts.ts';
import { blocks, code, codeBlock, heading, inline, paragraphs, table } from './markdown.ts';

/** @param level of the heading above them; empty where there are none */
export function variablesMarkdown({ variables, minors }: DocsFacts, level: number): string {
  if (variables.length === 0) return '';
  const rows = variables.map((variable) => [
    `${'&emsp;'.repeat(ownersOf(variable, variables).length)}${code(variable.name)}`,
    inline(variable.type),
    shortDefault(variable),
    variable.required ? 'yes' : '',
    [inline(firstSentence(variable.description ?? '')), ...minorNotes(variable, minors)].join(' ').trim(),
  ]);
  const titles = ['Variable', 'Type', 'Default', 'Required', 'Meaning'];
  const details = variables
    .filter((variable) => ownersOf(variable, variables).length === 0)
    .map((top) => {
      const fields = variables.filter((field) => ownersOf(field, [top]).length > 0);
      return detailsOf(top, fields, level + 1);
    });
  return blocks(table(titles, rows), ...details);
}

/** The variables that one is a field of: `a` for `a.b` and `a[].b`. */
const ownersOf = ({ name }: ClassVariable, all: readonly ClassVariable[]): readonly ClassVariable[] =>
  all.filter((owner) => name.startsWith(`${owner.name}.`) || name.startsWith(`${owner.name}[`));

/** A section for a variable, where there is more to say than the table has room for. */
function detailsOf(top: ClassVariable, fields: readonly ClassVariable[], level: number): string {
  const body = blocks(
    isLong(top) ? paragraphs(top.description ?? '') : '',
    limitsOf(top).join(' '),
    isShort(top.default) ? '' : blocks('Default:', snippet(top.name, top.default)),
    fields.flatMap(fieldLine).join('\n'),
    top.example === undefined ? '' : blocks('Example:', snippet(top.name, top.example)),
  );
  return body === '' ? '' : blocks(heading(level, code(top.name)), body);
}

function fieldLine(field: ClassVariable): string[] {
  const { name, description = '', example } = field;
  const text = [
    ...(isLong(field) ? [inline(description)] : []),
    ...limitsOf(field),
    ...(isShort(field.default) ? [] : [`Default: ${short(field.default)}.`]),
    ...(example === undefined ? [] : [`Example: ${short(example)}.`]),
  ];
  return text.length === 0 ? [] : [`- ${code(name)}: ${text.join(' ')}`];
}

const isLong = ({ description = '' }: ClassVariable): boolean => firstSentence(description) !== description;

/** Sentences on what the value may be. */
const limitsOf = ({ enum: values, constraints }: ClassVariable): string[] => [
  ...(values ? [`One of ${values.map(short).join(', ')}.`] : []),
  ...(constraints ? [`Limits: ${limits(constraints)}.`] : []),
];

const limits = (constraints: Constraints): string =>
  Object.entries(constraints)
    .map(([name, value]) =>
      name === 'items' ? `of each entry ${limits(value as Constraints)}` : `${name} ${short(value)}`,
    )
    .join(', ');

function minorNotes(variable: DocumentedVariable, minors: DocsFacts['minors']): string[] {
  const { minors: owners, variants } = variable;
  const only = owners.length === minors.length ? [] : [`Only in ${owners.join(', ')}.`];
  return [...only, ...variants.map((other) => `In ${other.minor} ${difference(variable, other.variable)}.`)];
}

/** In what another minor's variable is something else. */
function difference(variable: ClassVariable, other: ClassVariable): string {
  const found = [
    ...(other.type === variable.type ? [] : [`the type is ${inline(other.type)}`]),
    ...(other.required === variable.required ? [] : [`it is ${other.required ? '' : 'not '}required`]),
    ...(short(other.default) === short(variable.default)
      ? []
      : [other.default === undefined ? 'it has no default' : `the default is ${short(other.default)}`]),
  ];
  return found.length > 0 ? found.join(', ') : 'its description or its limits are others';
}

/** Ends before the next sentence, which begins with a capital, a digit or code; abbreviations end none. */
const firstSentence = (text: string): string =>
  /^[\s\S]*?(?:(?<!\b(?:e\.g|i\.e|etc|cf|vs))[.!?](?=\s+[\p{Lu}\d`"'(])|(?=\n\s*\n|\n\s*[-*] )|$)/u.exec(
    text,
  )?.[0] ?? text;

const LONGEST = 60;

const shortDefault = (variable: ClassVariable): string => {
  if (variable.default === undefined) return '';
  return isShort(variable.default) ? short(variable.default) : 'see below';
};

const isShort = (value: unknown): boolean => value === undefined || textOf(value).length <= LONGEST;

const short = (value: unknown): string => code(textOf(value));

const YAML = { lineWidth: 0, version: '1.1' } as const;

/** A value as it can stand on one line of YAML. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && !value.includes('\n')) return stringify(value, YAML).trimEnd();
  const lines = JSON.stringify(value, null, 1);
  return lines.replace(/(?<=[[{])\n\s*|\n\s*(?=[\]}])/g, '').replace(/\n\s*/g, ' ');
}

/** An entry of `spec.topology.variables`. */
const snippet = (name: string, value: unknown): string =>
  codeBlock('yaml', stringify([{ name, value }], YAML));
