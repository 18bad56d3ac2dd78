// vendor: chart dependencies in the release or not, as asked; without a word they stay as they stand in the folder.
import { readChartMetadata } from '../../stack/chart-yaml.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { ADDON_FOLDER, CLASS_FOLDER, locateProblems, type Stack } from '../../stack/stack.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { loadChartFolder } from '../../archive/helm-chart.ts';
import { problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import type { Step } from '../flow.ts';
import type { Recalled, Vendored } from '../stages.ts';

export const vendor: Step<Recalled, Vendored> = {
  title: 'chart dependencies',
  run(recalled) {
    const { stack, request } = recalled;
    if (request.embed === undefined) return recalled;
    if (!request.embed) return { ...recalled, stack: withoutEmbedded(stack) };
    const charts = [
      CLASS_FOLDER,
      ...(stack.convention === 'single-stage' ? [ADDON_FOLDER] : stageFolders(stack)),
    ];
    const missing = charts.flatMap((chart) => missingDependencies(stack, chart));
    refuseErrors(locateProblems(stack.label, missing), stack.label);
    return recalled;
  },
};

const stageFolders = (stack: Stack): string[] =>
  stack.tree
    .under(ADDON_FOLDER)
    .folders()
    .map((stage) => `${ADDON_FOLDER}/${stage}`);

/**
 * Leaves out `charts/` of every stage that names its dependencies: operators from v0.2.0-alpha.1 on fetch them.
 * Class and single-stage charts keep theirs, since the operator cannot get those.
 */
function withoutEmbedded(stack: Stack): Stack {
  if (stack.convention === 'single-stage') return stack;
  const thin = stageFolders(stack).filter((folder) => dependenciesOf(stack, folder).length > 0);
  const embedded = (path: string) => thin.some((folder) => path.startsWith(`${folder}/charts/`));
  return { ...stack, tree: FileTree.of([...stack.tree].filter(([path]) => !embedded(path))) };
}

function dependenciesOf(stack: Stack, folder: string) {
  const source = YamlSource.parse(`${folder}/Chart.yaml`, stack.tree.text(`${folder}/Chart.yaml`) ?? '');
  return source.problems.length > 0
    ? []
    : readChartMetadata(source).dependencies.map((d) => ({ ...d, source }));
}

function missingDependencies(stack: Stack, folder: string): Problem[] {
  const { chart } = loadChartFolder(stack.tree.under(folder), folder);
  const there = new Set(chart?.dependencies.map(({ name }) => name));
  return dependenciesOf(stack, folder)
    .filter(({ name }) => !there.has(name))
    .map(({ name, version, index, source }) => {
      const message = `${folder} needs the chart ${name} ${version}, which is not below ${folder}/charts`;
      const hint = `run helm dependency update ${folder}: this csctl does not fetch charts`;
      return problem('chart-dependency-missing', message, { ...source.place(['dependencies', index]), hint });
    });
}
