// Rules for fields: each object has those of its kind, and of the right type.
import type { Problem } from '../../problem/problem.ts';
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import { KNOWN_SCHEMAS, schemaKey, type SchemaMap } from '../schemas/known-schemas.ts';
import type { Schema } from '../schemas/schema.ts';
import { validate } from '../schemas/validate.ts';
import { textOf } from './data.ts';
import { nameOf, problemAt } from './report.ts';

/** The schema of an object: one that was given goes before one that csctl brings along. */
export function schemaOf({ data }: RenderedObject, given: SchemaMap): Schema | undefined {
  const key = schemaKey(textOf(data['apiVersion']), textOf(data['kind']));
  return given.get(key) ?? KNOWN_SCHEMAS.get(key);
}

/** Checks the fields of objects whose kind is known; of others nothing can be said. */
export function checkFields(objects: readonly RenderedObject[], given: SchemaMap): Problem[] {
  return objects.flatMap((object) => {
    const schema = schemaOf(object, given);
    if (!schema) return [];
    return validate(schema, object.data).map(({ path, message, hint }) =>
      problemAt(object, path, 'class-field', `${nameOf(object)}: ${message}`, hint),
    );
  });
}
