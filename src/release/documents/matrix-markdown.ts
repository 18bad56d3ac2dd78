// The matrix as a table in Markdown: a column for each addon stage.
import { code, inline, table } from './markdown.ts';
import type { MatrixAddon, MatrixRow, PublishedVersions } from './matrix-row.ts';

type Column = readonly [title: string, cell: (row: MatrixRow) => string];

/** The table; releases have a column where a remote was asked. */
export function matrixMarkdown(rows: readonly MatrixRow[]): string {
  const stages = [...new Set(rows.flatMap(({ addons }) => addons.map(({ stage }) => stage)))];
  const columns: readonly Column[] = [
    ['Stack', ({ stack }) => inline(stack)],
    ['Kubernetes', ({ kubernetes }) => inline(kubernetes)],
    ...stages.map((stage): Column => [code(stage), (row) => inline(chartsIn(row, stage))]),
    ['Node image', ({ image }) => code(image ?? '')],
    ...(rows.some(({ published }) => published) ? [PUBLISHED] : []),
  ];
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  return table(
    columns.map(([title]) => title),
    cells,
  );
}

const PUBLISHED: Column = ['Published', ({ published }) => (published ? publishedText(published) : '')];

const chartsIn = ({ addons }: MatrixRow, stage: string): string =>
  addons
    .filter((addon) => addon.stage === stage)
    .map(addonText)
    .join(', ');

/** `cilium 1.18.9`; without the name where the stage has the same. */
const addonText = ({ stage, chart, version }: MatrixAddon): string =>
  chart === stage ? version : `${chart} ${version}`;

/** `v3, v4-beta.0` */
export function publishedText({ stable, newest }: PublishedVersions): string {
  const versions = new Set([stable, newest].filter((version) => version !== null));
  return [...versions].join(', ') || 'none';
}
