// The block of csctl docs in the README of a stack, brought along with the versions that it lists.
import { posix } from 'node:path';
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { joinLabel } from '../../stack/stack.ts';
import { DOCS_READING, docsMaker, readMinors } from '../documents/docs.ts';
import { hasBlock, withBlock } from '../documents/marked-block.ts';
import type { StackFacts } from '../documents/stack-facts.ts';
import type { World } from '../ports.ts';
import { shellWord } from '../shell-word.ts';
import { withEdits } from './edited-stacks.ts';
import type { FolderUpdate } from './update-plan.ts';

const README = 'README.md';

/** A file that documents the stacks of some folders. */
interface Document {
  readonly file: string;
  readonly text: string;
  /** What `csctl docs` is called with, and the folders that this means. */
  readonly named: string;
  readonly folders: readonly string[];
}

/** What becomes of a document with the edits: a new text, or a reason why it is left as it is; neither where it fits. */
interface Outcome {
  readonly text?: string;
  readonly stale?: string | undefined;
}

const FITS: Outcome = {};

/**
 * Updates with the blocks that they would make stale. A README that was current gets its block anew, in the same write as
 * the versions. One that was not is somebody's to look at, and so is one above the folders of single minors: a warning names
 * the command. Files under other names are known to nobody.
 */
export async function withReadmes(
  updates: readonly FolderUpdate[],
  world: World,
): Promise<readonly FolderUpdate[]> {
  const edited: World = { ...world, stacks: withEdits(world.stacks, updates) };
  const made: FolderUpdate[] = [];
  const parents = new Set<string>();
  for (const update of updates) {
    if (update.edits.size === 0) {
      made.push(update);
      continue;
    }
    const parent = posix.dirname(update.folder);
    const own = await ownReadme(update.folder, world);
    const above = parents.has(parent) ? undefined : await readmeAbove(parent, update.folder, world);
    parents.add(parent);
    const followed = own ? withOutcome(update, own, await follow(own, world, edited)) : update;
    made.push(above ? withWarning(followed, above, await follow(above, world, edited)) : followed);
  }
  return made;
}

async function ownReadme(folder: string, { stacks }: World): Promise<Document | undefined> {
  const text = (await stacks.read(folder)).tree.text(README);
  return text !== undefined && hasBlock(text, 'docs')
    ? { file: joinLabel(folder, README), text, named: folder, folders: [folder] }
    : undefined;
}

/** That of a stack with a folder for each minor. */
async function readmeAbove(
  parent: string,
  folder: string,
  { stacks, texts }: World,
): Promise<Document | undefined> {
  const file = joinLabel(parent, README);
  const text = parent === folder ? undefined : await attempt(() => texts.find(file));
  if (typeof text !== 'string' || !hasBlock(text, 'docs')) return undefined;
  return { file, text, named: parent, folders: await stacks.find(parent) };
}

/** Compares a document with the sources before and after the edits. */
async function follow(document: Document, before: World, after: World): Promise<Outcome> {
  const { text } = document;
  const old = await attempt(() => textsOf(document, before));
  // A stack that cannot be documented, or comments that do not fit: csctl docs says so, with or without an update.
  if (old instanceof CsctlError) return FITS;
  const fresh = await attempt(() => textsOf(document, after));
  const kept = [...old].find(([, made]) => made === text)?.[0];
  if (fresh instanceof CsctlError)
    return kept === undefined ? FITS : { stale: `cannot be made anew: ${fresh.message}` };
  const now = fresh.get(kept ?? ALL_MINORS);
  if (now === text || [...fresh.values()].includes(text)) return FITS;
  if (kept === undefined) return { stale: 'was out of date before the update, and is left as it is' };
  return now === undefined ? { stale: `is about Kubernetes ${kept}, which is gone` } : { text: now };
}

const ALL_MINORS = 'all';

/** The file with the block for all minors, and for each alone, as `csctl docs -k` makes it. */
async function textsOf(
  { file, text, named, folders }: Document,
  world: World,
): Promise<ReadonlyMap<string, string>> {
  const minors = await readMinors(folders, DOCS_READING, world);
  const choices: [string, readonly StackFacts[]][] = [
    [ALL_MINORS, minors],
    ...minors.map((one): [string, StackFacts[]] => [one.minor, [one]]),
  ];
  return new Map(
    choices.map(([name, chosen]) => [name, withBlock(file, text, 'docs', docsMaker(named, chosen))]),
  );
}

async function attempt<T>(work: () => Promise<T>): Promise<T | CsctlError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CsctlError && error.kind === 'invalid') return error;
    if (error instanceof CsctlError && error.kind === 'usage') return error;
    throw error;
  }
}

/** The README first: when writing ends in between, the next run finds it right and writes the rest. */
function withOutcome(update: FolderUpdate, document: Document, { text, stale }: Outcome): FolderUpdate {
  if (text !== undefined) return { ...update, edits: new Map([[README, text], ...update.edits]) };
  return stale === undefined ? update : warned(update, document, stale);
}

/** That of the folder above stands outside of what is written. */
const withWarning = (update: FolderUpdate, document: Document, { text, stale }: Outcome): FolderUpdate =>
  withOutcome(update, document, text === undefined ? { stale } : { stale: 'lists the versions of before' });

const warned = (update: FolderUpdate, document: Document, why: string): FolderUpdate => ({
  ...update,
  warnings: [...update.warnings, staleWarning(document, why)],
});

function staleWarning({ file, named }: Document, why: string): Problem {
  const message = `the block of csctl docs in ${file} ${why}`;
  const hint = `run csctl docs ${shellWord(named)} -o ${shellWord(file)}`;
  return problem('document-stale', message, { file, hint, severity: 'warning' });
}
