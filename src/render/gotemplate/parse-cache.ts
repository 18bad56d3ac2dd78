// Trees of texts that were parsed before: charts render the same templates many times.
import { BUILTINS } from './builtins.ts';
import { parseTemplate, type ParsedText } from './parse.ts';
import type { FunctionMap } from './value.ts';

/** Texts of this many characters are kept in all; then all are forgotten. */
const CAPACITY = 16 * 1024 * 1024;

/** By the text, within the names of functions: what is a function decides what can be parsed. */
const cache = new Map<string, Map<string, ParsedText>>();
let size = 0;

/** Names of functions as one text; maps of functions are not changed once they are used. */
const signatures = new WeakMap<FunctionMap, string>();

function signatureOf(functions: FunctionMap): string {
  let signature = signatures.get(functions);
  if (signature === undefined) {
    signature = [...functions.keys()].sort().join(' ');
    signatures.set(functions, signature);
  }
  return signature;
}

/**
 * Parses a text, or finds the tree that an earlier call made of it.
 *
 * @throws TemplateError
 */
export function parsedTemplate(name: string, text: string, functions: FunctionMap): ParsedText {
  const signature = signatureOf(functions);
  const known = cache.get(signature)?.get(text);
  // A text that defines a template of its own name is judged together with its name.
  if (known && !known.definitions.has(name)) return known;
  const parsed = parseTemplate(name, text, (word) => functions.has(word) || BUILTINS.has(word));
  keep(signature, text, parsed);
  return parsed;
}

function keep(signature: string, text: string, parsed: ParsedText): void {
  if (text.length > CAPACITY) return;
  size += text.length;
  if (size > CAPACITY) {
    cache.clear();
    size = text.length;
  }
  const texts = cache.get(signature) ?? new Map<string, ParsedText>();
  texts.set(text, parsed);
  cache.set(signature, texts);
}
