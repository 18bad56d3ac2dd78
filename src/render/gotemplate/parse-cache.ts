// Trees of texts that were parsed before: charts render the same templates many times.
import { BUILTINS } from './builtins.ts';
import { parseTemplate, type ParsedText } from './parse.ts';
import type { FunctionMap } from './value.ts';

/** Texts of this many characters are kept in all; then all are forgotten. */
const CAPACITY = 16 * 1024 * 1024;

/** A tree, and what the parser asked for: which words are functions, and which are not. */
interface CachedText extends ParsedText {
  readonly words: ReadonlyMap<string, boolean>;
}

const cache = new Map<string, CachedText>();
let size = 0;

/**
 * Parses a text, or finds the tree that an earlier call made of it.
 *
 * @throws TemplateError
 */
export function parsedTemplate(name: string, text: string, functions: FunctionMap): ParsedText {
  const isFunction = (word: string): boolean => functions.has(word) || BUILTINS.has(word);
  const known = cache.get(text);
  if (known && isSame(known, name, isFunction)) return known;
  const words = new Map<string, boolean>();
  const parsed = parseTemplate(name, text, (word) => {
    const answer = isFunction(word);
    words.set(word, answer);
    return answer;
  });
  keep(text, { ...parsed, words });
  return parsed;
}

/** Whether a text would be parsed to the same; one that defines a template of its own name is judged together with it. */
function isSame(known: CachedText, name: string, isFunction: (word: string) => boolean): boolean {
  if (known.definitions.has(name)) return false;
  for (const [word, answer] of known.words) if (isFunction(word) !== answer) return false;
  return true;
}

function keep(text: string, parsed: CachedText): void {
  if (text.length > CAPACITY) return;
  if (!cache.has(text)) size += text.length;
  if (size > CAPACITY) {
    cache.clear();
    size = text.length;
  }
  cache.set(text, parsed);
}
