// render: what the operator makes of a stack, a release folder or a tag: class objects, and addons for a cluster.
import { ALLOWABLE_CODES } from '../problem/catalogue.ts';
import { allowProblems, CsctlError, problem, refuseErrors, type Problem } from '../problem/problem.ts';
import type { RenderedObject } from '../render/helm/rendered-object.ts';
import type { ClusterObjects } from '../render/operator/cluster-objects.ts';
import { joinLabel, locateProblems } from '../stack/stack.ts';
import { readRelease } from '../verify/release-view.ts';
import { checkStability } from '../verify/rendering-rules.ts';
import { renderView, type RenderedPart, type RenderedStage } from '../verify/rendered-view.ts';
import type { ReleaseView } from '../verify/view.ts';
import { decideByHash } from './check.ts';
import { Flow } from './flow.ts';
import { findOneMinor, refuseNothing } from './one-minor.ts';
import type { ReleaseFolders, World } from './ports.ts';
import { openRelease } from './reading/open-release.ts';
import { readKnown } from './reading/read-release.ts';
import type { ReleaseRequest } from './stages.ts';
import { fill } from './steps/fill.ts';
import { fingerprint } from './steps/fingerprint.ts';
import { leaveAside } from './steps/leave-aside.ts';
import { load } from './steps/load.ts';
import { vendor, vendorAsLocked } from './steps/vendor.ts';

/** What is to be rendered. */
export interface RenderRequest {
  /** A stack, a release folder or a tag. */
  readonly name: string;
  readonly reading: ReleaseRequest;
  /** Which addon stages; undefined: none, empty: all. */
  readonly stages: readonly string[] | undefined;
  /** Default: a sample of the class. */
  readonly cluster: ClusterObjects | undefined;
  /** Namespace of the class objects. */
  readonly namespace: string | undefined;
}

/** An object, as `--json` prints it. */
export interface ShownObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** The template that made it, in the stack or release. */
  readonly template: string;
}

/** A rendered chart, as `--json` prints it. */
export interface ShownChart {
  /** YAML as `helm template` prints it; null where the chart was not rendered. */
  readonly text: string | null;
  readonly objects: readonly ShownObject[];
}

/** A rendered stage. */
export interface ShownStage extends ShownChart {
  /** Empty in the single-stage convention. */
  readonly stage: string;
  /** What Helm gets on its standard input; null where the stage has no values of its own. */
  readonly values: string | null;
}

/** The result of render, as `--json` prints it. */
export interface RenderResult {
  readonly name: string;
  /** `v1.34.7`: what addons are rendered for; null where a damaged release does not say. */
  readonly kubernetes: string | null;
  /** Its name is null where the release does not say which it is. */
  readonly class: ShownChart & { readonly name: string | null };
  readonly addons: readonly ShownStage[];
  readonly warnings: readonly Problem[];
}

interface RenderWorld extends World {
  readonly folders: ReleaseFolders;
}

/** Renders one stack or release. @throws CsctlError when it is not found or a chart does not render */
export async function renderRelease(request: RenderRequest, world: RenderWorld): Promise<RenderResult> {
  const { view, locate, cure } = await openView(request, world);
  const { cluster, namespace, stages: asked } = request;
  const rendered = renderView(view, { cluster, namespace });
  const stages = asked ? chosenStages(rendered.stages, asked) : [];
  const found = [
    ...classFaults(rendered.class, cure),
    ...stages.flatMap((stage) => stageFaults(stage, cure)),
    ...[...(rendered.class ? [rendered.class] : []), ...stages].flatMap(checkStability),
  ];
  const warnings = refuseErrors(locate(found), request.name);
  return {
    name: request.name,
    kubernetes: view.kubernetes ?? null,
    class: { name: rendered.className ?? null, ...shown(rendered.class) },
    addons: stages.map((stage) => ({
      stage: stage.name,
      values: stage.values?.text ?? null,
      ...shown(stage),
    })),
    warnings,
  };
}

