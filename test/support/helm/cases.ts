// All cases of charts and templates by name, for the comparison with the real Helm and for tests without it.
import { ACTION_ERRORS, ACTIONS } from './cases/actions.ts';
import { CHARTS } from './cases/charts.ts';
import { FUNCTION_ERRORS, FUNCTIONS } from './cases/functions.ts';
import { GENERATED } from './cases/generated.ts';
import { CASE_VALUES } from './cases/values.ts';
import { batchChart, singleChart, type ChartCase } from './chart-case.ts';

/** Templates in one chart: Helm starts but once for them. */
const BATCH = 60;

const bodies = [...ACTIONS, ...FUNCTIONS, ...GENERATED];

/** Charts of templates that all render. */
export const BATCH_CASES: readonly (readonly [name: string, ChartCase])[] = Array.from(
  { length: Math.ceil(bodies.length / BATCH) },
  (_, index) => {
    const files = batchChart(bodies.slice(index * BATCH, (index + 1) * BATCH));
    return [`templates ${index * BATCH} and on`, { files, values: CASE_VALUES }];
  },
);

/** One template each; most are refused. */
export const SINGLE_CASES: readonly (readonly [name: string, ChartCase])[] = [
  ...ACTION_ERRORS,
  ...FUNCTION_ERRORS,
].map((body) => [body, { files: singleChart(body), values: CASE_VALUES }]);

export const CHART_CASES: readonly (readonly [name: string, ChartCase])[] = Object.entries(CHARTS);

export const ALL_CASES = [...BATCH_CASES, ...SINGLE_CASES, ...CHART_CASES];

/** What Helm 3.19.0 makes of all cases, kept; `vitest -u` of the comparison with the real Helm writes it anew. */
export const EXPECTED_FILE = new URL('expected.json', import.meta.url).pathname;
