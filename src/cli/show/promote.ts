// The result of promote: from which release to which, why, and what shows that it is the same content.
import type { PromoteResult } from '../../release/promotion/promote.ts';
import { showDecision } from './decision.ts';
import { showProblems } from './problems.ts';
import { nextStep, showPublication } from './publish.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

export function showPromoted(result: PromoteResult, style: Style): { out: string; err: string } {
  const { tag, from, status, kubernetes, decision, published, warnings } = result;
  const names = `${visibly(from)} -> ${style.bold(visibly(tag))}`;
  const head = `${names}  Kubernetes ${visibly(kubernetes)}  ${paintStatus(status, style)}\n`;
  const places = published.map((one) => showPublication(one, style)).join('');
  const next = nextStep(published.map((one) => ({ tag, ...one })));
  const body = status === 'unchanged' ? '' : showDecision(decision, style);
  return {
    out: `${head}${body}${showProof(result, style)}${places}${next}`,
    err: showProblems(warnings, style),
  };
}

function paintStatus(status: PromoteResult['status'], style: Style): string {
  if (status === 'unchanged') return style.paint('yellow', 'nothing to promote: it has this content');
  return style.paint('green', status === 'created' ? 'would be published' : status);
}

function showProof({ proof, from }: PromoteResult, style: Style): string {
  if (!proof) return '';
  const { parts, places } = proof;
  const shown = `${countOf(parts, 'part')} as in ${visibly(from)}, but for ${countOf(places, 'version')} filled in`;
  return `  ${style.paint('green', 'proven')}: ${shown}\n`;
}
