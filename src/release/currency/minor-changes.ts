// Minors that come to a stack of several, and those that go.
import { CsctlError, isError, problem, type Problem } from '../../problem/problem.ts';
import {
  isPastEnd,
  missingMinors,
  newerPatches,
  newestChart,
  PATCHES,
  seriesOf,
} from '../../stack/currency.ts';
import { addonPlace, type AddonTarget } from '../../stack/edits/addon-edits.ts';
import { placeInOrder } from '../../stack/edits/list-order.ts';
import { versionAt } from '../../stack/edits/kubernetes-edits.ts';
import { mapStyleIn, withItem, withoutItem, type Written } from '../../stack/edits/yaml-splice.ts';
import { withPin } from '../../stack/edits/image-edits.ts';
import {
  compareMinors,
  formatKubernetes,
  formatMinor,
  isAskedFor,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel } from '../../stack/stack.ts';
import { newestWithImage, type NewestImage } from '../imaging/newest-image.ts';
import { isUnpinned } from '../imaging/pin-images.ts';
import type { OpenMinor } from './open-folder.ts';
import type { PlanState } from './plan-state.ts';
import type { AddonSubject } from './subject.ts';

const LIST = ['kubernetes'];

/** Takes out the minors whose support is over; the newest stays, since a stack without minors is none. */
export function dropMinors(plan: PlanState): readonly OpenMinor[] {
  const { open, known, texts } = plan;
  const ended = open.minors.filter(({ minor, selected }) => {
    const series = seriesOf(known.kubernetes, minor);
    return selected && series && isPastEnd(series, known.today);
  });
  const isAll = ended.length === open.minors.length && open.broken.length === 0;
  const dropped = isAll ? ended.slice(0, -1) : ended;
  const [kept] = isAll ? ended.slice(-1) : [];
  if (kept) {
    const message = `Kubernetes ${formatMinor(kept.minor)} is past its end of life, and is the only minor left`;
    plan.warnings.push(
      ...plan.located([
        problem('kubernetes-end', message, { file: NATIVE_FILE, hint: 'add a newer one with --add-minors' }),
      ]),
    );
  }
  for (const { minor, kubernetes } of dropped) {
    const index = servedMinors(plan).findIndex((one) => one && sameMinor(one, minor));
    texts.set(NATIVE_FILE, withoutItem(texts.text(NATIVE_FILE) ?? '', LIST, index));
    const end = seriesOf(known.kubernetes, minor)?.endOfLife ?? '';
    const from = kubernetes ? formatKubernetes(kubernetes) : `v${formatMinor(minor)}`;
    plan.change(minor, { kind: 'minor', name: 'kubernetes', from, to: null }, `end of life on ${end}`);
  }
  if (dropped.length > 0) plan.warnings.push(...newProblems(plan));
  return dropped;
}

/** The minors of the list, in its order. */
const servedMinors = ({ texts }: PlanState): (KubernetesMinor | undefined)[] => {
  const source = texts.source(NATIVE_FILE);
  const listed = source.get(LIST);
  return (Array.isArray(listed) ? listed : []).map((_, index) =>
    versionAt(source, [...LIST, index, 'version']),
  );
};

/** What is wrong or doubtful since the folder was opened: overlays that serve no minor any more. */
function newProblems({ open, texts }: PlanState): Problem[] {
  const problemsOf = (tree: typeof open.tree) => {
    const layout = readLayout(open.folder, tree);
    return layout.minors.flatMap(({ minor }) => layout.read(minor).problems);
  };
  const before = new Set(problemsOf(open.tree).map(({ code, message }) => code + message));
  return problemsOf(texts.tree()).filter(({ code, message }) => !before.has(code + message));
}

/**
 * Adds the minors that upstream supports and the stack does not serve.
 * @param targets what the others build from now on
 * @returns the versions that came
 */
export async function addMinors(
  plan: PlanState,
  minors: readonly OpenMinor[],
  targets: readonly AddonTarget[],
): Promise<readonly KubernetesVersion[]> {
  const { known, wish } = plan;
  const served = servedMinors(plan).flatMap((minor) => minor ?? []);
  const added: KubernetesVersion[] = [];
  for (const { minor } of missingMinors(known.kubernetes, served, known.today)) {
    if (!isAskedFor(wish.minors, minor)) continue;
    const neighbour = neighbourOf(minor, minors);
    const version = neighbour && (await addMinor(plan, minor, neighbour, targets));
    if (version) added.push(version);
  }
  return added;
}

/** The newest older minor, since a new one is mostly what that was; else the oldest. */
const neighbourOf = (minor: KubernetesMinor, minors: readonly OpenMinor[]): OpenMinor | undefined =>
  minors.filter((one) => compareMinors(one.minor, minor) < 0).at(-1) ?? minors[0];

