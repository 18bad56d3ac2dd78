// .helmignore as Helm 3.19 reads it (pkg/ignore): not gitignore, and with rules of its own.
import { problem, type Problem } from '../problem/problem.ts';
import { compilePathPattern } from './path-pattern.ts';

/** Says whether Helm leaves a file or folder of a chart out; paths are relative to the chart. */
export type Ignore = (path: string, isFolder: boolean) => boolean;

interface Pattern {
  readonly negated: boolean;
  readonly folderOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** Helm always ignores hidden files directly below templates/. */
const DEFAULT_PATTERN = 'templates/.?*';

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Parses the rules; a pattern Helm would refuse becomes a problem at its line. */
export function parseHelmignore(
  file: string,
  text: string,
): { ignore: Ignore; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lines = text.split(/\r?\n/).map((line, index) => ({ rule: line.trim(), line: index + 1 }));
  const patterns = [{ rule: DEFAULT_PATTERN, line: 0 }, ...lines].flatMap(({ rule, line }): Pattern[] => {
    if (rule === '' || rule.startsWith('#')) return [];
    const pattern = patternOf(rule);
    if (typeof pattern !== 'string') return [pattern];
    const message = `"${rule}" is no pattern that Helm takes: ${pattern}`;
    const hint = 'write one with *, ? and [a-z]; without a / it is about names in every folder';
    problems.push(problem('helmignore-pattern', message, { file, line, column: 1, hint }));
    return [];
  });
  return { ignore: (path, isFolder) => isIgnored(patterns, path, isFolder), problems };
}

/** Most charts have the rules that `helm create` writes: each is compiled once. */
const known = new Map<string, Pattern | string>();
const KNOWN_LIMIT = 500;

function patternOf(rule: string): Pattern | string {
  const pattern = known.get(rule) ?? parsePattern(rule);
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(rule, pattern);
  return pattern;
}

function parsePattern(rule: string): Pattern | string {
  if (rule.includes('**')) return 'it has ** in it';
  const negated = rule.startsWith('!');
  const bare = negated ? rule.slice(1) : rule;
  const folderOnly = bare.endsWith('/');
  const glob = folderOnly ? bare.slice(0, -1) : bare;
  const rooted = glob.startsWith('/');
  const fits = compilePathPattern(rooted ? glob.slice(1) : glob);
  if (!fits) return 'it cannot be parsed';
  const wholePath = rooted || glob.includes('/');
  return { negated, folderOnly, matches: (path) => fits(wholePath ? path : baseName(path)) };
}

/** Helm's order of evaluation, its surprising handling of negation included: a `!` rule ignores what it does not match. */
function isIgnored(patterns: readonly Pattern[], path: string, isFolder: boolean): boolean {
  for (const { negated, folderOnly, matches } of patterns) {
    if (negated) {
      if ((folderOnly && !isFolder) || !matches(path)) return true;
    } else if (!(folderOnly && !isFolder) && matches(path)) {
      return true;
    }
  }
  return false;
}
