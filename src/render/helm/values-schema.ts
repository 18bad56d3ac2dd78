// Checks values against values.schema.json of a chart and of the charts below it.
import { toData } from '../encoding/data.ts';
import { decodeJsonData } from '../encoding/json-data.ts';
import { LimitError } from '../gotemplate/limits.ts';
import { GoMap, type Call } from '../gotemplate/value.ts';
import { Pattern } from '../sprig/pattern.ts';
import type { Chart } from './chart.ts';
import { HelmError } from './helm-error.ts';
import { checkSchema } from './schema/schema-check.ts';
import { DOCUMENT_URL, SchemaDocument } from './schema/schema-document.ts';
import { draftOf, type Schema } from './schema/schema-draft.ts';
import { describeFailure, grouped } from './schema/schema-failure.ts';
import { validate } from './schema/schema-validator.ts';

/**
 * Checks the values for a chart, those of the charts below it included.
 *
 * @param call pays for the work
 * @throws HelmError with the faults of all charts @throws LimitError
 */
export function checkSchemas(chart: Chart, values: GoMap, call: Call): void {
  const faulty: string[] = [];
  const text = faultsIn(chart, values, call, faulty);
  if (text === '') return;
  throw new HelmError(
    `values don't meet the specifications of the schema(s) in the following chart(s):\n${text}`,
    { file: `${faulty[0]}values.schema.json` },
  );
}

function faultsIn(chart: Chart, values: GoMap, call: Call, faulty: string[]): string {
  const { schema, folder } = chart.content;
  const fault = schema === undefined ? undefined : faultOf(schema, values, call);
  if (fault !== undefined) faulty.push(folder);
  const own = fault === undefined ? '' : `${chart.name}:\n${fault}`;
  const below = chart.dependencies.map((child) => {
    const table = values.entries.get(child.name);
    return faultsIn(child, table instanceof GoMap ? table : new GoMap(), call, faulty);
  });
  return own + below.join('');
}

/** What is wrong with values, or with the schema itself. */
function faultOf(text: string, values: GoMap, call: Call): string | undefined {
  try {
    const document = readSchema(text, call);
    const matches = (pattern: string, subject: string): boolean =>
      Pattern.compile(pattern, call).test(subject, call);
    const fault = validate(document, toData(values), { charge: (amount) => call.charge(amount), matches });
    return fault && `${describeFailure(fault)}\n`;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof LimitError) throw error;
    return error.message;
  }
}

/** Documents by their texts: a chart is rendered many times. */
const documents = new Map<string, SchemaDocument>();
const MAX_DOCUMENTS = 64;

/** @throws Error for what is no schema */
function readSchema(text: string, call: Call): SchemaDocument {
  const known = documents.get(text);
  if (known) return known;
  call.charge(text.length);
  const root = decodeJsonData(text) as Schema;
  const draft = draftOf(root);
  if (!draft) {
    const url = String((root as Record<string, unknown>)['$schema']);
    throw new Error(`failing loading "${url}": schemas are not fetched`);
  }
  const fault = grouped(
    undefined,
    checkSchema(root, draft, (pattern) => Pattern.compile(pattern, call)),
  );
  if (fault) {
    const failed = `jsonschema validation failed with '${draft.url}#'`;
    throw new Error(
      `"${DOCUMENT_URL}#" is not valid against metaschema: ${failed}\n${describeFailure(fault)}`,
    );
  }
  const document = new SchemaDocument(root, draft);
  if (documents.size >= MAX_DOCUMENTS) documents.clear();
  documents.set(text, document);
  return document;
}
