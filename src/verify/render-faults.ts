// Why a chart does not render, as problems: what Helm says, where it stands, and what to do.
import { YamlError } from '../render/encoding/yaml-error.ts';
import type { Place } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { LimitError } from '../render/gotemplate/limits.ts';
import { HelmError, type ChartPlace } from '../render/helm/helm-error.ts';
import { SchemaFaults, type SchemaFault } from '../render/helm/schema-fault.ts';
import { nearest, type ValuePlace } from '../render/helm/values-place.ts';
import { GROWING } from './addon-values.ts';
import type { FindGiven } from './given-values.ts';

const HINT = 'mend the template or the values';

/**
 * What an error of a chart says, at the place in the chart where it is known. Values that do not fit are a problem each.
 *
 * @param origin what places in the chart start with @param find finds values that the chart was given
 * @throws `error` itself where it is not about the chart
 */
export function faultsOf(origin: string, error: unknown, find?: FindGiven): Problem[] {
  if (error instanceof SchemaFaults) return error.faults.map((fault) => schemaProblem(origin, fault, find));
  if (error instanceof HelmError) {
    const hint = error.cause instanceof LimitError ? GROWING : HINT;
    const { message } = error;
    const place = placeOf(origin, error.place);
    return [problem('chart-render', `the chart does not render: ${message}`, { ...place, hint })];
  }
  if (error instanceof YamlError) {
    const message = `a definition below crds/ cannot be read: ${error.message}`;
    return [problem('chart-render', message, { file: origin, hint: 'mend the YAML' })];
  }
  if (!(error instanceof LimitError)) throw error;
  const message = `the chart does not render: ${error.message}`;
  return [problem('chart-render', message, { file: origin, hint: GROWING })];
}

function placeOf(origin: string, { file, line, column }: Partial<ChartPlace> = {}): Place {
  return {
    file: file === undefined ? origin : `${origin}/${file}`,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function schemaProblem(origin: string, fault: SchemaFault, find: FindGiven | undefined): Problem {
  const { chart, isOfSchema } = fault;
  if (isOfSchema) {
    const message = `the chart does not render: the schema of ${chart} cannot be used: ${fault.message}`;
    const place = placeOf(origin, fault.place);
    return problem('chart-render', message, { ...place, hint: 'mend the schema, or take it out' });
  }
  const why = fault.message.replace(/^- /, '');
  const message = `the chart does not render: values do not fit the schema of ${chart}: ${why}`;
  const hint = `mend the value; values.schema.json of ${chart} says what it may be`;
  return problem('chart-render', message, { ...valuePlace(origin, fault, find), hint });
}

/** What is given to a chart goes before what the chart has. */
function valuePlace(origin: string, fault: SchemaFault, find: FindGiven | undefined): Place {
  const given = find ? fault.given.flatMap((path) => find(path) ?? []) : [];
  const own: ValuePlace<Place> = { place: placeOf(origin, fault.place), missing: fault.missing };
  return (nearest([...given, own]) ?? own).place;
}
