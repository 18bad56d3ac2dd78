// Fields of Helm's built-in objects that templates ask for and that are not there: `.Release.Nmae`.
import { isStackOverflow } from '../gotemplate/exec-evaluate.ts';
import { fieldPaths, type FieldPath } from '../gotemplate/field-paths.ts';
import { parsedTemplate } from '../gotemplate/parse-cache.ts';
import { columnAt, lineAt, TemplateError } from '../gotemplate/template-error.ts';
import { fromBytes } from '../gotemplate/text.ts';
import type { FunctionMap } from '../gotemplate/value.ts';
import type { Chart } from './chart.ts';
import { HelmTemplates } from './functions.ts';
import type { ChartPlace } from './helm-error.ts';
import { KnownFields, type UnknownField } from './known-fields.ts';
import { baseName } from './scopes.ts';

/** A field that is not there, with the place where it is asked for. */
export interface UnknownFieldUse extends UnknownField {
  /** As it is written: `$.Release.Nmae`. */
  readonly written: string;
  readonly place: ChartPlace;
}

/**
 * The unknown fields that the templates of a chart ask for, without those of the charts in it. Nothing is executed: what is
 * in a branch that is not taken is told, too; and nothing is told of what another object may be, or have got by `set`.
 */
export function unknownFields(chart: Chart): UnknownFieldUse[] {
  const known = new KnownFields(chart);
  const { functions } = HelmTemplates.create({});
  let words: ReadonlySet<string> | undefined;
  const isSaid = (word: string): boolean => (words ??= quotedWords(chart)).has(word);
  const isCertain = ({ owner, name }: UnknownField, { path, isDefinition }: PlacedPath): boolean => {
    // `set .Release "Nmae"`
    if (isSaid(name)) return false;
    // `include "x" (dict "Release" ...)`; names that are none of Helm's are those of any map.
    return !isDefinition || (owner !== '' && !isSaid(path[0] ?? ''));
  };
  return chart.content.templates.flatMap(({ name, bytes }) => {
    const text = fromBytes(bytes);
    const found = pathsIn(name, text, functions).flatMap((path) => {
      const field = known.unknownIn(path.path);
      return field && isCertain(field, path) ? [{ field, path }] : [];
    });
    return found.slice(0, MOST).map(({ field, path }) => ({
      ...field,
      written: path.text,
      place: placeIn(chart.content.folder + name, text, path),
    }));
  });
}

/** In one file; nobody mistypes more, and finding the place of each takes time. */
const MOST = 100;

function placeIn(file: string, text: string, path: FieldPath): ChartPlace {
  const offset = text.lastIndexOf(path.text, path.pos);
  return { file, line: lineAt(text, offset), column: columnAt(text, offset) + 1 };
}

/** A path, and whether it stands in a definition, which gets whatever its callers give it. */
interface PlacedPath extends FieldPath {
  readonly isDefinition: boolean;
}

function pathsIn(name: string, text: string, functions: FunctionMap): PlacedPath[] {
  return ifReadable(() => {
    const { root, definitions } = parsedTemplate(name, text, functions);
    // The text around the definitions of a partial is executed by nobody but who includes it.
    const isPartial = baseName(name).startsWith('_');
    const lists = [
      { list: root, isDefinition: isPartial },
      ...[...definitions.values()].map((list) => ({ list, isDefinition: true })),
    ];
    return lists.flatMap(({ list, isDefinition }) =>
      fieldPaths(list).map((path) => ({ ...path, isDefinition })),
    );
  });
}

/** Nothing of a template that cannot be parsed: rendering says what is wrong with it. */
function ifReadable(read: () => PlacedPath[]): PlacedPath[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError || isStackOverflow(error)) return [];
    throw error;
  }
}

/** Words between quotes in the templates of a chart and the charts in it: names that they may give to what they set. */
function quotedWords({ content, dependencies }: Chart, words = new Set<string>()): ReadonlySet<string> {
  for (const { bytes } of content.templates) {
    for (const [, word = ''] of fromBytes(bytes).matchAll(QUOTED)) words.add(word);
  }
  for (const inner of dependencies) quotedWords(inner, words);
  return words;
}

/** What is behind it is not part of it: one quote may end a word and begin the next. */
const QUOTED = /["`](\w+)(?=["`])/g;
