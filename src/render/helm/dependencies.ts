// Which of the charts below a chart take part, and which values it imports from them (pkg/chartutil/dependencies.go).
import { formatValue } from '../gotemplate/fmt.ts';
import { ANY, GoMap, type Value } from '../gotemplate/value.ts';
import { Constraints } from '../sprig/semver-constraints.ts';
import { Version } from '../sprig/semver-version.ts';
import type { Chart } from './chart.ts';
import { HelmError } from './helm-error.ts';
import type { Dependency } from './metadata.ts';
import { coalesceValues, copyTable, mergeTable, mergeValues, tableAt, valueAt, type Warn } from './values.ts';

/** Whether a version fits a range; false where one of them cannot be read. */
export function isCompatible(range: string, version: string): boolean {
  try {
    return Constraints.parse(range).check(Version.parse(version));
  } catch {
    return false;
  }
}

/**
 * Checks that the charts of Chart.yaml are there.
 *
 * @throws HelmError naming those that are not
 */
export function checkDependencies(chart: Chart): void {
  const missing = missingDependencies(chart);
  if (missing.length === 0) return;
  const advice = 'You may need to run `helm dependency build` to fetch missing dependencies';
  const names = missing.join(', ');
  throw new HelmError(
    `An error occurred while checking for chart dependencies. ${advice}: found in Chart.yaml, but missing in charts/ directory: ${names}`,
    { file: 'Chart.yaml' },
  );
}

/** Names of the charts that it wants and does not have. */
export function missingDependencies({ metadata, dependencies }: Chart): string[] {
  const there = new Set(dependencies.map(({ name }) => name));
  return (metadata.dependencies ?? []).map(({ name }) => name).filter((name) => !there.has(name));
}

/**
 * Drops the charts that are not wanted, renames those with an alias, and imports values; changes the chart.
 *
 * @throws HelmError when values do not fit the charts
 */
export function processDependencies(chart: Chart, given: GoMap, warn: Warn): void {
  keepEnabled(chart, given, '', warn);
  importValues(chart, warn);
}

function keepEnabled(chart: Chart, given: GoMap, path: string, warn: Warn): void {
  const wanted = chart.metadata.dependencies;
  if (!wanted) return;
  chart.setDependencies([...undeclared(chart, wanted), ...declared(chart, wanted)]);
  for (const dependency of wanted) {
    dependency.name = dependency.alias || dependency.name;
    dependency.enabled = true;
  }
  const values = coalesceValues(chart, given, warn);
  applyTags(wanted, values, warn);
  applyConditions(wanted, values, path, warn);
  const dropped = new Set(wanted.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const kept = chart.dependencies.filter(({ name }) => !dropped.has(name));
  for (const child of kept) keepEnabled(child, values, `${path}${child.name}.`, warn);
  const dependencies = wanted.filter(({ name }) => !dropped.has(name));
  chart.metadata = { ...chart.metadata, dependencies: dependencies.length > 0 ? dependencies : undefined };
  chart.setDependencies(kept);
}

/** Charts below charts/ that Chart.yaml does not name take part, too. */
function undeclared(chart: Chart, wanted: readonly Dependency[]): Chart[] {
  return chart.dependencies.filter((child) => !wanted.some((dependency) => isFor(dependency, child)));
}

/** The chart for each dependency, the first that fits. */
function declared(chart: Chart, wanted: readonly Dependency[]): Chart[] {
  return wanted.flatMap((dependency) => {
    const child = chart.dependencies.find((candidate) => isFor(dependency, candidate));
    return child ? [child.renamed(dependency.alias || child.name)] : [];
  });
}

const isFor = ({ name, version }: Dependency, chart: Chart): boolean =>
  chart.name === name && isCompatible(version, chart.metadata.version);

function applyTags(wanted: readonly Dependency[], values: GoMap, warn: Warn): void {
  const tags = tableAt(values, 'tags');
  if (!tags) return;
  for (const dependency of wanted) {
    const states = dependency.tags
      .filter((tag) => tags.entries.has(tag))
      .map((tag) => {
        const state = tags.entries.get(tag);
        if (typeof state !== 'boolean') {
          warn(`Warning: Tag '${tag}' for chart ${dependency.name} returned non-bool value`);
        }
        return state;
      });
    dependency.enabled = states.includes(true) || !states.includes(false);
  }
}

/** The first condition that has a boolean decides, over the tags. */
function applyConditions(wanted: readonly Dependency[], values: GoMap, path: string, warn: Warn): void {
  for (const dependency of wanted) {
    for (const condition of dependency.condition.trim().split(',')) {
      if (condition === '') continue;
      const state = valueAt(values, path + condition);
      if (typeof state === 'boolean') {
        dependency.enabled = state;
        break;
      }
      if (state !== undefined) {
        const what = `Condition path '${condition}' for chart ${dependency.name}`;
        warn(`Warning: ${what} returned non-bool value`);
      }
    }
  }
}

/** What is imported lies below the own values of the chart. */
function importValues(chart: Chart, warn: Warn): void {
  for (const child of chart.dependencies) importValues(child, warn);
  if (!chart.metadata.dependencies) return;
  const values = mergeValues(chart, new GoMap(), warn);
  const imported = new GoMap();
  for (const dependency of chart.metadata.dependencies) {
    dependency.importValues = dependency.importValues.flatMap((entry) => {
      const [child, parent] = importPaths(entry);
      if (child === undefined || parent === undefined) return [];
      const table = tableAt(values, `${dependency.name}.${child}`);
      if (table) mergeTable(imported, nested(parent, table), warn);
      else warnMissing(entry, dependency.name, values, `${dependency.name}.${child}`, warn);
      return [
        new GoMap(
          [
            ['child', child],
            ['parent', parent],
          ],
          'string',
        ),
      ];
    });
  }
  // What is imported shares tables with the values that it is put into.
  chart.values = imported.entries.size === 0 ? values : mergeTable(copyTable(values), imported, warn);
}

/**
 * `data` is short for all of `exports.data`; anything but texts and maps is passed over, what a renamed chart's
 * entries have been turned into before among it.
 */
function importPaths(entry: Value): readonly [child: string, parent: string] | [] {
  if (typeof entry === 'string') return [`exports.${entry}`, '.'];
  if (!(entry instanceof GoMap) || entry.elem !== ANY) return [];
  const text = (key: string) => formatValue(entry.entries.get(key) ?? null);
  return [text('child'), text('parent')];
}

/** The table below the keys of a path; as it is for the path `.`. */
function nested(path: string, table: GoMap): GoMap {
  if (path === '.') return table;
  return path.split('.').reduceRight((inner, key) => new GoMap([[key, inner]]), table);
}

function warnMissing(entry: Value, name: string, values: GoMap, path: string, warn: Warn): void {
  const keys = path.split('.');
  const found = keys.findIndex((_, index) => !tableAt(values, keys.slice(0, index + 1).join('.')));
  const from = typeof entry === 'string' ? '' : ` from chart ${name}`;
  warn(`Warning: ImportValues missing table${from}: "${keys[found]}" is not a table`);
}
