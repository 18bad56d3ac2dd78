// docs: a stack in words and tables, from what it renders to and what its sources say.
import { CsctlError, refuseErrors, sortProblems, type Problem } from '../../problem/problem.ts';
import type { ClassVariable } from '../../stack/class-variables.ts';
import { compareMinors } from '../../stack/kubernetes-version.ts';
import { seriesName } from '../../stack/release-name.ts';
import { readClass } from '../../verify/class/class-model.ts';
import { readViewVariables } from '../../verify/class-variables.ts';
import { renderView } from '../../verify/rendered-view.ts';
import type { World } from '../ports.ts';
import { selectMinors } from '../select.ts';
import type { ReleaseRequest } from '../stages.ts';
import type { DocsFacts } from './docs-facts.ts';
import { docsMarkdown } from './docs-markdown.ts';
import { keepDocument, type DocumentStatus, type DocumentWish } from './document-file.ts';
import type { BlockMaker } from './marked-block.ts';
import { mergeAddons, mergeVariables } from './merge-minors.ts';
import { readFacts, type StackFacts } from './stack-facts.ts';

/** A documented stack, as `--json` prints it. */
export interface StackDocs extends DocsFacts {
  readonly file: string | null;
  readonly status: DocumentStatus;
}

/** The result of docs, as `--json` prints it. */
export interface DocsResult {
  readonly docs: readonly StackDocs[];
  /** Warnings, and what is stale. */
  readonly problems: readonly Problem[];
}

/** What is asked. */
export interface DocsRequest extends DocumentWish {
  readonly reading: ReleaseRequest;
}

/**
 * Documents one stack: all minors of one folder, or of folders with one minor each.
 * @param folders as `findStacks` gives them for `named`
 * @throws CsctlError `usage` for several stacks; when one cannot be read or rendered; as `keepDocument`
 */
export async function documentStack(
  named: string,
  folders: readonly string[],
  request: DocsRequest,
  world: World,
): Promise<DocsResult> {
  const minors = await readMinors(folders, request.reading, world);
  const facts = factsOf(named, minors);
  const command = `csctl docs ${named}${request.reading.minors.map((minor) => ` -k ${minor}`).join('')}`;
  const block = { name: 'docs', make: (depth: number) => docsMarkdown(facts, depth), command } as const;
  const { file, status, problems } = await keepDocument(block, request, world);
  const warnings = minors.flatMap((one) => one.warnings);
  return { docs: [{ ...facts, file, status }], problems: sortProblems([...warnings, ...problems]) };
}

/** What is asked of a stack where only its document is wanted. */
export const DOCS_READING: ReleaseRequest = {
  mode: 'hash',
  minors: [],
  versions: undefined,
  forced: undefined,
  embed: undefined,
  allowed: new Set(),
  mtime: 0,
};

/** What there is to say of each minor. @throws CsctlError when one cannot be read */
export async function readMinors(
  folders: readonly string[],
  reading: ReleaseRequest,
  world: World,
): Promise<readonly StackFacts[]> {
  const minors: StackFacts[] = [];
  for (const one of await selectMinors(folders, reading, world)) minors.push(await readFacts(one, world));
  return minors;
}

/** Makes the block of some minors. @throws CsctlError as `documentStack` */
export function docsMaker(named: string, minors: readonly StackFacts[]): BlockMaker {
  const facts = factsOf(named, minors);
  return (depth) => docsMarkdown(facts, depth);
}

function factsOf(named: string, minors: readonly StackFacts[]): DocsFacts {
  const sorted = [...minors].sort((a, b) => compareMinors(a.identity.minor, b.identity.minor));
  const reference = sorted.at(-1);
  if (!reference) throw new Error('a folder without minors is refused when it is read');
  const { stack, kubernetes } = reference;
  refuseSeveral(named, minors, stack);
  return {
    stack,
    kubernetes,
    minors: sorted.map((one) => ({
      minor: one.minor,
      kubernetes: one.kubernetes,
      class: `${seriesName(one.identity)}-VERSION`,
    })),
    workers: workersOf(reference),
    variables: mergeVariables(sorted.map((one) => ({ minor: one.minor, has: variablesOf(one) }))),
    addons: mergeAddons(sorted.map(({ minor, addons }) => ({ minor, has: addons }))),
    images: sorted.flatMap(({ minor, images }) => images.map((image) => ({ minor, ...image }))),
  };
}

function refuseSeveral(named: string, minors: readonly StackFacts[], stack: string): void {
  const others = [...new Set(minors.map((one) => one.stack))].filter((one) => one !== stack);
  if (others.length > 0) {
    const message = `${named} holds ${others.length + 1} stacks: ${[...others, stack].sort().join(', ')}; expected one`;
    throw new CsctlError('usage', message, { hint: 'name the folder of one stack' });
  }
  const twice = minors.find((one, index) => minors.findIndex(({ minor }) => minor === one.minor) !== index);
  if (twice)
    throw new CsctlError(
      'stack-duplicate',
      `${named} holds ${stack} for ${twice.minor} twice; expected it once`,
      {
        file: named,
        hint: 'name the folder of one of them',
      },
    );
}

/** A document without the variables would say that there are none. @throws CsctlError `class-variables` */
function variablesOf({ view, locate, stack, minor }: StackFacts): readonly ClassVariable[] {
  const { variables, problems } = readViewVariables(view);
  refuseErrors(locate(problems.map((one) => ({ ...one, severity: 'error' }))), `${stack} ${minor}`);
  return variables;
}

function workersOf({ view }: StackFacts): string[] {
  const { clusterClass } = renderView(view);
  const names = clusterClass ? readClass(clusterClass).workers.map(({ name }) => name) : [];
  return [...new Set(names.filter((name) => name !== ''))];
}
