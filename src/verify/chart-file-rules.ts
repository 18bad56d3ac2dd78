// Rules for the files that Helm reads of a chart and of every chart inside it: any fault, and it loads none of them.
import type { Chart } from '../archive/helm-chart.ts';
import { placeAt } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { checkChartFields, checkChartMetadata } from '../stack/chart-yaml.ts';
import { describe, findMisfits, LOCK_SHAPE } from '../stack/chart-shape.ts';
import { findJsonFault } from '../stack/json-fault.ts';
import { YamlSource } from '../stack/yaml-source.ts';

/** Everything that Helm decodes when it loads a chart, except the Chart.yaml of the chart itself. */
export function checkChartFiles(chart: Chart): Problem[] {
  return [
    ...checkRequirements(chart),
    ...['Chart.lock', 'requirements.lock'].flatMap((name) => checkLockFile(chart, name)),
    ...checkValues(chart),
    ...checkSchema(chart),
    ...chart.dependencies.flatMap((inner) => [...checkInnerMetadata(inner), ...checkChartFiles(inner)]),
  ];
}

/** As for our own Chart.yaml; but other people's cannot be mended here, so what is no YAML can be allowed. */
function checkInnerMetadata({ origin, files }: Chart): Problem[] {
  const source = YamlSource.parse(`${origin}/Chart.yaml`, files.text('Chart.yaml') ?? '');
  return checkChartMetadata(source).map((found) =>
    found.code === 'yaml-syntax' ? { ...found, code: 'chart-yaml' } : found,
  );
}

type Code = 'chart-yaml' | 'chart-values';

/** A YAML file that must be a map when it holds anything; `source` is undefined when there is none to look into. */
function readMap(
  { origin, files }: Chart,
  name: string,
  code: Code,
  { expected, hint }: { readonly expected: string; readonly hint: string },
): { readonly source: YamlSource | undefined; readonly problems: Problem[] } {
  const file = `${origin}/${name}`;
  const [bytes, text] = [files.get(name), files.text(name)];
  if (!bytes) return { source: undefined, problems: [] };
  if (text === undefined) {
    return { source: undefined, problems: [problem(code, `${file} is no UTF-8 text`, { file, hint })] };
  }
  const source = YamlSource.parse(file, text, 'as-helm');
  if (source.problems.length > 0) {
    // Chart.lock is Helm's: it is made anew, not mended.
    const told = source.problems.map((fault) =>
      problem(code, fault.message, {
        ...fault,
        severity: 'error',
        hint: code === 'chart-values' ? (fault.hint ?? hint) : hint,
      }),
    );
    return { source: undefined, problems: told };
  }
  const kind = source.kindAt([]);
  if (kind === 'map') return { source, problems: [] };
  if (kind === 'null' || kind === 'missing') return { source: undefined, problems: [] };
  const message = `${file} is ${describe(source.get())}; expected ${expected}`;
  return { source: undefined, problems: [source.problemAt([], code, message, { hint })] };
}

const LOCK_HINT = 'run helm dependency update';

function checkLockFile(chart: Chart, name: string): Problem[] {
  const read = readMap(chart, name, 'chart-yaml', { expected: 'a map with dependencies', hint: LOCK_HINT });
  const { source, problems } = read;
  if (!source) return problems;
  return findMisfits(source, LOCK_SHAPE).map(({ path, message }) =>
    source.problemAt(path, 'chart-yaml', message, { hint: LOCK_HINT }),
  );
}

/** Helm reads it into what it has from Chart.yaml, whatever the apiVersion. */
function checkRequirements(chart: Chart): Problem[] {
  const hint = 'name the dependencies in Chart.yaml';
  const { source, problems } = readMap(chart, 'requirements.yaml', 'chart-yaml', {
    expected: 'a map with dependencies',
    hint,
  });
  return source ? checkChartFields(source) : problems;
}

function checkValues(chart: Chart): Problem[] {
  const hint = 'write the values as keys of a map';
  return readMap(chart, 'values.yaml', 'chart-values', { expected: 'a map of values', hint }).problems;
}

const SCHEMA = 'values.schema.json';

function checkSchema({ origin, files }: Chart): Problem[] {
  const bytes = files.get(SCHEMA);
  if (!bytes) return [];
  const [file, text] = [`${origin}/${SCHEMA}`, Buffer.from(bytes).toString('utf8')];
  const at = (offset: number, found: string, hint: string) => [
    problem('chart-values', `${file} ${found}`, { ...placeAt(file, text, offset), hint }),
  ];
  const offset = findJsonFault(text);
  if (offset !== undefined) return at(offset, 'is not valid JSON', 'mend it, or take it out');
  const start = text.search(/\S/);
  if (/[{tf]/.test(text.charAt(start))) return [];
  return at(start, 'is no JSON schema; expected a map', 'write {"type": "object"}, or take it out');
}
