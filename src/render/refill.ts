// Versions that were filled in, replaced by others where they stand: rendering again, without the sources.
import type { Substitution } from '../stack/hashes-file.ts';
import type { ComponentVersions } from '../stack/metadata.ts';

/** A text with other versions, and the places where the old ones do not stand. */
export interface RefilledText {
  readonly text: string;
  readonly misplaced: readonly Substitution[];
}

/**
 * Replaces the versions `from` by `to` at the places of one text. A place on the first line may be one further
 * right than the version stands: the sources had a byte order mark there, which a packed chart has not.
 */
export function refillText(
  text: string,
  places: readonly Substitution[],
  from: ComponentVersions,
  to: ComponentVersions,
): RefilledText {
  const lines = text.split('\n');
  const misplaced: Substitution[] = [];
  for (const [line, group] of groupBy(places, (place) => String(place.line))) {
    const index = Number(line) - 1;
    // From right to left, so that what is replaced moves nothing that still has to be.
    for (const place of [...group].sort((a, b) => b.column - a.column)) {
      const [old, now] = [from[place.component], to[place.component]];
      const content = lines[index] ?? '';
      const start = [place.column - 1, ...(index === 0 ? [place.column - 2] : [])].find(
        (at) => at >= 0 && content.startsWith(old, at),
      );
      if (start === undefined) misplaced.push(place);
      else lines[index] = content.slice(0, start) + now + content.slice(start + old.length);
    }
  }
  return { text: lines.join('\n'), misplaced };
}

/** The places as they are once the versions `from` have become `to`: a longer version moves those behind it. */
export function movePlaces(
  places: readonly Substitution[],
  from: ComponentVersions,
  to: ComponentVersions,
): Substitution[] {
  const moved = new Map<Substitution, number>();
  for (const group of groupBy(places, ({ file, line }) => `${line} ${file}`).values()) {
    let shift = 0;
    for (const place of [...group].sort((a, b) => a.column - b.column)) {
      moved.set(place, place.column + shift);
      shift += to[place.component].length - from[place.component].length;
    }
  }
  return places.map((place) => ({ ...place, column: moved.get(place) ?? place.column }));
}

/** The places by file, or by whatever `keyOf` says, in the order in which they were recorded. */
export function groupBy(
  places: readonly Substitution[],
  keyOf: (place: Substitution) => string,
): ReadonlyMap<string, readonly Substitution[]> {
  const groups = new Map<string, Substitution[]>();
  for (const place of places) {
    const group = groups.get(keyOf(place));
    if (group) group.push(place);
    else groups.set(keyOf(place), [place]);
  }
  return groups;
}
