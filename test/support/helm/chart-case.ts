// A chart in memory that our rendering and the real Helm get, and what each makes of it.
import { FileTree } from '../../../src/stack/file-tree.ts';
import { decodeYaml } from '../../../src/render/encoding/yaml-decode.ts';
import { HelmError } from '../../../src/render/helm/helm-error.ts';
import { loadChart, loadChartArchive } from '../../../src/render/helm/load-chart.ts';
import { renderChart } from '../../../src/render/helm/render-chart.ts';

/** A chart and what `helm template` is told. */
export interface ChartCase {
  /** Of a folder, or the packed chart. */
  readonly files: Readonly<Record<string, string | Uint8Array>> | Uint8Array;
  /** YAML. */
  readonly values?: string;
  readonly kubeVersion?: string;
}

/** What was printed, or the message of the error. */
export type CaseResult = { readonly printed: string } | { readonly error: string };

export const RELEASE = 'rel';
export const NAMESPACE = 'ns';

/** What we make of it; errors that are none of Helm's are thrown. */
export function renderCase({ files, values = '', kubeVersion }: ChartCase): CaseResult {
  try {
    const chart =
      files instanceof Uint8Array ? loadChartArchive(files) : loadChart(FileTree.of(Object.entries(files)));
    const { printed } = renderChart(chart, {
      name: RELEASE,
      namespace: NAMESPACE,
      values: decodeYaml(values),
      includeCrds: true,
      ...(kubeVersion !== undefined && { kubeVersion }),
    });
    return { printed };
  } catch (error) {
    if (error instanceof HelmError) return { error: error.message };
    throw error;
  }
}

/** The flags for the real Helm, which gets the values on its standard input. */
export const caseFlags = ({ kubeVersion }: ChartCase): string[] => [
  ...['--namespace', NAMESPACE, '--include-crds', '--values', '-'],
  ...(kubeVersion === undefined ? [] : ['--kube-version', kubeVersion]),
];

const ADVICE = '\n\nUse --debug flag to render out invalid YAML';

/** The message in what Helm writes to stderr, after what it logs. */
export function helmMessage(stderr: string): string {
  const start = stderr.startsWith('Error: ') ? 0 : stderr.indexOf('\nError: ') + 1;
  return stderr
    .slice(start + 'Error: '.length)
    .replace(/\n$/, '')
    .replace(ADVICE, '');
}

/** The files that templates of one file are put into. */
export const CASE_CHART: Readonly<Record<string, string>> = {
  'Chart.yaml': `apiVersion: v2
name: cases
version: 1.2.3
appVersion: "4.5"
description: Cases of templates
type: application
home: https://example.com
keywords: [one, two]
sources: ["https://example.com/source"]
kubeVersion: ">=1.20.0-0"
maintainers:
  - name: Ann
    email: ann@example.com
    url: https://example.com/ann
annotations:
  key: value
  other: "2"
`,
  'values.yaml': 'name: chart\nfromChart: 1\n',
  'templates/_shared.tpl': '{{ define "shared.name" }}{{ .Chart.Name }}-{{ .Release.Name }}{{ end }}',
  'files/a.txt': 'line one\nline two\n',
  'files/b.txt': 'no end',
  'files/empty.txt': '',
  'files/binary.bin': 'a\u0001b',
  'files/deep/c.txt': 'ü\n',
  'more/b.md': '# more\n',
};

/** A template whose output is told in JSON, so that any text fits into YAML. */
export function wrappedTemplate(body: string, index: number): string {
  const name = `case.${index}`;
  return `{{ define "${name}" }}${body}{{ end }}kind: Case${index}\nprinted: {{ include "${name}" . | toJson }}\n`;
}

/** Bodies may define templates, which cannot stand in a definition: these come first. */
const DEFINITION = /\{\{-? define .*?\{\{ end \}\}(?=\{\{|$)/s;

/** One chart with a template for each body. */
export function batchChart(bodies: readonly string[]): Record<string, string> {
  const templates = bodies.map((body, index): [string, string] => {
    const file = `templates/case-${String(index).padStart(4, '0')}.yaml`;
    return [file, DEFINITION.test(body) ? plainTemplate(body, index) : wrappedTemplate(body, index)];
  });
  return { ...CASE_CHART, ...Object.fromEntries(templates) };
}

/** A template whose output is printed as it is, as a comment behind the text of a manifest. */
const plainTemplate = (body: string, index: number): string =>
  `kind: Plain${index}\nprinted: |2\n  ${body}\n`;

/** The chart with one template, printed as it is. */
export const singleChart = (body: string): Record<string, string> => ({
  ...CASE_CHART,
  'templates/case.yaml': body,
});
