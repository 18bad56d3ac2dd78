// What an update makes of one folder: computed on its texts, written by nobody yet.
import { CsctlError, isError, problem, sortProblems, type Problem } from '../../problem/problem.ts';
import { CHARTS_LOCK_FILE } from '../../stack/asset.ts';
import { stackDependencies } from '../../stack/addon-key.ts';
import { newestChart } from '../../stack/currency.ts';
import { syncChartLocks, writeAddons, type AddonTarget } from '../../stack/edits/addon-edits.ts';
import { leftOvers, writeKubernetes } from '../../stack/edits/kubernetes-edits.ts';
import { withPin } from '../../stack/edits/image-edits.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import {
  compareKubernetes,
  formatKubernetes,
  formatMinor,
  isAskedFor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel } from '../../stack/stack.ts';
import { satisfiesRange } from '../../stack/version-range.ts';
import type { RefusedStack } from '../create.ts';
import { pruneImages } from '../imaging/pin-images.ts';
import type { Upstream } from '../upstream-ports.ts';
import { lockCharts } from './chart-locks.ts';
import { checkImages } from './image-pins.ts';
import type { Knowledge } from './knowledge.ts';
import { chooseKubernetes } from './kubernetes-choice.ts';
import { addMinors, dropMinors } from './minor-changes.ts';
import type { OpenFolder, OpenMinor } from './open-folder.ts';
import { PlanState } from './plan-state.ts';
import { allAnswers } from './all-answers.ts';
import { refusedFolder, type FolderUpdate, type UpdateWish } from './update-plan.ts';

/**
 * Plans the update of a folder.
 * @returns with no edits at all where something is wrong that makes every edit doubtful: an image that changed
 * @throws CsctlError of kind remote: a source cannot be asked
 */
export async function planFolder(
  open: OpenFolder,
  wish: UpdateWish,
  known: Knowledge,
  upstream: Upstream,
): Promise<FolderUpdate> {
  try {
    return await new FolderPlan(open, wish, known, upstream).run();
  } catch (error) {
    if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
    return refusedFolder(open.folder, error.problems);
  }
}

/** Versions that a minor is to have, and why it cannot be released. */
interface MinorOutcome {
  readonly open: OpenMinor;
  readonly version: KubernetesVersion | undefined;
  readonly images: Awaited<ReturnType<typeof checkImages>>['pins'];
  readonly problems: readonly Problem[];
}

class FolderPlan extends PlanState {
  private readonly refused: RefusedStack[] = this.open.broken.map(({ minor, problems }) =>
    this.refusal(minor, problems),
  );

  async run(): Promise<FolderUpdate> {
    const { wish, open } = this;
    const dropped = wish.dropEol ? dropMinors(this) : [];
    const left = open.minors.filter((one) => !dropped.includes(one));
    const outcomes = await allAnswers(
      left.filter(({ selected }) => selected).map((one) => () => this.look(one)),
    );
    const changed = outcomes
      .flatMap(({ problems }) => problems)
      .filter(({ code }) => code === 'image-checksum');
    if (changed.some(isError)) return refusedFolder(open.folder, sortProblems(changed));
    for (const outcome of outcomes) this.writeMinor(outcome);
    const targets = this.writeCharts(left);
    const added = wish.addMinors ? await addMinors(this, left, targets) : [];
    if (wish.prune && wish.only.has('images')) this.prune(left, outcomes, added);
    await this.writeLocks(dropped.length + added.length > 0);
    return {
      folder: open.folder,
      edits: this.texts.edits(),
      changes: this.changes,
      warnings: sortProblems(this.warnings),
      refused: this.refused,
    };
  }

  private refusal(minor: KubernetesMinor | undefined, problems: readonly Problem[]): RefusedStack {
    return { stack: this.open.folder, minor: minor ? formatMinor(minor) : null, problems };
  }

  /** Asks for the version and the images of a minor. */
  private async look(open: OpenMinor): Promise<MinorOutcome> {
    const { only, offline } = this.wish;
    const { kubernetes, subject, asked } = open;
    const choice = only.has('kubernetes')
      ? chooseKubernetes(asked, this.known)
      : { version: kubernetes, problems: [] };
    const unknown =
      choice.version || !only.has('kubernetes') ? [] : [this.withoutPatch(open, choice.problems)];
    const { version } = choice;
    const isNew = version && (!kubernetes || compareKubernetes(version, kubernetes) !== 0);
    const isLooked = !offline && subject.catalogue && version && (only.has('images') || isNew);
    const checked = isLooked ? await this.images(open, version) : { pins: [], problems: [] };
    const isSaid = checked.problems.some(({ code }) => code === 'image-missing');
    const own = choice.problems.filter(({ code }) => !isSaid || code !== 'image-missing');
    const problems = this.located([...own, ...checked.problems]);
    return { open, version, images: checked.pins, problems: [...problems, ...unknown] };
  }

  private async images({ subject: { catalogue } }: OpenMinor, version: KubernetesVersion) {
    if (!catalogue) return { pins: [], problems: [] };
    try {
      return await checkImages(catalogue, version, this.wish.only.has('images'), this.upstream.images);
    } catch (error) {
      // A catalogue without an address for this minor; the others may be fine.
      if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
      return { pins: [], problems: error.problems };
    }
  }

