// What is outdated about the node image of one minor.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { compareKubernetes, formatKubernetes, formatMinor } from '../../stack/kubernetes-version.ts';
import { joinLabel } from '../../stack/stack.ts';
import type { Knowledge } from './knowledge.ts';
import { NO_VERDICT, type OutdatedItem } from './outdated-item.ts';
import type { Subject } from './subject.ts';

/** An item when a newer patch has an image; warnings about newer ones that have none. */
export function imageItem(
  subject: Subject,
  knowledge: Pick<Knowledge, 'image'>,
): { readonly item?: OutdatedItem; readonly warnings: readonly Problem[] } {
  const { folder, minor, kubernetes } = subject;
  const newest = knowledge.image(subject);
  if (!newest) return { warnings: [] };
  const problems = newest instanceof CsctlError ? newest.problems : newest.problems;
  const warnings = problems.map((one): Problem => ({ ...one, severity: 'warning', ...located(folder, one) }));
  if (newest instanceof CsctlError) return { warnings };
  const { found, skipped } = newest;
  if (!found) {
    const names = skipped.map(({ version }) => formatKubernetes(version)).join(', ');
    const message = `${folder} has no image for any of ${names}`;
    const hint = `expected the newest at ${skipped[0]?.url ?? ''}`;
    return { warnings: [problem('image-missing', message, { file: folder, hint, severity: 'warning' })] };
  }
  if (kubernetes && compareKubernetes(found.version, kubernetes) <= 0) return { warnings };
  const item: OutdatedItem = {
    stack: folder,
    minor: formatMinor(minor),
    kind: 'image',
    name: found.name,
    current: kubernetes ? formatKubernetes(kubernetes) : null,
    latest: formatKubernetes(found.version),
    released: found.built ?? null,
    ...NO_VERDICT,
    reason: 'newer',
    newest: null,
  };
  return { item, warnings };
}

/** Catalogues know their place in the folder, not the folder. */
const located = (folder: string, { file }: Problem): { file: string } => ({
  file: file === undefined ? folder : joinLabel(folder, file),
});
