// The release that a stack, or another release, is compared with when none is named.
import { CsctlError } from '../../problem/problem.ts';
import {
  describeIdentity,
  parseTag,
  seriesName,
  tagName,
  type StackIdentity,
} from '../../stack/release-name.ts';
import { compareVersions, formatVersion, isStable, type StackVersion } from '../../stack/stack-version.ts';
import type { Side } from './diff-side.ts';
import type { ReleaseStore } from '../ports.ts';

/**
 * The tag of the release before. For a stack: the newest stable one, else the newest of all. For a release: the one
 * before it in its channel, else the newest stable one before it; names by hash have no order, so that of a stack.
 * @throws CsctlError `remote-needed`, `release-not-found`
 */
export async function findPredecessor(
  { about, identity, version }: Side,
  stores: readonly ReleaseStore[],
): Promise<string> {
  const hint = 'name both: csctl diff A B';
  if (stores.length === 0) {
    const message = `${about.name} is compared with an earlier release, and there is no remote to find it on`;
    throw new CsctlError('remote-needed', message, { hint: `name one with --remote; or ${hint}` });
  }
  const known = identity ? await versionsOn(stores, identity) : [];
  const found = version && isOrdered(version) ? before(version, known) : latest(known);
  if (found && identity) return tagName(identity, found);
  const where = stores.map(({ remote }) => remote).join(', ');
  const what = identity ? describeIdentity(identity) : about.name;
  const which = version && isOrdered(version) ? ` before ${formatVersion(version)}` : '';
  throw new CsctlError('release-not-found', `${where} has no release of ${what}${which}`, { hint });
}

/** The versions of one stack and minor that are published somewhere. */
async function versionsOn(
  stores: readonly ReleaseStore[],
  identity: StackIdentity,
): Promise<readonly StackVersion[]> {
  const prefix = `${seriesName(identity)}-`;
  const tags = await Promise.all(
    stores.map(async (store) => {
      await store.check('read');
      return store.list(prefix);
    }),
  );
  return tags.flat().flatMap((tag) => (tag.startsWith(prefix) && parseTag(tag)?.version) || []);
}

/** Whether earlier and later mean something: `v3` and `v4-beta.1`, not `v0-sha.abc1234`. */
const isOrdered = (version: StackVersion): boolean => isStable(version) || /^\d+$/.test(version.patch);

const newest = (versions: readonly StackVersion[]): StackVersion | undefined =>
  [...versions].sort(compareVersions).at(-1);

const latest = (known: readonly StackVersion[]): StackVersion | undefined =>
  newest(known.filter(isStable)) ?? newest(known);

function before(version: StackVersion, known: readonly StackVersion[]): StackVersion | undefined {
  const earlier = known.filter((other) => compareVersions(other, version) < 0);
  return (
    newest(earlier.filter(({ channel }) => channel === version.channel)) ?? newest(earlier.filter(isStable))
  );
}
