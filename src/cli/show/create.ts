// The result of create: what was made, where it lies, and what comes next.
import type { CreatedRelease, CreateResult } from '../../release/create.ts';
import { showDecision } from './decision.ts';
import { nextLine } from './next.ts';
import { showProblems } from './problems.ts';
import { nextStep as showNext, showPublication } from './publish.ts';
import { showAssets } from './release.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** @param dryRun whether nothing was written */
export function showCreated(
  { releases, warnings }: CreateResult,
  style: Style,
  dryRun: boolean,
): { out: string; err: string } {
  const blocks = releases.map((release) => showRelease(release, style, dryRun));
  const next = dryRun ? '' : nextStep(releases);
  return { out: `${blocks.join('\n')}${next}`, err: showProblems(warnings, style) };
}

function showRelease(release: CreatedRelease, style: Style, dryRun: boolean): string {
  const { tag, kubernetes, status, decision, assets, folder, published } = release;
  const done = dryRun && status === 'created' ? 'would be created' : status;
  const head = `${style.bold(visibly(tag))}  Kubernetes ${visibly(kubernetes)}  ${paintStatus(done, style)}\n`;
  if (status === 'unchanged') return head;
  const where = folder === null ? '' : `\n  ${visibly(folder)}\n`;
  const remotes = published.map((one) => showPublication(one, style));
  return `${head}${showDecision(decision, style)}${where || '\n'}${showAssets(assets, style)}${remotes.join('')}`;
}

function paintStatus(status: string, style: Style): string {
  return style.paint(status === 'unchanged' ? 'yellow' : 'green', status);
}

function nextStep(releases: readonly CreatedRelease[]): string {
  if (releases.every(({ status }) => status === 'unchanged'))
    return 'nothing to release: no change since the last one\n';
  const published = releases.flatMap((one) => one.published.map((place) => ({ tag: one.tag, ...place })));
  if (published.length > 0) return showNext(published);
  const folders = releases.flatMap(({ folder }) => folder ?? []);
  return nextLine(['verify'], folders);
}
