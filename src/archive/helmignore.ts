// .helmignore as Helm 3.19 reads it (pkg/ignore): not gitignore, and with rules of its own.
import { problem, type Problem } from '../problem/problem.ts';

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
    const pattern = parsePattern(rule);
    if (typeof pattern !== 'string') return [pattern];
    problems.push(problem('helmignore-pattern', `"${rule}": ${pattern}`, { file, line, column: 1 }));
    return [];
  });
  return { ignore: (path, isFolder) => isIgnored(patterns, path, isFolder), problems };
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
  let source = '';
  for (let i = 0; i < glob.length; i += 1) {
    const char = glob.charAt(i);
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = classEnd(glob, i);
      if (end === undefined) return undefined;
      source += classSource(glob.slice(i + 1, end));
      i = end;
    } else if (char === '\\') {
      i += 1;
      if (i >= glob.length) return undefined;
      source += escape(glob.charAt(i));
    } else source += escape(char);
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return undefined;
  }
}

const escape = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

function classEnd(glob: string, start: number): number | undefined {
  const first = glob.charAt(start + 1) === '^' ? start + 2 : start + 1;
  for (let i = first; i < glob.length; i += 1) {
    if (glob.charAt(i) === '\\') i += 1;
    else if (glob.charAt(i) === ']' && i > first) return i;
  }
  return undefined;
}

function classSource(body: string): string {
  const negated = body.startsWith('^');
  const chars = (negated ? body.slice(1) : body).replace(/\\?([\s\S])/gu, (match, char: string) => {
    if (match === '-') return '-';
    return /[\\\]^[-]/.test(char) ? `\\${char}` : char;
  });
  return `[${negated ? '^' : ''}${chars}]`;
}
