// Pins of chart versions: written into the Chart.yaml of a minor, where Helm and the operator read them.
import { problem, type Problem } from '../../problem/problem.ts';
import type { Place } from '../../problem/place.ts';
import { isMeant, stackDependencies, type StackDependency } from '../addon-key.ts';
import { isExactVersion, syncChartLock } from '../chart-lock.ts';
import { FileTree } from '../file-tree.ts';
import type { AddonConvention } from '../stack.ts';
import { normaliseVersion, satisfiesRange } from '../version-range.ts';
import { YamlSource } from '../yaml-source.ts';

/** A chart version that a config demands. */
export interface AddonPin {
  /** As in `addons`: docs/stack-folder.md. */
  readonly key: string;
  readonly version: string;
  /** Where the config says so. */
  readonly place: Place;
}

/** A tree with pins in its charts. */
export interface Pinned {
  readonly tree: FileTree;
  /** The files that the pins changed: Chart.yaml, and Chart.lock beside it. */
  readonly changed: readonly string[];
  /** Pins that mean no dependency of the tree. */
  readonly unknown: readonly AddonPin[];
}

/**
 * Writes every pin into its Chart.yaml, the last one of a dependency winning; Chart.lock is kept in step. All other
 * bytes stay.
 */
export function applyPins(tree: FileTree, convention: AddonConvention, pins: readonly AddonPin[]): Pinned {
  const dependencies = stackDependencies(tree, convention);
  const texts = new Map<string, string>();
  const unknown: AddonPin[] = [];
  for (const pin of pins) {
    const meant = dependencies.filter((dependency) => isMeant(pin.key, dependency));
    if (meant.length === 0) unknown.push(pin);
    for (const { chart, index } of meant) {
      const file = `${chart}/Chart.yaml`;
      const source = YamlSource.parse(file, texts.get(file) ?? tree.text(file) ?? '');
      const path = ['dependencies', index, 'version'];
      if (source.scalarText(path) !== pin.version) texts.set(file, source.withScalar(path, pin.version));
    }
  }
  for (const [file, text] of [...texts]) {
    const lock = file.replace(/Chart\.yaml$/, 'Chart.lock');
    const before = tree.text(lock);
    const after = before === undefined ? undefined : syncChartLock(before, text);
    if (after !== undefined && after !== before) texts.set(lock, after);
  }
  return { tree: withTexts(tree, texts), changed: [...texts.keys()].sort(), unknown };
}

/** The tree with some files replaced by texts. */
export const withTexts = (tree: FileTree, texts: ReadonlyMap<string, string>): FileTree =>
  texts.size === 0 ? tree : FileTree.of([...tree, ...texts]);

/** A pin that has no effect, which is a typing error. @param known the keys that would have one */
export function unknownPin({ key, place }: Omit<AddonPin, 'version'>, known: readonly string[]): Problem {
  const message = `"${key}" means no chart dependency of the stack; there are ${known.join(', ') || 'none'}`;
  return problem('addon-pin', message, { ...place, hint: 'name a stage, or STAGE/DEPENDENCY' });
}

/** Those that are the last word on some dependency: of several that mean one, the last counts. */
export const countingPins = (
  pins: readonly AddonPin[],
  dependencies: readonly StackDependency[],
): AddonPin[] =>
  pins.filter((pin) =>
    dependencies.some((dependency) => pins.findLast(({ key }) => isMeant(key, dependency)) === pin),
  );

/** A pin that pins nothing: a warning for a range, since it can be built, and an error for what Helm cannot read. */
export function openPin({ key, version, place }: AddonPin): Problem[] {
  if (isExactVersion(version)) return [];
  if (satisfiesRange('0.0.0', version) === undefined) {
    const message = `the pin of ${key} is "${version}", which is no chart version`;
    return [problem('addon-pin', message, { ...place, hint: 'write all three numbers, as in 1.2.3' })];
  }
  const bare = version.trim().replace(/^=\s*/, '');
  if (isExactVersion(bare)) {
    const message = `the pin of ${key} is "${version}"; expected the version alone`;
    return [problem('addon-pin', message, { ...place, hint: `write ${bare}`, severity: 'warning' })];
  }
  const message = `the pin of ${key} is "${version}", which is a range for Helm; expected one version`;
  const lowest = normaliseVersion(version);
  const hint = lowest
    ? `write all three numbers, as in ${lowest}; csctl update finds the newest`
    : 'write all three numbers of one version, as in 1.2.3; ranges for csctl update stand in update';
  return [problem('addon-pin', message, { ...place, hint, severity: 'warning' })];
}
