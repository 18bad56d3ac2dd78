// Where something is wrong: a file, and as much of line and column as is known.

/** A position in a file; `line` and `column` count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** `file:line:column`, leaving out what is not known: the form editors and terminals make clickable. */
export function formatPlace(place: Partial<Place>): string {
  const parts = [place.file, place.line, place.column];
  const end = parts.findIndex((part) => part === undefined);
  return parts.slice(0, end === -1 ? parts.length : end).join(':');
}

/** The place of the character at `offset` (UTF-16 code units from 0) of `text`. */
export function placeAt(file: string, text: string, offset: number): Required<Place> {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) line += 1;
  return { file, line, column: offset - lineStart + 1 };
}
