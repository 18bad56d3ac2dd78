// The matrix as a table in Markdown: a column for each addon stage.
import { code, inline, table } from './markdown.ts';
import type { MatrixRow, PublishedVersions } from './matrix-row.ts';

type Column = readonly [title: string, cell: (row: MatrixRow) => string];

/** The table; releases have a column where a remote was asked. */
export function matrixMarkdown(rows: readonly MatrixRow[]): string {
  const stages = [...new Set(rows.flatMap(({ addons }) => addons.map(({ stage }) => stage)))];
  const columns: readonly Column[] = [
    ['Stack', ({ stack }) => inline(stack)],
    ['Kubernetes', ({ kubernetes }) => inline(kubernetes)],
    ...stages.map((stage) => stageColumn(stage, rows)),
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

/** Versions below the name of the chart; where stacks have different charts or several, below that of the stage. */
function stageColumn(stage: string, rows: readonly MatrixRow[]): Column {
  const chartsIn = ({ addons }: MatrixRow) => addons.filter((addon) => addon.stage === stage);
  const [chart, ...others] = new Set(rows.flatMap(chartsIn).map((addon) => addon.chart));
  if (chart !== undefined && others.length === 0)
    return [code(chart), (row) => inline(listed(chartsIn(row).map(({ version }) => version)))];
  return [
    code(stage),
    (row) => inline(listed(chartsIn(row).map((addon) => `${addon.chart} ${addon.version}`))),
  ];
}

const listed = (words: readonly string[]): string => words.join(', ');

/** `v3, v4-beta.0` */
export function publishedText({ stable, newest }: PublishedVersions): string {
  const versions = new Set([stable, newest].filter((version) => version !== null));
  return listed([...versions]) || 'none';
}
