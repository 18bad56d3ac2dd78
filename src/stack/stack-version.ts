// Versions of a release and of its components: `v3`, `v4-beta.0`, `v0-sha.azlfam7` (dot form), `v4-beta-0` (dash form).

/** A version; `channel` is `stable` and `patch` empty for the plain form `vN`. */
export interface StackVersion {
  readonly major: number;
  readonly channel: string;
  readonly patch: string;
}

export const STABLE = 'stable';

// The subset that every consumer accepts: operator, object names, Helm's semver (docs/operator-contract.md 1.1, 1.2).
const VERSION = /^v(0|[1-9]\d{0,8})(?:-([a-z0-9]+)([.-])([a-z0-9]+))?$/;
const LEADING_ZERO = /^0\d+$/;

function parse(text: string, separator: '.' | '-'): StackVersion | undefined {
  const match = VERSION.exec(text);
  if (!match) return undefined;
  const [, major, channel, mark, patch] = match;
  if (channel === undefined || patch === undefined) return stable(Number(major));
  if (mark !== separator || channel === STABLE) return undefined;
  if (LEADING_ZERO.test(channel) || LEADING_ZERO.test(patch)) return undefined;
  return { major: Number(major), channel, patch };
}

export const stable = (major: number): StackVersion => ({ major, channel: STABLE, patch: '' });

/** Parses `v4-beta.0`, the form of metadata, charts and ClusterClass names; undefined when it cannot be used. */
export const parseVersion = (text: string): StackVersion | undefined => parse(text, '.');

/** Parses `v4-beta-0`, the form inside tags. */
export const parseDashVersion = (text: string): StackVersion | undefined => parse(text, '-');

export const isStable = (version: StackVersion): boolean => version.channel === STABLE;

function format(version: StackVersion, separator: '.' | '-'): string {
  const { major, channel, patch } = version;
  return isStable(version) ? `v${major}` : `v${major}-${channel}${separator}${patch}`;
}

/** `v4-beta.0` */
export const formatVersion = (version: StackVersion): string => format(version, '.');

/** `v4-beta-0` */
export const formatDashVersion = (version: StackVersion): string => format(version, '-');

const NUMERIC = /^\d+$/;

/** Numbers by size (a longer one is greater, however long), before words, as in semver. */
function comparePatch(a: string, b: string): number {
  const [numberA, numberB] = [NUMERIC.test(a), NUMERIC.test(b)];
  if (numberA !== numberB) return numberA ? -1 : 1;
  if (numberA && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of age: by major; a pre-release comes before its stable version; numbers count as numbers. */
export function compareVersions(a: StackVersion, b: StackVersion): number {
  if (a.major !== b.major) return a.major - b.major;
  if (isStable(a) !== isStable(b)) return isStable(a) ? 1 : -1;
  if (a.channel !== b.channel) return a.channel < b.channel ? -1 : 1;
  return comparePatch(a.patch, b.patch);
}
