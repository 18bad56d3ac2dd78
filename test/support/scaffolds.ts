// Every way in which a template can be answered, and what it makes as a stack in memory.
import { resolve } from 'node:path';
import { PackageFolder } from '../../src/cli/program-files.ts';
import { LocalTemplates } from '../../src/io/template-folder.ts';
import type { World } from '../../src/release/ports.ts';
import { answerTemplate } from '../../src/release/scaffold/answers.ts';
import type { Answers, Question } from '../../src/release/scaffold/question.ts';
import { withReference } from '../../src/release/scaffold/reference.ts';
import { scaffold, type ScaffoldFiles } from '../../src/release/scaffold/scaffold.ts';
import { readTemplate, type Template } from '../../src/release/scaffold/template.ts';
import type { Asset } from '../../src/stack/asset.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { memoryWorld } from './world.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OWN = new LocalTemplates(new PackageFolder(ROOT), ROOT);

/** The names of our templates of stacks. */
export const STACK_TEMPLATES = OWN.names('stack');

export const ownTemplate = (name: string): Template => readTemplate(OWN.own('stack', name));

/** Where stacks of tests stand. */
export const FOLDER = 'providers/test/demo';

/** Answers by key, as flags give them; defaults for the rest. */
export const answersOf = (
  template: Template,
  given: Readonly<Record<string, readonly string[]>>,
): Promise<Answers> =>
  answerTemplate(template, {
    given: new Map(Object.entries(given)),
    defaults: true,
    ask: undefined,
    flagOf: (key) => `--${key}`,
  });

/** What can be said to a question: of a list each alone, all and none; of a text its default. */
function answersTo({ key, type, choices, least }: Question): (readonly string[])[] {
  const values = choices.map(({ value }) => value);
  if (type === 'boolean') return [['yes'], ['no']];
  if (type === 'choice') return values.map((value) => [value]);
  if (type === 'text') return [];
  const few = key === 'kubernetes' ? values.map((value) => [value]) : subsets(values);
  return [...few, values].filter(
    (one, index, all) =>
      one.length >= least && all.findIndex((other) => String(other) === String(one)) === index,
  );
}

function subsets(values: readonly string[]): string[][] {
  const [first, ...others] = values;
  if (first === undefined) return [[]];
  const rest = subsets(others);
  return [...rest, ...rest.map((one) => [first, ...one])];
}

/** Every combination. */
export function combinations(template: Template): Record<string, readonly string[]>[] {
  // What has no default has to be said.
  const said = template.questions.filter((one) => one.type === 'text' && one.default === undefined);
  let all: Record<string, readonly string[]>[] = [Object.fromEntries(said.map(({ key }) => [key, ['acme']]))];
  for (const question of template.questions) {
    const options = answersTo(question);
    if (options.length > 0)
      all = all.flatMap((one) =>
        options.map((values) => ({ ...one, [question.key]: values.length === 0 ? ['none'] : values })),
      );
  }
  return all;
}

/**
 * A stack as the template makes it, and a world in which it is at `FOLDER`.
 * @param isDocumented whether its README gets the reference, which takes as long as building it
 */
export async function scaffoldWorld(
  template: Template,
  given: Readonly<Record<string, readonly string[]>>,
  isDocumented = true,
): Promise<{
  readonly files: ScaffoldFiles;
  readonly world: World;
  /** Releases by tag. */
  readonly written: ReadonlyMap<string, readonly Asset[]>;
}> {
  const { world, written } = memoryWorld([]);
  const made = await scaffold(template, await answersOf(template, given));
  const files = isDocumented ? await withReference(made, FOLDER, template.source.name, world) : made;
  return {
    files,
    written,
    world: {
      ...world,
      stacks: {
        find: (argument) => Promise.resolve([argument]),
        read: () => Promise.resolve({ tree: FileTree.of(files), problems: [] }),
      },
      texts: {
        find: (file) => Promise.resolve(files.get(file.slice(FOLDER.length + 1))),
        read: () => Promise.reject(new Error('nothing reads files')),
      },
      editor: { write: () => Promise.reject(new Error('nothing is written')) },
    },
  };
}
