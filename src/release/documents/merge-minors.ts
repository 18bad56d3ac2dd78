// The minors of a stack as one: what each has, and where they differ.
import type { ClassVariable } from '../../stack/class-variables.ts';
import { canonicalJson } from '../../stack/fingerprint.ts';
import type { Addon } from '../reading/addon-charts.ts';
import type { DocumentedAddon, DocumentedVariable } from './docs-facts.ts';

/** What one minor has of something. */
export interface OfMinor<T> {
  /** `1.34` */
  readonly minor: string;
  readonly has: readonly T[];
}

/** @param minors the oldest first: the last is the reference, and what only others have comes after what it has */
export function mergeVariables(minors: readonly OfMinor<ClassVariable>[]): DocumentedVariable[] {
  const found = new Map<string, { minor: string; variable: ClassVariable }[]>();
  for (const { minor, has } of [...minors].reverse())
    for (const variable of has)
      found.set(variable.name, [...(found.get(variable.name) ?? []), { minor, variable }]);
  return [...found.values()].flatMap((owners) => {
    const [reference] = owners;
    if (!reference) return [];
    const isOther = ({ variable }: typeof reference) =>
      canonicalJson(variable) !== canonicalJson(reference.variable);
    return [
      {
        ...reference.variable,
        minors: owners.map(({ minor }) => minor).reverse(),
        variants: owners.filter(isOther).reverse(),
      },
    ];
  });
}

/** The charts of all stages, one by one; hooks are those of the newest minor that has the chart. */
export function mergeAddons(minors: readonly OfMinor<Addon>[]): DocumentedAddon[] {
  const found = new Map<string, DocumentedAddon>();
  for (const { minor, has } of [...minors].reverse())
    for (const { stage, chart, version } of has.flatMap(chartsOf)) {
      const key = JSON.stringify([stage, chart]);
      const known = found.get(key);
      const { hooks } = known ?? has.find((addon) => addon.stage === stage) ?? { hooks: [] };
      found.set(key, { stage, chart, hooks, versions: { [minor]: version, ...known?.versions } });
    }
  return [...found.values()];
}

interface StageChart {
  readonly stage: string;
  readonly chart: string | null;
  readonly version: string | null;
}

/** Those that the stage brings in; a stage that brings in none is a chart of the stack's own. */
const chartsOf = ({ stage, chart, dependencies }: Addon): StageChart[] =>
  dependencies.length === 0
    ? [{ stage, chart, version: null }]
    : dependencies.map(({ name, version }) => ({ stage, chart: name, version }));
