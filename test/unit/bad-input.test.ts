// Whatever is in a file: a refusal of the catalogue at a place of the file, and never an exception of another sort.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadChartFolder } from '../../src/archive/helm-chart.ts';
import { parseHelmignore } from '../../src/archive/helmignore.ts';
import { CsctlError, isError, refuseErrors, type Problem } from '../../src/problem/problem.ts';
import { fingerprintStack } from '../../src/release/parts.ts';
import { renderStack } from '../../src/render/render-stack.ts';
import { chartMeaning } from '../../src/stack/chart-meaning.ts';
import { checkChartMetadata, readChartLock, setChart } from '../../src/stack/chart-yaml.ts';
import { formatHashes, parseHashes } from '../../src/stack/hashes-file.ts';
import { readSingleStack } from '../../src/stack/layout/single.ts';
import { formatMetadata, parseMetadata } from '../../src/stack/metadata.ts';
import { parseTag, tagName } from '../../src/stack/release-name.ts';
import { stable } from '../../src/stack/stack-version.ts';
import { YamlSource } from '../../src/stack/yaml-source.ts';
import { readAddonConfig } from '../../src/verify/addon-config.ts';
import { checkView } from '../../src/verify/rules.ts';
import { viewOfStack } from '../../src/verify/stack-view.ts';
import { mutated } from '../support/mutations.ts';
import { CSCTL_YAML, expectPlaced, stackTree, tinyStack } from '../support/stack-tree.ts';

const RUNS = { numRuns: 1200 };
const text = (path: string) => stackTree().text(path) ?? '';

const CONFIGS = [CSCTL_YAML, `${CSCTL_YAML}    config:\n      method: get\n      list: [1, {a: b}]\n`];
const METADATA = [
  formatMetadata({ clusterStack: 'v4-beta.0', clusterAddon: 'v3', nodeImage: 'v0-sha.azlfam7' }, 'v1.34.7'),
  '{"versions": {"clusterStack": "v1", "kubernetes": "v1.34.7", "components": {"clusterAddon": "v1", "nodeImage": "v1"}}}',
];
const CHARTS = [
  text('cluster-class/Chart.yaml'),
  `# chart
apiVersion: v2
name: "x"
version: |
  1.0
dependencies:
  - {name: cilium, version: 1.18.1, repository: https://helm.cilium.io}
  - name: ccm
    alias: other
annotations: &a
  key: value
maintainers:
- name: someone
deprecated: false
`,
];
const HASHES = [
  formatHashes(
    { clusterStack: 'azlfam7', clusterAddonDir: 'x', clusterAddonValues: '', nodeImageDir: 'y' },
    {
      ...{ format: 1, fingerprints: { kubernetes: 'sha256:00' }, allowed: ['chart-name'] },
      substitutions: [{ file: 'a', line: 1, column: 2, component: 'clusterStack' }],
    },
  ),
];

/** What a command would make of problems: nothing, or one CsctlError. */
function refusedBy(problems: readonly Problem[]): boolean {
  try {
    refuseErrors(problems, 'tiny');
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(CsctlError);
    return true;
  }
}

