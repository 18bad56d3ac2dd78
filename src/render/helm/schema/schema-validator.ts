// Validates plain data against a JSON Schema, as github.com/santhosh-tekuri/jsonschema v6 does.
import { runeCount } from '../../gotemplate/text.ts';
import {
  missingIn,
  numberFailures,
  oneOfFailures,
  requiredMessage,
  sizeFailures,
  wholeFailure,
  type Rules,
} from './schema-assertions.ts';
import { listFailures } from './schema-list.ts';
import { SchemaError, type SchemaDocument } from './schema-document.ts';
import { isSchema, type Schema, type SchemaObject } from './schema-draft.ts';
import {
  allFailure,
  below,
  failure,
  grouped,
  memberFailure,
  pointer,
  quoted,
  referenced,
  type Failure,
  type InstancePath,
} from './schema-failure.ts';
import { EvaluatedParts } from './evaluated-parts.ts';

/** What a validation needs from outside. */
export interface SchemaHost {
  /** Pays for each step. @throws LimitError */
  charge(amount: number): void;
  /** Whether a text matches a pattern of Go's regular expressions. */
  matches(pattern: string, text: string): boolean;
}

/** A schema on a value, and what it finds. */
interface Judgement {
  readonly schema: SchemaObject;
  readonly value: unknown;
  readonly path: InstancePath;
  readonly seen: EvaluatedParts;
  /** What led to this one on the same value. */
  readonly outer: Judgement | undefined;
  readonly failures: Failure[];
}

/** References that depend on how a schema was come to, by the drafts that have them. */
const UNSUPPORTED = [
  ['$recursiveRef', 2019],
  ['$dynamicRef', 2020],
] as const;

const NO_MEMBERS: SchemaObject = {};

/** Schemas in each other, those behind references and on members counted on: beyond what the stack of JavaScript is sure to hold. */
const MAX_DEPTH = 1000;

/**
 * Why a value does not fit a document; undefined where it does.
 * @throws SchemaError for references that lead nowhere, and for schemas that lead too deep
 */
export function validate(document: SchemaDocument, value: unknown, host: SchemaHost): Failure | undefined {
  return new Validator(document, host).validate(
    document.root,
    value,
    undefined,
    new EvaluatedParts(),
    undefined,
  );
}

class Validator {
  private readonly year: number;
  private readonly rules: Rules;
  private depth = 0;

  constructor(
    private readonly document: SchemaDocument,
    private readonly host: SchemaHost,
  ) {
    this.year = document.draft.year;
    this.rules = { year: this.year, patternFault: (pattern) => this.patternFault(pattern) };
  }

  validate(
    schema: Schema,
    value: unknown,
    path: InstancePath,
    seen: EvaluatedParts,
    outer: Judgement | undefined,
  ): Failure | undefined {
    this.host.charge(1);
    if (typeof schema === 'boolean') return schema ? undefined : failure(path, 'false schema');
    for (let around = outer; around; around = around.outer) {
      if (around.schema === schema)
        return failure(path, 'a reference leads to itself, causing reference cycle');
    }
    const fault = wholeFailure(schema, value, path, this.rules);
    if (fault) return fault;
    const judgement = { schema, value, path, seen, outer, failures: [] };
    if (++this.depth > MAX_DEPTH) {
      const found = `more than ${MAX_DEPTH} schemas apply within each other at ${quoted(pointer(path))}`;
      throw new SchemaError(`${found}; expected at most ${MAX_DEPTH}`);
    }
    this.reference(judgement);
    if (this.year >= 2019 || !('$ref' in schema)) {
      this.parts(judgement);
      this.combined(judgement);
      this.unevaluated(judgement);
    }
    this.depth -= 1;
    return grouped(path, judgement.failures);
  }