async function addMinor(
  plan: PlanState,
  minor: KubernetesMinor,
  neighbour: OpenMinor,
  targets: readonly AddonTarget[],
): Promise<KubernetesVersion | undefined> {
  const { texts, known } = plan;
  const before = texts.text(NATIVE_FILE) ?? '';
  const found = await versionFor(plan, minor, neighbour);
  if (!found) return undefined;
  const { version, image } = found;
  const warnings: Problem[] = [...found.warnings];
  const pins: Record<string, string> = {};
  for (const addon of neighbour.subject.addons) {
    const target = targets.find(
      ({ stack, dependency }) => stack === neighbour.stack && dependency.key === addon.key,
    );
    const pin = pinFor(plan, addon, minor, neighbour, target, warnings);
    if (pin !== undefined) pins[addon.key] = pin;
  }
  texts.set(NATIVE_FILE, withMinor(before, version, pins, plan));
  const { catalogue } = neighbour.subject;
  if (image && catalogue)
    texts.set(NATIVE_FILE, withPin(texts.text(NATIVE_FILE) ?? '', image, catalogue.kind));
  const wrong = readLayout(plan.open.folder, texts.tree()).read(minor).problems.filter(isError);
  if (wrong[0]) {
    texts.set(NATIVE_FILE, before);
    plan.warnings.push(notAdded(plan, minor, wrong[0].message));
    return undefined;
  }
  plan.warnings.push(...warnings);
  const { endOfLife: end, released } = seriesOf(known.kubernetes, minor) ?? {};
  const supported = end === undefined ? 'supported by upstream' : `supported until ${end}`;
  // Somebody names a version, and nobody was asked about it.
  const isUnknown = end === undefined && released === undefined;
  const reason = plan.wish.offline ? 'not looked up' : isUnknown ? 'asked for' : supported;
  plan.change(
    minor,
    { kind: 'minor', name: 'kubernetes', from: null, to: formatKubernetes(version) },
    reason,
  );
  if (image && catalogue && isUnpinned(catalogue, image))
    plan.change(minor, { kind: 'image', name: image.name, from: null, to: image.digest ?? image.url });
  for (const [name, to] of Object.entries(pins)) plan.change(minor, { kind: 'addon', name, from: null, to });
  return version;
}

const notAdded = (plan: PlanState, minor: KubernetesMinor, why: string): Problem => {
  const message = `Kubernetes ${formatMinor(minor)} is not added: ${why}`;
  return problem('minor-not-added', message, { file: joinLabel(plan.open.folder, NATIVE_FILE) });
};

async function versionFor(plan: PlanState, minor: KubernetesMinor, { subject }: OpenMinor) {
  const catalogue = plan.wish.offline ? undefined : subject.catalogue;
  const patches = newerPatches(plan.known.kubernetes, minor, undefined);
  const [newest] = patches;
  if (!newest) return undefined;
  if (!catalogue) return { version: newest, image: undefined, warnings: [] };
  let images: NewestImage;
  try {
    images = await newestWithImage(catalogue, patches, plan.upstream.images);
  } catch (error) {
    if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
    plan.warnings.push(notAdded(plan, minor, error.message));
    return undefined;
  }
  const { found, problems, skipped } = images;
  if (!found) {
    plan.warnings.push(
      notAdded(plan, minor, `there is no image for it yet; expected one at ${skipped[0]?.url ?? ''}`),
    );
    return undefined;
  }
  const isPinned = catalogue.kind === 'server' || catalogue.versions.length > 0;
  return {
    version: found.version,
    image: isPinned ? found : undefined,
    warnings: plan.located(problems),
  };
}

/** The pin of a chart for a new minor; undefined where that of all minors is right for it too. */
function pinFor(
  plan: PlanState,
  { chart, key, update, follows, current }: AddonSubject,
  minor: KubernetesMinor,
  neighbour: OpenMinor,
  target: AddonTarget | undefined,
  warnings: Problem[],
): string | undefined {
  const given = plan.wish.pins?.get(key);
  if (given !== undefined) return given;
  const now = target?.version ?? current;
  const place = target && addonPlace(plan.texts, 'native', target);
  if (!follows) return place?.own ? now : undefined;
  const major = /^v?(\d+)/.exec(now)?.[1] ?? '0';
  const range = update === undefined || update === PATCHES ? `${major}.x` : update;
  const versions = plan.known.chart(chart);
  const newestFor = (of: KubernetesMinor) =>
    newestChart(versions, { update: range, follows, minor: of, current: '0.0.0' })?.version;
  const own = newestFor(minor);
  if (own !== undefined) return own;
  let older: string | undefined;
  for (let number = minor.minor - 1; number > 0 && older === undefined; number -= 1)
    older = newestFor({ major: minor.major, minor: number });
  const taken = older ?? now;
  const message = `there is no ${chart.name} for Kubernetes ${formatMinor(minor)} yet; it is built with ${taken}`;
  const hint = `look whether ${key} ${taken} works with it`;
  warnings.push(...plan.located([problem('chart-older', message, { file: NATIVE_FILE, hint })]));
  return taken;
}

/** The list with the minor at its place in the order, written as its neighbours are. */
function withMinor(
  text: string,
  version: KubernetesVersion,
  pins: Readonly<Record<string, string>>,
  plan: PlanState,
): string {
  const index = placeInOrder(servedMinors(plan), version, compareMinors);
  const source = plan.texts.source(NATIVE_FILE);
  const isBare = /^\d/.test(source.scalarText([...LIST, Math.max(0, index - 1), 'version']) ?? '');
  const item: Record<string, Written> = { version: formatKubernetes(version).slice(isBare ? 1 : 0) };
  if (Object.keys(pins).length > 0) item['addons'] = pins;
  return withItem(text, LIST, index, item, mapStyleIn(text, LIST, 'addons'));
}
