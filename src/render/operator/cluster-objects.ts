// The objects of a workload cluster that overwrite files see.
import { fromData, GoList, GoMap, int64, type Value } from '../gotemplate/value.ts';
import type { ObjectData } from '../helm/rendered-object.ts';

/** What the operator hands to overwrite files (docs/operator-contract.md 4.3), as plain data. */
export interface ClusterObjects {
  readonly Cluster: ObjectData;
  /** Absent where the Cluster names none, as in its first seconds. */
  readonly ControlPlane?: ObjectData;
  readonly InfraCluster?: ObjectData;
}

/** Objects as the operator reads them from the API server: whole numbers are int64, not float64. */
export function valueOfObjects(objects: ClusterObjects): Value {
  return withIntegers(fromData(objects));
}

function withIntegers(value: Value): Value {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? int64(value) : value;
  if (value instanceof GoList) return new GoList(value.items.map(withIntegers));
  if (value instanceof GoMap)
    return new GoMap([...value.entries].map(([key, inner]) => [key, withIntegers(inner)] as const));
  return value;
}
