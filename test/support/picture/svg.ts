// A terminal as a picture: what a session showed, in SVG that every browser draws alike.
import { plainText, readAnsi, type Run } from './ansi.ts';

/** One command line, and what it printed, with ANSI's codes for looks. */
export interface Step {
  readonly command: string;
  readonly output: string;
}

/** Pixels. */
const [CELL, LINE, MARGIN, BAR, FONT] = [8, 18, 18, 30, 13.3];
const COLORS: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const [PAPER, INK, FAINT] = ['#0d1117', '#e6edf3', '#8b949e'];

/**
 * The picture of a session. Each run of text says how wide it is, so that columns stand below one another in whatever
 * font there is.
 * @param columns width of the terminal in characters
 * @throws Error when a line is wider than that
 */
export function terminalSvg(steps: readonly Step[], columns: number, title: string): string {
  const lines = steps.flatMap(({ command, output }, index) => [
    ...(index === 0 ? [] : [[]]),
    promptLine(command),
    ...(output === '' ? [] : readAnsi(output.replace(/\n$/, ''))),
  ]);
  const [width, height] = [columns * CELL + 2 * MARGIN, BAR + lines.length * LINE + MARGIN];
  const rows = lines.flatMap((runs, row) => drawLine(runs, columns, BAR + (row + 1) * LINE - 4));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>
${['#ff5f57', '#febc2e', '#28c840'].map((color, index) => `<circle cx="${MARGIN + 4 + index * 18}" cy="16" r="5" fill="${color}"/>`).join('')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}" fill="${INK}">
${rows.join('\n')}
</g>
</svg>
`;
}

/** What such a picture shows, line by line. */
export function textOf(steps: readonly Step[]): string {
  return steps.map(({ command, output }) => `$ ${command}\n${plainText(output)}`).join('\n');
}

const promptLine = (command: string): Run[] => [
  { text: '$ ', bold: false, dim: true, color: undefined },
  { text: command, bold: true, dim: false, color: undefined },
];

/** @param y of the base line */
function drawLine(runs: readonly Run[], columns: number, y: number): string[] {
  let column = 0;
  const drawn = runs.flatMap((run) => {
    const start = column;
    column += run.text.length;
    return wordsOf(run.text).map(({ text, at }) => draw({ ...run, text }, MARGIN + (start + at) * CELL, y));
  });
  if (column > columns) throw new Error(`"${runs.map(({ text }) => text).join('')}" is ${column} wide`);
  return drawn;
}

/** What stands between gaps: SVG would make one space of several. */
const wordsOf = (text: string): { text: string; at: number }[] =>
  [...text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({ text: match[0], at: match.index }));

function draw({ text, bold, dim, color }: Run, x: number, y: number): string {
  const fill = color === undefined ? (dim ? FAINT : undefined) : COLORS[color];
  const looks = [fill === undefined ? '' : ` fill="${fill}"`, bold ? ' font-weight="bold"' : ''].join('');
  return `<text x="${x}" y="${y}" textLength="${text.length * CELL}"${looks}>${escaped(text)}</text>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
