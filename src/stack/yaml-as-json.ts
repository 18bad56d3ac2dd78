// YAML that Go cannot read or make JSON of, as Helm does with all YAML, and that our parser lets pass.
import { type Document, isCollection, isNode, isScalar, visit } from 'yaml';

/** What cannot be there, at an offset of the text. */
export interface JsonFault {
  readonly message: string;
  readonly offset: number;
}

/** Lists, maps and nulls as keys (text with unquoted `{{ }}` is such a map), endless numbers, and YAML 1.2. */
export function findJsonFaults(document: Document.Parsed): JsonFault[] {
  const faults: JsonFault[] = [];
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== '1.1') {
    faults.push({ message: `it wants YAML ${version}; Helm reads 1.1`, offset: 0 });
  }
  visit(document, {
    Pair(_at, { key }) {
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (isCollection(key)) faults.push({ message: 'a map or list cannot be a key', offset });
      else if (isScalar(key) && key.value === null) faults.push({ message: 'null cannot be a key', offset });
    },
    Scalar(_key, { value, range }) {
      if (typeof value !== 'number' || Number.isFinite(value)) return;
      faults.push({ message: `${value} is no number in JSON`, offset: range?.[0] ?? 0 });
    },
  });
  return faults;
}
