// An object that a chart rendered: its data, and where each part of it comes from in the templates.
import type { Place } from '../../problem/place.ts';

/** A Kubernetes object as plain data: JSON values in objects without a prototype. */
export type ObjectData = Readonly<Record<string, unknown>>;

/** A path into an object: keys and indexes. */
export type ObjectPath = readonly (string | number)[];

/** One object of a rendered chart. */
export interface RenderedObject {
  /** The template that made it, as a path in the chart: `templates/class.yaml`, `charts/cilium/templates/x.yaml`. */
  readonly template: string;
  readonly data: ObjectData;
  /** The document as it was rendered. */
  readonly text: string;
  /**
   * Where the value at `path` comes from: file (the name of the chart's folder or archive and the template), line and
   * column in the template; the nearest enclosing value where there is none.
   */
  place(path?: ObjectPath): Place;
}
