// The tree of one minor as a folder of its own.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { standaloneFiles } from '../../../../src/stack/layout/standalone.ts';
import { formatKubernetes } from '../../../../src/stack/kubernetes-version.ts';
import { minor } from '../../../support/kubernetes.ts';
import { nativeTree, STACK_YAML } from '../../../support/native-stack.ts';
import { CSCTL_YAML, stackTree } from '../../../support/stack-tree.ts';

const stackOf = (tree: FileTree, name?: string) => {
  const { stack } = readLayout('x', tree).read(name === undefined ? undefined : minor(name));
  if (!stack) throw new Error('no stack');
  return stack;
};
const alone = (stack: ReturnType<typeof stackOf>) => {
  const files = standaloneFiles(stack);
  const tree = FileTree.of(files.map(({ path, bytes }) => [path, bytes] as const));
  return { files, tree, again: stackOf(tree) };
};

describe('standaloneFiles', () => {
  it('is a single folder that says the right version', () => {
    const stack = stackOf(nativeTree({ 'charts.lock.yaml': '# lock\n' }), '1.35');
    const { tree, again } = alone(stack);
    expect(readLayout('x', tree).kind).toBe('single');
    expect(formatKubernetes(again.config.kubernetes)).toBe('v1.35.3');
    expect(tree.text('charts.lock.yaml')).toBe('# lock\n');
    expect(tree.has('stack.yaml')).toBe(false);
  });

  it('tells where each file comes from', () => {
    const text = `${STACK_YAML}overlays: [{minors: 1.35, folder: new}]\n`;
    const { files } = alone(
      stackOf(nativeTree({ 'stack.yaml': text, 'new/cluster-class/values.yaml': 'a: 1\n' }), '1.35'),
    );
    const of = (wanted: string) => {
      const found = files.find(({ path }) => path === wanted);
      return [found?.source, found?.made];
    };
    expect(of('README.md')).toEqual(['README.md', undefined]);
    expect(of('cluster-class/values.yaml')).toEqual(['new/cluster-class/values.yaml', undefined]);
    expect(of('cluster-addon/ccm/Chart.yaml')).toEqual(['cluster-addon/ccm/Chart.yaml', 'pinned']);
    expect(of('csctl.yaml')).toEqual([undefined, 'generated']);
  });

  it.each([
    ['the same', 'v1.34.7', undefined],
    ['only a minor', 'v1.34', 'pinned'],
    ['another version', 'v1.34.1', 'pinned'],
  ])('a csctl.yaml that says %s stays as far as it can', (_case, version, made) => {
    const text = `# kept\n${CSCTL_YAML.replace('v1.34.7', version)}`;
    const perMinor = 'provider: docker\nclusterStackName: scs\nkubernetesVersion: 1.34.7\n';
    const { files, tree } = alone(stackOf(stackTree({ 'csctl.yaml': text, 'stack.yaml': perMinor })));
    expect(tree.text('csctl.yaml')).toBe(`# kept\n${CSCTL_YAML}`);
    expect(files.find(({ path }) => path === 'csctl.yaml')?.made).toBe(made);
  });

  it('a csctl.yaml of another stack is written anew', () => {
    const text = CSCTL_YAML.replace('clusterStackName: scs', 'clusterStackName: other');
    const perMinor = 'provider: docker\nclusterStackName: scs\nkubernetesVersion: 1.34.7\n';
    const { again } = alone(stackOf(stackTree({ 'csctl.yaml': text, 'stack.yaml': perMinor })));
    expect(again.config.identity.name).toBe('scs');
  });
});
