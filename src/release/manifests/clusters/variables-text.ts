// The variables of a class as they stand in a Cluster: those that have to be set, and all others ready to be uncommented.
import { flattenVariables, type ClassVariable, type Constraints } from '../../../stack/class-variables.ts';
import { readClassVariables, type VariableDefinition } from '../../../verify/class/class-variables.ts';
import type { ClassModel } from '../../../verify/class/class-model.ts';
import { dataOf } from '../../../verify/class/data.ts';
import { isSame } from '../../../verify/schemas/validate.ts';
import { sampleValue, type Origin } from './sample-values.ts';
import { manifestText } from '../manifest-text.ts';

/**
 * `spec.topology.variables` as lines of YAML without indentation, ending in a newline. Lines that begin with `# ` hold
 * YAML, so that all of it counts once that is taken away; what `##` begins is for people.
 * @param set values that the user gave, by name
 */
export function variablesText(model: ClassModel, set: ReadonlyMap<string, unknown>): string {
  const { definitions } = readClassVariables(model);
  const parts = definitions.map((definition) => {
    const { name, schema, isRequired } = definition;
    const isSet = set.has(name) || (isRequired && schema.default === undefined);
    const sample = set.has(name)
      ? { origin: 'default' as Origin, value: set.get(name) }
      : sampleValue(schemaOf(definition), name);
    const about = marked('##', aboutText(definition, sample.origin, isSet));
    return { isSet, about, yaml: manifestText([{ name, value: sample.value }]) };
  });
  if (parts.length === 0) return '';
  const [active, others] = [parts.filter(({ isSet }) => isSet), parts.filter(({ isSet }) => !isSet)];
  // A key with nothing but comments below it would be null, which is no list.
  if (active.length === 0) return marked('#', listText(others.map(({ about, yaml }) => about + yaml)));
  return listText([
    ...active.map(({ about, yaml }) => about + yaml),
    ...others.map(({ about, yaml }) => about + marked('#', yaml)),
  ]);
}

const listText = (entries: readonly string[]): string => `variables:\n${indented(entries.join('\n'), 2)}`;

const schemaOf = ({ data }: VariableDefinition): unknown => dataOf(data['schema'])['openAPIV3Schema'];

/** A text with every line moved in; empty lines stay empty. */
export const indented = (text: string, columns: number): string =>
  text.replace(/^(?=.)/gm, ' '.repeat(columns));

/** A text with a mark before every line. */
const marked = (mark: '#' | '##', text: string): string =>
  text.replace(/^.*\n/gm, (line) => (line === '\n' ? `${mark}\n` : `${mark} ${line}`));

const COLUMNS = 96;

/** What there is to know of a variable, and of each field of it. */
function aboutText(definition: VariableDefinition, origin: Origin, isSet: boolean): string {
  const [top, ...fields] = flattenVariables([definition.data]).variables;
  if (!top) return '';
  const lines = [
    ...wrapped(
      `${top.name} (${traitsOf(top)}${isSet || origin === 'default' ? '' : ', no default'})${colon(top.description)}`,
    ),
    ...(isSet && origin === 'example' ? ['The value is the example of the class: put your own.'] : []),
    ...(origin === 'placeholder' ? wrapped(yoursText(top)) : []),
    ...fields.flatMap((field) =>
      wrapped(`- ${field.name} (${traitsOf(field)})${colon(field.description)}`, '  '),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('') + (origin === 'default' ? exampleText(top) : '');
}

/** The example of a variable whose value here is another. */
function exampleText({ example, ...variable }: ClassVariable): string {
  if (example === undefined || isSame(example, variable.default)) return '';
  const yaml = manifestText({ example });
  const [first = '', ...more] = yaml.split(/(?<=\n)/);
  return `E${first.slice(1)}${more.join('')}`;
}

const yoursText = ({ constraints }: ClassVariable): string => {
  const limits = Object.entries(constraints ?? {}).map(([key, value]) => limitText(key, value));
  return `Put your own value${limits.length === 0 ? '' : `: ${limits.join(', ')}`}.`;
};

const limitText = (key: string, value: unknown): string =>
  key === 'items'
    ? `of each entry ${Object.entries(value as Constraints)
        .map(([inner, of]) => limitText(inner, of))
        .join(', ')}`
    : `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`;

const colon = (description: string | undefined): string =>
  description === undefined ? '' : `: ${description}`;

/** `string, required, one of "low", "high"` */
function traitsOf({ type, required, enum: choices }: ClassVariable): string {
  const one = choices && `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  return [type, ...(required ? ['required'] : []), ...(one === undefined ? [] : [one])].join(', ');
}

/** Lines of a text, folded anew; what looks like a paragraph or a list stays one. @param hanging before all lines but the first */
function wrapped(text: string, hanging = ''): string[] {
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\n\P{Cc}]|[\ufeff\ufffe\uffff]/gu, ' ');
  const lines: string[] = [];
  for (const paragraph of plain.split(/\n(?=\s*(?:[-*\u2022]|\d+[.)])\s)|\n[^\S\n]*\n/)) {
    let line = lines.length === 0 ? '' : hanging;
    for (const word of paragraph.split(/\s+/).filter((one) => one !== '')) {
      if (line.trim() !== '' && line.length + 1 + word.length > COLUMNS) {
        lines.push(line);
        line = hanging;
      }
      line += line.trim() === '' ? word : ` ${word}`;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
