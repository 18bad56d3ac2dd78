// vendor: chart dependencies in the release or not, as the flag or the stack says; else as they stand in the folder.
import { refuseErrors } from '../../problem/problem.ts';
import { dependenciesOf } from '../../stack/addon-key.ts';
import { CHARTS_LOCK_FILE } from '../../stack/asset.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { ADDON_FOLDER, joinLabel, locateProblems, type Stack } from '../../stack/stack.ts';
import type { Step } from '../flow.ts';
import type { Recalled, Vendored } from '../stages.ts';
import { checkCharts, embedCharts } from '../vendoring/embed-charts.ts';
import { readLock } from '../vendoring/resolve-charts.ts';

export const vendor: Step<Recalled, Vendored> = {
  title: 'chart dependencies',
  async run(recalled, { upstream, localCharts, reporter }) {
    const { stack, request } = recalled;
    const embed = request.embed ?? stack.settings.embed;
    if (embed === undefined) return recalled;
    if (!embed) return { ...recalled, stack: withoutEmbedded(stack) };
    const world = { charts: upstream.charts, local: localCharts };
    const embedded = await embedCharts(stack, readLock(CHARTS_LOCK_FILE, stack), world, request.mtime);
    const found = locateProblems(stack.label, embedded.problems, stack.origins);
    refuseErrors(found, stack.label);
    for (const path of embedded.replaced)
      reporter.note(`${joinLabel(stack.label, path)} is not what is wanted; the release has another chart`);
    return { ...recalled, stack: embedded.stack, problems: [...recalled.problems, ...found] };
  },
};

/**
 * For those who only look: nothing is fetched. What a release would fetch or pack counts as there (`viewOfStack`), with
 * a warning where no lock says which chart that is.
 */
export const vendorAsLocked: Step<Recalled, Vendored> = {
  title: 'chart dependencies, as locked',
  async run(recalled, { localCharts }) {
    const { stack, request } = recalled;
    const embed = request.embed ?? stack.settings.embed;
    const locked = readLock(CHARTS_LOCK_FILE, stack);
    if (embed === undefined) return recalled;
    if (!embed) return { ...recalled, stack: withoutEmbedded(stack) };
    const problems = await checkCharts(stack, locked, localCharts, request.mtime);
    const found = locateProblems(stack.label, problems, stack.origins);
    const embedding = { ...stack, settings: { ...stack.settings, embed } };
    return { ...recalled, stack: embedding, problems: [...recalled.problems, ...found] };
  },
};

/**
 * Leaves out `charts/` of every stage that names its dependencies: operators from v0.2.0-alpha.1 on fetch them.
 * Class and single-stage charts keep theirs, since the operator cannot get those.
 */
function withoutEmbedded({ settings, ...rest }: Stack): Stack {
  // A flag leaves them out for once, and what is missing then is told; stack.yaml says that it is meant.
  const embed = settings.embed === false ? false : undefined;
  const stack: Stack = { ...rest, settings: { ...settings, embed } };
  if (stack.convention === 'single-stage') return stack;
  const thin = stack.tree
    .under(ADDON_FOLDER)
    .folders()
    .map((stage) => `${ADDON_FOLDER}/${stage}`)
    .filter((folder) => dependenciesOf(stack.tree, folder).length > 0);
  const embedded = (path: string) => thin.some((folder) => path.startsWith(`${folder}/charts/`));
  return { ...stack, tree: FileTree.of([...stack.tree].filter(([path]) => !embedded(path))) };
}
