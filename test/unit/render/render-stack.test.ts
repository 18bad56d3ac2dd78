// From sources to what is packaged: what goes in, what is filled, what is left alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPackaged, renderStack } from '../../../src/render/render-stack.ts';
import { gzip } from '../../../src/archive/gzip.ts';
import { NO_SETTINGS } from '../../../src/stack/stack.ts';
import { parseVersion } from '../../../src/stack/stack-version.ts';
import { YamlSource } from '../../../src/stack/yaml-source.ts';
import { brief, SINGLE_STAGE, tinyStack, type Files } from '../../support/stack-tree.ts';

const VERSIONS = { clusterStack: 'v4-beta.0', clusterAddon: 'v3', nodeImage: 'v2' };
const render = (changes: Files = {}) => renderStack(tinyStack(changes), VERSIONS);
const CHART = 'cluster-class/Chart.yaml';

describe('renderStack', () => {
  it('packages both charts and clusteraddon.yaml, with marks filled, and nothing else', async () => {
    const { tree, problems } = await render({
      'versions.yaml': 'x',
      'node-images/config.yaml': 'x',
      'a/b': 'x',
    });
    expect(problems).toEqual([]);
    expect(tree.paths()).toEqual([
      ...[
        'cluster-addon/cni/Chart.yaml',
        'cluster-addon/cni/templates/cni.yaml',
        'cluster-addon/cni/values.yaml',
      ],
      ...['cluster-class/Chart.yaml', 'cluster-class/templates/class.yaml', 'cluster-class/values.yaml'],
      'clusteraddon.yaml',
    ]);
    expect(tree.text('cluster-class/templates/class.yaml')).toContain('\n    nodeImage: v2\n');
    expect(tree.text(CHART)).toContain('version: v4-beta.0\n');
  });

  it('bug 37: fills marks in clusteraddon.yaml and in cluster-addon-values.yaml alike', async () => {
    const multi = await render({ 'clusteraddon.yaml': 'x: << .ClusterAddonVersion >>' });
    expect(multi.tree.text('clusteraddon.yaml')).toBe('x: v3');
    const values = { ...SINGLE_STAGE, 'cluster-addon-values.yaml': 'x: << .ClusterAddonVersion >>' };
    expect((await render(values)).tree.text('cluster-addon-values.yaml')).toBe('x: v3');
  });

  it('bug 3: derives names and versions of the charts that the operator looks for, not those of stages', async () => {
    const { tree, problems } = await render({
      ...SINGLE_STAGE,
      [CHART]: 'name: docker-scs-1-33-cluster-class\nversion: 0.1.0\n',
      'cluster-addon/Chart.yaml': 'name: x\n',
    });
    expect(tree.text(CHART)).toBe('name: docker-scs-1-34-cluster-class\nversion: v4-beta.0\n');
    expect(tree.text('cluster-addon/Chart.yaml')).toBe('name: docker-scs-1-34-cluster-addon\nversion: v3\n');
    expect(brief(problems)).toEqual([
      'chart-name-derived cluster-addon/Chart.yaml:1:7',
      'chart-name-derived cluster-class/Chart.yaml:1:7',
    ]);
    const multi = await render();
    expect(multi.tree.text('cluster-addon/cni/Chart.yaml')).toBe(
      'apiVersion: v2\nname: cni\nversion: 1.2.3\n',
    );
  });

  it.each<[string, string, Uint8Array]>([
    ['a packed chart', 'cluster-addon/cni/charts/x.tgz', gzip(Buffer.from('<< .X >>'))],
    ['a packed chart by its name', 'cluster-addon/cni/charts/y.tgz', Buffer.from('<< .NodeImageVersion >>')],
    ['a file with a NUL', 'cluster-class/icon.png', Buffer.from('<< .NodeImageVersion >>\0')],
    ['text in Latin-1', 'cluster-class/readme.txt', Buffer.from('\xe4 << .NodeImageVersion >>', 'latin1')],
    ['text without marks', 'cluster-class/templates/a.yaml', Buffer.from('\ufeffa: {{ .x }}\r\n')],
    ['a heredoc', 'cluster-class/templates/b.yaml', Buffer.from('cat << EOF >> f\n{{ .x }}\nEOF\n')],
    ['an empty file', 'cluster-class/templates/c.yaml', Buffer.alloc(0)],
  ])('bug 6: leaves %s untouched, to the byte', async (_what, path, bytes) => {
    const { tree, problems } = await render({ [path]: bytes });
    expect(tree.get(path)).toBe(bytes);
    expect(problems).toEqual([]);
  });

  it('tells of unknown marks in every packaged file, with places in the stack, and in no other file', async () => {
    const bad = 'a\n  << .X >>\n';
    const { problems } = await render({
      ...{
        'README.md': bad,
        'versions.yaml': bad,
        'cluster-addon-values.yaml': bad,
        'clusteraddon.yaml': bad,
      },
      ...{ 'cluster-addon/cni/x.yaml': bad, 'cluster-class/x.yaml': bad },
      [CHART]: 'name: docker-scs-1-34-cluster-class\ndescription: << .Y >>\n',
    });
    expect(brief(problems).sort()).toEqual([
      'placeholder-unknown cluster-addon/cni/x.yaml:2:3',
      'placeholder-unknown cluster-class/Chart.yaml:2:14',
      'placeholder-unknown cluster-class/x.yaml:2:3',
      'placeholder-unknown clusteraddon.yaml:2:3',
    ]);
  });

  it('tells of a Chart.yaml that cannot be read, and passes it on', async () => {
    const { tree, problems } = await render({ [CHART]: 'name: [\n' });
    expect(brief(problems)).toEqual([`yaml-syntax ${CHART}:1:7`]);
    expect(tree.text(CHART)).toBe('name: [\n');
  });

  it('accepts a name made of marks', async () => {
    const name = 'name: "<< stack.provider >>-<< stack.name >>-1-34-cluster-class"\nversion: 1\n';
    const { tree, problems } = await render({ [CHART]: name });
    expect(problems).toEqual([]);
    expect(tree.text(CHART)).toBe('name: "docker-scs-1-34-cluster-class"\nversion: v4-beta.0\n');
  });
});

