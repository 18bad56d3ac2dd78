// YAML that Go cannot read or make JSON of, as Helm does with all YAML, and that our parser lets pass.
import { type Document, isCollection, isNode, isScalar, visit } from 'yaml';
import type { Fault } from './yaml-faults/fault.ts';
import { templateAsKey } from './yaml-faults/templates.ts';

/** Lists, maps and nulls as keys (text with unquoted `{{ }}` is such a map), endless numbers, and YAML 1.2. */
export function findJsonFaults(text: string, document: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== '1.1') {
    faults.push({
      message: `it wants YAML ${version}; Helm reads 1.1`,
      offset: 0,
      hint: 'take the line with %YAML out',
    });
  }
  visit(document, {
    Pair(_at, { key }) {
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (isCollection(key)) {
        faults.push(templateAsKey(text, offset) ?? noKey('a map or list', offset));
        return visit.SKIP;
      }
      if (isScalar(key) && key.value === null) faults.push(noKey('null', offset));
      return undefined;
    },
    Scalar(_key, { value, range }) {
      if (typeof value !== 'number' || Number.isFinite(value)) return;
      faults.push({
        message: `${value} is no number in JSON`,
        offset: range?.[0] ?? 0,
        hint: 'write a number, or put quotes around it',
      });
    },
  });
  return faults;
}

const noKey = (what: string, offset: number): Fault => ({
  message: `${what} cannot be a key`,
  offset,
  hint: 'put quotes around the key',
});

/** Templates without quotes, which are maps in maps to YAML and would only be told as a value of the wrong kind. */
export function findTemplates(text: string, document: Document.Parsed): Fault[] {
  if (!text.includes('{{')) return [];
  const faults: Fault[] = [];
  visit(document, {
    Pair(_at, { key }) {
      const fault = isCollection(key) && key.range && templateAsKey(text, key.range[0]);
      if (!fault) return undefined;
      faults.push(fault);
      return visit.SKIP;
    },
  });
  return faults;
}
