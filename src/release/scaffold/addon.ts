// init addon: a new stage in a stack, or in the same stack of every minor, and its entries in both hooks.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError, isError, refuseErrors } from '../../problem/problem.ts';
import { newestOfAll } from '../../stack/currency.ts';
import { STAGE_HOOKS, stagesOf, withStage, withStagePin } from '../../stack/edits/stage-edits.ts';
import { SourceTexts } from '../../stack/edits/source-texts.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { ADDON_FOLDER, conventionOf, joinLabel } from '../../stack/stack.ts';
import { ADDON_CONFIG_FILE } from '../../stack/asset.ts';
import { diffText } from '../diff/text-diff.ts';
import type { ChangedFile } from '../currency/update.ts';
import type { NewFile, World } from '../ports.ts';
import { shellWord } from '../shell-word.ts';
import { answerTemplate, type Answering } from './answers.ts';
import { namedTemplate } from './choose-template.ts';
import { docsLine } from './next-docs.ts';
import type { Answers } from './question.ts';
import { scaffold, type ScaffoldFiles } from './scaffold.ts';
import { readTemplate, type Template } from './template.ts';

/** Where our templates of addons are, below `templates/`. */
const SORT = 'addon';

/** What is asked for. */
export interface AddonWish extends Answering {
  /** A stack, or the folder above the folders of its minors. */
  readonly stack: string;
  /** A template of the user's: a folder, or an npm package; undefined: ours. */
  readonly template: string | undefined;
  /** The stage that it comes after; undefined: it comes last. */
  readonly after: string | undefined;
  readonly dryRun: boolean;
}

/** The result, as `--json` prints it. */
export interface AddonResult {
  readonly template: { readonly name: string; readonly version: string };
  readonly answers: Answers;
  /** The stacks that it came to: one, unless each minor has its own. */
  readonly folders: readonly string[];
  /** Files that came. */
  readonly files: readonly { readonly path: string; readonly status: 'created' | 'current' | 'planned' }[];
  /** Files that were changed, with the text that differs. */
  readonly changed: readonly ChangedFile[];
  /** Command lines. */
  readonly next: readonly string[];
}

type AddonWorld = Pick<World, 'stacks' | 'templates' | 'files' | 'upstream'>;

/** A stack, and what becomes of it. */
interface StackWithStage {
  readonly folder: string;
  readonly tree: FileTree;
  readonly edits: ReadonlyMap<string, string>;
}

/**
 * Adds a stage to a stack: everything is planned before the first file is written.
 * @throws CsctlError `usage` for a stack without stages, or one that has the stage; `template-missing`, `template`,
 *   `template-answer`; `output-foreign`; of kind remote when the newest version cannot be asked
 */
export async function initAddon(wish: AddonWish, world: AddonWorld): Promise<AddonResult> {
  const folders = await world.stacks.find(wish.stack);
  const stacks = await Promise.all(folders.map((folder) => openStack(folder, world)));
  // Before anything is asked.
  for (const named of wish.given.get('name') ?? [])
    for (const stack of stacks) refuseTaken(stack, named, wish);
  const template = readTemplate(await templateOf(wish, world));
  const answers = await resolved(await answerTemplate(template, wish), world);
  const name = textOf(answers, 'name');
  const planned: StackWithStage[] = [];
  const files: NewFile[] = [];
  for (const stack of stacks) {
    refuseTaken(stack, name, wish);
    const made = await stageFiles(template, answers, stack.isNative);
    const edits = editsFor(stack, answers, wish.after);
    checkResult(stack, name, made, edits);
    planned.push({ ...stack, edits });
    for (const [path, text] of made)
      files.push({ path: joinLabel(stack.folder, stagePath(name, path)), text });
  }
  const current = await world.files.check(files, false);
  if (!wish.dryRun) {
    // In one go: a stage without its entries would be in the way of the next try.
    const edited = planned.flatMap(({ folder, edits }) =>
      [...edits].map(([path, text]) => ({ path: joinLabel(folder, path), text })),
    );
    await world.files.write([...files, ...edited], true);
  }
  const made = wish.dryRun ? ('planned' as const) : ('created' as const);
  return {
    template: { name: template.name, version: template.version },
    answers,
    folders,
    files: files.map(({ path }) => ({ path, status: current.includes(path) ? 'current' : made })),
    changed: (await Promise.all(planned.map(describe))).flat(),
    next: nextLines(wish.stack, answers, stacks),
  };
}

/** A stack as it is, and whether its stack.yaml is ours. */
interface OpenStack {
  readonly folder: string;
  readonly tree: FileTree;
  readonly isNative: boolean;
}

