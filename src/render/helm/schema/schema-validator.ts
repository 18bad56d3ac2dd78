// Validates plain data against a JSON Schema, as github.com/santhosh-tekuri/jsonschema v6 does.
import { runeCount } from '../../gotemplate/text.ts';
import {
  missingIn,
  numberFailures,
  oneOfFailures,
  requiredMessage,
  sizeFailures,
  wholeFailure,
} from './schema-assertions.ts';
import { listFailures } from './schema-list.ts';
import { SchemaError, type SchemaDocument } from './schema-document.ts';
import { isSchema, type Schema, type SchemaObject } from './schema-draft.ts';
import { failure, grouped, quoted, referenced, type Failure, type InstancePath } from './schema-failure.ts';

/** What a validation needs from outside. */
export interface SchemaHost {
  /** Pays for each step. @throws LimitError */
  charge(amount: number): void;
  /** Whether a text matches a pattern of Go's regular expressions. */
  matches(pattern: string, text: string): boolean;
}

/** The parts of a value that schemas have looked at: for `unevaluatedProperties` and `unevaluatedItems`. */
class Seen {
  readonly keys = new Set<string>();

  add(other: Seen): void {
    for (const key of other.keys) this.keys.add(key);
  }
}

/** References that depend on how a schema was come to, by the drafts that have them. */
const UNSUPPORTED = [
  ['$recursiveRef', 2019],
  ['$dynamicRef', 2020],
] as const;

/** A schema on a value, and those around it that are on the same value. */
interface Frame {
  readonly schema: Schema;
  readonly outer: Frame | undefined;
}

/** Why a value does not fit a document; undefined where it does. */
export function validate(document: SchemaDocument, value: unknown, host: SchemaHost): Failure | undefined {
  return new Validator(document, host).validate(document.root, value, [], new Seen(), undefined);
}

class Validator {
  private readonly year: number;

  constructor(
    private readonly document: SchemaDocument,
    private readonly host: SchemaHost,
  ) {
    this.year = document.draft.year;
  }

  validate(
    schema: Schema,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    outer: Frame | undefined,
  ): Failure | undefined {
    this.host.charge(1);
    if (typeof schema === 'boolean') return schema ? undefined : failure(path, 'false schema');
    for (let frame = outer; frame; frame = frame.outer) {
      if (frame.schema === schema)
        return failure(path, 'a reference leads to itself, causing reference cycle');
    }
    const patternFault = (pattern: string): string | undefined => this.patternFault(pattern);
    const fault = wholeFailure(schema, value, path, { year: this.year, patternFault });
    if (fault) return fault;
    const frame = { schema, outer };
    const behind = this.reference(schema, value, path, seen, frame);
    if (this.year < 2019 && '$ref' in schema) return behind;
    const failures = [
      ...(behind ? [behind] : []),
      ...this.parts(schema, value, path, seen, frame),
      ...this.combined(schema, value, path, seen, frame),
    ];
    failures.push(...this.unevaluated(schema, value, path, seen));
    return grouped(path, failures);
  }

