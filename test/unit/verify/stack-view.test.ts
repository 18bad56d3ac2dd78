// The view of sources.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { readSingleStack } from '../../../src/stack/layout/single.ts';
import { viewOfStack } from '../../../src/verify/stack-view.ts';

const IMAGES = { 'node-images/config.yaml': 'images: 1' };

function viewOf(files: Record<string, string>, method = 'get') {
  const config = `apiVersion: csctl.clusterstack.x-k8s.io/v1alpha1
config: {kubernetesVersion: v1.34.1, clusterStackName: scs, provider: {type: openstack, config: {method: ${method}}}}
`;
  const tree = FileTree.of(Object.entries({ 'csctl.yaml': config, ...files }));
  const { stack } = readSingleStack('.', tree);
  if (!stack) throw new Error('no stack');
  const rendered = FileTree.of(
    Object.entries({ 'cluster-class/Chart.yaml': 'rendered', 'cluster-addon/a/b': 'c' }),
  );
  return viewOfStack(stack, rendered);
}

describe('viewOfStack', () => {
  it('takes charts from the rendered tree', () => {
    const view = viewOf({ 'cluster-class/Chart.yaml': 'source', 'clusteraddon.yaml': '' });
    expect(view).toMatchObject({ kubernetes: 'v1.34.1', convention: 'multi-stage', nodeImages: undefined });
    expect(view.classChart?.origin).toBe('cluster-class');
    expect(view.classChart?.files.text('Chart.yaml')).toBe('rendered');
    expect(view.addons?.files.paths()).toEqual(['a/b']);
  });

  it('shows values that are not packaged', () => {
    const view = viewOf({ 'clusteraddon.yaml': '', 'cluster-addon-values.yaml': 'a: 1' });
    expect(view.addonValues).toEqual({ file: 'cluster-addon-values.yaml', text: 'a: 1', readable: true });
  });

  it('shows the image list only when the plugin copies it as it is', () => {
    expect(viewOf(IMAGES).nodeImages).toEqual({
      file: 'node-images/config.yaml',
      text: 'images: 1',
      readable: true,
    });
    expect(viewOf(IMAGES, 'build').nodeImages).toBeUndefined();
  });
});
