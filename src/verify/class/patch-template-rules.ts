// Rules for the templates in patches: they parse, and use only what can be there.
import type { ProblemDetails } from '../../problem/problem.ts';
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import type { ClassVariables } from './class-variables.ts';
import { parsePatchTemplate } from './patch-template.ts';
import { templateUse } from './template-use.ts';

/** Reports something about a patch; the path starts at the patch. */
export type PatchReport = (
  path: ObjectPath,
  message: string,
  details?: Pick<ProblemDetails, 'hint' | 'severity'>,
) => void;

/** Whether a template can be parsed, and uses only what can be there. */
export function checkTemplate(
  template: unknown,
  path: ObjectPath,
  variables: ClassVariables,
  report: PatchReport,
): void {
  if (typeof template !== 'string') return;
  const parsed = parsePatchTemplate(template);
  if ('fault' in parsed) {
    const hint = 'Cluster API parses it with the functions of Sprig, without those of Helm';
    return report(path, `the template does not parse: ${parsed.fault}`, { hint });
  }
  for (const fault of templateUse(parsed.value, variables).faults)
    report(path, `the template uses what cannot be there: ${fault.message}`, fault);
}
