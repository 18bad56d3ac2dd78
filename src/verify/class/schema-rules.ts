// Rules for fields: each object has those of its kind, and of the right type.
import { problem, type Problem, type ProblemDetails } from '../../problem/problem.ts';
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import type { Finding } from '../schemas/finding.ts';
import { KNOWN_SCHEMAS, schemaKey, type SchemaMap } from '../schemas/known-schemas.ts';
import type { Schema } from '../schemas/schema.ts';
import { validate } from '../schemas/validate.ts';
import { groupOf, textOf } from './data.ts';
import { nameOf } from './report.ts';

/** The schema of an object: one that was given goes before one that csctl brings along. */
export function schemaOf({ data }: RenderedObject, given: SchemaMap): Schema | undefined {
  const key = schemaKey(textOf(data['apiVersion']), textOf(data['kind']));
  return given.get(key) ?? KNOWN_SCHEMAS.get(key);
}

/** Groups whose v1beta1 had no limits of lengths and counts before Cluster API v1.10. */
const ONCE_UNLIMITED = ['cluster.x-k8s.io', 'bootstrap.cluster.x-k8s.io', 'controlplane.cluster.x-k8s.io'];

/** How bad a finding is, and what to do: a limit of v1beta1 is doubtful only, for older versions of Cluster API lack it. */
export function weigh({ data }: RenderedObject, { isLimit, hint }: Finding): ProblemDetails {
  const apiVersion = textOf(data['apiVersion']);
  const isDoubtful =
    isLimit && apiVersion.endsWith('/v1beta1') && ONCE_UNLIMITED.includes(groupOf(apiVersion));
  if (!isDoubtful) return { ...(hint !== undefined && { hint }) };
  const since = 'Cluster API refuses it since v1.10';
  return { severity: 'warning', hint: hint === undefined ? since : `${hint}; ${since}` };
}

/** Checks the fields of objects whose kind is known; of others nothing can be said. */
export function checkFields(objects: readonly RenderedObject[], given: SchemaMap): Problem[] {
  return objects.flatMap((object) => {
    const schema = schemaOf(object, given);
    if (!schema) return [];
    return validate(schema, object.data).map((finding) => {
      const details = { ...object.place(finding.path), ...weigh(object, finding) };
      return problem('class-field', `${nameOf(object)}: ${finding.message}`, details);
    });
  });
}
