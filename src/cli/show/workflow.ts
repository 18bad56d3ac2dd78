// CI files that were written, and what is left to do by hand.
import type { WorkflowResult } from '../../release/scaffold/workflow.ts';
import type { Style } from './style.ts';

export function showWorkflow(
  { files, next }: WorkflowResult,
  style: Style,
  dryRun: boolean,
): { out: string } {
  const verb = { created: dryRun ? 'would be created' : 'created', current: 'is there already' };
  const rows = files.map(({ path, status }) => [path, style.paint('green', verb[status])]);
  const steps = next.map((step) => `next: ${step}\n`);
  return { out: style.table(rows, 0) + steps.join('') };
}
