// A decision as a table a person understands at a glance.
import type { ComponentDecision, FileChange } from '../../stack/decision.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

const FILE_MARKS = { added: ['green', 'A'], removed: ['red', 'D'], modified: ['yellow', 'M'] } as const;

/** The letter that git has for it. */
export function fileMark(change: FileChange['change'], style: Style): string {
  const [color, mark] = FILE_MARKS[change];
  return style.paint(color, mark);
}

/** A row a component: from, to, why. */
export function showDecision(decision: readonly ComponentDecision[], style: Style): string {
  const head = ['COMPONENT', 'FROM', 'TO', 'WHY'].map(style.dim);
  const rows = decision.map(({ component, changed, from, to, reasons }) => [
    component,
    visibly(from ?? '-'),
    changed ? style.paint('green', visibly(to)) : visibly(to),
    changed ? visibly(reasons.join('; ')) : style.dim('unchanged'),
  ]);
  return style.table([head, ...rows]);
}

/** `M cluster-class/templates/cluster-class.yaml`, a line a file. */
export function showFiles(decision: readonly ComponentDecision[], style: Style): string {
  const files = decision.flatMap((component) => component.files);
  if (files.length === 0) return '';
  const lines = files.map(({ path, change }) => `    ${fileMark(change, style)} ${visibly(path)}\n`);
  return `\n  ${style.dim('FILES')}\n${lines.join('')}`;
}