  private patternFault(pattern: string): string | undefined {
    try {
      this.host.matches(pattern, '');
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private reference(
    schema: SchemaObject,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure | undefined {
    const unsupported = UNSUPPORTED.find(([keyword, since]) => keyword in schema && this.year >= since);
    if (unsupported) throw new SchemaError(`the keyword ${unsupported[0]} is not supported`);
    const target = schema['$ref'];
    if (typeof target !== 'string') return undefined;
    const inner = this.inPlace(this.document.resolve(schema, target), value, path, seen, frame);
    return inner && referenced(path, inner);
  }

  /** Another schema on the same value. */
  private inPlace(
    schema: unknown,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure | undefined {
    const own = new Seen();
    const fault = this.validate(schema as Schema, value, path, own, frame);
    if (!fault) seen.add(own);
    return fault;
  }

  private child(schema: unknown, value: unknown, path: InstancePath, step: string): Failure[] {
    const fault = this.validate(schema as Schema, value, [...path, step], new Seen(), undefined);
    return fault ? [fault] : [];
  }

  private parts(
    schema: SchemaObject,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure[] {
    if (typeof value === 'string') return this.text(schema, value, path);
    if (typeof value === 'number') return numberFailures(schema, value, path);
    if (Array.isArray(value)) {
      return listFailures(schema, value, path, {
        year: this.year,
        charge: (amount) => this.host.charge(amount),
        item: (inner, index) => this.child(inner, value[index], path, String(index)),
        see: (index) => seen.keys.add(String(index)),
      });
    }
    if (typeof value !== 'object' || value === null) return [];
    return this.object(schema, value as SchemaObject, path, seen, frame);
  }

  private text(schema: SchemaObject, value: string, path: InstancePath): Failure[] {
    const failures = sizeFailures(schema, 'Length', runeCount(value), path);
    const { pattern } = schema;
    if (typeof pattern === 'string' && !this.host.matches(pattern, value)) {
      failures.push(failure(path, `${quoted(value)} does not match pattern ${quoted(pattern)}`));
    }
    return failures;
  }

  private object(
    schema: SchemaObject,
    value: SchemaObject,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure[] {
    const failures = sizeFailures(schema, 'Properties', Object.keys(value).length, path);
    const missing = missingIn(value, schema['required']);
    if (missing.length > 0) failures.push(failure(path, requiredMessage(missing)));
    failures.push(...this.dependencies(schema, value, path, seen, frame));
    const extra: string[] = [];
    for (const key of Object.keys(value).sort()) {
      failures.push(...this.property(schema, key, value[key], path, seen, extra));
    }
    if (extra.length > 0) {
      failures.push(failure(path, `additional properties ${extra.map(quoted).join(', ')} not allowed`));
    }
    if (this.year >= 6) failures.push(...this.names(schema, value, path));
    return failures;
  }

  private property(
    schema: SchemaObject,
    key: string,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    extra: string[],
  ): Failure[] {
    const properties = (schema['properties'] ?? {}) as SchemaObject;
    const patterns = Object.entries((schema['patternProperties'] ?? {}) as SchemaObject);
    const schemas = patterns.filter(([pattern]) => this.host.matches(pattern, key)).map(([, inner]) => inner);
    if (Object.hasOwn(properties, key)) schemas.unshift(properties[key]);
    const additional = schema['additionalProperties'];
    if (schemas.length === 0 && additional !== undefined) {
      seen.keys.add(key);
      if (additional === false) extra.push(key);
      else if (additional !== true) schemas.push(additional);
    }
    if (schemas.length > 0) seen.keys.add(key);
    return schemas.flatMap((inner) => this.child(inner, value, path, key));
  }

  private names(schema: SchemaObject, value: SchemaObject, path: InstancePath): Failure[] {
    const inner = schema['propertyNames'];
    if (!isSchema(inner)) return [];
    return Object.keys(value)
      .sort()
      .flatMap((key) => {
        const fault = this.validate(inner, key, [], new Seen(), undefined);
        if (!fault) return [];
        const causes = fault.kind === 'group' ? fault.causes : [fault];
        return [failure(path, `invalid propertyName ${quoted(key)}`, causes)];
      });
  }

  private dependencies(
    schema: SchemaObject,
    value: SchemaObject,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure[] {
    const keywords =
      this.year >= 2019 ? ['dependencies', 'dependentSchemas', 'dependentRequired'] : ['dependencies'];
    const entries = keywords.flatMap((keyword) => Object.entries((schema[keyword] ?? {}) as SchemaObject));
    return entries.flatMap(([key, needed]): Failure[] => {
      if (!Object.hasOwn(value, key)) return [];
      if (Array.isArray(needed)) {
        const missing = missingIn(value, needed).map(quoted).join(', ');
        return missing ? [failure(path, `properties ${missing} required, if ${quoted(key)} exists`)] : [];
      }
      const fault = this.inPlace(needed, value, path, seen, frame);
      return fault ? [fault] : [];
    });
  }

  /** not, allOf, anyOf, oneOf and if. */
  private combined(
    schema: SchemaObject,
    value: unknown,
    path: InstancePath,
    seen: Seen,
    frame: Frame,
  ): Failure[] {
    const on = (inner: unknown): Failure | undefined => this.inPlace(inner, value, path, seen, frame);
    const onEach = (keyword: string) => ((schema[keyword] ?? []) as unknown[]).map(on);
    const failures: Failure[] = [];
    if ('not' in schema && !on(schema['not'])) failures.push(failure(path, "'not' failed"));
    const all = onEach('allOf').filter((fault) => fault !== undefined);
    if (all.length > 0) failures.push(failure(path, "'allOf' failed", all));
    const any = onEach('anyOf');
    const ofAny = any.filter((fault) => fault !== undefined);
    if (any.length > 0 && ofAny.length === any.length) failures.push(failure(path, "'anyOf' failed", ofAny));
    failures.push(...oneOfFailures(onEach('oneOf'), path));
    if (this.year >= 7 && 'if' in schema) {
      const branch = on(schema['if']) ? schema['else'] : schema['then'];
      const fault = branch === undefined ? undefined : on(branch);
      if (fault) failures.push(fault);
    }
    return failures;
  }

  private unevaluated(schema: SchemaObject, value: unknown, path: InstancePath, seen: Seen): Failure[] {
    if (this.year < 2019 || typeof value !== 'object' || value === null) return [];
    const keyword = Array.isArray(value) ? 'unevaluatedItems' : 'unevaluatedProperties';
    const inner = schema[keyword];
    if (!isSchema(inner)) return [];
    const rest = Object.entries(value).filter(([key]) => !seen.keys.has(key));
    const failures = rest.flatMap(([key, item]) => this.child(inner, item, path, key));
    for (const [key] of rest) seen.keys.add(key);
    return failures;
  }
}
