// What a text shows before it is parsed: bytes of another file, line ends of another time, and a merge that was left unfinished.
import type { Fault } from './fault.ts';

/** What YAML may hold as an escape only (YAML 1.2, c-printable): Go's parser refuses it. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** Carriage returns that end no line, and control characters. */
export function foreignCharacters(text: string): Fault[] {
  const faults: Fault[] = [];
  const carriageReturn = text.search(/\r(?!\n)/);
  if (carriageReturn !== -1) {
    faults.push({
      message: 'a carriage return stands in a line, not at its end',
      offset: carriageReturn,
      hint: 'save the file with the line ends of Unix (LF) or of Windows (CRLF)',
    });
  }
  const nul = text.indexOf('\0');
  const control = nul === -1 ? text.search(CONTROL) : nul;
  if (control !== -1) faults.push(controlCharacter(text, control));
  return faults;
}

function controlCharacter(text: string, offset: number): Fault {
  const code = text.charCodeAt(offset);
  if (code === 0)
    return {
      message: 'it holds NUL bytes, as no text does; expected text in UTF-8',
      offset,
      hint: 'a file in UTF-16 is to be saved as UTF-8; a program or an archive belongs elsewhere',
    };
  return {
    message: `it holds a control character (U+${code.toString(16).toUpperCase().padStart(4, '0')})`,
    offset,
    hint: 'take the character out; between double quotes it may be written as an escape, as in "\\u001b"',
  };
}

/**
 * Git's marks around two versions of lines, neither of which was chosen; each begins a line. Where the text is good YAML
 * nevertheless (a paragraph of marks), it takes the first and the last of them.
 */
export function mergeConflict(text: string, isYaml: boolean): Fault | undefined {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return undefined;
  const [begins, ends] = [/^<{7}\s/m.test(text), /^>{7}\s/m.test(text)];
  if (isYaml ? !begins || !ends : !begins && !ends) return undefined;
  const found = /^(?:<{7}|={7}|>{7}|\|{7})(?=\s)/m.exec(text);
  if (!found) return undefined;
  return {
    message: `a merge conflict stands there: git marks it with ${found[0]}`,
    offset: found.index,
    hint: 'choose one of the two versions and take the lines with <<<<<<<, ======= and >>>>>>> out',
  };
}
