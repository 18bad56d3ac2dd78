// Checks a schema itself, as its meta-schema does: keywords have values of the form that they must have.
import {
  eachSubschema,
  isSchema,
  placesIn,
  type Draft,
  type Place,
  type Schema,
  type SchemaObject,
} from './schema-draft.ts';
import {
  below,
  failure,
  measured,
  quoted,
  type Failure,
  type InstancePath,
  type PathStep,
} from './schema-failure.ts';
import { jsonTypeOf, TYPES } from './schema-type.ts';

/** Compiles a pattern. @throws Error with Go's text */
export type CompilePattern = (pattern: string) => unknown;

/** The form of a keyword's value. */
type Form =
  | 'string'
  | 'boolean'
  | 'number'
  | 'array'
  | 'count'
  | 'factor'
  | 'pattern'
  | 'type'
  | 'names'
  | 'names by name';

const TEXTS = [
  '$id',
  '$schema',
  '$ref',
  '$anchor',
  '$dynamicRef',
  '$dynamicAnchor',
  '$recursiveRef',
  '$comment',
];
const MORE_TEXTS = ['title', 'description', 'format', 'contentEncoding', 'contentMediaType'];
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const FLAGS = ['uniqueItems', 'readOnly', 'writeOnly', 'deprecated', '$recursiveAnchor'];

/** Forms by keyword for a draft. */
function formsIn({ year }: Draft): ReadonlyMap<string, Form> {
  const all = (names: readonly string[], form: Form): [string, Form][] => names.map((name) => [name, form]);
  return new Map<string, Form>([
    ...all([...TEXTS, ...MORE_TEXTS], 'string'),
    ...all(FLAGS, 'boolean'),
    ...all(COUNTS, 'count'),
    ...all(['minimum', 'maximum'], 'number'),
    ...all(['exclusiveMinimum', 'exclusiveMaximum'], year === 4 ? 'boolean' : 'number'),
    ['multipleOf', 'factor'],
    ['pattern', 'pattern'],
    ['type', 'type'],
    ['required', 'names'],
    ['enum', 'array'],
    ...all(year === 4 ? ['id'] : [], 'string'),
    ...all(year >= 2019 ? ['minContains', 'maxContains'] : [], 'count'),
    ...all(year >= 2019 ? ['dependentRequired'] : [], 'names by name'),
  ]);
}

const isTypeName = (name: unknown): boolean => typeof name === 'string' && TYPES.includes(name);

/** What is wrong with a schema, and with those in it. */
export function checkSchema(root: Schema, draft: Draft, compile: CompilePattern): Failure[] {
  return new SchemaChecker(draft, compile).check(root);
}

class SchemaChecker {
  private readonly failures: Failure[] = [];
  private readonly forms: ReadonlyMap<string, Form>;
  private readonly places: ReadonlyMap<string, Place>;

  constructor(
    private readonly draft: Draft,
    private readonly compile: CompilePattern,
  ) {
    this.forms = formsIn(draft);
    this.places = placesIn(draft);
  }

  check(schema: unknown): Failure[] {
    this.schemaAt(schema, undefined);
    return this.failures;
  }

  private fail(path: InstancePath, message: string): void {
    this.failures.push(failure(path, message));
  }

  private wrongType(path: InstancePath, value: unknown, want: string): void {
    this.fail(path, `got ${jsonTypeOf(value)}, want ${want}`);
  }

  private schemaAt(schema: unknown, path: InstancePath): void {
    if (!isSchema(schema) || (this.draft.year === 4 && typeof schema === 'boolean')) {
      const want = this.draft.year === 4 ? 'object' : 'boolean or object';
      return this.wrongType(path, schema, want);
    }
    if (typeof schema === 'boolean') return;
    let hasPlaces = false;
    for (const keyword of Object.keys(schema)) {
      const [form, place] = [this.forms.get(keyword), this.places.get(keyword)];
      if (form) this.form(form, schema[keyword], below(path, keyword));
      if (place) this.place(place, schema[keyword], below(path, keyword));
      hasPlaces ||= place !== undefined;
    }
    if (!hasPlaces) return;
    eachSubschema(schema, this.draft, (child, keyword, key) => {
      const place = below(path, keyword);
      this.schemaAt(child, key === undefined ? place : below(place, key));
    });
  }

