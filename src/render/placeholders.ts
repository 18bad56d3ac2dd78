// Finding and filling `<< .ClusterAddonVersion >>` and `<< kubernetes.version >>` in packaged text.
import { placeAt } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import type { Component } from '../stack/metadata.ts';
import type { Substitution } from '../stack/hashes-file.ts';
import { compileExpression } from './expression.ts';

/** What marks can name: csctl's three after a dot, ours by group. */
export interface PlaceholderValues {
  readonly ClusterClassVersion: string;
  readonly ClusterAddonVersion: string;
  readonly NodeImageVersion: string;
  readonly kubernetes: { readonly version: string; readonly minor: string };
  readonly stack: { readonly name: string; readonly provider: string };
}

/** Marks that stand for a version of ours, and whose. */
const VERSION_MARKS: Readonly<Record<string, Component>> = {
  '.ClusterClassVersion': 'clusterStack',
  '.ClusterAddonVersion': 'clusterAddon',
  '.NodeImageVersion': 'nodeImage',
};

/** The mark that stands for the version of a component. */
export function versionMark(component: Component): string {
  const name = Object.keys(VERSION_MARKS).find((mark) => VERSION_MARKS[mark] === component);
  return `<< ${name} >>`;
}

/** Every name that a mark may hold. */
export const KNOWN_MARKS = [
  ...Object.keys(VERSION_MARKS),
  'kubernetes.version',
  'kubernetes.minor',
  'stack.name',
  'stack.provider',
] as const;

/** First names that make `<< name.name >>` a mark; with any other it is ordinary text. */
const GROUPS = new Set(['kubernetes', 'stack']);

/** A mark in a text; offsets in UTF-16 code units, `end` exclusive. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** `.ClusterAddonVersion` or `kubernetes.version`. */
  readonly name: string;
  /** Whether it lacks the spaces and so is only text that looks like one. */
  readonly unspaced: boolean;
}

const OPEN = '<<';
// Sticky: what stands right after `<<`. Marks do not span lines, so shell heredocs can never be one.
const INSIDE = /( *)(\.[A-Za-z]\w*|[a-z]\w*\.[A-Za-z]\w*)( *)>>/y;

/** All marks of a text, in order. */
export function scanMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (let start = text.indexOf(OPEN); start !== -1; start = text.indexOf(OPEN, start + 1)) {
    INSIDE.lastIndex = start + OPEN.length;
    const [whole, before, name, after] = INSIDE.exec(text) ?? [];
    if (whole === undefined || name === undefined) continue;
    const group = name.slice(0, name.indexOf('.'));
    if (group !== '' && !GROUPS.has(group)) continue;
    marks.push({
      start,
      end: start + OPEN.length + whole.length,
      name,
      unspaced: before === '' || after === '',
    });
  }
  return marks;
}

/** A text with its marks filled, where versions of ours went, and marks that name nothing. */
export interface FilledText {
  readonly text: string;
  readonly substitutions: readonly Substitution[];
  readonly problems: readonly Problem[];
}

/** Fills the marks of one file; a mark of unknown name is an error at its place and stays as it is. */
export async function fillPlaceholders(
  file: string,
  text: string,
  values: PlaceholderValues,
): Promise<FilledText> {
  const marks = scanMarks(text);
  const substitutions: Substitution[] = [];
  const problems: Problem[] = [];
  let filled = '';
  let done = 0;
  for (const mark of marks) {
    filled += text.slice(done, mark.start);
    done = mark.end;
    const trouble = checkMark(file, text, mark);
    if (trouble) problems.push(trouble);
    if (mark.unspaced || !isKnown(mark)) {
      filled += text.slice(mark.start, mark.end);
      continue;
    }
    const component = VERSION_MARKS[mark.name];
    if (component) {
      const { line, column } = placeAt(file, filled, filled.length);
      substitutions.push({ file, line, column, component });
    }
    const render = await compileExpression(mark.name);
    filled += render(values);
  }
  return { text: filled + text.slice(done), substitutions, problems };
}

const isKnown = ({ name }: Mark): boolean => (KNOWN_MARKS as readonly string[]).includes(name);

function checkMark(file: string, text: string, mark: Mark): Problem | undefined {
  const { start, name, unspaced } = mark;
  const known = isKnown(mark);
  const place = placeAt(file, text, start);
  if (unspaced) {
    const message = `"<<${name}>>" is not filled in; expected one space on each side`;
    return known
      ? problem('placeholder-spacing', message, { ...place, hint: `write << ${name} >>` })
      : undefined;
  }
  if (known) return undefined;
  const message = `"<< ${name} >>" names nothing; expected one of ${KNOWN_MARKS.join(', ')}`;
  return problem('placeholder-unknown', message, { ...place, hint: 'mend the name, or take the mark out' });
}
