// Where a value of a chart stands: in the values.yaml of the chart, or of a chart that it is below.
import { YamlError } from '../encoding/yaml-error.ts';
import { findNearestNode, type NearestNode } from '../encoding/yaml-find.ts';
import { lineColumn } from '../encoding/line-column.ts';
import { parseYaml } from '../encoding/yaml-parse.ts';
import { fromBytes } from '../gotemplate/text.ts';
import type { Chart } from './chart.ts';
import type { ChartPlace } from './helm-error.ts';
import type { ValuePath } from './schema-fault.ts';

/** A place, and how near it is to the value. */
export interface ValuePlace<Place> {
  readonly place: Place;
  /** How many steps of the path are not there; 0: the value itself is. */
  readonly missing: number;
}

const GLOBAL = 'global';

/** One way to come to a value: from the values of which chart, counted from the root, and by which path. */
interface Way {
  readonly from: number;
  readonly path: ValuePath;
}

/** The ways to a value of the last of the charts, in the order in which they count (docs of Helm: values of parents first). */
function waysTo(charts: readonly Chart[], path: ValuePath): Way[] {
  const names = charts.slice(1).map(({ name }) => name);
  const direct = charts.map((_, from) => ({ from, path: [...names.slice(from), ...path] }));
  if (path[0] !== GLOBAL) return direct;
  return [...names.map((_, from) => ({ from, path })), ...direct];
}

/** The paths by which values that are given to the root chart come to one of the last of the charts. */
export const givenPaths = (charts: readonly Chart[], path: ValuePath): ValuePath[] =>
  waysTo(charts, path).flatMap(({ from, path: way }) => (from === 0 ? [way] : []));

/**
 * Where the value at `path` of the last chart stands, or what of it is there; undefined where no chart has values.
 *
 * @param charts from the root to the chart that the value is for
 */
export function findValue(charts: readonly Chart[], path: ValuePath): ValuePlace<ChartPlace> | undefined {
  const places = waysTo(charts, path).flatMap(({ from, path: way }) => {
    const place = charts[from] && placeIn(charts[from], way);
    return place ? [place] : [];
  });
  return nearest(places);
}

/** The first of those that are nearest to a value. */
export function nearest<Place>(places: readonly ValuePlace<Place>[]): ValuePlace<Place> | undefined {
  const least = Math.min(...places.map(({ missing }) => missing));
  return places.find(({ missing }) => missing === least);
}

function placeIn({ content }: Chart, path: ValuePath): ValuePlace<ChartPlace> | undefined {
  if (!content.valuesFile) return undefined;
  const text = fromBytes(content.valuesFile);
  const found = findIn(text, path);
  if (!found) return undefined;
  const place = { file: `${content.folder}values.yaml`, ...lineColumn(text, found.offset) };
  return { place, missing: found.missing };
}

/** Where a path leads to in a text of YAML. */
export interface FoundValue {
  readonly offset: number;
  readonly missing: number;
}

/** A scalar itself, a map or list at its key; undefined where the text holds nothing. */
export function findIn(text: string, path: ValuePath): FoundValue | undefined {
  try {
    const root = parseYaml(text);
    if (!root) return undefined;
    const found = findNearestNode(root, path);
    return { offset: startOf(found), missing: path.length - found.depth };
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

const startOf = ({ node, key }: NearestNode): number =>
  (node.kind === 'mapping' || node.kind === 'sequence' ? (key ?? node) : node).start;