  /** The form around schemas: lists and maps of them. */
  private place(place: Place, value: unknown, path: PathStep): void {
    const isFlag = this.draft.year === 4 && typeof value === 'boolean' && /additional/.test(path.step);
    if (place === 'schema') {
      if (!isSchema(value) && !isFlag) this.wrongType(path, value, 'boolean or object');
      return;
    }
    if (place === 'list') return this.list(value, path);
    if (place === 'schema or list') {
      if (Array.isArray(value)) this.list(value, path);
      else if (!isSchema(value)) this.wrongType(path, value, 'array');
      return;
    }
    if (jsonTypeOf(value) !== 'object') return this.wrongType(path, value, 'object');
    for (const key of Object.keys(value as SchemaObject)) {
      const item = (value as SchemaObject)[key];
      if (place === 'schemas or names' && Array.isArray(item)) this.names(item, below(path, key));
      else if (!isSchema(item)) this.wrongType(below(path, key), item, 'boolean or object');
      if (path.step === 'patternProperties') this.pattern(key, path);
    }
  }

  private list(value: unknown, path: InstancePath): void {
    if (!Array.isArray(value)) return this.wrongType(path, value, 'array');
    if (value.length === 0) this.fail(path, 'minItems: got 0, want 1');
    value.forEach((item: unknown, index) => {
      if (!isSchema(item)) this.wrongType(below(path, String(index)), item, 'boolean or object');
    });
  }

  private form(form: Form, value: unknown, path: InstancePath): void {
    switch (form) {
      case 'count':
        return this.count(value, path);
      case 'factor':
        if (typeof value !== 'number') this.wrongType(path, value, 'number');
        else if (value <= 0) this.fail(path, `exclusiveMinimum: got ${measured(value)}, want 0`);
        return;
      case 'pattern':
        if (typeof value !== 'string') return this.wrongType(path, value, 'string');
        return this.pattern(value, path);
      case 'type':
        return this.type(value, path);
      case 'names':
        return this.names(value, path);
      case 'names by name':
        return this.namesByName(value, path);
      default:
        if (jsonTypeOf(value) !== form) this.wrongType(path, value, form);
    }
  }

  private count(value: unknown, path: InstancePath): void {
    if (!Number.isInteger(value)) this.wrongType(path, value, 'integer');
    else if ((value as number) < 0) this.fail(path, `minimum: got ${measured(value as number)}, want 0`);
  }

  private pattern(pattern: string, path: InstancePath): void {
    try {
      this.compile(pattern);
    } catch (error) {
      this.fail(path, `${quoted(pattern)} is not valid regex: ${(error as Error).message}`);
    }
  }

  private type(value: unknown, path: InstancePath): void {
    if (isTypeName(value)) return;
    const isList = Array.isArray(value) && value.length > 0 && value.every(isTypeName);
    if (isList && new Set(value).size === value.length) return;
    const names = [...TYPES].sort().map(quoted).join(', ');
    this.fail(path, `value must be one of ${names}`);
  }

  private names(value: unknown, path: InstancePath): void {
    if (!Array.isArray(value)) return this.wrongType(path, value, 'array');
    if (value.length === 0 && this.draft.year === 4) this.fail(path, 'minItems: got 0, want 1');
    value.forEach((item: unknown, index) => {
      if (typeof item !== 'string') this.wrongType(below(path, String(index)), item, 'string');
      const first = value.indexOf(item);
      if (first < index) this.fail(path, `items at ${first} and ${index} are equal`);
    });
  }

  private namesByName(value: unknown, path: InstancePath): void {
    if (jsonTypeOf(value) !== 'object') return this.wrongType(path, value, 'object');
    for (const [key, item] of Object.entries(value as SchemaObject)) this.names(item, below(path, key));
  }
}
