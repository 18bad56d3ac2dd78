// Lists in sentences.

const SHOWN = 3;

/** `a, b, c and 2 more` */
export function listSome(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return items.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
