// Whether the schema of a variable is one that Kubernetes calls structural; Cluster API refuses a class with any other.
import { PatternError, Pattern } from '../../render/sprig/pattern.ts';
import { Budget, LimitError } from '../../render/gotemplate/limits.ts';
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import { formatPath, showNames, type Finding } from '../schemas/finding.ts';
import { dataOf, isData, listOf, textOf, type Data } from './data.ts';

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'];
const JUNCTORS = ['allOf', 'anyOf', 'oneOf'] as const;
/** Words that only the schema itself may have, not what stands below `allOf` and the like. */
const OUTSIDE_ONLY = [
  ...['type', 'default', 'description', 'additionalProperties'],
  ...['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-int-or-string', 'x-kubernetes-validations'],
];
const DEPTH_LIMIT = 64;

/**
 * What is wrong with a schema; the paths start at it.
 *
 * The rules are those of k8s.io/apiextensions-apiserver/pkg/apiserver/schema (ValidateStructural), as far as Cluster API
 * hands words on to it, those of its own webhook, and one of ours: what is required must be possible.
 */
export function checkStructure(schema: Data, path: ObjectPath = []): Finding[] {
  const finding = (at: ObjectPath, what: string, hint?: string): Finding => {
    const where = [...path, ...at];
    const name = where.length === 0 ? 'the schema' : formatPath(where);
    return { path: where, message: `${name} ${what}`, ...(hint !== undefined && { hint }) };
  };
  if (path.length > DEPTH_LIMIT) return [finding([], 'is nested too deeply')];
  return [
    ...checkType(schema, finding),
    ...checkFields(schema, finding),
    ...checkPattern(schema, finding),
    ...checkJunctors(schema, schema, path, finding),
    ...innerSchemas(schema).flatMap(([at, inner]) => checkStructure(inner, [...path, ...at])),
  ];
}

type Report = (at: ObjectPath, what: string, hint?: string) => Finding;

/** The schemas of what a value holds, each with its path. */
export function innerSchemas(schema: Data): (readonly [path: ObjectPath, schema: Data])[] {
  const { properties, items, additionalProperties } = schema;
  const fields = Object.entries(dataOf(properties)).map(
    ([key, inner]) => [['properties', key], inner] as const,
  );
  const held = [
    [['items'], items],
    [['additionalProperties'], additionalProperties],
  ] as const;
  return [...fields, ...held].flatMap(([path, inner]) => (isData(inner) ? [[path, inner] as const] : []));
}

function checkType(schema: Data, report: Report): Finding[] {
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (isIntOrString && keepsUnknown) {
    const what = 'is set, and x-kubernetes-int-or-string as well; expected one of them';
    return [report(['x-kubernetes-preserve-unknown-fields'], what)];
  }
  const type = textOf(schema['type']);
  if (type === '')
    return isIntOrString || keepsUnknown
      ? []
      : [report([], 'has no type', `write one of ${TYPES.join(', ')}`)];
  // Another type is told by the schema of ClusterClasses.
  if (type === 'array' && !isData(schema['items']))
    return [report([], 'is an array without items; expected what its entries are like')];
  return [];
}

function checkFields(schema: Data, report: Report): Finding[] {
  const { properties, additionalProperties } = schema;
  const names = Object.keys(dataOf(properties));
  if (names.length > 0 && additionalProperties !== undefined) {
    const what = 'is set besides properties; Cluster API takes only one of them';
    return [report(['additionalProperties'], what)];
  }
  // Without properties, or where unknown fields are kept, any field can be there.
  if (additionalProperties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true)
    return [];
  const type = textOf(schema['type']);
  if (type !== '' && type !== 'object')
    return schema['required'] === undefined ? [] : [ineffective(type, report)];
  return listOf(schema['required']).flatMap((field, index) => {
    if (typeof field !== 'string' || names.includes(field)) return [];
    const known = names.length === 0 ? 'there are none' : `expected one of ${showNames(names)}`;
    return [report(['required', index], `is ${field}, which is not among the properties; ${known}`)];
  });
}

function ineffective(type: string, report: Report): Finding {
  const hint = type === 'array' ? 'put it below items' : 'take it out';
  return {
    ...report(['required'], `has no effect, as the type is ${type}; expected it beside properties`, hint),
    severity: 'warning',
  };
}

function checkPattern(schema: Data, report: Report): Finding[] {
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return [];
  try {
    Pattern.compile(pattern, new Budget());
    return [];
  } catch (error) {
    if (!(error instanceof PatternError || error instanceof LimitError)) return [];
    return [report(['pattern'], `is no regular expression of Go: ${error.message}`)];
  }
}

/** What stands below `allOf`, `anyOf`, `oneOf` and `not` may only restrict what the schema itself describes. */
function checkJunctors(schema: Data, described: Data, path: ObjectPath, report: Report): Finding[] {
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true;
  const nested: (readonly [ObjectPath, unknown])[] = [
    ...JUNCTORS.flatMap((word) =>
      listOf(schema[word]).map((inner, index) => [[word, index], inner] as const),
    ),
    [['not'], schema['not']],
  ];
  return nested.flatMap(([at, inner]) => {
    if (!isData(inner) || (isIntOrString && isTypeAlone(inner))) return [];
    return checkNested(inner, described, [...path, ...at], (more, what, hint) =>
      report([...at, ...more], what, hint),
    );
  });
}

/** `anyOf: [{type: integer}, {type: string}]` is how integers or strings are written besides the word for them. */
const isTypeAlone = (schema: Data): boolean =>
  Object.keys(schema).length === 1 && (schema['type'] === 'integer' || schema['type'] === 'string');

function checkNested(schema: Data, described: Data, path: ObjectPath, report: Report): Finding[] {
  if (path.length > DEPTH_LIMIT) return [report([], 'is nested too deeply')];
  const forbidden = OUTSIDE_ONLY.filter((word) => word in schema).map((word) =>
    report([word], 'may only stand in the schema itself, not below allOf, anyOf, oneOf and not'),
  );
  const known = dataOf(described['properties']);
  const fields = Object.entries(dataOf(schema['properties'])).flatMap(([key, inner]) => {
    const at = ['properties', key];
    if (!isData(inner)) return [];
    if (!Object.hasOwn(known, key)) return [report(at, 'is not among the properties of the schema itself')];
    const next: Report = (more, what, hint) => report([...at, ...more], what, hint);
    return checkNested(inner, dataOf(known[key]), [...path, ...at], next);
  });
  return [
    ...forbidden,
    ...fields,
    ...checkPattern(schema, report),
    ...checkJunctors(schema, described, path, report),
  ];
}
