// A template: what it asks, and which files it makes. Read from template.yaml with all that is wrong at its place.
import type { TemplateSource } from '../ports.ts';
import { CsctlError, problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import type { YamlPath } from '../../stack/yaml-source.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { readQuestions, type Question } from './question.ts';
import { TemplateFields } from './template-fields.ts';

export const TEMPLATE_FILE = 'template.yaml';
/** The files that are made stand below this folder; what else is in the template is its own. */
export const CONTENT_FOLDER = 'files';
/** The only form of template.yaml so far. */
const FORMAT = 1;

/** What is done with some files of a template. Of several rules for a file all conditions count, and the last `as`. */
export interface FileRule {
  /** A file, or a folder with everything below it; relative to `files/`. */
  readonly path: string;
  /** Condition under which they are made. */
  readonly when: string | undefined;
  /** Path of the file that is made, if it is another one; may have marks. */
  readonly as: string | undefined;
}

/** A template, ready to be asked and filled. */
export interface Template {
  readonly source: TemplateSource;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Where the files go unless the user says so, with marks; undefined: the user has to say. */
  readonly folder: string | undefined;
  readonly questions: readonly Question[];
  readonly rules: readonly FileRule[];
  /** What is left to do by hand, for people; may have marks. */
  readonly next: readonly string[];
  /** What texts can name besides answers: versions, for instance. */
  readonly facts: unknown;
}

const KEYS = ['format', 'name', 'version', 'description', 'folder', 'questions', 'files', 'next', 'facts'];

/** The place of a file of a template, for messages. */
export const placeIn = ({ name }: TemplateSource, path: string): string => `${name}/${path}`;

/**
 * Reads template.yaml.
 * @throws CsctlError `template` with all that is wrong, `template-missing` where there is no such file
 */
export function readTemplate(source: TemplateSource): Template {
  const text = source.files.get(TEMPLATE_FILE);
  const file = placeIn(source, TEMPLATE_FILE);
  if (text === undefined) {
    const hint = 'docs/scaffold-templates.md says what a template is made of';
    throw new CsctlError('template-missing', `${file} is not there; expected it in a template`, {
      file,
      hint,
    });
  }
  const fields = new TemplateFields(YamlSource.parse(file, text));
  const template = fields.isMap() ? readFields(source, fields) : undefined;
  refuseErrors(fields.problems, `the template ${source.name}`);
  if (!template) throw new Error('a template that is refused has a problem');
  return template;
}

function readFields(source: TemplateSource, fields: TemplateFields): Template | undefined {
  const format = fields.source.get(['format']);
  // Another form may have other keys: there is nothing to say about them.
  if (format !== FORMAT) {
    const found = format === undefined ? 'missing' : JSON.stringify(format);
    fields.wrong(['format'], `format is ${found}; expected ${FORMAT}`, formatHint(format));
    return undefined;
  }
  fields.unknownKeys([], KEYS);
  return {
    source,
    name: fields.text(['name']) ?? '',
    version: fields.text(['version']) ?? '',
    description: fields.text(['description']) ?? '',
    folder: fields.optionalText(['folder']),
    questions: readQuestions(fields),
    rules: readRules(source, fields),
    next: fields.list(['next']).flatMap((at) => fields.text(at) ?? []),
    facts: fields.source.get(['facts']) ?? {},
  };
}

const formatHint = (format: unknown): string =>
  typeof format === 'number' && format > FORMAT
    ? 'this template needs a newer csctl'
    : `write format: ${FORMAT}`;

function readRules(source: TemplateSource, fields: TemplateFields): FileRule[] {
  return fields.list(['files']).flatMap((at) => {
    if (!fields.isMapAt(at, 'a map with path, and when or as')) return [];
    fields.unknownKeys(at, ['path', 'when', 'as']);
    const path = fields.text([...at, 'path']) ?? '';
    const rule = { path, when: fields.optionalText([...at, 'when']), as: fields.optionalText([...at, 'as']) };
    fields.problems.push(...checkRule(source, fields, rule, at));
    return [rule];
  });
}

function checkRule(
  { files }: TemplateSource,
  fields: TemplateFields,
  rule: FileRule,
  at: YamlPath,
): Problem[] {
  const { path, as } = rule;
  if (path === '') return [];
  const inside = `${CONTENT_FOLDER}/${path}`;
  const isFile = files.has(inside);
  const place = fields.source.place([...at, 'path']);
  if (!isFile && ![...files.keys()].some((name) => name.startsWith(`${inside}/`)))
    return [problem('template', `files names ${path}, which the template does not have`, place)];
  if (as !== undefined && !isFile)
    return [problem('template', `${path} is a folder; expected a file beside "as"`, place)];
  return [];
}
