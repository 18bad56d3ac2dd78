// Rules about what charts render to: they do render, the same each time, and the operator can apply what comes out.
import { isError, problem, type Problem } from '../problem/problem.ts';
import { ADDON_NAMESPACE } from '../render/operator/charts.ts';
import type { ObjectData, RenderedObject } from '../render/helm/rendered-object.ts';
import { dataOf } from './class/data.ts';
import { checkFields } from './class/schema-rules.ts';
import { NO_SCHEMAS, type SchemaMap } from './schemas/known-schemas.ts';
import { isClusterScoped } from './cluster-scope.ts';
import { checkClassObjects } from './class/check-class.ts';
import { DEFAULT_NAMESPACE, renderView, type RenderedPart } from './rendered-view.ts';
import type { ReleaseView } from './view.ts';

/** What the rules are told besides the release. */
export interface CheckSettings {
  /** Schemas of kinds that csctl has none of, or that go before its own. */
  readonly schemas?: SchemaMap;
}

/** All rules about rendered addons. @param found what other rules have said about the same view */
export function checkAddonObjects(
  view: ReleaseView,
  found: readonly Problem[],
  { schemas = NO_SCHEMAS }: CheckSettings,
): Problem[] {
  return renderView(view).stages.flatMap((stage) => [
    ...checkRendered(stage, found),
    ...checkObjects(stage),
    ...checkFields(stage.objects, schemas),
  ]);
}

/** That the class chart renders. */
export function checkClassRendering(view: ReleaseView, found: readonly Problem[]): Problem[] {
  const part = renderView(view).class;
  return part ? checkRendered(part, found) : [];
}

/** What the class chart renders to. */
export function checkClass(
  view: ReleaseView,
  _found: readonly Problem[],
  { schemas = NO_SCHEMAS }: CheckSettings,
): Promise<readonly Problem[]> | readonly Problem[] {
  const { class: part, className } = renderView(view);
  if (!part?.chart || className === undefined || view.kubernetes === undefined) return [];
  return checkClassObjects({
    objects: part.objects,
    className,
    namespace: DEFAULT_NAMESPACE,
    kubernetes: view.kubernetes,
    chartLabel: part.origin,
    schemas,
  });
}

function checkRendered(part: RenderedPart, found: readonly Problem[]): Problem[] {
  const isWithin = (file = '') => file === part.origin || file.startsWith(`${part.origin}/`);
  // What keeps Helm from rendering was said by the rules about its files, with a better place.
  const isSaid = found.some((one) => isError(one) && isWithin(one.file));
  return [...(isSaid ? [] : part.faults), ...checkStability(part)];
}

const WHY = {
  clock: 'reads the clock',
  random: 'is random',
} as const;

/** What is random in the order only. */
const UNORDERED: ReadonlySet<string> = new Set(['keys', 'values']);

/** The operator renders addons again and again: what differs each time is applied each time. */
export function checkStability({ origin, chart }: RenderedPart): Problem[] {
  return (chart?.unstable ?? []).map(({ function: name, reason, template, offset }) => {
    const { file, line, column } = chart?.placeOf(template, offset) ?? { file: template };
    const message = `${name} ${WHY[reason]}: the chart renders differently each time`;
    const hint = UNORDERED.has(name)
      ? `sort what ${name} gives with sortAlpha, or set the values that make the chart do without it`
      : 'set the values that make the chart do without it';
    const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
    return problem('chart-unstable', message, { file: `${origin}/${file}`, ...place, hint });
  });
}

/** What the operator cannot apply (docs/operator-contract.md 4.2). */
function checkObjects({ objects }: RenderedPart): Problem[] {
  const all = objects.map(({ data }) => data);
  return objects.flatMap((object) => [...checkIdentity(object), ...checkNamespace(object, all)]);
}

function checkIdentity(object: RenderedObject): Problem[] {
  const { data } = object;
  const { apiVersion, kind, metadata } = data;
  const named = [
    ['apiVersion', apiVersion],
    ['kind', kind],
    ['metadata.name', dataOf(metadata)['name']],
  ] as const;
  const lacking = named.filter(([, value]) => typeof value !== 'string' || value === '');
  if (kind === 'List') {
    const hint = 'write its items as documents of their own';
    return [problem('addon-object', 'a List cannot be applied as one object', { ...object.place(), hint })];
  }
  return lacking.map(([field]) => {
    const message = `an object has no ${field}; the operator cannot apply it`;
    return problem('addon-object', message, { ...object.place(), hint: `give it its ${field}` });
  });
}

/** Objects go through the namespace of the operator's client, whatever they say themselves. */
function checkNamespace(object: RenderedObject, all: readonly ObjectData[]): Problem[] {
  const { data } = object;
  const { namespace, name } = dataOf(data['metadata']);
  if (typeof namespace !== 'string' || namespace === ADDON_NAMESPACE || namespace === '') return [];
  if (isClusterScoped(data, all)) return [];
  const message = `${String(data['kind'])} ${String(name)} is for the namespace ${namespace}; the operator applies to ${ADDON_NAMESPACE} only`;
  const hint = `set the chart's values so that it goes to ${ADDON_NAMESPACE}`;
  return [problem('addon-namespace', message, { ...object.place(['metadata', 'namespace']), hint })];
}
