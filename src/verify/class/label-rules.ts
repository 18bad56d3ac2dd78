// Rules for labels and annotations that a class hands on: Kubernetes refuses what is no name, or too long.
import type { Problem } from '../../problem/problem.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import type { ClassModel } from './class-model.ts';
import { dataOf } from './data.ts';
import { problemAt } from './report.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const PREFIX = new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`);
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const NAME_LIMIT = 63;
const PREFIX_LIMIT = 253;

/** `example.com/name`, at most 253 and 63 characters; the prefix may be absent. */
export function isQualifiedName(key: string): boolean {
  const [prefix, name] = key.includes('/')
    ? [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)]
    : ['a', key];
  return name.length <= NAME_LIMIT && NAME.test(name) && prefix.length <= PREFIX_LIMIT && PREFIX.test(prefix);
}

/** Checks `labels` and `annotations` of what stands at `path`; the wrong types are told by the schema. */
export function checkLabels(
  object: RenderedObject,
  metadata: unknown,
  path: ObjectPath,
  code: ProblemCode,
): Problem[] {
  return (['labels', 'annotations'] as const).flatMap((field) =>
    Object.entries(dataOf(dataOf(metadata)[field])).flatMap(([key, value]) => {
      const at = [...path, field, key];
      const what = field === 'labels' ? 'a label' : 'an annotation';
      if (!isQualifiedName(key)) {
        const message = `"${key}" is no name of ${what}; expected letters, digits, "-", "_" and ".", with a domain and "/" before them or not`;
        return [problemAt(object, at, code, message)];
      }
      if (field === 'annotations' || typeof value !== 'string') return [];
      if (value.length <= NAME_LIMIT && VALUE.test(value)) return [];
      const message = `the label ${key} is "${value}"; expected at most ${NAME_LIMIT} letters, digits, "-", "_" and "."`;
      return [problemAt(object, at, code, message)];
    }),
  );
}

/** Checks what the class gives to machines. */
export const checkClassMetadata = ({ object, metadata }: ClassModel): Problem[] =>
  metadata.flatMap(({ data, path }) => checkLabels(object, data, path, 'class-field'));
