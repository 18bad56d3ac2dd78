// .helmignore as Helm 3.19 reads it (pkg/ignore): not gitignore, and with rules of its own.
import { problem, type Problem } from '../problem/problem.ts';
import { compareBytewise } from '../stack/file-tree.ts';

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
    problems.push(problem('helmignore-pattern', `"${rule}": ${pattern}`, { file, line, column: 1 }));
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
  if (rule.includes('**')) return 'Helm does not support **';
  const negated = rule.startsWith('!');
  const bare = negated ? rule.slice(1) : rule;
  const folderOnly = bare.endsWith('/');
  const glob = folderOnly ? bare.slice(0, -1) : bare;
  const rooted = glob.startsWith('/');
  const expression = compileGlob(rooted ? glob.slice(1) : glob);
  if (!expression) return 'not a pattern';
  const wholePath = rooted || glob.includes('/');
  return { negated, folderOnly, matches: (path) => expression.test(wholePath ? path : baseName(path)) };
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

/** Go's `filepath.Match` as an expression: `*` and `?` stop at slashes; undefined for a malformed pattern. */
export function compileGlob(glob: string): RegExp | undefined {
  const chars = [...glob];
  let source = '';
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] ?? '';
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const found = parseClass(chars, i + 1);
      if (!found) return undefined;
      source += found.source;
      i = found.end;
    } else if (char === '\\') {
      i += 1;
      if (i >= chars.length) return undefined;
      source += escape(chars[i] ?? '');
    } else source += escape(char);
  }
  return new RegExp(`^${source}$`, 'su');
}

const escape = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** A class from behind its `[` to its `]`; Go wants at least one range, and `-` and `]` written with a backslash. */
function parseClass(chars: readonly string[], start: number): { source: string; end: number } | undefined {
  let i = start;
  const negated = chars[i] === '^';
  if (negated) i += 1;
  const one = (): string | undefined => {
    const char = chars[i] === '\\' ? chars[++i] : chars[i] === '-' || chars[i] === ']' ? undefined : chars[i];
    i += 1;
    return char;
  };
  let ranges = '';
  while (i < chars.length && (chars[i] !== ']' || ranges === '')) {
    const low = one();
    let high = low;
    if (chars[i] === '-') {
      i += 1;
      high = one();
    }
    if (low === undefined || high === undefined) return undefined;
    // A range that runs backwards matches nothing; NUL stands for it, which no path holds.
    ranges += compareBytewise(low, high) > 0 ? '\\u0000' : `${escapeInClass(low)}-${escapeInClass(high)}`;
  }
  if (i >= chars.length) return undefined;
  return { source: `[${negated ? '^' : ''}${ranges}]`, end: i };
}

const escapeInClass = (char: string): string => char.replace(/[\\\]^[-]/, '\\$&');
