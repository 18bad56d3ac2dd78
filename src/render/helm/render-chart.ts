// Renders a chart as `helm template NAME CHART` of Helm 3.19.0 does, in memory.
import { quote } from '../gotemplate/fmt.ts';
import type { UnstableCall } from '../gotemplate/exec-state.ts';
import { Budget, LimitError } from '../gotemplate/limits.ts';
import type { Output } from '../gotemplate/output.ts';
import { columnAt, lineAt } from '../gotemplate/template-error.ts';
import { fromBytes } from '../gotemplate/text.ts';
import type { GoMap, Value } from '../gotemplate/value.ts';
import { capabilitiesOf, DEFAULT_KUBE_VERSION, parseKubeVersion, type KubeVersion } from './capabilities.ts';
import { copyChart, type Chart } from './chart.ts';
import { checkDependencies, isCompatible, processDependencies } from './dependencies.ts';
import { renderTemplates } from './engine.ts';
import { HelmError, type ChartPlace } from './helm-error.ts';
import { toTable } from './load-chart.ts';
import { sortManifests, type Manifest, type SortedManifests } from './manifests.ts';
import { collectTemplates, releaseObject, type Renderable } from './scopes.ts';
import { trimSpace } from './split-manifests.ts';
import { checkSchemas } from './values-schema.ts';
import { coalesceValues, type Warn } from './values.ts';

/** What `helm template` is told besides the chart. */
export interface RenderOptions {
  /** Of the release. */
  readonly name: string;
  readonly namespace: string;
  /** What `--values -` gives, decoded: a map, or nothing. Left alone. */
  readonly values?: Value;
  /** As `--kube-version`; default: v1.34.0, which is what Helm 3.19.0 assumes. */
  readonly kubeVersion?: string;
  /** As `--include-crds`. */
  readonly includeCrds?: boolean;
  readonly budget?: Budget;
  /** The time that `now` and the like tell, in milliseconds since 1970; default: a fixed one. */
  readonly now?: number;
}

/** A file below crds/, which is not rendered. */
export interface ChartCrd {
  /** `root/crds/a.yaml` */
  readonly name: string;
  readonly text: string;
}

/** What a chart renders to. */
export interface RenderedChart {
  /** What `helm template` prints, byte for byte; made when it is asked for. */
  readonly printed: string;
  /** Only with `includeCrds`. */
  readonly crds: readonly ChartCrd[];
  /** In the order of installation. */
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
  /** NOTES.txt of the chart, rendered; '' without. */
  readonly notes: string;
  /** Calls of functions whose result may be another one next time. */
  readonly unstable: readonly UnstableCall[];
  /** What Helm logs, each line once. */
  readonly warnings: readonly string[];
  /** Whether it prints the same when functions tell another time, in milliseconds since 1970. */
  printsAlikeAt(now: number): boolean;
  /** The place of an offset in a template, in the chart. */
  placeOf(template: string, offset: number): ChartPlace;
}

/**
 * Renders a chart.
 *
 * @param loaded of `loadChart` or `loadChartArchive`; left alone, so that it can be rendered again
 * @throws HelmError with the message that Helm prints
 */
export function renderChart(loaded: Chart, options: RenderOptions): RenderedChart {
  const budget = options.budget ?? new Budget();
  const given = givenValues(options.values);
  const kubeVersion = parseKubeVersion(options.kubeVersion ?? DEFAULT_KUBE_VERSION);
  checkReleaseName(options.name);
  checkInstallable(loaded);
  const warnings = chartWarnings(loaded);
  const warn = (message: string): void => void warnings.push(message);
  const { chart, values } = withValues(loaded, given, warn);
  checkSchemas(chart, values, budget);
  checkKubeVersion(chart, kubeVersion);
  // Templates may change what they see, so nothing of it is seen twice.
  const collect = (one: Valued) =>
    collectTemplates(one.chart, {
      values: one.values,
      release: releaseObject(options),
      capabilities: capabilitiesOf(kubeVersion),
    });
  const templates = collect({ chart, values });
  const { outputs, unstable } = renderTemplates(templates, { budget, now: options.now });
  const placeOf = placesIn(templates);
  const sorted = sortManifests(withoutNotes(outputs), placeOf, warn);
  const crds = options.includeCrds ? crdsOf(chart) : [];
  return {
    get printed() {
      return print(crds, sorted);
    },
    crds,
    ...sorted,
    notes: outputs.get(`${chart.name}/templates/${NOTES}`)?.text ?? '',
    unstable,
    warnings: [...new Set(warnings)],
    printsAlikeAt: (now) =>
      printsAlike(sorted, withoutNotes(outputs), () => {
        const again = collect(withValues(loaded, given, () => undefined));
        return withoutNotes(renderTemplates(again, { budget: new Budget(budget.limits), now }).outputs);
      }),
    placeOf,
  };
}

