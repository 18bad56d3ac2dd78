// Admission policies with a CEL evaluator, as an API server goes through them: the expressions of the YAML themselves.
import { Environment } from '@marcbachmann/cel-js';
import { parseAllDocuments } from 'yaml';

/** The longest message that an API server passes on, in bytes (k8s.io/apiserver, pkg/apis/cel). */
const MESSAGE_LIMIT = 5 * 1024;

interface Named {
  readonly name: string;
  readonly expression: string;
}

interface PolicySpec {
  readonly matchConditions: readonly Named[];
  readonly variables: readonly Named[];
  readonly mutations?: readonly { readonly jsonPatch: { readonly expression: string } }[];
  readonly validations?: readonly {
    readonly expression: string;
    readonly messageExpression: string;
    readonly message: string;
  }[];
}

interface Binding {
  readonly policyName: string;
  readonly paramRef: {
    readonly namespace?: string;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly parameterNotFoundAction: string;
  };
}

/** An object of Kubernetes, as far as it is read here. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

/** The objects of a text with several documents. */
export const objectsOf = (text: string): KubeObject[] =>
  parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as KubeObject;
  });

/** What a request carries. */
export interface Request {
  readonly object: object;
  /** Null when the object is created. */
  readonly oldObject: object | null;
  readonly namespace: string;
}

export type Outcome = { readonly object: object } | { readonly refused: string };

/** Strict where the API server is; the map that stands for a patch has values of any type. */
const OPTIONS = { unlistedVariablesAreDyn: true, enableOptionalTypes: true };
const strict = new Environment(OPTIONS);
const forPatches = new Environment({ ...OPTIONS, homogeneousAggregateLiterals: false });

type Values = Readonly<Record<string, unknown>>;

/** The evaluator has no messages of types: a patch is a map to it. */
const asMap = (expression: string): string =>
  expression.replace(/\bJSONPatch(\{[^}]*\})/g, (_, fields: string) =>
    fields.replace(/([{,]\s*)(\w+):/g, '$1"$2":'),
  );

const evaluate = (expression: string, values: Values): unknown => strict.evaluate(expression, { ...values });

const evaluatePatch = (expression: string, values: Values): unknown =>
  forPatches.evaluate(asMap(expression), { ...values });

/** Everything of a manifest that counts for requests. */
export class Policies {
  private readonly specs: readonly {
    readonly kind: string;
    readonly spec: PolicySpec;
    readonly name: string;
  }[];
  private readonly bindings: readonly Binding[];

  constructor(private readonly objects: readonly KubeObject[]) {
    const ofKind = (end: string) => objects.filter(({ kind }) => kind.endsWith(end));
    this.specs = ofKind('AdmissionPolicy').map(({ kind, spec, metadata: { name } }) => ({
      kind,
      name,
      spec: spec as PolicySpec,
    }));
    this.bindings = ofKind('AdmissionPolicyBinding').map(({ spec }) => spec as Binding);
  }

  /** What becomes of a request: first all changes, then all checks. */
  admit(request: Request): Outcome {
    const changed = this.each('MutatingAdmissionPolicy', request, (spec, values) => {
      for (const { jsonPatch } of spec.mutations ?? [])
        applyPatch(values['object'], evaluatePatch(jsonPatch.expression, values));
      return undefined;
    });
    const refused = this.each('ValidatingAdmissionPolicy', changed.request, refusalOf);
    return refused.message === undefined ? { object: changed.request.object } : { refused: refused.message };
  }

  private each(
    kind: string,
    request: Request,
    work: (spec: PolicySpec, values: Values) => string | undefined,
  ): { readonly request: Request; readonly message: string | undefined } {
    const copy = { ...request, object: structuredClone(request.object) };
    for (const { spec, name } of this.specs.filter((one) => one.kind === kind))
      for (const binding of this.bindings.filter(({ policyName }) => policyName === name))
        for (const params of this.paramsFor(binding, request.namespace)) {
          const values = { object: copy.object, oldObject: copy.oldObject, params };
          if (spec.matchConditions.some(({ expression }) => !isTrue(evaluate(expression, values)))) continue;
          const message = work(spec, { ...values, variables: variablesOf(spec, values) });
          if (message !== undefined) return { request: copy, message };
        }
    return { request: copy, message: undefined };
  }

  private paramsFor({ paramRef }: Binding, namespace: string): readonly KubeObject[] {
    const wanted = Object.entries(paramRef.selector.matchLabels);
    const found = this.objects.filter(
      ({ kind, metadata: { namespace: where = namespace, labels = {} } }) =>
        kind === 'ConfigMap' &&
        where === (paramRef.namespace ?? namespace) &&
        wanted.every(([key, value]) => labels[key] === value),
    );
    if (found.length === 0 && paramRef.parameterNotFoundAction !== 'Allow')
      throw new Error('no params: denied');
    return found;
  }
}

function isTrue(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error(`a condition gave ${String(value)}`);
  return value;
}

function variablesOf({ variables }: PolicySpec, values: Values): Values {
  const known: Record<string, unknown> = {};
  for (const { name, expression } of variables)
    known[name] = evaluate(expression, { ...values, variables: known });
  return known;
}

function refusalOf({ validations = [] }: PolicySpec, values: Values): string | undefined {
  const broken = validations.find(({ expression }) => !isTrue(evaluate(expression, values)));
  if (!broken) return undefined;
  const message = evaluate(broken.messageExpression, values);
  const isUsable =
    typeof message === 'string' &&
    message.trim() !== '' &&
    !message.includes('\n') &&
    Buffer.byteLength(message) <= MESSAGE_LIMIT;
  return isUsable ? message.trim() : broken.message;
}

/** `add` of a field of a map that is there. */
function applyPatch(object: unknown, patch: unknown): void {
  for (const { op, path, value } of patch as { op: string; path: string; value: unknown }[]) {
    if (op !== 'add') throw new Error(`no patch but add is expected, not ${op}`);
    const steps = path.slice(1).split('/');
    const last = steps.pop() ?? '';
    const parent = steps.reduce((at, step) => (at as Record<string, object>)[step] ?? {}, object as object);
    (parent as Record<string, unknown>)[last] = value;
  }
}
