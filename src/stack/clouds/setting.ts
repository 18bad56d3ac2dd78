// Values of OpenStack's configuration files, each with the place where it stands.
import type { Place } from '../../problem/place.ts';

/** A text, number, boolean or null. */
export interface ScalarSetting {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes: the password 0123 is the text "0123", whatever number YAML makes of it. */
  readonly text: string;
  readonly place: Required<Place>;
}

export interface ListSetting {
  readonly kind: 'list';
  readonly items: readonly Setting[];
  readonly place: Required<Place>;
}

export interface MapSetting {
  readonly kind: 'map';
  /** In the order of the file. */
  readonly entries: ReadonlyMap<string, Setting>;
  readonly place: Required<Place>;
}

export type Setting = ScalarSetting | ListSetting | MapSetting;

export const isMap = (setting: Setting | undefined): setting is MapSetting => setting?.kind === 'map';

/** A value that says something: null and the empty text count as absent, as in clients. */
export const isGiven = (setting: Setting | undefined): setting is Setting =>
  setting !== undefined && !(setting.kind === 'scalar' && (setting.value === null || setting.text === ''));

/** The text of a scalar that says something. */
export const textOf = (map: MapSetting, key: string): string | undefined => {
  const setting = map.entries.get(key);
  return setting?.kind === 'scalar' && isGiven(setting) ? setting.text : undefined;
};

/** A map with some entries set, changed in their place; undefined takes one out. */
export function withEntries(
  map: MapSetting,
  changes: Readonly<Record<string, Setting | undefined>>,
): MapSetting {
  const entries = new Map(map.entries);
  for (const [key, setting] of Object.entries(changes))
    if (setting === undefined) entries.delete(key);
    else entries.set(key, setting);
  return { ...map, entries };
}

/** Dashes in keys are underscores, as clients have it: in the map, and in the maps of its entries. */
export const withUnderscores = (map: MapSetting): MapSetting => ({
  ...map,
  entries: new Map(
    [...map.entries].map(([key, setting]) => [
      key.replaceAll('-', '_'),
      isMap(setting) ? withUnderscores(setting) : setting,
    ]),
  ),
});

/** What a map says, and where it says nothing what `below` says; of maps within, only `auth` is taken together. */
export function overProfile(above: MapSetting, below: MapSetting): MapSetting {
  const [auth, other] = [above.entries.get('auth'), below.entries.get('auth')];
  const both = isMap(auth) && isMap(other) ? { ...auth, entries: overlaid(auth, other) } : undefined;
  return {
    ...above,
    entries: new Map([...overlaid(above, below), ...(both ? [['auth', both] as const] : [])]),
  };
}

const overlaid = (above: MapSetting, below: MapSetting): Map<string, Setting> =>
  new Map([...below.entries, ...above.entries]);

/** All of two maps, down to every map within; where both say something, the second counts. */
export function merge(first: MapSetting, second: MapSetting): MapSetting {
  const entries = new Map(first.entries);
  for (const [key, setting] of second.entries) {
    const before = entries.get(key);
    entries.set(key, isMap(before) && isMap(setting) ? merge(before, setting) : setting);
  }
  return { ...first, entries };
}

/** As plain data: values of YAML, in the order of the file. */
export function plainOf(setting: Setting): unknown {
  if (setting.kind === 'scalar') return setting.value;
  if (setting.kind === 'list') return setting.items.map(plainOf);
  return Object.fromEntries([...setting.entries].map(([key, inner]) => [key, plainOf(inner)]));
}
