// Our rendering of charts against `helm template` of Helm 3.19: the same bytes, or the same refusal.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { ALL_CASES, BATCH_CASES, CHART_CASES, EXPECTED_FILE, SINGLE_CASES } from '../support/helm/cases.ts';
import {
  caseFlags,
  helmMessage,
  RELEASE,
  renderCase,
  type CaseResult,
  type ChartCase,
} from '../support/helm/chart-case.ts';
import { PACKED_VALUES } from '../support/helm/cases/packed.ts';
import { scratchFolder } from './scratch.ts';
import { build, CORPUS_STACKS, MODES, OWN_STACKS, reportCorpus } from './stacks.ts';
import { helm, titled } from './tools.ts';

const rendered = new Map<ChartCase, CaseResult>();

/** What Helm makes of a chart; each is rendered once. */
function helmResult(chartCase: ChartCase): CaseResult {
  const result = rendered.get(chartCase) ?? renderByHelm(chartCase);
  rendered.set(chartCase, result);
  return result;
}

/** Writes a chart and has Helm render it. */
function renderByHelm(chartCase: ChartCase): CaseResult {
  const { files, values = '' } = chartCase;
  const folder = scratchFolder('helm-template');
  let chart = join(folder, 'chart');
  if (files instanceof Uint8Array) writeFileSync((chart = join(folder, 'chart.tgz')), files);
  else {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(chart, path)), { recursive: true });
      writeFileSync(join(chart, path), content);
    }
  }
  const args = ['template', RELEASE, chart, ...caseFlags(chartCase)];
  const { code, stdout, stderr } = helm.run(args, { cwd: folder, input: values });
  return code === 0 ? { printed: stdout } : { error: helmMessage(stderr) };
}

/** Demands that both make the same of a chart. */
function expectSame(chartCase: ChartCase, change: (text: string) => string = (text) => text): void {
  const changed = (result: CaseResult): CaseResult =>
    'printed' in result ? { printed: change(result.printed) } : result;
  expect(changed(renderCase(chartCase))).toEqual(changed(helmResult(chartCase)));
}

describe.skipIf(helm.missing)(titled('helm template 3.19', [helm]), () => {
  it.each(BATCH_CASES)('prints the same: %s', (_, chartCase) => {
    expect(renderCase(chartCase)).toHaveProperty('printed');
    expectSame(chartCase);
  });

  it.each(SINGLE_CASES)('prints the same, or refuses it with the same words: %s', (_, chartCase) => {
    expectSame(chartCase);
  });

  it.each(CHART_CASES)('makes the same of a chart: %s', (_, chartCase) => {
    expectSame(chartCase);
  });

  it('made what is kept for the tests without it', async () => {
    const results = Object.fromEntries(ALL_CASES.map(([name, chartCase]) => [name, helmResult(chartCase)]));
    await expect(`${JSON.stringify(results, null, 1)}\n`).toMatchFileSnapshot(EXPECTED_FILE);
  });

  it.each(OWN_STACKS)('prints the same for the class charts of $name', ({ folder, flags }) => {
    for (const { folder: release, classArchive } of build(folder, [...MODES.custom, ...flags])) {
      expectSame({ files: new Uint8Array(readFileSync(join(release, classArchive))) });
    }
  });

  reportCorpus();
  it.each(
    CORPUS_STACKS.flatMap(({ name, folder }) => chartFolders(folder).map((path) => [name, path] as const)),
  )('makes the same of the charts of %s: %s', (_, path) => {
    expectSame({ files: filledChart(path) }, withoutCertificates);
  });

  describe.skipIf(!hasCorpus)(titled('packed charts', [], { '../shared/corpus': hasCorpus }), () => {
    const cases = Object.entries(PACKED_VALUES).flatMap(([file, values]) =>
      ['v1.33.4', 'v1.34.0', 'v1.35.0'].flatMap((kubeVersion) =>
        Object.entries(values).map(([name, text]) => [file, kubeVersion, name, text] as const),
      ),
    );
    it.each(cases)('prints the same for %s, Kubernetes %s, %s', (file, kubeVersion, _, values) => {
      const files = new Uint8Array(readFileSync(corpusPath('charts', file)));
      expectSame({ files, values, kubeVersion }, withoutCertificates);
    });
  });
});

/** The folders below a stack that are charts, but for those below charts/. */
const chartFolders = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === 'Chart.yaml' && !path.includes('charts/'))
    .map((path) => join(folder, dirname(path)))
    .sort();

/** The files of a chart, with the placeholders in its Chart.yaml filled in. */
function filledChart(folder: string): Record<string, string | Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.map((path) => {
      const bytes = new Uint8Array(readFileSync(path));
      const name = relative(folder, path);
      return [
        name,
        name === 'Chart.yaml'
          ? Buffer.from(bytes)
              .toString()
              .replace(/<<[^>]*>>/g, 'x')
          : bytes,
      ];
    }),
  );
}

/** Base64 of what is made anew each time: keys and certificates. */
const withoutCertificates = (text: string): string =>
  text.replace(/\bLS0tLS1CRUdJTi[A-Za-z0-9+/=]*/g, 'CERTIFICATE');
