// The trees of all minors as one base and overlays, with no file twice.
import { FileTree } from '../../stack/file-tree.ts';
import { formatMinor, sameMinor, type KubernetesMinor } from '../../stack/kubernetes-version.ts';
import { describeMinors, folderOfMinors } from '../../stack/minor-range.ts';
import type { SourceMinor } from './source-minor.ts';
import { variantsOf, type MinorPin, type Variant } from './variants.ts';

/** Files that differ for some minors. */
export interface PlannedOverlay {
  /** As stack.yaml says it: `>=1.35`. */
  readonly minors: readonly string[];
  /** Folder of its files; undefined: it only removes. */
  readonly folder: string | undefined;
  /** Relative to the folder. */
  readonly files: FileTree;
  /** What the base has and these minors lack. */
  readonly remove: readonly string[];
}

/** What all minors are made of. */
export interface SharedTree {
  readonly base: FileTree;
  readonly overlays: readonly PlannedOverlay[];
  readonly pins: readonly MinorPin[];
  /** Files in which marks stand for versions now. */
  readonly marked: readonly string[];
}

interface Differences {
  readonly minors: readonly SourceMinor[];
  readonly files: [string, Uint8Array][];
  readonly remove: string[];
}

/**
 * Puts what most minors share into the base; what fewer have is stored once, in an overlay for exactly these. Of two
 * that as many share, the one of the preferred minor is in the base.
 * @param loose files that stand beside the minors: they are in the base whatever minors have there
 */
export function shareTrees(
  minors: readonly SourceMinor[],
  preferred: KubernetesMinor,
  loose: FileTree,
): SharedTree {
  const base: [string, Uint8Array][] = [...loose];
  const pins: MinorPin[] = [];
  const marked: string[] = [];
  const differences = new Map<string, Differences>();
  const differing = (of: readonly SourceMinor[]): Differences => {
    const key = of.map(({ minor }) => formatMinor(minor)).join();
    const found = differences.get(key) ?? { minors: of, files: [], remove: [] };
    differences.set(key, found);
    return found;
  };
  const paths = FileTree.of(minors.flatMap(({ tree }) => [...tree])).paths();
  for (const path of paths) {
    const variants = variantsOf(path, minors, preferred);
    pins.push(...variants.flatMap((variant) => variant.pins));
    if (variants.some(({ isMarked }) => isMarked)) marked.push(path);
    const absent = minors.filter(({ tree }) => !tree.has(path));
    const beside = loose.get(path);
    const shared = beside ? undefined : mostShared(variants, absent, preferred);
    for (const variant of variants) {
      if (variant === shared) base.push([path, variant.bytes]);
      else if (!beside || Buffer.compare(beside, variant.bytes) !== 0)
        differing(variant.minors).files.push([path, variant.bytes]);
    }
    if (shared && absent.length > 0) differing(absent).remove.push(path);
  }
  const folder = freeFolder(paths, loose);
  const all = minors.map(({ minor }) => minor);
  return {
    base: FileTree.of(base),
    overlays: [...differences.values()].map((one) => overlayOf(one, all, folder)).sort(inOrder(minors)),
    pins,
    marked,
  };
}

/** The variant that goes into the base; undefined: most minors lack the file. */
function mostShared(
  variants: readonly Variant[],
  absent: readonly SourceMinor[],
  preferred: KubernetesMinor,
): Variant | undefined {
  const rank = (minors: readonly SourceMinor[]) =>
    minors.length * 2 + (minors.some(({ minor }) => sameMinor(minor, preferred)) ? 1 : 0);
  const [best] = [...variants].sort((a, b) => rank(b.minors) - rank(a.minors));
  return best && rank(best.minors) >= rank(absent) ? best : undefined;
}

function overlayOf(
  { minors, files, remove }: Differences,
  all: readonly KubernetesMinor[],
  above: string,
): PlannedOverlay {
  const ranges = describeMinors(
    minors.map(({ minor }) => minor),
    all,
  );
  const folder = files.length === 0 ? undefined : `${above}/${folderOfMinors(ranges)}`;
  return { minors: ranges, folder, files: FileTree.of(files), remove };
}

/** By the order of their oldest minors, so that the list reads like that of the minors. */
const inOrder =
  (minors: readonly SourceMinor[]) =>
  (a: PlannedOverlay, b: PlannedOverlay): number => {
    const names = minors.map(({ minor }) => formatMinor(minor));
    const first = ({ minors: [range = ''] }: PlannedOverlay) =>
      range.startsWith('<=') ? -1 : names.indexOf(/\d+\.\d+/.exec(range)?.[0] ?? '');
    return first(a) - first(b);
  };

/** A folder that nothing of the stack is in. */
function freeFolder(paths: readonly string[], loose: FileTree): string {
  const taken = [...paths, ...loose.paths()];
  const names = [
    'overlays',
    'minors',
    ...Array.from({ length: taken.length + 1 }, (_, n) => `overlays-${n + 2}`),
  ];
  return (
    names.find((name) => !taken.some((path) => path === name || path.startsWith(`${name}/`))) ?? 'overlays'
  );
}
