// Version ranges of chart dependencies as Helm reads them (Masterminds/semver 3.4), evaluated by node's semver.
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';

const PART = String.raw`(?:\d+|[xX*])`;
const VERSION = String.raw`v?(${PART})(?:\.(${PART}))?(?:\.(${PART}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?`;
const OPERATOR = String.raw`=|!=|>=|=>|<=|=<|>|<|~>|~|\^|`;
// Sticky, one comparator at a time: the whole list as one expression would backtrack without end.
const COMPARATOR = new RegExp(String.raw`\s*(${OPERATOR})\s*${VERSION}`, 'y');
const SEPARATOR = /\s*,|\s+|$/y;
const HYPHEN = new RegExp(String.raw`\s*(${VERSION})\s+-\s+(${VERSION})\s*`, 'g');

/** Other spellings that Helm knows, as node's. */
const SPELLINGS: Readonly<Record<string, string>> = { '=>': '>=', '=<': '<=', '~>': '~', '=': '' };

const number = (part: string): string => (/^\d+$/.test(part) ? String(BigInt(part)) : 'x');

/** A version of any form that Helm takes (`v1`, `1.2`, `01.2.3`) as strict semver; undefined when it is none. */
export function normaliseVersion(version: string): string | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.exec(version);
  if (!match) return undefined;
  const [, major = '0', minor = '0', patch = '0', pre = ''] = match;
  return valid(`${number(major)}.${number(minor)}.${number(patch)}${pre}`) ?? undefined;
}

/** Whether two texts mean one version, as Helm compares: `v1.2` and `1.2.0`. What is no version means itself. */
export const sameVersion = (a: string, b: string): boolean =>
  (normaliseVersion(a) ?? a) === (normaliseVersion(b) ?? b);

interface Comparator {
  readonly operator: string;
  readonly version: string;
  readonly prerelease: boolean;
}

/** The comparators of one group, all of which must hold; undefined when it is no range. */
function parseGroup(group: string): Comparator[] | undefined {
  const comparators: Comparator[] = [];
  const text = group.trimEnd();
  for (let at = 0; at < text.length || at === 0;) {
    COMPARATOR.lastIndex = at;
    const match = COMPARATOR.exec(text);
    SEPARATOR.lastIndex = COMPARATOR.lastIndex;
    if (!match || !SEPARATOR.test(text)) return undefined;
    comparators.push(comparatorOf(match));
    at = SEPARATOR.lastIndex;
    // A list must not end with its separator.
    if (at === text.length && text.endsWith(',')) return undefined;
  }
  return comparators;
}

function comparatorOf([, operator = '', major = 'x', minor, patch, pre]: RegExpExecArray): Comparator {
  const parts = [major, minor ?? 'x', patch ?? 'x'].map(number);
  const wild = parts.indexOf('x');
  // Helm ignores what stands behind an x, the pre-release included.
  const version =
    wild === -1 ? `${parts.join('.')}${pre === undefined ? '' : `-${pre}`}` : parts.slice(0, wild).join('.');
  return {
    operator: SPELLINGS[operator] ?? operator,
    version: version === '' ? '*' : version,
    prerelease: pre !== undefined,
  };
}

function holds({ operator, version }: Comparator, candidate: string): boolean {
  const options = { includePrerelease: true };
  return operator === '!='
    ? !satisfies(candidate, version, options)
    : satisfies(candidate, `${operator}${version}`, options);
}

const EXACT = /^v?(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/;

/**
 * Whether a chart version satisfies a dependency's range; undefined when Helm cannot read the range. As in
 * Helm, a pre-release counts only where the range names one.
 */
export function satisfiesRange(version: string, range: string): boolean | undefined {
  // What most charts do: one exact version, wanted and found.
  if (EXACT.test(range) && EXACT.test(version)) return version.replace('v', '') === range.replace('v', '');
  const groups = range
    .replace(HYPHEN, (...found: string[]) => `>=${found[1]} <=${found[6]} `)
    .split('||')
    .map(parseGroup);
  if (groups.includes(undefined)) return undefined;
  const candidate = normaliseVersion(version);
  if (candidate === undefined) return false;
  return groups.some((group = []) => {
    if (candidate.includes('-') && !group.some(({ prerelease }) => prerelease)) return false;
    return group.every((comparator) => holds(comparator, candidate));
  });
}
