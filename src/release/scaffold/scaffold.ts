// A template with its answers: the files that it makes, in memory.
import { CsctlError } from '../../problem/problem.ts';
import { holds, renderTemplate } from '../../render/scaffold-text.ts';
import { compareBytewise } from '../../stack/file-tree.ts';
import { valuesOf } from './answers.ts';
import type { Answers } from './question.ts';
import { CONTENT_FOLDER, placeIn, TEMPLATE_FILE, type FileRule, type Template } from './template.ts';

const CONTENT = `${CONTENT_FOLDER}/`;

/** Texts by path relative to the folder that they are made in, in bytewise order. */
export type ScaffoldFiles = ReadonlyMap<string, string>;

/**
 * Makes the files of a template.
 * @throws CsctlError `template` for marks that cannot be filled, and paths that lead out or meet
 */
export async function scaffold(template: Template, answers: Answers): Promise<ScaffoldFiles> {
  const values = valuesOf(template, answers);
  const file = placeIn(template.source, TEMPLATE_FILE);
  const made = new Map<string, string>();
  for (const [name, text] of template.source.files) {
    if (!name.startsWith(CONTENT)) continue;
    const path = name.slice(CONTENT.length);
    const rules = template.rules.filter((rule) => names(rule, path));
    if (!(await isWanted(rules, file, values))) continue;
    const target = await renderTemplate(
      file,
      rules.findLast(({ as }) => as !== undefined)?.as ?? path,
      values,
    );
    refusePath(template, target, made);
    made.set(target, await renderTemplate(placeIn(template.source, name), text, values));
  }
  return new Map([...made].sort(([a], [b]) => compareBytewise(a, b)));
}

/** The folder that the template proposes; undefined where it proposes none. @throws CsctlError `template` */
export async function proposedFolder(template: Template, answers: Answers): Promise<string | undefined> {
  const { folder, source } = template;
  if (folder === undefined) return undefined;
  return renderTemplate(placeIn(source, TEMPLATE_FILE), folder, valuesOf(template, answers));
}

/** What is left to do by hand. @throws CsctlError `template` */
export function whatIsLeft(template: Template, answers: Answers): Promise<string[]> {
  const file = placeIn(template.source, TEMPLATE_FILE);
  const values = valuesOf(template, answers);
  return Promise.all(template.next.map((text) => renderTemplate(file, text, values)));
}

const names = ({ path }: FileRule, file: string): boolean => file === path || file.startsWith(`${path}/`);

/** All conditions count: that of a folder, and that of a file in it. */
async function isWanted(
  rules: readonly FileRule[],
  file: string,
  values: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  for (const { when } of rules) if (when !== undefined && !(await holds(file, when, values))) return false;
  return true;
}

function refusePath(template: Template, path: string, made: ReadonlyMap<string, string>): void {
  const steps = path.split('/');
  const leadsOut = steps.some((step) => ['', '.', '..'].includes(step)) || /[\\\p{Cc}]/u.test(path);
  const why = leadsOut
    ? `"${path}" is no path below the folder`
    : made.has(path)
      ? `two files of the template become ${path}`
      : undefined;
  if (why === undefined) return;
  const hint = 'look at "as" under files';
  throw new CsctlError('template', why, { file: placeIn(template.source, TEMPLATE_FILE), hint });
}
