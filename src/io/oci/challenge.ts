// What a registry asks for with 401: the header www-authenticate (RFC 9110, 11.6.1).

/** One way to log in that the registry offers. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** By name in lower case: `realm`, `service`, `scope`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A name, and what it is set to; a name alone begins another challenge. */
const PART = /[\s,]*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;

/** All challenges of a header, in its order; what cannot be read ends the list. */
export function parseChallenges(header = ''): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const pattern = new RegExp(PART);
  for (let part = pattern.exec(header); part; part = pattern.exec(header)) {
    const [, name = '', quoted, plain] = part;
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    const last = challenges.at(-1);
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: {} });
    else if (last) last.parameters[name.toLowerCase()] = value;
  }
  return challenges;
}

/** Scopes as one list: each resource once, with all actions that any of them names (`repository:o/stacks:pull,push`). */
export function mergeScopes(...scopes: readonly string[]): string[] {
  const actions = new Map<string, Set<string>>();
  for (const scope of scopes.flatMap((text) => text.split(' ').filter((part) => part !== ''))) {
    const colon = scope.lastIndexOf(':');
    const known = actions.get(scope.slice(0, colon)) ?? new Set();
    for (const action of scope.slice(colon + 1).split(',')) known.add(action);
    actions.set(scope.slice(0, colon), known);
  }
  return [...actions].map(([resource, names]) => `${resource}:${[...names].sort().join(',')}`);
}