/** @throws CsctlError the problems of a stack that cannot be read; `usage` for one without stages */
async function openStack(folder: string, world: AddonWorld): Promise<OpenStack> {
  const { tree, problems } = await world.stacks.read(folder);
  const layout = readLayout(folder, tree);
  refuseErrors([...problems, ...layout.read(layout.minors.at(-1)?.minor).problems].filter(isError), folder);
  if (conventionOf(tree) === 'multi-stage') return { folder, tree, isNative: layout.kind === 'native' };
  const message = `${folder} has one addon chart, and no ${ADDON_CONFIG_FILE} that lists stages`;
  const hint = `move ${ADDON_FOLDER} to ${ADDON_FOLDER}/NAME and list it in ${ADDON_CONFIG_FILE} (docs/stack-folder.md)`;
  throw new CsctlError('usage', message, { file: folder, hint });
}

const templateOf = ({ template }: AddonWish, { templates }: AddonWorld) =>
  template === undefined ? templates.own(SORT, 'stage') : namedTemplate(template, SORT, templates);

const textOf = (answers: Answers, key: string): string => {
  const answer = answers[key];
  return typeof answer === 'string' ? answer : '';
};

/** The newest version of the chart in place of the word for it. @throws CsctlError of kind remote, `chart-not-found` */
async function resolved(answers: Answers, { upstream }: AddonWorld): Promise<Answers> {
  if (textOf(answers, 'version') !== 'newest') return answers;
  const chart = { repository: textOf(answers, 'repository'), name: textOf(answers, 'chart') };
  const hint = '--version takes one without asking';
  const versions = await upstream.charts.versions(chart).catch((error: unknown) => {
    throw error instanceof CsctlError ? error.withHint(hint) : error;
  });
  const newest = newestOfAll(versions, '0.0.0');
  if (newest) return { ...answers, version: newest.version };
  throw new CsctlError('chart-not-found', `${chart.repository} has no chart "${chart.name}"`, { hint });
}

/** @throws CsctlError `usage` for a stage that is there, or a neighbour that is not */
function refuseTaken({ folder, tree }: OpenStack, name: string, { after }: AddonWish): void {
  const source = new SourceTexts(tree).source(ADDON_CONFIG_FILE);
  const listed = STAGE_HOOKS.flatMap((hook) => stagesOf(source, hook)).flatMap((stage) => stage ?? []);
  if (listed.includes(name) || tree.hasFolder(`${ADDON_FOLDER}/${name}`)) {
    const message = `${folder} has a stage ${name} already`;
    throw new CsctlError('usage', message, { hint: 'take another name' });
  }
  if (after === undefined || listed.includes(after)) return;
  const stages = [...new Set(listed)];
  throw new CsctlError('usage', `--after ${after}: ${folder} has no stage of that name`, {
    hint: didYouMean(after, stages, 1) ?? `its stages are ${stages.join(', ') || 'none'}`,
  });
}

/** Whether stack.yaml names the versions of charts is nothing that people are asked. */
const stageFiles = (template: Template, answers: Answers, pinned: boolean): Promise<ScaffoldFiles> =>
  scaffold(template, { ...answers, pinned });

function editsFor({ tree, isNative }: OpenStack, answers: Answers, after: string | undefined) {
  const texts = new SourceTexts(tree);
  const name = textOf(answers, 'name');
  const version = textOf(answers, 'version');
  texts.set(ADDON_CONFIG_FILE, withStage(texts.source(ADDON_CONFIG_FILE), name, after));
  if (isNative && version !== '')
    texts.set(NATIVE_FILE, withStagePin(texts.source(NATIVE_FILE), name, version));
  return texts.edits();
}

const stagePath = (name: string, path: string): string => `${ADDON_FOLDER}/${name}/${path}`;

/** @throws CsctlError the problems of the stack as it would be: a template of the user's may be wrong */
function checkResult(
  { folder, tree }: OpenStack,
  name: string,
  made: ScaffoldFiles,
  edits: ReadonlyMap<string, string>,
): void {
  const files = [...made].map(([path, text]) => [stagePath(name, path), text] as const);
  const layout = readLayout(folder, FileTree.of([...tree, ...files, ...edits]));
  refuseErrors(layout.read(layout.minors.at(-1)?.minor).problems.filter(isError), folder);
}

async function describe({ folder, tree, edits }: StackWithStage): Promise<ChangedFile[]> {
  return Promise.all(
    [...edits].map(async ([path, text]) => {
      const shown = joinLabel(folder, path);
      const { text: diff } = await diffText(shown, tree.text(path), text);
      return { path: shown, change: 'modified' as const, diff };
    }),
  );
}

function nextLines(stack: string, answers: Answers, stacks: readonly OpenStack[]): string[] {
  const named = shellWord(stack);
  const locks = textOf(answers, 'kind') === 'chart' ? [`csctl update --only addons ${named}`] : [];
  const documents = stacks.flatMap(({ folder, tree }) => docsLine(folder, tree));
  return [...locks, `csctl validate ${named}`, ...documents];
}
