// One path of a stack in all its minors: which of them can share a file, and what is filled in for each.
import { isPackaged } from '../../render/render-stack.ts';
import { stackDependencies } from '../../stack/addon-key.ts';
import { syncChartLock } from '../../stack/chart-lock.ts';
import { decodeText } from '../../stack/file-tree.ts';
import { digestOf } from '../../stack/fingerprint.ts';
import { sameMinor, type KubernetesMinor } from '../../stack/kubernetes-version.ts';
import { derivedNames } from '../../stack/native/derived-names.ts';
import { CLASS_FOLDER } from '../../stack/stack.ts';
import { fill, maskScalars, withMarks, withVersionMarks, type MaskedText } from './masked-file.ts';
import type { SourceMinor } from './source-minor.ts';

/** A chart version of one minor. */
export interface MinorPin {
  readonly minor: KubernetesMinor;
  readonly key: string;
  readonly version: string;
}

/** A file that some minors share. */
export interface Variant {
  readonly minors: readonly SourceMinor[];
  readonly bytes: Uint8Array;
  /** The minor whose file it is. */
  readonly model: SourceMinor;
  /** What the minors need besides. */
  readonly pins: readonly MinorPin[];
  /** Whether marks stand where a version stood. */
  readonly isMarked: boolean;
}

const CHART_YAML = /(^|\/)Chart\.yaml$/;
/** Where stacks keep the names of node images, which hold the Kubernetes version: it would stay behind otherwise. */
const IMAGE_NAMES = `${CLASS_FOLDER}/values.yaml`;

/** The variants of a path, those that lack it left out. @param preferred the minor whose file is kept where it can be */
export function variantsOf(
  path: string,
  minors: readonly SourceMinor[],
  preferred: KubernetesMinor,
): Variant[] {
  const having = minors.filter(({ tree }) => tree.has(path));
  if (/(^|\/)Chart\.lock$/.test(path)) return lockVariants(path, having, preferred);
  const masked = new Map(having.map((one) => [one, maskedFile(path, one)]));
  const plain = groupBy(having, (one) => keyOf(masked.get(one), one.tree.get(path)));
  const marked = groupBy(having, (one) => keyOf(markedText(path, one, masked.get(one)), one.tree.get(path)));
  const groups = marked.size < plain.size ? marked : plain;
  return [...groups.values()].map((group) => {
    // Marks only where they make one file of several.
    const isMarked = new Set(group.map((one) => masked.get(one)?.text)).size > 1;
    return variantOf(path, group, preferred, masked, isMarked);
  });
}

const keyOf = (text: MaskedText | undefined, bytes: Uint8Array | undefined): string =>
  text?.text ?? digestOf(bytes ?? '');

function groupBy(
  minors: readonly SourceMinor[],
  key: (one: SourceMinor) => string,
): Map<string, SourceMinor[]> {
  const groups = new Map<string, SourceMinor[]>();
  for (const one of minors) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** The text with what the stack fills in masked; undefined for a binary file. */
function maskedFile(path: string, { stack, tree }: SourceMinor): MaskedText | undefined {
  const bytes = tree.get(path);
  const text = bytes && decodeText(bytes);
  if (text === undefined) return undefined;
  if (path === IMAGE_NAMES)
    return { text: withVersionMarks(text, stack.config.kubernetes), values: new Map() };
  if (!CHART_YAML.test(path)) return { text, values: new Map() };
  const chart = path.slice(0, -'/Chart.yaml'.length);
  const isOwn = derivedNames(stack.config.identity, stack.convention).has(path);
  const versions = stackDependencies(tree, stack.convention)
    .filter((dependency) => dependency.chart === chart)
    .map(({ key, index }) => ({ name: key, path: ['dependencies', index, 'version'] }));
  return maskScalars(path, text, [...(isOwn ? [{ name: '', path: ['name'] }] : []), ...versions]);
}

/** Only what is packaged has its marks filled; packed charts have none. */
function markedText(
  path: string,
  { stack }: SourceMinor,
  masked: MaskedText | undefined,
): MaskedText | undefined {
  if (!masked || !isPackaged(stack, path) || path.endsWith('.tgz')) return masked;
  return { ...masked, text: withMarks(masked.text, stack.config.kubernetes) };
}

const modelOf = (group: readonly SourceMinor[], preferred: KubernetesMinor): SourceMinor => {
  const model = group.find(({ minor }) => sameMinor(minor, preferred)) ?? group.at(-1);
  if (!model) throw new Error('a variant without a minor');
  return model;
};

function variantOf(
  path: string,
  group: readonly SourceMinor[],
  preferred: KubernetesMinor,
  masked: ReadonlyMap<SourceMinor, MaskedText | undefined>,
  isMarked: boolean,
): Variant {
  const model = modelOf(group, preferred);
  const own = model.tree.get(path) ?? new Uint8Array();
  const hidden = masked.get(model);
  if (!hidden) return { minors: group, bytes: own, model, pins: [], isMarked: false };
  const shared = isMarked ? (markedText(path, model, hidden) ?? hidden) : hidden;
  const bytes = Buffer.from(fill(shared.text, hidden.values));
  const pins = [...hidden.values.keys()]
    .filter((key) => key !== '' && new Set(group.map((one) => masked.get(one)?.values.get(key))).size > 1)
    .flatMap((key) =>
      group.map((one) => ({ minor: one.minor, key, version: masked.get(one)?.values.get(key) ?? '' })),
    );
  const isSame = Buffer.compare(bytes, own) === 0;
  return { minors: group, bytes: isSame ? own : bytes, model, pins, isMarked: !isSame };
}

/** A Chart.lock is shared where it follows from that of the minor whose Chart.yaml is shared. */
function lockVariants(path: string, having: readonly SourceMinor[], preferred: KubernetesMinor): Variant[] {
  const chart = path.replace(/Chart\.lock$/, 'Chart.yaml');
  const charts = variantsOf(chart, having, preferred);
  const groups = groupBy(having, (one) => {
    const own = one.tree.text(path);
    const model = charts.find(({ minors }) => minors.includes(one))?.model;
    const before = model?.tree.text(path);
    if (before === undefined || own === undefined || !model) return digestOf(one.tree.get(path) ?? '');
    const isInStep = before === own || syncChartLock(before, one.tree.text(chart) ?? '') === own;
    return digestOf(isInStep ? before : own);
  });
  return [...groups].map(([key, minors]) => {
    const model =
      having.find(({ tree }) => digestOf(tree.get(path) ?? '') === key) ?? modelOf(minors, preferred);
    return { minors, bytes: model.tree.get(path) ?? new Uint8Array(), model, pins: [], isMarked: false };
  });
}
