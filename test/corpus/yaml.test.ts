// The YAML of real charts: nearly all of it takes the fast lane, and comes out as it does from the parser.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readChartArchive } from '../../src/archive/helm-chart.ts';
import { decodeYamlNode } from '../../src/render/encoding/yaml-decode.ts';
import { decodeEveryday } from '../../src/render/encoding/yaml-everyday.ts';
import { parseYaml } from '../../src/render/encoding/yaml-parse.ts';
import { loadChartArchive } from '../../src/render/helm/load-chart.ts';
import { renderChart } from '../../src/render/helm/render-chart.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { shown } from '../support/encoding/shown.ts';

function decodeInFull(text: string): string {
  const node = parseYaml(text);
  return node ? shown(decodeYamlNode(node)) : 'no document';
}

/** Checks what is decoded everyday, and returns the rest. */
const leftAlone = (texts: readonly string[]): string[] =>
  texts.filter((text) => {
    const fast = decodeEveryday(text);
    if (fast) expect(shown(fast)).toBe(decodeInFull(text));
    return !fast;
  });

const archives = hasCorpus ? readdirSync(corpusPath('charts')).filter((name) => name.endsWith('.tgz')) : [];

describe.skipIf(!hasCorpus)('charts of the corpus (skipped without ../shared/corpus)', () => {
  it.each(archives)('%s', (name) => {
    const archive = readFileSync(corpusPath('charts', name));
    const files = readChartArchive(archive);
    const values = [...files].filter(([path]) => /(^|\/)(values|Chart)\.yaml$/.test(path));
    expect(leftAlone(values.map(([, bytes]) => Buffer.from(bytes).toString()))).toEqual([]);

    const chart = renderChart(loadChartArchive(archive), { name: 'release', namespace: 'kube-system' });
    const manifests = [...chart.manifests, ...chart.hooks].map(({ text }) => text);
    expect(manifests.length).toBeGreaterThanOrEqual(5);
    expect(leftAlone(manifests)).toEqual([]);
  });
});
