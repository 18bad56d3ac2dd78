// Markdown as GitHub and GitLab show it.

/** A table; titles are given in capitals, as for a terminal. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const titles = head.map((title) => `${title.slice(0, 1)}${title.slice(1).toLowerCase()}`);
  return [titles, head.map(() => '---'), ...rows.map((cells) => cells.map(literally))].map(line).join('');
}

/** Without its meaning in Markdown: no end of a cell, link, tag or code. */
export const literally = (cell: string): string => cell.replace(/\s+/g, ' ').replace(/[\\|[<`]/g, '\\$&');
