// Reading data of unknown shape: the nearest sensible thing, so that rules need not ask twice.
export type Data = Readonly<Record<string, unknown>>;

export const isData = (value: unknown): value is Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The value if it is a map, otherwise an empty one. */
export const dataOf = (value: unknown): Data => (isData(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value of a key that the map has itself: `constructor` is a key like any other. */
export const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

/** `infrastructure.cluster.x-k8s.io` of `infrastructure.cluster.x-k8s.io/v1beta1`; empty for `v1`. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
