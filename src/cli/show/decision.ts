// A decision as a table a person understands at a glance.
import type { ComponentDecision, FileChange } from '../../stack/decision.ts';
import type { Style } from './style.ts';

const MARKS: Readonly<Record<FileChange['change'], string>> = { added: 'A', removed: 'D', modified: 'M' };

/** A row a component: from, to, why. */
export function showDecision(decision: readonly ComponentDecision[], style: Style): string {
  const head = ['COMPONENT', 'FROM', 'TO', 'WHY'].map(style.dim);
  const rows = decision.map(({ component, changed, from, to, reasons }) => [
    component,
    from ?? '-',
    changed ? style.paint('green', to) : to,
    changed ? reasons.join('; ') : style.dim('unchanged'),
  ]);
  return style.table([head, ...rows]);
}

/** `M cluster-class/templates/cluster-class.yaml`, a line a file. */
export function showFiles(decision: readonly ComponentDecision[], style: Style): string {
  const files = decision.flatMap((component) => component.files);
  if (files.length === 0) return '';
  const lines = files.map(({ path, change }) => `    ${style.paint('yellow', MARKS[change])} ${path}\n`);
  return `\n  ${style.dim('FILES')}\n${lines.join('')}`;
}
