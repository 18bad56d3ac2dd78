// Which version comes next, and why: a value that plan prints and create follows.
import type { Component, ComponentVersions } from './metadata.ts';
import { COMPONENTS } from './metadata.ts';
import {
  compareVersions,
  formatVersion,
  isStable,
  parseVersion,
  stable,
  STABLE,
  type StackVersion,
} from './stack-version.ts';

/** A part of a release: `cluster-class`, `cluster-addon/cni`, `clusteraddon.yaml`, `kubernetes` ... */
export type Part = string;

export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'modified';
}

/** One part that differs from the previous release. */
export interface PartChange {
  readonly part: Part;
  /** In words: `cluster-class: 2 files changed`. */
  readonly reason: string;
  /** The changed files, paths relative to the stack; empty when a part has none. */
  readonly files: readonly FileChange[];
}

/** What becomes of one component. */
export interface ComponentDecision {
  readonly component: Component;
  readonly changed: boolean;
  /** Dot form; null when there is no previous release. */
  readonly from: string | null;
  readonly to: string;
  readonly reasons: readonly string[];
  readonly files: readonly FileChange[];
}

/** The whole decision. */
export interface Decision {
  /** Whether there is anything to release. */
  readonly changed: boolean;
  readonly version: StackVersion;
  readonly versions: ComponentVersions;
  readonly components: readonly ComponentDecision[];
}

/** The release that the sources are compared with. */
export interface PreviousVersions {
  readonly version: StackVersion;
  readonly clusterAddon: string;
  /** Undefined in a release of an old csctl without node images. */
  readonly nodeImage: string | undefined;
}

/** Everything that counts for the next version in stable, beta and alpha mode. */
export interface DecisionInput {
  readonly channel: string;
  readonly previous: PreviousVersions | undefined;
  /** Versions of all releases of this stack and minor, any channel. */
  readonly released: readonly StackVersion[];
  /** Component versions that must not be used again, dot form: see `usedVersions` of the recall step. */
  readonly used: Readonly<Record<'clusterAddon' | 'nodeImage', readonly string[]>>;
  readonly changes: readonly PartChange[];
  /** Why a version is wanted although nothing changed (`--force --reason`). */
  readonly forced: string | undefined;
}

/** Which component a part belongs to; every change also concerns clusterStack. */
export function componentOf(part: Part): Component {
  if (part.startsWith('cluster-addon') || part === 'clusteraddon.yaml') return 'clusterAddon';
  return part.startsWith('node-image') ? 'nodeImage' : 'clusterStack';
}

/** Decides the versions of the next release from what changed since the previous one. */
export function decideRelease(input: DecisionInput): Decision {
  const { channel, previous, changes, forced } = input;
  const version = nextStackVersion(input);
  const first = previous === undefined ? [`first release in channel ${channel}`] : [];
  // The operator refuses such a release, so there is something to mend although no file changed.
  const mended = previous && !previous.nodeImage ? ['the previous release names no nodeImage version'] : [];
  const reasons = [
    ...first,
    ...mended,
    ...changes.map(({ reason }) => reason),
    ...(forced === undefined ? [] : [`forced: ${forced}`]),
  ];
  const changed = reasons.length > 0;
  const decideComponent = (component: 'clusterAddon' | 'nodeImage'): ComponentDecision => {
    const own = changes.filter(({ part }) => componentOf(part) === component);
    const from = previous?.[component] ?? null;
    const to = nextComponentVersion(channel, from, own.length > 0, input.used[component]);
    return {
      component,
      changed: from !== to,
      from,
      to,
      reasons: [...first, ...(from === null ? mended : []), ...own.map(({ reason }) => reason)],
      files: own.flatMap(({ files }) => files),
    };
  };
  const components = [decideComponent('clusterAddon'), decideComponent('nodeImage')];
  const from = previous ? formatVersion(previous.version) : null;
  const to = changed || from === null ? formatVersion(version) : from;
  const stack: ComponentDecision = {
    component: 'clusterStack',
    changed,
    from,
    to,
    reasons,
    files: changes.filter(({ part }) => componentOf(part) === 'clusterStack').flatMap(({ files }) => files),
  };
  return finish(changed ? version : (previous?.version ?? version), changed, [stack, ...components]);
}

/** A decision that was made elsewhere: by the hash of the sources, or by the user. */
export function givenDecision(versions: ComponentVersions, reason: string): Decision {
  const version = parseVersion(versions.clusterStack);
  if (!version) throw new Error(`not a version: ${versions.clusterStack}`);
  const components = COMPONENTS.map((component): ComponentDecision => ({
    component,
    changed: true,
    from: null,
    to: versions[component],
    reasons: [reason],
    files: [],
  }));
  return finish(version, true, components);
}

function finish(version: StackVersion, changed: boolean, components: readonly ComponentDecision[]): Decision {
  const to = (component: Component) => components.find((c) => c.component === component)?.to ?? '';
  const versions = {
    clusterStack: to('clusterStack'),
    clusterAddon: to('clusterAddon'),
    nodeImage: to('nodeImage'),
  };
  return { changed, version, versions, components };
}

const newest = (versions: readonly StackVersion[]): StackVersion | undefined =>
  [...versions].sort(compareVersions).at(-1);

/** The number after `vN-beta.`, of any length; -1 for a patch that is no number. */
const counter = ({ patch }: StackVersion): bigint => (/^\d+$/.test(patch) ? BigInt(patch) : -1n);

/** `v{last stable + 1}`; in another channel with the first free counter from 0. */
function nextStackVersion({ channel, released }: DecisionInput): StackVersion {
  const major = (newest(released.filter(isStable))?.major ?? 0) + 1;
  return channel === STABLE ? stable(major) : nextInChannel(channel, major, released);
}

function nextInChannel(channel: string, major: number, taken: readonly StackVersion[]): StackVersion {
  const counters = taken.filter((v) => v.channel === channel && v.major === major).map(counter);
  const highest = counters.reduce((a, b) => (a > b ? a : b), -1n);
  return { major, channel, patch: String(highest + 1n) };
}

/**
 * The next version of a component: kept while nothing of it changed, otherwise above the previous one and
 * above every version in `used`. A bump is by structure: `v1-alpha.7` becomes `v2`, never `v2-alpha.2`.
 */
function nextComponentVersion(
  channel: string,
  from: string | null,
  changed: boolean,
  used: readonly string[],
): string {
  if (from !== null && !changed) return from;
  const taken = used.flatMap((text) => parseVersion(text) ?? []);
  const current = from === null ? undefined : parseVersion(from);
  if (channel === STABLE) {
    const majors = [...taken.filter(isStable), ...(current ? [current] : [])].map(({ major }) => major);
    return formatVersion(stable(Math.max(0, ...majors) + 1));
  }
  const stables = [...taken, ...(current ? [current] : [])].filter(isStable).map(({ major }) => major);
  const base = Math.max(0, ...stables, ...(current && !isStable(current) ? [current.major - 1] : []));
  return formatVersion(nextInChannel(channel, base + 1, [...taken, ...(current ? [current] : [])]));
}
