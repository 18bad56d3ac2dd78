// The names of chart dependencies in configs.
import { describe, expect, it } from 'vitest';
import { isMeant, stackDependencies } from '../../../src/stack/addon-key.ts';
import { chartYaml } from '../../support/native-stack.ts';
import { SINGLE_STAGE, stackTree } from '../../support/stack-tree.ts';

const two = `${chartYaml('cni', '1.0.0', 'cilium')}  - name: other
    alias: twin
    repository: https://charts.example.com
    version: 2.0.0
`;
const keys = (tree: ReturnType<typeof stackTree>, convention: 'single-stage' | 'multi-stage') =>
  stackDependencies(tree, convention).map(({ key, chart, index }) => [key, chart, index]);

describe('stackDependencies', () => {
  it('names the only chart of a stage by the stage', () => {
    const tree = stackTree({ 'cluster-addon/cni/Chart.yaml': chartYaml('cni', '1.0.0', 'cilium') });
    expect(keys(tree, 'multi-stage')).toEqual([['cni', 'cluster-addon/cni', 0]]);
  });

  it('names several by stage and alias or name, and those of the class by its folder', () => {
    const tree = stackTree({
      'cluster-addon/cni/Chart.yaml': two,
      'cluster-class/Chart.yaml': chartYaml('class', '3.0.0', 'library'),
    });
    expect(keys(tree, 'multi-stage')).toEqual([
      ['cluster-class/library', 'cluster-class', 0],
      ['cni/cilium', 'cluster-addon/cni', 0],
      ['cni/twin', 'cluster-addon/cni', 1],
    ]);
  });

  it('names those of a single addon chart by themselves', () => {
    expect(keys(stackTree({ ...SINGLE_STAGE, 'cluster-addon/Chart.yaml': two }), 'single-stage')).toEqual([
      ['cilium', 'cluster-addon', 0],
      ['twin', 'cluster-addon', 1],
    ]);
  });

  it('passes over charts that cannot be read: they are told of elsewhere', () => {
    expect(keys(stackTree({ 'cluster-addon/cni/Chart.yaml': 'a: [' }), 'multi-stage')).toEqual([]);
  });

  it('knows the long form as well', () => {
    const tree = stackTree({ 'cluster-addon/cni/Chart.yaml': chartYaml('cni', '1.0.0', 'cilium') });
    const [cilium] = stackDependencies(tree, 'multi-stage');
    if (!cilium) throw new Error('no dependency');
    expect(['cni', 'cni/cilium', 'cilium', 'cn'].map((key) => isMeant(key, cilium))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
