// init stack: a new stack from a template, checked in memory before the first file is written.
import { CsctlError } from '../../problem/problem.ts';
import { joinLabel } from '../../stack/stack.ts';
import { shellWord } from '../shell-word.ts';
import type { World } from '../ports.ts';
import { answerTemplate, type Answering } from './answers.ts';
import { chooseTemplate, type TemplateWish } from './choose-template.ts';
import type { Answers } from './question.ts';
import { withReference } from './reference.ts';
import { proposedFolder, scaffold, whatIsLeft, type ScaffoldFiles } from './scaffold.ts';
import { readTemplate, type Template } from './template.ts';

/** What is asked for. */
export interface InitStackWish extends TemplateWish, Answering {
  /** Undefined: where the template proposes. */
  readonly folder: string | undefined;
  readonly dryRun: boolean;
}

/** The result of init stack, as `--json` prints it. */
export interface InitStackResult {
  readonly template: { readonly name: string; readonly version: string };
  readonly answers: Answers;
  readonly folder: string;
  readonly files: readonly InitFile[];
  /** What is left to do by hand, in words. */
  readonly left: readonly string[];
  /** Command lines. */
  readonly next: readonly string[];
}

/** A file of a scaffold. `current`: it was there already, as it would be written. */
export interface InitFile {
  readonly path: string;
  readonly status: 'created' | 'current' | 'planned';
}

/**
 * Makes a stack: all of its files, or none.
 * @throws CsctlError `template-missing`, `template`, `template-answer`, `usage`; `output-foreign`, `output-unwritable`;
 * as validating would, when the template makes a stack that cannot be read
 */
export async function initStack(wish: InitStackWish, world: World): Promise<InitStackResult> {
  const { source, provider } = await chooseTemplate(wish, world.templates);
  const template = readTemplate(source);
  const given = new Map([
    ...(provider === undefined ? [] : [['provider', [provider]] as const]),
    ...wish.given,
  ]);
  const answers = await answerTemplate(template, { ...wish, given });
  const folder = await folderFor(wish, template, answers);
  const files = await withReference(await scaffold(template, answers), folder, template.source.name, world);
  return {
    template: { name: template.name, version: template.version },
    answers,
    folder,
    files: await place(files, folder, wish.dryRun, world),
    left: await whatIsLeft(template, answers),
    next: nextCommands(folder),
  };
}

async function folderFor({ folder }: InitStackWish, template: Template, answers: Answers): Promise<string> {
  const found = (folder ?? (await proposedFolder(template, answers)) ?? '').replace(/(?<=.)\/+$/, '');
  if (found !== '') return found;
  const what = folder === '' ? 'the folder is empty' : `the template ${template.name} proposes no folder`;
  throw new CsctlError('usage', what, { hint: 'name the folder that the stack is to stand in' });
}

async function place(
  files: ScaffoldFiles,
  folder: string,
  dryRun: boolean,
  world: World,
): Promise<InitFile[]> {
  const wanted = [...files].map(([path, text]) => ({
    path: joinLabel(folder, path),
    text,
  }));
  const current = await orElsewhere(() => world.files.check(wanted, false));
  if (!dryRun) await world.files.write(wanted, false);
  const made = dryRun ? ('planned' as const) : ('created' as const);
  return wanted.map(({ path }) => ({ path, status: current.includes(path) ? 'current' : made }));
}

/** Says what can be meant where a stack is there already. */
async function orElsewhere<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CsctlError) || error.code !== 'output-foreign') throw error;
    throw error.withHint(
      'for another stack take another --name or folder, for another Kubernetes minor csctl init minor',
    );
  }
}

const nextCommands = (folder: string): string[] => [
  `csctl validate ${shellWord(folder)}`,
  `csctl create ${shellWord(folder)} -m hash`,
];
