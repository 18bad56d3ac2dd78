// How the rules about class charts tell what they found.
import type { ProblemCode } from '../../problem/catalogue.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import type { ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import { dataOf, textOf } from './data.ts';

/** `ClusterClass docker-scs-1-34-v1` */
export function nameOf({ data }: RenderedObject): string {
  const name = textOf(dataOf(data['metadata'])['name']);
  return [textOf(data['kind']) || 'an object', name].filter((part) => part !== '').join(' ');
}

/** A problem of what stands at `path` of the object. */
export function problemAt(
  object: RenderedObject,
  path: ObjectPath,
  code: ProblemCode,
  message: string,
  hint?: string,
): Problem {
  return problem(code, message, { ...object.place(path), ...(hint !== undefined && { hint }) });
}
