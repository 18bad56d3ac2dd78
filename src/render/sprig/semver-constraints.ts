// Constraints of versions, as Helm reads them: github.com/Masterminds/semver v3.4.0. (npm's are not the same.)
import { comparePrereleases, Version } from './semver-version.ts';

/** White space to Go's regular expressions. */
const S = '[\\t\\n\\f\\r ]';
/** A number, or a wildcard for it; the bar is a slip of the Go library's that its errors show. */
const PART = '[0-9|xX*]+';
const SUFFIX = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = `v?(?:${PART})(?:\\.${PART})?(?:\\.${PART})?(?:-${SUFFIX})?(?:\\+${SUFFIX})?`;

const RANGE = new RegExp(`${S}*(${VERSION})${S}+-${S}+(${VERSION})${S}*`, 'g');
/** One constraint, and the space or comma before it that parts it from another. */
const CONSTRAINT = new RegExp(`(${S}*,${S}*|${S}*)(!=|>=|=>|<=|=<|~>|[=><~^]|)${S}*(${VERSION})`, 'y');
const PARTS = new RegExp(`^v?(${PART})(?:\\.(${PART}))?(?:\\.(${PART}))?(-${SUFFIX})?`);
const REST = new RegExp(`^${S}*$`);

/** Finding ranges takes time by the square of the length: `costOfConstraint` accounts for it. */
const MAX_LENGTH = 1000;

/** What reading a constraint costs. */
export const costOfConstraint = (text: string): number => Math.min(text.length, MAX_LENGTH) ** 2;

/** What a version must be, by one operator. */
interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** How much of the version is open (`1.x`, `1`): all from the minor number on, or the patch alone; else nothing, or all. */
  readonly open: 'nothing' | 'patch' | 'minor' | 'all';
}

/** `>=1.2 <2 || ^3.1`: groups of which one must hold, in each of which all must hold. */
export class Constraints {
  private constructor(private readonly groups: readonly (readonly Constraint[])[]) {}

  /**
   * `semver.NewConstraint`.
   * @throws Error with the text of the Go library
   */
  static parse(text: string): Constraints {
    if (text.length > MAX_LENGTH) throw new Error(`a constraint of more than ${MAX_LENGTH} characters`);
    return new Constraints(rewriteRanges(text).split('||').map(parseGroup));
  }

  /** Whether a version satisfies them. Prereleases do only where a constraint of the group has one, too. */
  check(version: Version): boolean {
    return this.groups.some((group) => {
      const hasPrerelease = group.some(({ version: { prerelease } }) => prerelease !== '');
      if (version.prerelease !== '' && !hasPrerelease) return false;
      return group.every((constraint) => holds(constraint, version));
    });
  }
}

/** `1.2 - 3` is `>= 1.2, <= 3 `. */
function rewriteRanges(text: string): string {
  if (!text.includes('-')) return text;
  return [...text.matchAll(RANGE)].reduce(
    (rewritten, [range, from, to]) => rewritten.replace(range, () => `>= ${from}, <= ${to} `),
    text,
  );
}

function parseGroup(text: string): Constraint[] {
  const found: (readonly [operator: string, version: string])[] = [];
  const improper = (): Error => new Error(`improper constraint: ${text}`);
  CONSTRAINT.lastIndex = 0;
  let end = 0;
  for (let match = CONSTRAINT.exec(text); match; match = CONSTRAINT.exec(text)) {
    const [, separator = '', operator = '', version = ''] = match;
    if (found.length === 0 ? separator.includes(',') : separator === '') throw improper();
    found.push([operator, version]);
    end = CONSTRAINT.lastIndex;
  }
  if (found.length === 0 || !REST.test(text.slice(end))) throw improper();
  return found.map(([operator, version]) => parseConstraint(operator, version));
}

const isWildcard = (part: string | undefined): boolean => part === undefined || /^[xX*]$/.test(part);

function parseConstraint(operator: string, text: string): Constraint {
  const [, major, minor, patch, prerelease = ''] = PARTS.exec(text) ?? [];
  if (isWildcard(major)) return { operator, version: versionOf(`0.0.0${prerelease}`), open: 'all' };
  if (isWildcard(minor)) return { operator, version: versionOf(`${major}.0.0${prerelease}`), open: 'minor' };
  if (isWildcard(patch)) {
    return { operator, version: versionOf(`${major}.${minor}.0${prerelease}`), open: 'patch' };
  }
  return { operator, version: versionOf(text), open: 'nothing' };
}

function versionOf(text: string): Version {
  try {
    return Version.parse(text);
  } catch {
    throw new Error('constraint parser error');
  }
}

const CHECKS: Readonly<Record<string, (constraint: Constraint, version: Version) => boolean>> = {
  '': equals,
  '=': equals,
  '!=': differs,
  '>': isGreater,
  '<': ({ version: limit }, version) => version.compare(limit) < 0,
  '>=': ({ version: limit }, version) => version.compare(limit) >= 0,
  '=>': ({ version: limit }, version) => version.compare(limit) >= 0,
  '<=': isAtMost,
  '=<': isAtMost,
  '~': tilde,
  '~>': tilde,
  '^': caret,
};

const holds = (constraint: Constraint, version: Version): boolean =>
  CHECKS[constraint.operator]?.(constraint, version) ?? false;

/** `=1.2` is `~1.2`. */
function equals(constraint: Constraint, version: Version): boolean {
  if (constraint.open !== 'nothing') return tilde(constraint, version);
  return version.compare(constraint.version) === 0;
}

/** `!=1.x` is all that is not 1; `!=*` is all that is not 0.0.0. */
function differs({ version: limit, open }: Constraint, version: Version): boolean {
  if (open === 'nothing' || open === 'all') return version.compare(limit) !== 0;
  if (limit.major !== version.major) return true;
  if (open === 'minor') return false;
  if (limit.minor !== version.minor) return true;
  return comparePrereleases(version.prerelease, limit.prerelease) !== 0;
}

/** `>11` starts at 12, `>11.1` at 11.2. */
function isGreater({ version: limit, open }: Constraint, version: Version): boolean {
  if (open === 'nothing' || open === 'all') return version.compare(limit) > 0;
  if (version.major !== limit.major) return version.major > limit.major;
  return open === 'patch' && version.minor > limit.minor;
}

/** `<=11` ends before 12, `<=11.1` before 11.2. */
function isAtMost({ version: limit, open }: Constraint, version: Version): boolean {
  if (open === 'nothing') return version.compare(limit) <= 0;
  if (version.major !== limit.major) return version.major < limit.major;
  return open === 'minor' || version.minor <= limit.minor;
}

const isZero = ({ major, minor, patch }: Version): boolean => major === 0n && minor === 0n && patch === 0n;

/** `~1.2.3` stays in 1.2, `~1` in 1; `~0.0.0` and `~*` are everything. */
function tilde({ version: limit, open }: Constraint, version: Version): boolean {
  if (version.compare(limit) < 0) return false;
  if (isZero(limit) && (open === 'nothing' || open === 'all')) return true;
  return version.major === limit.major && (version.minor === limit.minor || open === 'minor');
}

/** `^1.2.3` stays in 1, `^0.2.3` in 0.2, `^0.0.3` at 0.0.3. */
function caret({ version: limit, open }: Constraint, version: Version): boolean {
  if (version.compare(limit) < 0) return false;
  if (limit.major > 0n || open === 'minor') return version.major === limit.major;
  if (version.major > 0n) return false;
  if (limit.minor > 0n || open === 'patch') return version.minor === limit.minor;
  return version.minor === 0n && version.patch === limit.patch;
}
