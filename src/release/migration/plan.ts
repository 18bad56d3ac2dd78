// The files of a stack in our layout, from its minors in another one. Pure.
import { CHARTS_LOCK_FILE } from '../../stack/asset.ts';
import {
  formatChartsLock,
  mergeLockedCharts,
  parseChartsLock,
  type LockedChart,
} from '../../stack/charts-lock.ts';
import { refuseErrors } from '../../problem/problem.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel } from '../../stack/stack.ts';
import { mergePolicies } from './addon-policies.ts';
import { catalogueOfImageManager, IMAGE_MANAGER_FILE } from './image-manager.ts';
import { shareTrees, type PlannedOverlay } from './shared-tree.ts';
import type { MigrationSource, Note } from './source-minor.ts';
import { formatStackYaml } from './stack-yaml.ts';
import type { MinorPin } from './variants.ts';

/** A stack in our layout, not yet written. */
export interface MigrationPlan {
  /** All files of the new folder. */
  readonly files: FileTree;
  readonly overlays: readonly PlannedOverlay[];
  readonly pins: readonly MinorPin[];
  /** Files in which marks stand for versions now. */
  readonly marked: readonly string[];
  /** What could not be carried over. */
  readonly notes: readonly Note[];
}

/** Plans the new folder. @throws CsctlError `lock-file` when a charts.lock.yaml cannot be read */
export function planMigration(source: MigrationSource): MigrationPlan {
  const { minors, preferred, kind } = source;
  const manager = kind === 'per-minor' ? source.loose.text(IMAGE_MANAGER_FILE) : undefined;
  const images = manager === undefined ? undefined : catalogueOfImageManager(manager);
  const loose = source.loose.filter((path) => !images || path !== IMAGE_MANAGER_FILE);
  const { base, overlays, pins, marked } = shareTrees(minors, preferred, loose);
  const { policies, notes } = mergePolicies(minors);
  const configs = minors.map(({ stack }) => stack.config);
  const text = formatStackYaml({ configs, policies, pins, overlays, images });
  const lock = mergedLock(source);
  const inFolders = overlays.flatMap(({ folder, files }) =>
    [...files].map(([path, bytes]) => [`${folder ?? ''}/${path}`, bytes] as const),
  );
  const files = FileTree.of([
    ...base,
    ...inFolders,
    [NATIVE_FILE, text] as const,
    ...(lock === undefined ? [] : [[CHARTS_LOCK_FILE, lock] as const]),
  ]);
  const kept =
    manager === undefined || images
      ? []
      : [`${IMAGE_MANAGER_FILE} stays a file: a catalogue of node images cannot say all that it says`];
  return { files, overlays, pins, marked, notes: [...notes, ...kept] };
}

/** One lock for all minors; as it is where there is only one. */
function mergedLock({ minors }: MigrationSource): string | undefined {
  const texts = [...new Set(minors.flatMap(({ stack }) => stack.chartsLock ?? []))];
  const [first] = texts;
  if (texts.length <= 1) return first;
  let charts: LockedChart[] = [];
  for (const { stack } of minors) {
    if (stack.chartsLock === undefined) continue;
    const parsed = parseChartsLock(joinLabel(stack.label, CHARTS_LOCK_FILE), stack.chartsLock);
    refuseErrors(parsed.problems, stack.label);
    charts = mergeLockedCharts(charts, parsed.charts ?? []);
  }
  return formatChartsLock(charts, first);
}
