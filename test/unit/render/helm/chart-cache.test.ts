// Charts in archives are loaded once, which nobody can tell.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packTar } from '../../../../src/archive/tar.ts';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { cachedChart, keepChart } from '../../../../src/render/helm/chart-cache.ts';
import { HelmError } from '../../../../src/render/helm/helm-error.ts';
import { loadChart, loadChartArchive } from '../../../../src/render/helm/load-chart.ts';
import { renderChart } from '../../../../src/render/helm/render-chart.ts';

/** Says what it sees, and changes all that it can. */
const GREEDY = `a: {{ .Values.a | toJson }}
{{- $_ := set .Values.a "b" 2 }}
{{- $_ := set .Values "c" (.Chart.Keywords | toJson) }}
{{- $_ := unset .Values "d" }}
`;

const pack = (files: Readonly<Record<string, string>>, level = 6): Uint8Array =>
  gzipSync(
    packTar(
      Object.entries(files).map(([path, text]) => ({ path: `inner/${path}`, bytes: Buffer.from(text) })),
      0,
    ),
    { level },
  );

const inner = {
  'Chart.yaml': 'apiVersion: v2\nname: inner\nversion: 1.0.0\nkeywords: [x]\n',
  'values.yaml': 'a: {b: 1}\nd: 1\n',
  'templates/a.yaml': GREEDY,
};

const umbrella = (archive: Uint8Array, file = 'inner.tgz'): FileTree =>
  FileTree.of([
    [
      'Chart.yaml',
      'apiVersion: v2\nname: outer\nversion: 1.0.0\ndependencies: [{name: inner, version: "*", alias: i}]\n',
    ],
    [`charts/${file}`, archive],
  ]);

const printed = (folder: FileTree): string =>
  renderChart(loadChart(folder), { name: 'r', namespace: 'n' }).printed;

describe('a chart in an archive', () => {
  it('is the same however often it is loaded and rendered', () => {
    const archive = pack(inner);
    const first = printed(umbrella(archive));
    expect(first).toContain('a: {"b":1}');
    expect(cachedChart(archive, 'charts/inner.tgz/')?.name).toBe('inner');
    expect(printed(umbrella(Uint8Array.from(archive)))).toBe(first);
    expect(printed(umbrella(archive))).toBe(first);
  });

  it('knows nothing of the charts that it has been in', () => {
    const archive = pack({ ...inner, 'values.yaml': 'a: {b: 3}\n' });
    loadChart(umbrella(archive));
    expect(cachedChart(archive, 'charts/inner.tgz/')?.isRoot).toBe(true);
    expect(loadChartArchive(archive).fullPath).toBe('inner');
  });

  it('is another one in another place: errors tell it', () => {
    const archive = pack({ ...inner, 'templates/a.yaml': '{{ fail "no" }}' });
    const placeIn = (file: string): string | undefined => {
      try {
        printed(umbrella(archive, file));
      } catch (error) {
        if (error instanceof HelmError) return error.place?.file;
      }
      return undefined;
    };
    expect(placeIn('one.tgz')).toBe('charts/one.tgz/templates/a.yaml');
    expect(placeIn('two.tgz')).toBe('charts/two.tgz/templates/a.yaml');
  });

  it('is not another one that ends alike', () => {
    const [tight, loose] = [pack(inner, 9), pack(inner, 0)];
    expect(Buffer.compare(tight.subarray(-8), loose.subarray(-8))).toBe(0);
    loadChartArchive(tight);
    expect(cachedChart(loose, '')).toBeUndefined();
    expect(cachedChart(tight, '')?.name).toBe('inner');
  });

  it('is refused each time', () => {
    const archive = pack({ 'values.yaml': '' });
    for (const _ of [1, 2]) expect(() => loadChartArchive(archive)).toThrow('Chart.yaml file is missing');
  });

  it('is not kept when it is very large', () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`f${index}`, 'x'.repeat(4 << 20)]),
    );
    const archive = pack({ ...inner, ...files });
    expect(loadChartArchive(archive).content.files).toHaveLength(9);
    expect(cachedChart(archive, '')).toBeUndefined();
  });

  it('counts with all that it keeps in memory: files are views of what was unpacked', () => {
    const whole = new Uint8Array(40 << 20);
    const chart = loadChart(FileTree.of([['Chart.yaml', inner['Chart.yaml']]]));
    const archive = Buffer.from(whole.buffer, 0, 100);
    keepChart(archive, 'view/', chart, 100);
    expect(cachedChart(archive, 'view/')).toBeUndefined();
  });
});
