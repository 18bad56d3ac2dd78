import { describe, expect, test } from 'vitest';
import { togetherByMinor } from '../../../../src/cli/show/changes.ts';
import { showSummary, type Summarised } from '../../../../src/cli/show/summary.ts';
import { problem } from '../../../../src/problem/problem.ts';
import type { Change } from '../../../../src/release/currency/update-plan.ts';
import type { CreatedRelease } from '../../../../src/release/create.ts';

const change = (more: Partial<Change>): Change => ({
  stack: 'docker/scs',
  minor: '1.34',
  kind: 'addon',
  name: 'cni',
  from: '1.0.0',
  to: '1.0.1',
  reason: null,
  ...more,
});

const release = (status: CreatedRelease['status']): CreatedRelease => ({
  tag: 'docker-scs-1-34-v2',
  folder: null,
  status,
  kubernetes: 'v1.34.8',
  versions: { clusterStack: 'v2', clusterAddon: 'v1', nodeImage: 'v1' },
  assets: [],
  decision: [
    { component: 'clusterStack', changed: true, from: 'v1', to: 'v2', reasons: ['x'], files: [] },
    { component: 'clusterAddon', changed: false, from: 'v1', to: 'v1', reasons: [], files: [] },
  ],
  published: [],
  provenance: null,
});

const NOTHING: Summarised = { changes: [], files: [], refused: [], warnings: [] };

describe('the summary', () => {
  test('says so when there is nothing', () => {
    expect(showSummary(NOTHING, false)).toBe('### Cluster stacks: everything is current\n\n');
    expect(showSummary({ ...NOTHING, releases: [release('unchanged')] }, false)).toContain(
      'everything is current',
    );
  });

  test('has a table of changes, of releases, and of what is not released', () => {
    const refused = [
      { stack: 'docker/scs', minor: '1.33', problems: [problem('image-missing', 'no `image` a|b <x>')] },
    ];
    const warnings = [problem('image-older', 'take [this]')];
    const text = showSummary(
      { ...NOTHING, changes: [change({})], releases: [release('published')], refused, warnings },
      false,
    );
    expect(text).toContain('### Cluster stacks: 1 change, 1 release, 1 not released\n');
    expect(text).toContain('| docker/scs | 1.34 | addon cni | 1.0.0 | 1.0.1 |  |\n');
    expect(text).toContain('| docker-scs-1-34-v2 | v1.34.8 | published | clusterStack v1 → v2 |\n');
    expect(text).toContain('| docker/scs | 1.33 | image-missing | no \\`image\\` a\\|b \\<x> |\n');
    expect(text).toContain('- take \\[this]\n');
  });

  test('of a dry run says that nothing was done', () => {
    const text = showSummary({ ...NOTHING, releases: [release('created')] }, true);
    expect(text).toContain('1 release (dry run)');
    expect(text).toContain('would be created');
  });

  test('a digest is short, and text of others stays on its line', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const text = showSummary(
      { ...NOTHING, changes: [change({ kind: 'image', name: 'a\nb', from: null, to: digest })] },
      false,
    );
    expect(text).toContain('| image a b | - | abababababab |');
  });
});

test('changes that differ in nothing but the minor are one line', () => {
  const lines = togetherByMinor([
    change({ minor: '1.33' }),
    change({}),
    change({ name: 'csi' }),
    change({ minor: null, kind: 'lock' }),
  ]);
  expect(lines.map(({ minors, name, kind }) => `${minors} ${kind} ${name}`)).toEqual([
    '1.33, 1.34 addon cni',
    '1.34 addon csi',
    'all lock cni',
  ]);
});