describe('the record of substitutions', () => {
  it.each([
    'name: x\nversion: 1\nappVersion: << .NodeImageVersion >>\n',
    'appVersion: << .NodeImageVersion >>\nname: x\n',
    '{version: 1, appVersion: << .NodeImageVersion >>, name: short, x: << .ClusterAddonVersion >>}',
    '# << .ClusterAddonVersion >>\nname:\n\n\ndescription: |\n  a\n  b\nappVersion: "<< .NodeImageVersion >>"\n',
    'version: |\n  1\nname: x # << .ClusterAddonVersion >> << .NodeImageVersion >>\n',
    'version: "<< .ClusterClassVersion >>" # << .ClusterClassVersion >>\nname: docker-scs-1-34-cluster-class\n',
  ])(
    'points at the version in what is packaged, for every mark and for the chart version: %j',
    async (chart) => {
      const { tree, substitutions } = await render({ [CHART]: chart });
      for (const { file, line, column, component } of substitutions) {
        const lines = (tree.text(file) ?? '').split('\n');
        const found = (lines[line - 1] ?? '').slice(column - 1);
        expect(found.startsWith(VERSIONS[component]), `${file}:${line}:${column} ${found}`).toBe(true);
      }
      const own = substitutions.filter(({ file }) => file === CHART);
      expect(own.filter(({ component }) => component === 'nodeImage')).toHaveLength(
        chart.split('NodeI').length - 1,
      );
      expect(own.filter(({ component }) => component === 'clusterStack')).toHaveLength(
        chart.startsWith('version: "<<') ? 2 : 1,
      );
      expect(YamlSource.parse(CHART, tree.text(CHART) ?? '').get(['version'])).toBe('v4-beta.0');
    },
  );

  it('is enough to give the same content other versions', async () => {
    const other = { clusterStack: 'v100', clusterAddon: 'v77', nodeImage: 'v0-sha.abc' };
    const text = fc.array(
      fc.constantFrom(
        '<< .ClusterClassVersion >>',
        '<< .ClusterAddonVersion >>',
        '<< .NodeImageVersion >>',
        ' ',
        '\n',
        'ü',
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        const stack = tinyStack({ 'cluster-class/x.yaml': pieces.join('') });
        const before = await renderStack(stack, VERSIONS);
        const after = await renderStack(stack, other);
        for (const [path, bytes] of before.tree) {
          const lines = Buffer.from(bytes).toString('utf8').split('\n');
          // From the end, so that columns before stay true.
          for (const { line, column, component } of before.substitutions
            .filter((s) => s.file === path)
            .reverse()) {
            const old = lines[line - 1] ?? '';
            const behind = old.slice(column - 1 + VERSIONS[component].length);
            lines[line - 1] = old.slice(0, column - 1) + other[component] + behind;
          }
          expect(lines.join('\n')).toBe(after.tree.text(path));
        }
      }),
      { numRuns: 100 },
    );
    expect(parseVersion(other.nodeImage)).toBeDefined();
  });
});

describe('isPackaged', () => {
  it.each([
    ['multi-stage', 'clusteraddon.yaml', true],
    ['single-stage', 'clusteraddon.yaml', false],
    ['multi-stage', 'cluster-addon-values.yaml', false],
    ['single-stage', 'cluster-addon-values.yaml', true],
    ['multi-stage', 'cluster-class/x', true],
    ['multi-stage', 'cluster-addon/x', true],
    ['multi-stage', 'cluster-classes/x', false],
    ['multi-stage', 'README.md', false],
    ['multi-stage', 'csctl.yaml', false],
    ['single-stage', 'node-images/config.yaml', false],
    ['multi-stage', 'node-images.yaml', false],
  ] as const)('%s: %s, %j', (convention, path, expected) => {
    expect(isPackaged({ convention, settings: NO_SETTINGS }, path)).toBe(expected);
  });
});
