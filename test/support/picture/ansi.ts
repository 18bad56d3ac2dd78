// What a terminal shows, as lines of runs that look the same.

/** Text in one look. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  /** Number of the colour as in ANSI, 31 is red; undefined is that of the terminal. */
  readonly color: number | undefined;
}

const PLAIN = { bold: false, dim: false, color: undefined };

/** Lines of a text with ANSI's codes for looks. @throws Error for any other code, which a picture could not show */
export function readAnsi(text: string): Run[][] {
  let look: Omit<Run, 'text'> = PLAIN;
  return text.split('\n').map((line) => {
    const runs: Run[] = [];
    for (const [index, part] of line.split(ESCAPE).entries()) {
      if (index % 2 === 1) look = changed(look, part);
      else if (part !== '') runs.push({ ...look, text: part });
    }
    return runs;
  });
}

/** The text alone, as one reads it. */
export const plainText = (text: string): string => text.replaceAll(ESCAPE, '');

// eslint-disable-next-line no-control-regex -- this is the character that begins a code
const ESCAPE = /\u001b(\[[\d;]*[A-Za-z]|\].*?\u001b\\)/g;

function changed(look: Omit<Run, 'text'>, code: string): Omit<Run, 'text'> {
  const number = Number(/^\[(\d*)m$/.exec(code)?.[1] ?? Number.NaN);
  if (number === 0) return PLAIN;
  if (number === 1) return { ...look, bold: true };
  if (number === 2) return { ...look, dim: true };
  if (number >= 31 && number <= 36) return { ...look, color: number };
  throw new Error(`a picture cannot show ${JSON.stringify(code)}`);
}