/** A view, and how places in it are told. */
interface LocatedView {
  readonly view: ReleaseView;
  readonly locate: (problems: readonly Problem[]) => Problem[];
  /** How to get chart dependencies that are not there. */
  readonly cure: string;
}

const IN_STACK = 'add --embed-dependencies, or run helm dependency build there';
const IN_RELEASE = 'create the release with --embed-dependencies';

/** A stack as it would be released, charts in it; nothing is fetched where only the class is wanted. */
const filling = (fetches: boolean) =>
  Flow.start(load)
    .to(leaveAside)
    .to(fetches ? vendor : vendorAsLocked)
    .to(fingerprint)
    .to(decideByHash)
    .to(fill);

async function openView(request: RenderRequest, world: RenderWorld): Promise<LocatedView> {
  const stack = await findOneMinor(request.name, request.reading, 'rendered', world);
  if (stack) {
    const fetches = request.stages !== undefined || request.reading.embed === true;
    const filled = await filling(fetches).run(stack, world);
    const { label, origins } = filled.stack;
    refuseErrors(allowProblems(filled.problems, new Set(ALLOWABLE_CODES)), label);
    const locate = (problems: readonly Problem[]) => locateProblems(label, problems, origins);
    return { view: filled.view, locate, cure: IN_STACK };
  }
  await refuseNothing(request.name, world);
  const opened = await openRelease(request.name, world);
  const { view, archives } = readRelease(opened.tag, await readKnown(opened.assets));
  const locate = (problems: readonly Problem[]) => locateProblems(opened.name, problems);
  // Of an archive that cannot be read there is nothing to render.
  const isThere = view.classChart && (request.stages === undefined || view.addons);
  if (!isThere) refuseErrors(locate(archives.problems), opened.name);
  return { view, locate, cure: IN_RELEASE };
}

function classFaults(part: RenderedPart | undefined, cure: string): readonly Problem[] {
  if (part === undefined)
    return [
      problem('chart-missing', 'there is no class chart; expected one in cluster-class/', { hint: 'add it' }),
    ];
  return part.missing.length === 0 ? part.faults : missingCharts(part, cure).map(asError);
}

const stageFaults = (stage: RenderedStage, cure: string): readonly Problem[] => [
  ...(stage.values?.problems ?? []),
  ...stage.faults,
  ...missingCharts(stage, cure),
];

const asError = (found: Problem): Problem => ({ ...found, severity: 'error' });

/** Says why a chart was not rendered although nothing is wrong with it. */
const missingCharts = ({ origin, missing }: RenderedPart, cure: string): Problem[] =>
  missing.map((name) => {
    const message = `not rendered: the chart depends on "${name}", which is not below ${joinLabel(origin, 'charts')}`;
    return problem('stage-dependency-missing', message, { file: `${origin}/Chart.yaml`, hint: cure });
  });

/** The stages of the given names, or all. @throws CsctlError `usage` */
function chosenStages(stages: readonly RenderedStage[], asked: readonly string[]): readonly RenderedStage[] {
  const known = stages.map(({ name }) => name);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const hint = `its stages are ${known.filter((name) => name !== '').join(', ') || 'none'}`;
    throw new CsctlError('usage', `there is no stage "${unknown}"`, { hint });
  }
  return asked.length === 0 ? stages : stages.filter(({ name }) => asked.includes(name));
}

const shown = (part: RenderedPart | undefined): ShownChart => ({
  text: part?.chart?.printed ?? null,
  objects: part?.objects.map((object) => describe(part.origin, object)) ?? [],
});

function describe(origin: string, { data, template }: RenderedObject): ShownObject {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const metadata = (data['metadata'] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    apiVersion: text(data['apiVersion']),
    kind: text(data['kind']),
    namespace: text(metadata['namespace']) || null,
    name: text(metadata['name']),
    template: `${origin}/${template}`,
  };
}
