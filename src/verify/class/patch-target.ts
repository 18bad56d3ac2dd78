// The templates that patches are for, and whether the pointer of an operation leads somewhere in them.
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import type { SchemaMap } from '../schemas/known-schemas.ts';
import { showNames } from '../schemas/finding.ts';
import { nearestName } from '../schemas/nearest-name.ts';
import type { Schema } from '../schemas/schema.ts';
import type { ClassModel, TemplateReference } from './class-model.ts';
import type { Data } from './data.ts';
import { pointerSteps, valueAt } from './json-patch.ts';
import { findTemplate } from './reference-rules.ts';
import { nameOf } from './report.ts';
import { schemaOf } from './schema-rules.ts';
import { asStored } from './stored-template.ts';

/** What patches are tried on and with. */
export interface PatchContext {
  readonly objects: readonly RenderedObject[];
  /** Schemas that were given. */
  readonly schemas: SchemaMap;
  readonly namespace: string;
  readonly kubernetes: string;
}

/** A template of the class, together with what it is for. */
export interface PatchTarget {
  readonly reference: TemplateReference;
  readonly object: RenderedObject;
  /** The object as the API server holds it. */
  readonly data: Data;
  /** Undefined where the kind is not known. */
  readonly schema: Schema | undefined;
}

/**
 * The templates that the class refers to. One that is rendered in another version than the class refers to is left out: the
 * API server converts it, and how is not known.
 */
export function findTargets(
  { references }: ClassModel,
  { objects, schemas }: Pick<PatchContext, 'objects' | 'schemas'>,
): PatchTarget[] {
  return references.flatMap((reference) => {
    const object = findTemplate(reference, objects);
    if (reference.role === 'remediation' || object?.data['apiVersion'] !== reference.apiVersion) return [];
    return [{ reference, object, data: asStored(object.data), schema: schemaOf(object, schemas) }];
  });
}

/** Why a pointer leads nowhere. */
export interface FitFault {
  readonly message: string;
  readonly hint?: string;
  /** A warning where it depends on the values of variables whether the operation is ever applied. */
  readonly severity?: 'warning';
}

/** A template to which patches are thought to be applied one after the other, enabled or not. */
export class PatchedTarget {
  readonly reference: TemplateReference;
  /** What earlier operations have written. */
  private readonly written: (readonly string[])[] = [];

  constructor(private readonly target: PatchTarget) {
    this.reference = target.reference;
  }

  /** Whether an operation can work; an `add` is taken note of for the operations behind it. */
  fit(op: string, pointer: string): FitFault | undefined {
    const steps = pointerSteps(pointer);
    const fault = this.unknownField(steps) ?? this.absent(op, pointer, steps);
    if (op === 'add') this.written.push(steps);
    return fault;
  }

  /** The schema has no such field. */
  private unknownField(steps: readonly string[]): FitFault | undefined {
    let schema = this.target.schema;
    for (const [index, step] of steps.entries()) {
      if (!schema || schema.keepsUnknown) return undefined;
      const { type, properties = {}, items } = schema;
      const next: Schema | undefined =
        items ?? (Object.hasOwn(properties, step) ? properties[step] : schema.additionalProperties);
      if (!next) {
        const where = `/${steps.slice(0, index).join('/')}`;
        const name = nameOf(this.target.object);
        if (type !== 'object') return { message: `${where} of ${name} is no map, and has nothing within` };
        const known = Object.keys(properties);
        const near = nearestName(step, known);
        const hint = near === undefined ? 'take the operation out' : `write ${near}`;
        return {
          message: `${where} of ${name} has no field ${step}; expected ${near ?? showNames(known)}`,
          hint,
        };
      }
      schema = next;
    }
    return undefined;
  }

  /** The parent (of `replace` and `remove`, the thing itself) is neither in the template nor written by a patch before. */
  private absent(op: string, pointer: string, steps: readonly string[]): FitFault | undefined {
    const needed = op === 'add' ? steps.slice(0, -1) : steps;
    const found = valueAt(this.target.data, needed);
    if ((found !== undefined && found !== null) || this.isWritten(needed)) return undefined;
    if (op !== 'add' && found === null) return undefined;
    const missing = needed.findIndex((_, index) => {
      const value = valueAt(this.target.data, needed.slice(0, index + 1));
      return value === undefined || value === null;
    });
    const first = `/${needed.slice(0, missing + 1).join('/')}`;
    const name = nameOf(this.target.object);
    return {
      severity: 'warning',
      message: `${op} of ${pointer} fails: ${name} has no ${first}, and no patch before adds it`,
      hint:
        op === 'add'
          ? `put ${first} into the template, or add it as a whole`
          : `use add, or put ${first} into the template`,
    };
  }

  /** Something in the chain was written: what is in it is not known, and gets the benefit of the doubt. */
  private isWritten(needed: readonly string[]): boolean {
    return this.written.some((written) => {
      const common = Math.min(written.length, needed.length);
      return written.slice(0, common).every((step, index) => step === needed[index]);
    });
  }
}
