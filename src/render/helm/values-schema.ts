// Checks values against values.schema.json of a chart and of the charts below it.
import { toData } from '../encoding/data.ts';
import { decodeJsonData } from '../encoding/json-data.ts';
import { lineColumn } from '../encoding/line-column.ts';
import { LimitError } from '../gotemplate/limits.ts';
import { GoMap, type Call } from '../gotemplate/value.ts';
import { Pattern } from '../sprig/pattern.ts';
import type { Chart } from './chart.ts';
import { SchemaFaults, type SchemaFault } from './schema-fault.ts';
import { checkSchema } from './schema/schema-check.ts';
import { DOCUMENT_URL, SchemaDocument, SchemaError } from './schema/schema-document.ts';
import { draftOf, type Schema } from './schema/schema-draft.ts';
import { describeFailure, failedPath, grouped, partsOf, type Failure } from './schema/schema-failure.ts';
import { findTooDeep, MAX_NESTING } from './schema/schema-nesting.ts';
import { validate } from './schema/schema-validator.ts';
import { findValue, givenPaths } from './values-place.ts';

/**
 * Checks the values for a chart, those of the charts below it included.
 *
 * @param call pays for the work
 * @throws SchemaFaults with the faults of all charts @throws LimitError
 */
export function checkSchemas(chart: Chart, values: GoMap, call: Call): void {
  const faulty: Faulty[] = [];
  collectFaults([chart], values, call, faulty);
  const [first, ...others] = faulty.flatMap(({ faults }) => faults);
  if (!first) return;
  const text = faulty.map(({ name, text: own }) => `${name}:\n${own}`).join('');
  const what = "values don't meet the specifications of the schema(s) in the following chart(s)";
  throw new SchemaFaults(`${what}:\n${text}`, [first, ...others]);
}

/** A chart whose values do not fit. */
interface Faulty {
  readonly name: string;
  /** As Helm prints them. */
  readonly text: string;
  readonly faults: readonly SchemaFault[];
}

/** @param charts from the root to the chart that is looked at */
function collectFaults(charts: readonly Chart[], values: GoMap, call: Call, faulty: Faulty[]): void {
  const chart = charts.at(-1) as Chart;
  const { schema } = chart.content;
  const found = schema === undefined ? undefined : faultOf(schema, values, call);
  if (typeof found === 'object' && 'failure' in found) {
    const faults = partsOf(found.failure).map((part) => faultOfValues(charts, part));
    faulty.push({ name: chart.name, text: `${describeFailure(found.failure)}\n`, faults });
  } else if (found)
    faulty.push({ name: chart.name, text: found.message, faults: [faultOfSchema(chart, found)] });
  for (const child of chart.dependencies) {
    const table = values.entries.get(child.name);
    collectFaults([...charts, child], table instanceof GoMap ? table : new GoMap(), call, faulty);
  }
}

const schemaFile = ({ content }: Chart): string => `${content.folder}values.schema.json`;

function faultOfValues(charts: readonly Chart[], part: Failure): SchemaFault {
  const chart = charts.at(-1) as Chart;
  const path = failedPath(part);
  const { place, missing } = findValue(charts, path) ?? {
    place: { file: schemaFile(chart) },
    missing: Infinity,
  };
  return {
    chart: chart.name,
    schema: schemaFile(chart),
    message: describeFailure(part),
    isOfSchema: false,
    given: givenPaths(charts, path),
    place,
    missing,
  };
}

function faultOfSchema(chart: Chart, error: Error): SchemaFault {
  const file = schemaFile(chart);
  const offset = error instanceof SchemaError ? error.offset : undefined;
  const place = { file, ...(offset !== undefined && lineColumn(chart.content.schema ?? '', offset)) };
  const { message } = error;
  return { chart: chart.name, schema: file, message, isOfSchema: true, given: [], place, missing: 0 };
}

/** What is wrong with values, or with the schema itself. */
function faultOf(text: string, values: GoMap, call: Call): { failure: Failure } | Error | undefined {
  try {
    const document = readSchema(text, call);
    const matches = (pattern: string, subject: string): boolean =>
      Pattern.compile(pattern, call).test(subject, call);
    const failure = validate(document, toData(values), { charge: (amount) => call.charge(amount), matches });
    return failure && { failure };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof LimitError) throw error;
    return error;
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
  const deep = findTooDeep(text);
  if (deep) {
    const message = `lists and maps are nested ${deep.depth} deep; expected at most ${MAX_NESTING}`;
    throw new SchemaError(message, deep.offset);
  }
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
