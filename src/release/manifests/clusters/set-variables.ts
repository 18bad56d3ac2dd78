// Variables that the command line sets: --set name=value.
import { isScalar, parseDocument } from 'yaml';
import { didYouMean } from '../../../problem/nearest.ts';
import { CsctlError } from '../../../problem/problem.ts';
import { dataFault, MOST_ALIASES } from '../../../stack/yaml-faults/document-faults.ts';
import type { Fault } from '../../../stack/yaml-faults/fault.ts';
import { firstFault } from '../../../stack/yaml-faults/first-fault.ts';
import type { ClassModel } from '../../../verify/class/class-model.ts';
import { readClassVariables, type VariableDefinition } from '../../../verify/class/class-variables.ts';
import { isData } from '../../../verify/class/data.ts';
import { withDefaults } from '../../../verify/class/defaulting.ts';
import { showNames } from '../../../verify/schemas/finding.ts';
import type { Schema } from '../../../verify/schemas/schema.ts';
import { validate } from '../../../verify/schemas/validate.ts';
import { placeholdersIn } from '../manifest-text.ts';
import { sampleValue } from './sample-values.ts';

/**
 * The values of variables, by name. A field of a variable is set within its default; entries of lists cannot be.
 * @param settings `name=value`, `name.field=value`; values in YAML, later ones count
 * @throws CsctlError `usage` for a variable that the class does not have, or a value that it does not take
 */
export function setVariables(model: ClassModel, settings: readonly string[]): ReadonlyMap<string, unknown> {
  const { byName, definitions } = readClassVariables(model);
  const values = new Map<string, unknown>();
  for (const setting of settings) {
    const { path, text } = splitSetting(setting);
    const [name = '', ...fields] = path;
    const definition = byName.get(name);
    if (!definition) throw unknownVariable(name, definitions);
    const value = parseValue(path, text, schemaAt(definition.schema, fields));
    const before = values.has(name) ? values.get(name) : startOf(definition);
    values.set(name, withDefaults(definition.schema, withField(before, fields, value, setting)));
  }
  for (const [name, value] of values) refuseValue(name, value, byName.get(name));
  return values;
}

/** What fields are set in: the default of the variable, or what it must have at least. */
const startOf = ({ schema, name, data }: VariableDefinition): unknown =>
  schema.type === 'object'
    ? sampleValue(isData(data['schema']) ? data['schema']['openAPIV3Schema'] : undefined, name).value
    : undefined;

function splitSetting(setting: string): { readonly path: readonly string[]; readonly text: string } {
  const [, path, text] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (path !== undefined && text !== undefined) return { path: path.trim().split('.'), text };
  throw new CsctlError('usage', `--set is "${setting}"; expected a name and a value`, {
    hint: 'write --set name=value, or --set name.field=value',
  });
}

const schemaAt = (schema: Schema, fields: readonly string[]): Schema | undefined =>
  fields.reduce<Schema | undefined>(
    (inner, field) =>
      inner?.properties && Object.hasOwn(inner.properties, field)
        ? inner.properties[field]
        : inner?.additionalProperties,
    schema,
  );

/** A value in YAML; where a text is wanted, 1.30 and yes are texts without quotes, too. */
function parseValue(path: readonly string[], text: string, schema: Schema | undefined): unknown {
  const document = parseDocument(text, {
    ...{ prettyErrors: false, logLevel: 'silent', version: '1.1', merge: false },
  });
  const fault = firstFault(text, [document]);
  const { contents } = document;
  const isPlain = contents === null || (isScalar(contents) && contents.type === 'PLAIN');
  if (schema?.type === 'string' && (fault || isPlain)) return text;
  if (fault) throw notYaml(path, fault);
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    throw notYaml(path, dataFault(text, error as Error));
  }
}

const notYaml = (path: readonly string[], { message }: Fault): CsctlError =>
  new CsctlError('usage', `the value of --set ${path.join('.')} is not YAML: ${message}`, {
    hint: 'put quotes around a text with special characters',
  });

function withField(before: unknown, fields: readonly string[], value: unknown, setting: string): unknown {
  const [field, ...rest] = fields;
  if (field === undefined) return value;
  if (before !== undefined && !isData(before))
    throw new CsctlError('usage', `--set ${setting}: there is no map that could have a field ${field}`, {
      hint: 'set the whole variable: --set name=VALUE, in YAML',
    });
  const inner = before && Object.hasOwn(before, field) ? before[field] : undefined;
  return { ...before, [field]: withField(inner, rest, value, setting) };
}

function unknownVariable(name: string, definitions: readonly VariableDefinition[]): CsctlError {
  const names = definitions.map((one) => one.name);
  const hint = didYouMean(name, names) ?? `it has ${showNames(names) || 'none'}`;
  return new CsctlError('usage', `the class has no variable "${name}"`, { hint });
}

function refuseValue(name: string, value: unknown, definition: VariableDefinition | undefined): void {
  if (!definition || placeholdersIn(JSON.stringify(value) ?? '').length > 0) return;
  const [found] = validate(definition.schema, value ?? null);
  if (!found) return;
  throw new CsctlError('usage', `--set ${name}: ${found.message}`, {
    hint: found.hint ?? 'give another value',
  });
}
