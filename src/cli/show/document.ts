// The results of docs and matrix: the document itself, or what became of its file.
import { isError } from '../../problem/problem.ts';
import type { KeptDocument } from '../../release/documents/document-file.ts';
import { docsMarkdown } from '../../release/documents/docs-markdown.ts';
import type { DocsResult } from '../../release/documents/docs.ts';
import { matrixMarkdown, publishedText } from '../../release/documents/matrix-markdown.ts';
import type { MatrixRow } from '../../release/documents/matrix-row.ts';
import type { MatrixResult } from '../../release/documents/matrix.ts';
import type { ListFormat } from './list.ts';
import { showProblems } from './problems.ts';
import type { Style } from './style.ts';
import { NO_BREAK } from './table.ts';
import { visibly } from './visible.ts';

interface Shown {
  readonly out: string;
  readonly err: string;
}

export function showDocs({ docs, problems }: DocsResult, style: Style): Shown {
  const texts = docs.map((one) => keptText(one) ?? `${docsMarkdown(one, 0)}\n`);
  return { out: texts.join(''), err: showProblems(problems, style) };
}

export function showMatrix(result: MatrixResult, style: Style, format: ListFormat): Shown {
  const { matrix, problems } = result;
  const text = () => (format === 'markdown' ? `${matrixMarkdown(matrix)}\n` : matrixTable(matrix, style));
  return { out: keptText(result) ?? text(), err: showProblems(problems, style) };
}

/** 3 where a file is stale. */
export const documentExit = ({ problems }: Pick<KeptDocument, 'problems'>): number =>
  problems.some(isError) ? 3 : 0;

/** What became of the file; undefined: there is none. That it is stale is a problem, which says so. */
function keptText({ file, status }: Pick<KeptDocument, 'file' | 'status'>): string | undefined {
  if (file === null) return undefined;
  return status === 'stale' ? '' : `${visibly(file)}  ${status}\n`;
}

type Column = readonly [title: string, cell: (row: MatrixRow) => string];

const PUBLISHED: Column = ['PUBLISHED', ({ published }) => (published ? publishedText(published) : '-')];

function matrixTable(rows: readonly MatrixRow[], style: Style): string {
  if (rows.length === 0) return 'no stacks\n';
  const columns: readonly Column[] = [
    ['STACK', ({ stack }) => stack],
    ['MINOR', ({ minor }) => minor],
    ['KUBERNETES', ({ kubernetes }) => kubernetes],
    ['NODE IMAGE', ({ image }) => image ?? '-'],
    ...(rows.some(({ published }) => published) ? [PUBLISHED] : []),
    [
      'ADDONS',
      ({ addons }) => addons.map(({ chart, version }) => `${chart}${NO_BREAK}${version}`).join(', ') || '-',
    ],
  ];
  const titles = columns.map(([title]) => style.dim(title));
  return style.table([titles, ...rows.map((row) => columns.map(([, cell]) => visibly(cell(row))))], 0);
}