  private patternFault(pattern: string): string | undefined {
    try {
      this.host.matches(pattern, '');
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private reference(judgement: Judgement): void {
    const { schema, path, failures } = judgement;
    for (const [keyword, since] of UNSUPPORTED) {
      if (keyword in schema && this.year >= since)
        throw new SchemaError(`the keyword ${keyword} is not supported`);
    }
    const target = schema['$ref'];
    if (typeof target !== 'string') return;
    const inner = this.inPlace(this.document.resolve(schema, target), judgement);
    if (inner) failures.push(referenced(path, inner));
  }

  /** Another schema on the same value. */
  private inPlace(schema: unknown, outer: Judgement): Failure | undefined {
    const own = new EvaluatedParts();
    const fault = this.validate(schema as Schema, outer.value, outer.path, own, outer);
    if (!fault) outer.seen.addAll(own);
    return fault;
  }

  /** A schema on a part of the value. */
  private child(schema: unknown, value: unknown, path: InstancePath, step: string): Failure | undefined {
    return this.validate(schema as Schema, value, below(path, step), new EvaluatedParts(), undefined);
  }

  private parts(judgement: Judgement): void {
    const { schema, value, path, seen, failures } = judgement;
    if (typeof value === 'string') this.text(judgement, value);
    else if (typeof value === 'number') failures.push(...numberFailures(schema, value, path));
    else if (Array.isArray(value)) {
      const found = listFailures(schema, value, path, {
        year: this.year,
        charge: (amount) => this.host.charge(amount),
        item: (inner, index) => this.child(inner, value[index], path, String(index)),
        see: (index) => seen.add(String(index)),
      });
      failures.push(...found);
    } else if (typeof value === 'object' && value !== null) this.object(judgement, value as SchemaObject);
  }

  private text({ schema, path, failures }: Judgement, value: string): void {
    if ('minLength' in schema || 'maxLength' in schema)
      failures.push(...sizeFailures(schema, 'Length', runeCount(value), path));
    const { pattern } = schema;
    if (typeof pattern === 'string' && !this.host.matches(pattern, value)) {
      failures.push(failure(path, `${quoted(value)} does not match pattern ${quoted(pattern)}`));
    }
  }

  private object(judgement: Judgement, value: SchemaObject): void {
    const { schema, path, failures } = judgement;
    const keys = Object.keys(value).sort();
    failures.push(...sizeFailures(schema, 'Properties', keys.length, path));
    const missing = missingIn(value, schema['required']);
    if (missing.length > 0) failures.push(failure(path, requiredMessage(missing)));
    this.dependencies(judgement, value);
    this.members(judgement, value, keys);
    if (this.year >= 6) this.names(judgement, keys);
  }

  /** Each member by the schemas for its key, or that for all others. */
  private members({ schema, path, seen, failures }: Judgement, value: SchemaObject, keys: string[]): void {
    const properties = (schema['properties'] ?? NO_MEMBERS) as SchemaObject;
    const patterns = Object.entries((schema['patternProperties'] ?? NO_MEMBERS) as SchemaObject);
    const additional = schema['additionalProperties'];
    const extra: string[] = [];
    for (const key of keys) {
      const fitting = patterns.filter(([pattern]) => this.host.matches(pattern, key));
      const schemas = fitting.map(([, inner]) => inner);
      if (Object.hasOwn(properties, key)) schemas.unshift(properties[key]);
      if (schemas.length === 0) {
        if (additional === undefined) continue;
        if (additional === false) extra.push(key);
        else if (additional !== true) schemas.push(additional);
      }
      seen.add(key);
      for (const inner of schemas) {
        const fault = this.child(inner, value[key], path, key);
        if (fault) failures.push(fault);
      }
    }
    if (extra.length > 0) {
      const message = `additional properties ${extra.map(quoted).join(', ')} not allowed`;
      failures.push(memberFailure(path, extra[0] as string, message));
    }
  }

  private names({ schema, path, failures }: Judgement, keys: readonly string[]): void {
    const inner = schema['propertyNames'];
    if (!isSchema(inner)) return;
    for (const key of keys) {
      const fault = this.validate(inner, key, undefined, new EvaluatedParts(), undefined);
      if (!fault) continue;
      const causes = fault.kind === 'group' ? fault.causes : [fault];
      failures.push(memberFailure(path, key, `invalid propertyName ${quoted(key)}`, causes));
    }
  }

  private dependencies(judgement: Judgement, value: SchemaObject): void {
    const { schema, path, failures } = judgement;
    const keywords = this.year >= 2019 ? DEPENDENCIES : OLD_DEPENDENCIES;
    for (const keyword of keywords) {
      for (const [key, needed] of Object.entries((schema[keyword] ?? NO_MEMBERS) as SchemaObject)) {
        if (!Object.hasOwn(value, key)) continue;
        if (Array.isArray(needed)) {
          const missing = missingIn(value, needed).map(quoted).join(', ');
          if (missing)
            failures.push(failure(path, `properties ${missing} required, if ${quoted(key)} exists`));
          continue;
        }
        const fault = this.inPlace(needed, judgement);
        if (fault) failures.push(fault);
      }
    }
  }

  /** not, allOf, anyOf, oneOf and if. */
  private combined(judgement: Judgement): void {
    const { schema, path, failures } = judgement;
    const on = (inner: unknown): Failure | undefined => this.inPlace(inner, judgement);
    const onEach = (keyword: string) => ((schema[keyword] ?? []) as readonly unknown[]).map(on);
    if ('not' in schema && !on(schema['not'])) failures.push(failure(path, "'not' failed"));
    if ('allOf' in schema) {
      const faults = onEach('allOf').filter((fault) => fault !== undefined);
      if (faults.length > 0) failures.push(allFailure(path, faults));
    }
    if ('anyOf' in schema) {
      const results = onEach('anyOf');
      const faults = results.filter((fault) => fault !== undefined);
      if (results.length > 0 && faults.length === results.length)
        failures.push(failure(path, "'anyOf' failed", faults));
    }
    if ('oneOf' in schema) failures.push(...oneOfFailures(onEach('oneOf'), path));
    if (this.year >= 7 && 'if' in schema) {
      const branch = on(schema['if']) ? schema['else'] : schema['then'];
      const fault = branch === undefined ? undefined : on(branch);
      if (fault) failures.push(fault);
    }
  }

  private unevaluated({ schema, value, path, seen, failures }: Judgement): void {
    if (this.year < 2019 || typeof value !== 'object' || value === null) return;
    const inner = schema[Array.isArray(value) ? 'unevaluatedItems' : 'unevaluatedProperties'];
    if (!isSchema(inner)) return;
    const rest = Object.entries(value).filter(([key]) => !seen.has(key));
    for (const [key, item] of rest) {
      const fault = this.child(inner, item, path, key);
      if (fault) failures.push(fault);
    }
    for (const [key] of rest) seen.add(key);
  }
}

const OLD_DEPENDENCIES = ['dependencies'];
const DEPENDENCIES = [...OLD_DEPENDENCIES, 'dependentSchemas', 'dependentRequired'];
