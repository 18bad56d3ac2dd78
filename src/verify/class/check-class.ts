// All rules about what a class chart renders to: the operator can apply it, and Cluster API makes clusters of it.
import type { Problem } from '../../problem/problem.ts';
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import { NO_SCHEMAS, type SchemaMap } from '../schemas/known-schemas.ts';
import { checkValidationRules } from './cel-rules.ts';
import { isClusterClass, readClass } from './class-model.ts';
import { checkClassMetadata } from './label-rules.ts';
import { checkObjects, type ClassIdentity } from './object-rules.ts';
import { checkPatches } from './patch-rules.ts';
import { checkReferences } from './reference-rules.ts';
import { checkFields } from './schema-rules.ts';
import { checkVariables } from './variable-rules.ts';

/** A rendered class chart, and what is known of the release that it is of. */
export interface ClassInput extends ClassIdentity {
  readonly objects: readonly RenderedObject[];
  /** `vX.Y.Z` of the release: the version that templates in patches are tried with. */
  readonly kubernetes: string;
  /** Schemas of kinds that csctl has none of, or that go before its own. */
  readonly schemas?: SchemaMap;
}

/** Checks a rendered class chart. Bad input gives problems, never an exception. */
export async function checkClassObjects(input: ClassInput): Promise<Problem[]> {
  const { objects, namespace, schemas = NO_SCHEMAS } = input;
  const found = [...checkObjects(objects, input), ...checkFields(objects, schemas)];
  for (const object of objects.filter(isClusterClass)) {
    const model = readClass(object);
    found.push(
      ...checkReferences(model, objects, namespace),
      ...checkClassMetadata(model),
      ...checkVariables(model),
      ...(await checkValidationRules(model)),
      ...checkPatches(model, { objects, schemas, namespace, kubernetes: input.kubernetes }),
    );
  }
  return found;
}
