// Chart versions in stack.yaml: pins, for all minors or for one, and how updates choose new ones.
import type { Place } from '../../problem/place.ts';
import type { ConfigFields } from '../config-fields.ts';
import { PATCHES } from '../currency.ts';
import { satisfiesRange } from '../version-range.ts';
import type { YamlPath } from '../yaml-source.ts';
import type { AddonPin } from './addon-pins.ts';

/** How `csctl update` chooses the version of an addon's chart. */
export interface AddonPolicy {
  /** As in `addons`. */
  readonly key: string;
  /** The range that updates stay in; undefined: the same major. */
  readonly update: string | undefined;
  /** The chart's minor is that of Kubernetes. */
  readonly follows: boolean;
}

/** A key of the shared `addons`, and where it stands. */
export interface AddonName {
  readonly key: string;
  readonly place: Place;
}

/** What the shared `addons` say. */
export interface SharedAddons {
  readonly pins: readonly AddonPin[];
  readonly policies: readonly AddonPolicy[];
  readonly names: readonly AddonName[];
}

/** `addons` of one minor: a version for each key. */
export const readPins = (fields: ConfigFields, at: YamlPath): AddonPin[] =>
  Object.keys(fields.map(at)).flatMap((key) => readPin(fields, key, [...at, key]));

/** A version as it is written, so that an unquoted 1.30 stays 1.30. */
function readPin({ source, problems }: ConfigFields, key: string, path: YamlPath): AddonPin[] {
  const version = source.scalarText(path);
  if (version !== undefined && version !== '') return [{ key, version, place: source.place(path) }];
  const message = `${path.join('.')} is ${emptyOr(source.kindAt(path))}; expected a chart version`;
  problems.push(source.problemAt(path, 'config-type', message));
  return [];
}

const emptyOr = (kind: string): string => (['null', 'scalar'].includes(kind) ? 'empty' : `a ${kind}`);

/** The shared `addons`: a version, or a map of version, update and follows. */
export function readAddons(fields: ConfigFields): SharedAddons {
  const pins: AddonPin[] = [];
  const policies: AddonPolicy[] = [];
  const names: AddonName[] = [];
  const { source } = fields;
  for (const key of Object.keys(fields.map(['addons']))) {
    const at = ['addons', key];
    names.push({ key, place: source.keyPlace(at) });
    if (source.kindAt(at) !== 'map') {
      pins.push(...readPin(fields, key, at));
      continue;
    }
    fields.unknownKeys(at, ['version', 'update', 'follows']);
    if (source.kindAt([...at, 'version']) !== 'missing')
      pins.push(...readPin(fields, key, [...at, 'version']));
    policies.push({
      key,
      update: readUpdate(fields, [...at, 'update']),
      follows: readFollows(fields, [...at, 'follows']),
    });
  }
  return { pins, policies, names };
}

/**
 * The range that updates stay in, or `patch`; undefined where nothing is said. A range that nobody can read would hold a
 * chart back for good, and nobody would be told.
 */
export function readUpdate({ source, problems }: ConfigFields, path: YamlPath): string | undefined {
  if (['missing', 'null'].includes(source.kindAt(path))) return undefined;
  const text = source.scalarText(path);
  if (text === PATCHES || (text !== undefined && satisfiesRange('0.0.0', text) !== undefined)) return text;
  const found = text === undefined ? `a ${source.kindAt(path)}` : `"${text}"`;
  const message = `${path.join('.')} is ${found}; expected a range of chart versions, or ${PATCHES}`;
  const hint = `write it as 1.18.x, ">=1.2, <2", or ${PATCHES}: only Z of X.Y.Z moves`;
  problems.push(source.problemAt(path, 'config-type', message, { hint }));
  return undefined;
}

function readFollows({ source, problems }: ConfigFields, path: YamlPath): boolean {
  const found = source.get(path);
  if (found === undefined || found === 'kubernetesMinor') return found !== undefined;
  const message = `${path.join('.')} is ${JSON.stringify(found)}; expected kubernetesMinor`;
  problems.push(source.problemAt(path, 'config-type', message));
  return false;
}
