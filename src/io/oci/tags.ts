// The tags of a repository from a prefix on (OCI distribution specification, listing tags).
import { HttpStatusFault } from '../http/fault.ts';

/** Tags that are asked for at a time. */
const PAGE = 1000;

export interface TagPage {
  readonly tags: readonly string[];
  /** By the registry's word. */
  readonly next: URL | undefined;
}

/** Where a page begins: after a tag, or at an address that the registry gave; {} for the first. */
export interface PageStart {
  readonly last?: string;
  readonly next?: URL;
}

/** Gets one page; undefined where there is no such repository. */
export type AskForPage = (start: PageStart, size: number) => Promise<TagPage | undefined>;

/**
 * The tags that start with `prefix`, each once. Registries differ: most sort and honour any `last`, zot knows only tags
 * that exist, docker-registry 2 gives everything at once, unsorted. So a listing from the prefix on counts only when
 * it is in order and found something; else everything is read. To have gone past the prefix is not enough: so does
 * the first page of a registry that ignores `last` and lists by age.
 */
export async function tagsFrom(prefix: string, ask: AskForPage): Promise<string[]> {
  // Whatever the order, what begins with a text comes after it.
  const start = prefix.slice(0, -1);
  const found = (start === '' ? undefined : await tagsAfter(start, prefix, ask)) ?? (await allTags(ask));
  return found.filter((tag) => tag.startsWith(prefix));
}

async function tagsAfter(start: string, prefix: string, ask: AskForPage): Promise<string[] | undefined> {
  const found: string[] = [];
  let last = start;
  try {
    for await (const tags of pages({ last: start }, ask)) {
      if (!isAscending([last, ...tags])) return undefined;
      last = tags.at(-1) ?? last;
      found.push(...tags);
      if (last > prefix && !last.startsWith(prefix)) break;
    }
  } catch (error) {
    if (error instanceof HttpStatusFault && !error.transient) return undefined;
    throw error;
  }
  return found.some((tag) => tag.startsWith(prefix)) ? found : undefined;
}

async function allTags(ask: AskForPage): Promise<string[]> {
  const found = new Set<string>();
  for await (const tags of pages({}, ask)) for (const tag of tags) found.add(tag);
  return [...found];
}

/** Page after page; one that brings nothing new is the last, or it would go round in circles. */
async function* pages(first: PageStart, ask: AskForPage): AsyncGenerator<readonly string[]> {
  const seen = new Set<string>();
  let start: PageStart | undefined = first;
  while (start) {
    const page: TagPage | undefined = await ask(start, PAGE);
    if (!page) return;
    const { tags, next } = page;
    const before = seen.size;
    for (const tag of tags) seen.add(tag);
    yield tags;
    const last = tags.at(-1);
    if (seen.size === before || last === undefined) return;
    // Some forget to say that a full page is not the last.
    start = next ? { next } : tags.length === PAGE ? { last } : undefined;
  }
}

const isAscending = (tags: readonly string[]): boolean =>
  tags.every((tag, index) => index === 0 || (tags[index - 1] ?? '') < tag);
