// Manifests as text: the YAML itself on stdout, or what became of the files.
import { joinDocuments, type GenerateResult } from '../../release/manifests/deliver.ts';
import { nextLines } from './next.ts';
import { showProblems } from './problems.ts';
import type { Style } from './style.ts';

/** @param next what to do with files that were written, as a command line */
export function showGenerated(
  { manifests, warnings }: GenerateResult,
  style: Style,
  next?: string,
): { out: string; err: string } {
  const err = showProblems(warnings, style);
  const printed = manifests.flatMap(({ status, text }) =>
    status === 'printed' && text !== null ? [text] : [],
  );
  const files = new Map(manifests.flatMap(({ file, status }) => (file === null ? [] : [[file, status]])));
  const lines = [...files].map(([file, status]) => `${file}  ${status}\n`);
  const hint = lines.length > 0 && next !== undefined ? nextLines([next]) : '';
  return { out: joinDocuments(printed) + lines.join('') + hint, err };
}
