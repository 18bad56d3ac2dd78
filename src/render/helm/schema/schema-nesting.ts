// How deep a schema may be nested: functions that walk through one call themselves for each level.

/**
 * Lists and maps in each other. The deepest schemas of charts have a few dozen; Go stops at 10000, where the stack of JavaScript
 * has long come to its end.
 */
export const MAX_NESTING = 500;

/** What is nested too deeply. */
export interface TooDeep {
  /** How many lists and maps are in each other where it is deepest. */
  readonly depth: number;
  /** Of the first that is one too many, in UTF-16 units. */
  readonly offset: number;
}

/** Strings, which may hold brackets, and brackets. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"?|[[\]{}]/gs;

/** Whether a JSON text is nested deeper than schemas may be; undefined where it is not. */
export function findTooDeep(text: string): TooDeep | undefined {
  // What is never opened so often cannot be open so often at a time.
  if (text.split('{').length + text.split('[').length <= MAX_NESTING) return undefined;
  let [depth, deepest] = [0, 0];
  let offset: number | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
    if (depth > MAX_NESTING) offset ??= index;
  }
  return offset === undefined ? undefined : { depth: deepest, offset };
}
