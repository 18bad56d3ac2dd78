// generate cluster --upgrade-from as text: the manifest on stdout, and what it means for each Cluster beside it.
import type { UpgradedCluster, UpgradeResult } from '../../release/manifests/clusters/cluster-upgrade.ts';
import { showGenerated } from './manifest.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** @param file where it was written; undefined: it is printed @param next what to do with it, as a command line */
export function showUpgraded(
  result: UpgradeResult,
  style: Style,
  file: string | undefined,
  next = `kubectl apply -f ${file ?? ''}`,
): { out: string; err: string } {
  const { out, err } = showGenerated(result, style, next);
  const about = result.clusters.map((cluster) => showCluster(cluster, style)).join('');
  // What is printed is for kubectl.
  return file === undefined ? { out, err: err + about } : { out: about + out, err };
}

const COLORS = { patch: 'green', additive: 'yellow', breaking: 'red' } as const;

function showCluster({ name, from, to, variables }: UpgradedCluster, style: Style): string {
  const step = (old: string, now: string) => (old === now ? now : `${old} -> ${now}`);
  const title = `${style.bold(visibly(name))}  ${visibly(step(from.class, to.class))}, ${visibly(step(from.kubernetes, to.kubernetes))}\n`;
  if (variables === null) return title;
  if (variables.length === 0) return `${title}${style.dim('  the variables of the class are the same')}\n`;
  const rows = variables.map(({ level, message }) => [style.paint(COLORS[level], level), visibly(message)]);
  return title + style.table(rows);
}
