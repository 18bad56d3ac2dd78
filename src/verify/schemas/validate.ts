// Checks data against a schema as API servers do, and strictly: a field that the schema does not have is a finding.
import { Budget } from '../../render/gotemplate/limits.ts';
import { plainPattern } from './plain-pattern.ts';
import { Pattern } from '../../render/sprig/pattern.ts';
import { formatPath, showNames, showValue, type DataPath, type Finding } from './finding.ts';
import { nearestName } from './nearest-name.ts';
import type { Schema } from './schema.ts';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** More are not told: they have one cause, and nobody reads them. */
const FINDING_LIMIT = 50;
const DEPTH_LIMIT = 128;

/**
 * What of `value` does not fit. Never throws.
 * @param path where `value` stands: the start of the places of findings
 */
export function validate(schema: Schema, value: unknown, path: DataPath = []): Finding[] {
  const validation = new Validation();
  validation.check(schema, value, path);
  return validation.findings;
}

const EXPECTED: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What a value of the schema is called. */
export function expectedBy({ type, isIntOrString }: Schema): string {
  if (isIntOrString) return 'a whole number or a text';
  return EXPECTED[type ?? ''] ?? 'a value';
}

class Validation {
  readonly findings: Finding[] = [];

  check(schema: Schema, value: unknown, path: DataPath): void {
    if (this.findings.length >= FINDING_LIMIT || path.length > DEPTH_LIMIT) return;
    if (value === null && (schema.nullable || isUntyped(schema))) return;
    if (!hasType(schema, value)) {
      const hint = value === null ? 'leave it out, or write a value' : hintFor(schema, value);
      this.report(path, `is ${showValue(value)}; expected ${expectedBy(schema)}`, hint);
      return;
    }
    if (schema.enum && !schema.enum.some((one) => isSame(one, value))) {
      const names = schema.enum.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
      const near = typeof value === 'string' ? nearestName(value, names) : undefined;
      const hint = near === undefined ? undefined : `write ${near}`;
      this.report(path, `is ${showValue(value)}; expected ${showNames(names)}`, hint);
    }
    if (typeof value === 'string') this.text(schema, value, path);
    else if (typeof value === 'number') this.number(schema, value, path);
    else if (Array.isArray(value)) this.list(schema, value, path);
    else if (isData(value)) this.object(schema, value, path);
    this.junctors(schema, value, path);
  }

  private report(path: DataPath, what: string, hint?: string): void {
    const message = `${path.length === 0 ? 'the value' : formatPath(path)} ${what}`;
    this.findings.push({ path, message, ...(hint !== undefined && { hint }) });
  }

  private limit(path: DataPath, what: string, hint?: string): void {
    this.report(path, what, hint);
    const last = this.findings.pop();
    if (last) this.findings.push({ ...last, isLimit: true });
  }

  private text({ minLength, maxLength, pattern, format }: Schema, value: string, path: DataPath): void {
    const length = [...value].length;
    if (minLength !== undefined && length < minLength) {
      if (length === 0) this.limit(path, 'is empty; expected a text', 'leave it out, or write a value');
      else this.limit(path, `has ${length} characters; expected at least ${minLength}`);
    }
    if (maxLength !== undefined && length > maxLength)
      this.limit(path, `has ${length} characters; expected at most ${maxLength}`);
    if (pattern !== undefined && !matches(pattern, value))
      this.report(
        path,
        `is ${showValue(value)}; expected a text that matches ${typeof pattern === 'string' ? pattern : pattern.source}`,
      );
    const check = FORMATS.get(format ?? '');
    if (check && !check.fits.test(value))
      this.report(path, `is ${showValue(value)}; expected ${check.expected}`);
  }