/** A chart whose dependencies are chosen, and all values for it. */
interface Valued {
  readonly chart: Chart;
  readonly values: GoMap;
}

function withValues(loaded: Chart, given: GoMap, warn: Warn): Valued {
  const chart = copyChart(loaded);
  processDependencies(chart, given, warn);
  return { chart, values: coalesceValues(chart, given, warn) };
}

type Outputs = ReadonlyMap<string, Output>;

/** Texts that are the same need not be read again; others may still print the same: white space around them is not printed. */
function printsAlike(sorted: SortedManifests, outputs: Outputs, renderAgain: () => Outputs): boolean {
  try {
    const others = renderAgain();
    if ([...others].every(([name, { text }]) => text === outputs.get(name)?.text)) return true;
    const nowhere = (template: string): ChartPlace => ({ file: template });
    return (
      print(
        [],
        sortManifests(others, nowhere, () => undefined),
      ) === print([], sorted)
    );
  } catch (error) {
    if (error instanceof HelmError || error instanceof LimitError) return false;
    throw error;
  }
}

/** @throws HelmError as for a text on the standard input */
function givenValues(values: Value): GoMap {
  try {
    return toTable(values);
  } catch (error) {
    throw new HelmError(`failed to parse -: ${(error as Error).message}`, undefined, { cause: error });
  }
}

const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LIMIT = 53;

function checkReleaseName(name: string): void {
  if (name === '') throw new HelmError('release name "": no name provided');
  if (name.length <= NAME_LIMIT && RELEASE_NAME.test(name)) return;
  const wanted = `must match regex ${RELEASE_NAME.source} and the length must not be longer than ${NAME_LIMIT}`;
  throw new HelmError(`release name ${quote(name)}: invalid release name, ${wanted}`);
}

/** What is checked before anything is rendered. */
function checkInstallable(chart: Chart): void {
  const { type } = chart.metadata;
  if (type === 'library') {
    throw new HelmError('library charts are not installable', { file: 'Chart.yaml' });
  }
  checkDependencies(chart);
}

function chartWarnings(chart: Chart): string[] {
  const own = chart.metadata.deprecated ? ['WARNING: This chart is deprecated'] : [];
  return [...loadWarnings(chart), ...own];
}

const loadWarnings = ({ content, dependencies }: Chart): string[] => [
  ...content.warnings,
  ...dependencies.flatMap(loadWarnings),
];

function checkKubeVersion({ metadata }: Chart, { version }: KubeVersion): void {
  const range = metadata.kubeVersion;
  if (range === '' || isCompatible(range, version)) return;
  throw new HelmError(
    `chart requires kubeVersion: ${range} which is incompatible with Kubernetes ${version}`,
    { file: 'Chart.yaml' },
  );
}

function placesIn(
  templates: ReadonlyMap<string, Renderable>,
): (template: string, offset: number) => ChartPlace {
  const texts = new Map<string, string>();
  return (template, offset) => {
    const renderable = templates.get(template);
    if (!renderable) return { file: template };
    const text = texts.get(template) ?? fromBytes(renderable.text);
    texts.set(template, text);
    return { file: renderable.file, line: lineAt(text, offset), column: columnAt(text, offset) + 1 };
  };
}

const NOTES = 'NOTES.txt';

const withoutNotes = (outputs: ReadonlyMap<string, Output>): ReadonlyMap<string, Output> =>
  new Map([...outputs].filter(([name]) => !name.endsWith(NOTES)));

const CRD_FILE = /^crds\/.*\.(?:yaml|yml|json)$/is;

function crdsOf(chart: Chart): ChartCrd[] {
  const own = chart.content.files
    .filter(({ name }) => name.startsWith('crds/') && CRD_FILE.test(name))
    .map(({ name, bytes }) => ({ name: `${chart.fullPath}/${name}`, text: fromBytes(bytes) }));
  return [...own, ...chart.dependencies.flatMap(crdsOf)];
}

function print(crds: readonly ChartCrd[], { manifests, hooks }: SortedManifests): string {
  const one = ({ name, text }: ChartCrd): string => `---\n# Source: ${name}\n${text}\n`;
  return `${trimSpace([...crds, ...manifests].map(one).join(''))}\n${hooks.map(one).join('')}`;
}
