// Schemas of kinds that csctl does not know, from the CustomResourceDefinitions that are given to it.
import { parseAllDocuments, type Document } from 'yaml';
import { placeAt } from '../../problem/place.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import { firstFault } from '../../stack/yaml-faults/first-fault.ts';
import { schemaKey, wholeObject, type SchemaMap } from './known-schemas.ts';
import { readSchema } from './read-schema.ts';
import { anything, type Schema } from './schema.ts';

/** A file that may hold CustomResourceDefinitions. */
export interface CrdText {
  readonly file: string;
  readonly text: string;
}

/** The schemas of all versions of all kinds that the files define, and what is wrong with the files. */
export interface CrdSchemas {
  readonly schemas: SchemaMap;
  readonly problems: readonly Problem[];
}

type Data = Readonly<Record<string, unknown>>;

const dataOf = (value: unknown): Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Data) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Reads `apiextensions.k8s.io/v1` definitions; other objects in the files (a whole release of a provider) are passed over.
 * Never throws: a file that is no YAML, or defines nothing, is a problem `crd-file`.
 */
export function schemasFromCrds(files: readonly CrdText[]): CrdSchemas {
  const schemas = new Map<string, Schema>();
  const problems: Problem[] = [];
  for (const { file, text } of files) {
    const found = readFile(file, text, problems);
    for (const [key, schema] of found) schemas.set(key, schema);
  }
  return { schemas, problems };
}

function readFile(file: string, text: string, problems: Problem[]): (readonly [string, Schema])[] {
  const documents = parseAllDocuments(text, { prettyErrors: false });
  const list = Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
  const fault = firstFault(text, list);
  if (fault) {
    const place = placeAt(file, text, fault.offset);
    problems.push(
      problem('crd-file', `${file} is not valid YAML: ${fault.message}`, { ...place, hint: HINT }),
    );
    return [];
  }
  const found = list.flatMap((document) => versionsOf(dataOf(plain(document))));
  if (found.length === 0) {
    const message = `${file} has no CustomResourceDefinition; expected one of apiextensions.k8s.io/v1`;
    problems.push(problem('crd-file', message, { file, hint: HINT }));
  }
  return found;
}

const HINT = 'kubectl get crd NAME -o yaml writes such a file';

/** Aliases can blow a file up beyond all measure; the parser stops there, and such a document defines nothing. */
function plain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

function versionsOf(crd: Data): (readonly [string, Schema])[] {
  if (crd['kind'] !== 'CustomResourceDefinition') return [];
  const { group, names, versions } = dataOf(crd['spec']);
  const kind = dataOf(names)['kind'];
  if (typeof group !== 'string' || typeof kind !== 'string') return [];
  return listOf(versions).flatMap((entry) => {
    const { name, schema } = dataOf(entry);
    if (typeof name !== 'string') return [];
    const read = readSchema(
      dataOf(schema)['openAPIV3Schema'] ?? { 'x-kubernetes-preserve-unknown-fields': true },
    );
    return [[schemaKey(`${group}/${name}`, kind), withObjectFields(read)] as const];
  });
}

/** A definition says nothing about `metadata`: it is that of every object. */
function withObjectFields({ properties, ...more }: Schema): Schema {
  return wholeObject({ status: anything, ...properties }, { ...more, type: 'object' });
}