  private number(schema: Schema, value: number, path: DataPath): void {
    const { minimum, maximum, multipleOf } = schema;
    const found = `is ${showValue(value)}; expected`;
    if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum))
      this.report(path, `${found} ${schema.exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`);
    if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum))
      this.report(path, `${found} ${schema.exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`);
    if (multipleOf !== undefined && multipleOf > 0 && !Number.isInteger(value / multipleOf))
      this.report(path, `${found} a multiple of ${multipleOf}`);
  }

  private list(
    { items, minItems, maxItems, uniqueItems }: Schema,
    value: readonly unknown[],
    path: DataPath,
  ): void {
    this.count(value.length, 'entries', [minItems, maxItems], path);
    if (uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length)
      this.report(path, 'has an entry twice; expected each once');
    if (items) value.forEach((one, index) => this.check(items, one, [...path, index]));
  }

  private count(
    found: number,
    what: string,
    [least, most]: readonly [number | undefined, number | undefined],
    path: DataPath,
  ): void {
    if (least !== undefined && found < least) {
      const hint = found === 0 ? 'leave it out, or fill it' : undefined;
      this.limit(path, `has ${found === 0 ? 'no' : found} ${what}; expected at least ${least}`, hint);
    }
    if (most !== undefined && found > most)
      this.limit(path, `has ${found} ${what}; expected at most ${most}`);
  }

  private object(schema: Schema, value: Data, path: DataPath): void {
    const { properties, additionalProperties, required = [] } = schema;
    const keys = Object.keys(value);
    this.count(keys.length, 'fields', [schema.minProperties, schema.maxProperties], path);
    for (const key of required) if (!Object.hasOwn(value, key)) this.missing(schema, key, path);
    for (const key of keys) {
      const property = properties && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (property) this.check(property, value[key], [...path, key]);
      // A schema without a type only adds demands (within anyOf, say): what fields there are is said elsewhere.
      else if (!schema.keepsUnknown && schema.type === 'object')
        this.unknown(Object.keys(properties ?? {}), key, path);
    }
  }

  private missing({ properties = {} }: Schema, key: string, path: DataPath): void {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    this.report([...path, key], `is missing; expected ${property ? expectedBy(property) : 'a value'}`);
  }

  private unknown(known: readonly string[], key: string, path: DataPath): void {
    const near = nearestName(key, known);
    const expected = near ?? (known.length === 0 ? 'no fields' : showNames(known));
    const hint = near === undefined ? 'take it out' : `write ${near}`;
    this.report([...path, key], `is no field that is known; expected ${expected}`, hint);
  }

  private junctors({ allOf, anyOf, oneOf, not }: Schema, value: unknown, path: DataPath): void {
    for (const one of allOf ?? []) this.check(one, value, path);
    const fitting = (schemas: readonly Schema[]) =>
      schemas.filter((one) => validate(one, value).length === 0).length;
    if (anyOf && fitting(anyOf) === 0)
      this.report(path, `fits none of the ${anyOf.length} alternatives${namedBy(anyOf)}`);
    if (oneOf && fitting(oneOf) !== 1)
      this.report(
        path,
        `fits ${fitting(oneOf)} of the ${oneOf.length} alternatives; expected one${namedBy(oneOf)}`,
      );
    if (not && validate(not, value).length === 0) this.report(path, 'is what it must not be');
  }
}

/** Where alternatives are fields of which one is needed, their names. */
function namedBy(schemas: readonly Schema[]): string {
  const names = schemas.flatMap(({ required }) => required ?? []);
  return names.length === schemas.length ? `: ${names.join(', ')}` : '';
}

const isUntyped = ({ type, isIntOrString }: Schema): boolean => type === undefined && !isIntOrString;

function hasType(schema: Schema, value: unknown): boolean {
  if (schema.isIntOrString) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case 'object':
      return isData(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === schema.type;
    case 'integer':
      return Number.isInteger(value);
    default:
      return true;
  }
}

/** YAML takes unquoted words for numbers and truth values: the most frequent cause of a wrong type. */
function hintFor({ type }: Schema, value: unknown): string | undefined {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `write it in quotes: "${String(value)}"`;
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean' && /^(?:true|false)$/.test(value)) return `write it without quotes: ${value}`;
  if ((type === 'integer' || type === 'number') && /^-?\d+(?:\.\d+)?$/.test(value))
    return `write it without quotes: ${value}`;
  return undefined;
}

/** Formats that Kubernetes checks and that are worth it; it ignores those that it does not know. */
const FORMATS: ReadonlyMap<string, { readonly fits: RegExp; readonly expected: string }> = new Map([
  [
    'uuid',
    {
      fits: /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
      expected: 'a UUID',
    },
  ],
  ['ipv4', { fits: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, expected: 'an IPv4 address' }],
  ['date', { fits: /^\d{4}-\d\d-\d\d$/, expected: 'a day: 2026-01-31' }],
]);

/** Texts that no plain expression takes long for. */
const SHORT = 512;
// eslint-disable-next-line no-control-regex -- all of ASCII is what is meant
const ASCII = /^[\x00-\x7f]*$/;

/** Whether a text matches as in Go (RE2, so that no pattern takes for ever); true for a pattern that does not compile. */
export function matches(pattern: string | RegExp, value: string): boolean {
  if (value.length <= SHORT && ASCII.test(value)) {
    const expression = typeof pattern === 'string' ? plainPattern(pattern) : pattern;
    if (expression) return expression.test(value);
  }
  const budget = new Budget();
  try {
    return Pattern.compile(typeof pattern === 'string' ? pattern : pattern.source, budget).test(
      value,
      budget,
    );
  } catch {
    return true;
  }
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  if (!isData(a) || !isData(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
