// What is outdated about one chart of a stack.
import { newestChart, newestOfAll } from '../../stack/currency.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import type { Knowledge } from './knowledge.ts';
import { NO_VERDICT, type HeldAddon, type OutdatedItem } from './outdated-item.ts';
import type { AddonSubject, Subject } from './subject.ts';

/** An item when a newer version is allowed; `held` when only others are newer. */
export function addonItem(
  { folder, minor }: Subject,
  { key, chart, current, update, follows }: AddonSubject,
  knowledge: Pick<Knowledge, 'chart'>,
): { readonly item?: OutdatedItem; readonly held?: HeldAddon } {
  const versions = knowledge.chart(chart);
  const allowed = newestChart(versions, { update, follows, minor, current });
  const newest = newestOfAll(versions, current);
  if (!newest) return {};
  const where = { stack: folder, minor: formatMinor(minor), name: key, current };
  if (!allowed) {
    // A chart that goes with Kubernetes is not held back: its newer versions are for other minors.
    return follows ? {} : { held: { ...where, newest: newest.version, range: update ?? null } };
  }
  return {
    item: {
      ...where,
      kind: 'addon',
      latest: allowed.version,
      released: allowed.released ?? null,
      ...NO_VERDICT,
      reason: 'newer',
      newest: newest.version === allowed.version || follows ? null : newest.version,
    },
  };
}
