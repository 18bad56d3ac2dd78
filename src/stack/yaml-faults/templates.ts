// Words for Go templates in files that are read as they stand, the most frequent reason why they are no YAML.
import { quoted, type Fault } from './fault.ts';
import type { Seen, SeenLine } from './seen.ts';

const HINT =
  'put quotes around the value if the text is meant; templates are filled in only below templates/ of a chart, in overwrite.yaml and in cluster-addon-values.yaml';

/** `{{ ... }}`, or `{% ... %}` of other engines; what is not closed in its line goes to the end. */
const TEMPLATE = /\{\{(?:.*?\}\}|.*)|\{%(?:.*?%\}|.*)/;
const WHOLE_LINE = /^\{\{.*\}\}$/;

/** What stands between quotes is no template to YAML. */
const withoutQuoted = (line: string): string =>
  line.replace(/(?<=[\s:,[{-])(?:"(?:[^"\\{]|\\.)*\{\{.*?\}\}[^"]*"|'[^'{]*\{\{.*?\}\}[^']*')/g, (found) =>
    ' '.repeat(found.length),
  );

/** A template in the line of an error, or one that is the whole line above. */
export function templateNear(seen: Seen): Fault | undefined {
  const here = seen.line;
  const [upper] = seen.above(here);
  return templateIn(here) ?? (upper && WHOLE_LINE.test(upper.text) ? templateIn(upper) : undefined);
}

function templateIn({ text, start }: SeenLine): Fault | undefined {
  const found = TEMPLATE.exec(withoutQuoted(text));
  return found
    ? template(text.slice(found.index, found.index + found[0].length), start + found.index)
    : undefined;
}

/** A template that YAML takes for a map in a map: `{{ .x }}` without quotes. */
export function templateAsKey(text: string, offset: number): Fault | undefined {
  const start = text.startsWith('{{', offset) ? offset : offset - 1;
  const found = text.startsWith('{{', start) ? TEMPLATE.exec(text.slice(start)) : null;
  return found ? template(found[0], start) : undefined;
}

const template = (found: string, offset: number): Fault => ({
  message: `${quoted(found)} is a template, and this file is read as it stands; expected YAML alone`,
  offset,
  hint: HINT,
});