describe('any', () => {
  it('csctl.yaml: a stack that can be named and fingerprinted, or a placed error', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutated(CONFIGS), async (config) => {
        const { stack, problems } = readSingleStack('.', stackTree({ 'csctl.yaml': config }));
        expectPlaced(problems, config);
        if (refusedBy(problems)) refused += 1;
        if (!stack) expect(problems.some(isError)).toBe(true);
        else {
          expect(parseTag(tagName(stack.config.identity, stable(1)))?.identity.name).toBe(
            stack.config.identity.name,
          );
          expect(Object.keys(await fingerprintStack(stack))).toContain('csctl.yaml');
        }
      }),
      RUNS,
    );
    expect(refused).toBeGreaterThan(RUNS.numRuns / 4);
    expect(refused).toBeLessThan(RUNS.numRuns);
  });

  it('metadata.yaml: metadata without errors, or placed errors of one code', () => {
    fc.assert(
      fc.property(mutated(METADATA), (file) => {
        const { metadata, problems } = parseMetadata('metadata.yaml', file);
        expectPlaced(problems, file);
        for (const { code } of problems) expect(code).toBe('release-metadata');
        if (metadata?.versions.nodeImage === undefined) expect(refusedBy(problems)).toBe(true);
      }),
      RUNS,
    );
  });

  it('hashes.json: what it says where it is JSON, nothing otherwise', () => {
    fc.assert(
      fc.property(mutated(HASHES), (file) => {
        const parsed = parseHashes(file);
        for (const value of Object.values(parsed?.hashes ?? {})) expect(typeof value).toBe('string');
        for (const { line, column } of parsed?.build?.substitutions ?? [])
          expect(line * column).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('clusteraddon.yaml: stages and placed problems', async () => {
    await fc.assert(
      fc.asyncProperty(mutated([text('clusteraddon.yaml')]), async (file) => {
        const { problems, stages, source } = readAddonConfig({
          file: 'clusteraddon.yaml',
          text: file,
          readable: true,
        });
        expectPlaced(problems, file);
        for (const { path } of stages) expect(source.kindAt(path)).toBe('map');
        const stack = tinyStack({ 'clusteraddon.yaml': file });
        const found = await checkView(viewOfStack(stack, (await renderStack(stack, VERSIONS)).tree));
        expectPlaced(
          found.filter(({ file: name }) => name === 'clusteraddon.yaml'),
          file,
        );
      }),
      RUNS,
    );
  });

  it('Chart.yaml: a chart that carries our name and version, or placed problems', () => {
    const [name, version] = ['docker-scs-1-34-cluster-class', 'v4-beta.0'];
    fc.assert(
      fc.property(mutated(CHARTS), (file) => {
        const source = YamlSource.parse('Chart.yaml', file);
        expectPlaced(checkChartMetadata(source), file);
        const set = setChart('Chart.yaml', file, name, version);
        expectPlaced(set.problems, file);
        if (source.problems.length > 0 || source.kindAt([]) !== 'map') {
          expect([set.text, refusedBy(set.problems)]).toEqual([file, true]);
        } else {
          const after = YamlSource.parse('Chart.yaml', set.text);
          expect(after.problems).toEqual([]);
          expect([after.get(['name']), after.get(['version'])]).toEqual([name, version]);
        }
        chartMeaning('Chart.yaml', Buffer.from(file));
        readChartLock('Chart.lock', file);
        loadChartFolder(stackTree({ 'Chart.yaml': file, 'charts/x/Chart.yaml': file }), 'x');
      }),
      RUNS,
    );
  });

  it('packaged text: rendered, or placed problems', async () => {
    const marked = [
      'a: << .ClusterAddonVersion >>\n<< stack.name >><<.NodeImageVersion>>\n{{ .x }}\n<< .X >>\n',
    ];
    await fc.assert(
      fc.asyncProperty(mutated(marked), async (file) => {
        const stack = tinyStack({ 'cluster-class/x.yaml': file });
        const { problems, tree } = await renderStack(stack, VERSIONS);
        expectPlaced(problems, file);
        expect(tree.has('cluster-class/x.yaml')).toBe(true);
      }),
      RUNS,
    );
  });

  it('.helmignore: rules, or problems at their lines', () => {
    fc.assert(
      fc.property(mutated(['# c\n*.swp\n!a/\n/b/[c-d]?\n\\#e\n']), (file) => {
        const { ignore, problems } = parseHelmignore('.helmignore', file);
        expectPlaced(problems, file);
        expect(typeof ignore('a/b', false)).toBe('boolean');
      }),
      RUNS,
    );
  });
});

const VERSIONS = { clusterStack: 'v4-beta.0', clusterAddon: 'v3', nodeImage: 'v2' };
