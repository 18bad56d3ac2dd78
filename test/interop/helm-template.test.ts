// Our rendering of charts against `helm template` of Helm 3.19: the same bytes, or the same refusal.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import {
  batchChart,
  caseFlags,
  helmMessage,
  RELEASE,
  renderCase,
  singleChart,
  type CaseResult,
  type ChartCase,
} from '../support/helm/chart-case.ts';
import { ACTION_ERRORS, ACTIONS } from '../support/helm/cases/actions.ts';
import { CHARTS } from '../support/helm/cases/charts.ts';
import { FUNCTION_ERRORS, FUNCTIONS } from '../support/helm/cases/functions.ts';
import { PACKED_VALUES } from '../support/helm/cases/packed.ts';
import { CASE_VALUES } from '../support/helm/cases/values.ts';
import { scratchFolder } from './scratch.ts';
import { helm, titled } from './tools.ts';

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
  expect(changed(renderCase(chartCase))).toEqual(changed(renderByHelm(chartCase)));
}

const BATCH = 40;

const batches = (bodies: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(bodies.length / BATCH) }, (_, index) =>
    bodies.slice(index * BATCH, (index + 1) * BATCH),
  );

describe.skipIf(helm.missing)(titled('helm template 3.19', [helm]), () => {
  it.each(batches([...ACTIONS, ...FUNCTIONS]).map((bodies, index) => [index, bodies] as const))(
    'prints the same for the templates of batch %i',
    (_, bodies) => {
      const chartCase = { files: batchChart(bodies), values: CASE_VALUES };
      expect(renderCase(chartCase)).toHaveProperty('printed');
      expectSame(chartCase);
    },
  );

  it.each([...ACTION_ERRORS, ...FUNCTION_ERRORS])('refuses or prints the same: %s', (body) => {
    expectSame({ files: singleChart(body), values: CASE_VALUES });
  });

  it.each(Object.entries(CHARTS))('makes the same of a chart: %s', (_, chartCase) => {
    expectSame(chartCase);
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

/** Base64 of what is made anew each time: keys and certificates. */
const withoutCertificates = (text: string): string =>
  text.replace(/\bLS0tLS1CRUdJTi[A-Za-z0-9+/=]*/g, 'CERTIFICATE');
