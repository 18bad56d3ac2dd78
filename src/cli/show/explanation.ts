// Codes as people read about them: one with its cause and cure, or the list of all.
import type { Explanation } from '../explanation.ts';
import type { Style } from './style.ts';

/** A block for each code. */
export function showExplanations(found: readonly Explanation[], style: Style): { out: string } {
  return { out: found.map((one) => showOne(one, style)).join('\n') };
}

/** One line for each code, in the order of the page. */
export function showCodes(found: readonly Explanation[], style: Style): { out: string } {
  return {
    out: style.table(
      found.map(({ code, docs, cause }) => [style.link(docs, code), cause]),
      0,
    ),
  };
}

function showOne(one: Explanation, style: Style): string {
  const { code, severity, exitCode, allowable, cause, cure, docs } = one;
  const colour = severity === 'error' ? 'red' : 'yellow';
  const head = style.paint(colour, `${severity}[${style.link(docs, code)}]`);
  const rows = [
    ['cause', cause],
    ['cure', cure],
    ...(allowable ? [['allow', `--allow ${code} makes it a warning`]] : []),
  ];
  const table = style.table(rows.map(([name = '', text = '']) => [style.dim(name), text]));
  // An address is not wrapped.
  const more = `  ${style.dim('more')}   ${docs}\n`;
  return `${head}${exitCode === null ? '' : `: exit code ${exitCode}`}\n${table}${more}`;
}
