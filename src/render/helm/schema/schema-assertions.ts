// The keywords of JSON Schema that judge a value without other schemas.
import type { SchemaObject } from './schema-draft.ts';
import { checkFormat } from './schema-format.ts';
import {
  counted,
  failure,
  isScalar,
  measured,
  quoted,
  shown,
  type Failure,
  type InstancePath,
} from './schema-failure.ts';
import { isMultiple } from './schema-number.ts';
import { isEqual, jsonTypeOf, TYPES } from './schema-type.ts';

/** What depends on the document and on what can be asked. */
export interface Rules {
  readonly year: number;
  /** What is wrong with a pattern. */
  readonly patternFault: (pattern: string) => string | undefined;
}

/** What ends the judgement of a value where it fails: type, const, enum and format. */
export function wholeFailure(
  schema: SchemaObject,
  value: unknown,
  path: InstancePath,
  { year, patternFault }: Rules,
): Failure | undefined {
  if (year < 2019 && '$ref' in schema) return undefined;
  const { type } = schema;
  if (type !== undefined && !isOfAny(value, type)) {
    const wanted = [type].flat();
    const want = TYPES.filter((name) => wanted.includes(name)).join(' or ');
    return failure(path, `got ${jsonTypeOf(value)}, want ${want}`);
  }
  if (year >= 6 && 'const' in schema && !isEqual(value, schema['const'])) {
    const constant = schema['const'];
    return failure(path, isScalar(constant) ? `value must be ${shown(constant)}` : "'const' failed");
  }
  const values = schema['enum'] as readonly unknown[] | undefined;
  if (values && !values.some((item) => isEqual(value, item))) return failure(path, enumMessage(values));
  const { format } = schema;
  if (year >= 2019 || typeof format !== 'string' || typeof value !== 'string') return undefined;
  const fault = format === 'regex' ? patternFault(value) : checkFormat(format, value);
  return fault === undefined ? undefined : failure(path, `${quoted(value)} is not valid ${format}: ${fault}`);
}

/** Whether a value is of a type, or of one of a list of types. */
function isOfAny(value: unknown, type: unknown): boolean {
  if (Array.isArray(type)) return type.length === 0 || type.some((one) => isOfType(value, one));
  return isOfType(value, type);
}

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : jsonTypeOf(value) === type;

function enumMessage(values: readonly unknown[]): string {
  if (!values.every(isScalar)) return "'enum' failed";
  const wanted = values.map(shown).join(', ');
  return values.length === 1 ? `value must be ${wanted}` : `value must be one of ${wanted}`;
}

/** Those of the names that an object does not have. */
export const missingIn = (value: SchemaObject, names: unknown): string[] =>
  ((names ?? []) as string[]).filter((name) => !Object.hasOwn(value, name));

export const requiredMessage = (missing: readonly string[]): string =>
  `missing ${missing.length === 1 ? 'property' : 'properties'} ${missing.map(quoted).join(', ')}`;

/** Keywords for the least and the most that there may be of something. */
const SIZES = {
  Length: ['minLength', 'maxLength'],
  Items: ['minItems', 'maxItems'],
  Properties: ['minProperties', 'maxProperties'],
} as const;

/** `minLength`, `maxItems` and their like. */
export function sizeFailures(
  schema: SchemaObject,
  what: keyof typeof SIZES,
  size: number,
  path: InstancePath,
): Failure[] {
  const [minimum, maximum] = SIZES[what];
  const [least, most] = [schema[minimum], schema[maximum]];
  if (least === undefined && most === undefined) return [];
  const failures: Failure[] = [];
  const fail = (keyword: string, limit: number): void =>
    void failures.push(failure(path, `${keyword}: got ${counted(size)}, want ${counted(limit)}`));
  if (typeof least === 'number' && size < least) fail(minimum, least);
  if (typeof most === 'number' && size > most) fail(maximum, most);
  return failures;
}

const NUMBER_KEYWORDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** Bounds; in draft 4 `exclusiveMinimum: true` changes what `minimum` means. */
export function numberFailures(schema: SchemaObject, value: number, path: InstancePath): Failure[] {
  if (!NUMBER_KEYWORDS.some((keyword) => keyword in schema)) return [];
  const bounds = ['Minimum', 'Maximum'].flatMap(
    (name): (readonly [keyword: string, holds: boolean, limit: number])[] => {
      const [plain, exclusive] = [schema[name.toLowerCase()], schema[`exclusive${name}`]];
      const isMinimum = name === 'Minimum';
      const within = (limit: number): boolean => (isMinimum ? value >= limit : value <= limit);
      const inside = (limit: number): boolean => (isMinimum ? value > limit : value < limit);
      if (exclusive === true && typeof plain === 'number')
        return [[`exclusive${name}`, inside(plain), plain]];
      const own = typeof plain === 'number' ? [[name.toLowerCase(), within(plain), plain] as const] : [];
      return typeof exclusive === 'number'
        ? [...own, [`exclusive${name}`, inside(exclusive), exclusive]]
        : own;
    },
  );
  const factor = schema['multipleOf'];
  const all =
    typeof factor === 'number'
      ? [...bounds, ['multipleOf', isMultiple(value, factor), factor] as const]
      : bounds;
  return all
    .filter(([, holds]) => !holds)
    .map(([keyword, , limit]) =>
      failure(path, `${keyword}: got ${measured(value)}, want ${measured(limit)}`),
    );
}

/** What `oneOf` says of the results of its schemas. */
export function oneOfFailures(results: readonly (Failure | undefined)[], path: InstancePath): Failure[] {
  if (results.length === 0) return [];
  const matching = results.flatMap((fault, index) => (fault ? [] : [index]));
  if (matching.length === 1) return [];
  const causes = results.filter((fault) => fault !== undefined);
  if (matching.length === 0) return [failure(path, "'oneOf' failed, none matched", causes)];
  return [failure(path, `'oneOf' failed, subschemas ${matching.slice(0, 2).join(', ')} matched`)];
}
