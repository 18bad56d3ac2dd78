// The result of render: YAML for kubectl and pagers, as helm template prints it.
import type { RenderResult } from '../../release/render.ts';
import { showProblems } from './problems.ts';
import type { Style } from './style.ts';

/** Charts one after the other on stdout; why one is not there goes to stderr. */
export function showRendered(
  { class: classChart, addons, warnings }: RenderResult,
  style: Style,
): { out: string; err: string } {
  const texts = [classChart, ...addons].flatMap(({ text }) => text ?? []);
  return { out: texts.join(''), err: showProblems(warnings, style) };
}
