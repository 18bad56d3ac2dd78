// Real class charts against the rules: what is in use has no errors, for Cluster API takes it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isError } from '../../src/problem/problem.ts';
import { loadChart } from '../../src/render/helm/load-chart.ts';
import { renderedObjects } from '../../src/render/helm/rendered-objects.ts';
import { renderClassChart } from '../../src/render/operator/charts.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { checkClassObjects } from '../../src/verify/class/check-class.ts';
import { told } from '../support/class-chart.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { DOCKER, OPENSTACK, ownStack } from '../support/own-stacks.ts';

const identity = { provider: 'docker', name: 'scs', minor: { major: 1, minor: 34 } };

/** The rules over a chart as the operator renders it, with the version `v1`. */
function check(files: FileTree) {
  const chart = renderClassChart(loadChart(files), identity, 'stacks');
  return checkClassObjects({
    objects: renderedObjects(chart, 'cluster-class'),
    className: 'docker-scs-1-34-v1',
    namespace: 'stacks',
    kubernetes: 'v1.34.1',
    chartLabel: 'cluster-class',
  });
}

const released = (name: string, text: string): string => {
  const filled = text.replace(/<< \.\w+ >>/g, 'v1');
  return name.endsWith('Chart.yaml') ? filled.replace(/^version:.*$/m, 'version: v1') : filled;
};

const treeOf = (files: readonly (readonly [name: string, text: string])[]): FileTree =>
  FileTree.of(files.map(([name, text]) => [name, released(name, text)] as const));

describe.each([DOCKER, OPENSTACK])('the class chart of %s', (stack) => {
  it.each([32, 33, 34, 35])('has no problems for 1.%i', async (minor) => {
    const { tree } = ownStack(stack, { major: 1, minor });
    const files = [...tree.under('cluster-class')].map(
      ([name, bytes]) => [name, Buffer.from(bytes).toString()] as const,
    );
    expect((await check(treeOf(files))).map(told)).toEqual([]);
  });
});

const charts = hasCorpus
  ? readdirSync(corpusPath('stacks'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isDirectory() && one.name === 'cluster-class')
      .map(({ parentPath }) => relative(corpusPath('stacks'), parentPath))
      .sort()
  : [];

describe.skipIf(!hasCorpus)('class charts of the corpus', () => {
  it('are there', () => {
    expect(charts).toHaveLength(15);
  });

  it.each(charts)('%s has no errors', async (name) => {
    const folder = corpusPath('stacks', name, 'cluster-class');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .map((file) => [relative(folder, file), readFileSync(file, 'utf8')] as const);
    expect((await check(treeOf(files))).filter(isError).map(told)).toEqual([]);
  });
});
