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
export const valueOfObjects = (objects: ClusterObjects): Value => valueOf(objects);

function valueOf(data: unknown): Value {
  if (typeof data === 'number') return Number.isSafeInteger(data) ? int64(data) : data;
  if (Array.isArray(data)) return new GoList(data.map(valueOf));
  if (data === null || typeof data !== 'object') return fromData(data);
  return new GoMap(Object.entries(data).map(([key, value]) => [key, valueOf(value)] as const));
}
