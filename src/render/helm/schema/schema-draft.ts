// The drafts of JSON Schema, and where schemas stand in schemas.

/** A schema that is an object. It may have a prototype, so keys that are no keywords are asked for with `Object.hasOwn`. */
export type SchemaObject = Readonly<Record<string, unknown>>;
export type Schema = boolean | SchemaObject;

/** A version of JSON Schema. */
export interface Draft {
  /** 4, 6, 7, 2019 or 2020. */
  readonly year: 4 | 6 | 7 | 2019 | 2020;
  readonly url: string;
  readonly idKeyword: 'id' | '$id';
}

const draft = (year: Draft['year'], url: string): Draft => ({
  year,
  url,
  idKeyword: year === 4 ? 'id' : '$id',
});

/** The one for schemas that do not say. */
const LATEST = draft(2020, 'https://json-schema.org/draft/2020-12/schema');

const DRAFTS: ReadonlyMap<string, Draft> = new Map([
  ['json-schema.org/schema', LATEST],
  ['json-schema.org/draft/2020-12/schema', LATEST],
  ['json-schema.org/draft/2019-09/schema', draft(2019, 'https://json-schema.org/draft/2019-09/schema')],
  ['json-schema.org/draft-07/schema', draft(7, 'http://json-schema.org/draft-07/schema')],
  ['json-schema.org/draft-06/schema', draft(6, 'http://json-schema.org/draft-06/schema')],
  ['json-schema.org/draft-04/schema', draft(4, 'http://json-schema.org/draft-04/schema')],
]);

const draftAt = (url: string): Draft | undefined =>
  DRAFTS.get(url.replace(/#$/, '').replace(/^https?:\/\//, ''));

export const isKnownDraftUrl = (url: string): boolean => draftAt(url) !== undefined;

/** The draft that a document names; undefined for one that is none. */
export function draftOf(schema: Schema): Draft | undefined {
  const named = typeof schema === 'object' ? schema['$schema'] : undefined;
  return typeof named === 'string' ? draftAt(named) : LATEST;
}

/** What stands at a keyword. */
export type Place = 'schema' | 'list' | 'map' | 'schema or list' | 'schemas or names';

/** Keywords with schemas, and the first draft that has them. */
const PLACES: readonly (readonly [keyword: string, place: Place, since: number])[] = [
  ['not', 'schema', 4],
  ['allOf', 'list', 4],
  ['anyOf', 'list', 4],
  ['oneOf', 'list', 4],
  ['properties', 'map', 4],
  ['patternProperties', 'map', 4],
  ['additionalProperties', 'schema', 4],
  ['definitions', 'map', 4],
  ['dependencies', 'schemas or names', 4],
  ['items', 'schema or list', 4],
  ['additionalItems', 'schema', 4],
  ['propertyNames', 'schema', 6],
  ['contains', 'schema', 6],
  ['if', 'schema', 7],
  ['then', 'schema', 7],
  ['else', 'schema', 7],
  ['$defs', 'map', 2019],
  ['dependentSchemas', 'map', 2019],
  ['unevaluatedProperties', 'schema', 2019],
  ['unevaluatedItems', 'schema', 2019],
  ['contentSchema', 'schema', 2019],
  ['prefixItems', 'list', 2020],
];

const placesByYear = new Map<number, ReadonlyMap<string, Place>>();

/** What stands at the keywords of a draft that hold schemas. */
export function placesIn({ year }: Draft): ReadonlyMap<string, Place> {
  let places = placesByYear.get(year);
  if (!places) {
    const known = PLACES.filter(([, , since]) => since <= year);
    places = new Map(
      known.map(([keyword, place]) => [keyword, keyword === 'items' && year === 2020 ? 'schema' : place]),
    );
    placesByYear.set(year, places);
  }
  return places;
}

/** Told of a schema in another one, and the steps that lead to it: a keyword, and a key or index where it holds several. */
type VisitSchema = (schema: Schema, keyword: string, key: string | undefined) => void;

/** Visits the schemas directly in a schema, as far as they stand where schemas can. */
export function eachSubschema(schema: SchemaObject, version: Draft, visit: VisitSchema): void {
  const places = placesIn(version);
  for (const keyword of Object.keys(schema)) {
    const place = places.get(keyword);
    if (place === undefined) continue;
    const value = schema[keyword];
    if ((place === 'schema' || place === 'schema or list') && isSchema(value)) {
      visit(value, keyword, undefined);
    } else if (typeof value === 'object' && value !== null && place !== 'schema') {
      for (const key of Object.keys(value)) {
        const item = (value as SchemaObject)[key];
        if (isSchema(item)) visit(item, keyword, key);
      }
    }
  }
}

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