  private withoutPatch({ minor }: OpenMinor, why: readonly Problem[]): Problem {
    const { folder } = this.open;
    if (why[0]) return { ...why[0], file: joinLabel(folder, why[0].file ?? NATIVE_FILE) };
    const message = `upstream knows no patch of Kubernetes ${formatMinor(minor)}, which the sources name`;
    return problem('kubernetes-no-patch', message, { file: folder, hint: 'name an exact version' });
  }

  private writeMinor({ open, version, images, problems }: MinorOutcome): void {
    const { kind } = this.open.layout;
    const errors = problems.filter(isError);
    this.warnings.push(...problems.filter((one) => !isError(one)));
    if (errors.length > 0) {
      this.refused.push(this.refusal(open.minor, sortProblems(errors)));
      return;
    }
    const { kubernetes, subject } = open;
    if (version) {
      const before = this.texts.edits().size;
      if (!kubernetes || compareKubernetes(version, kubernetes) !== 0) {
        const from = kubernetes ? formatKubernetes(kubernetes) : null;
        const to = formatKubernetes(version);
        this.change(open.minor, { kind: 'kubernetes', name: 'kubernetes', from, to });
      }
      writeKubernetes(this.texts, kind, version);
      if (kubernetes && this.texts.edits().size !== before) this.tellLeftOvers(kubernetes, version);
    }
    for (const { pin, name, url } of images) {
      this.texts.set(
        NATIVE_FILE,
        withPin(this.texts.text(NATIVE_FILE) ?? '', pin, subject.catalogue?.kind ?? 'server'),
      );
      this.change(open.minor, { kind: 'image', name, from: null, to: pin.digest ?? url });
    }
  }

  /** The old version where nobody can know what it means: somebody has to look. */
  private tellLeftOvers(before: KubernetesVersion, now: KubernetesVersion): void {
    if (this.open.layout.kind === 'native') return;
    for (const { file, line } of leftOvers(this.texts, before)) {
      const message = `${file} still names ${formatKubernetes(before)}; the stack goes to ${formatKubernetes(now)}`;
      const hint = 'look whether it should go along';
      this.warnings.push(...this.located([problem('config-disagree', message, { file, line, hint })]));
    }
  }

  /** @returns what every minor builds from now on */
  private writeCharts(minors: readonly OpenMinor[]): AddonTarget[] {
    const targets = minors.flatMap(({ stack, subject, minor, selected }) => {
      const dependencies = stackDependencies(stack.tree, stack.convention);
      return subject.addons.flatMap(({ key, chart, current, update, follows }, index): AddonTarget[] => {
        const dependency = dependencies[index];
        if (!dependency) return [];
        const newest =
          selected && this.wish.only.has('addons')
            ? (this.wish.pins?.get(key) ??
              newestChart(this.known.chart(chart), { update, follows, minor, current })?.version)
            : undefined;
        if (newest !== undefined && newest !== current)
          this.change(minor, { kind: 'addon', name: key, from: current, to: newest });
        return [{ stack, dependency, version: newest ?? current }];
      });
    });
    writeAddons(this.texts, this.open.layout.kind, targets);
    return targets;
  }

  private prune(
    minors: readonly OpenMinor[],
    outcomes: readonly MinorOutcome[],
    added: readonly KubernetesVersion[],
  ): void {
    const [catalogue] = minors.flatMap(({ subject }) => subject.catalogue ?? []);
    if (!catalogue) return;
    const served = minors.flatMap(
      (one) => outcomes.find(({ open }) => open === one)?.version ?? one.kubernetes ?? [],
    );
    const isMeant = (version: KubernetesVersion) => isAskedFor(this.wish.minors, version);
    const { text, versions } = pruneImages(
      this.texts.text(NATIVE_FILE) ?? '',
      catalogue,
      [...served, ...added],
      isMeant,
    );
    for (const version of versions) {
      const name = formatKubernetes(version);
      this.change(
        version,
        { kind: 'image', name, from: pinOf(catalogue, version)?.digest ?? name, to: null },
        'not served any more',
      );
    }
    this.texts.set(NATIVE_FILE, text);
  }

  private async writeLocks(minorsChanged: boolean): Promise<void> {
    if (this.wish.offline || (!this.wish.only.has('addons') && !minorsChanged)) return;
    // What Helm takes for a range is the newest in it.
    syncChartLocks(this.texts, ({ name, repository, version }) => {
      const versions = this.known.chart({ name, repository });
      return versions.find((one) => satisfiesRange(one.version, version) === true)?.version;
    });
    const locked = await lockCharts(this.open.folder, this.texts, this.upstream.charts);
    if (!locked) return;
    this.texts.set(CHARTS_LOCK_FILE, locked.text);
    const isTold = (name: string, to: string) =>
      this.changes.some(
        (one) => one.kind === 'addon' && one.to === to && this.chartOf(one.name).includes(name),
      );
    for (const { name, from, to } of locked.changes)
      if (!isTold(name, to)) this.change(undefined, { kind: 'lock', name, from, to });
  }

  private chartOf(key: string): string[] {
    return this.open.minors.flatMap(({ subject }) =>
      subject.addons.filter((addon) => addon.key === key).map(({ chart }) => chart.name),
    );
  }
}
