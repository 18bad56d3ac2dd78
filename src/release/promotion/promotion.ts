// What a promotion is asked for, and what both ways to make one (by record, from the sources) come to.
import { CsctlError, problem, sortProblems, type Problem } from '../../problem/problem.ts';
import type { Decision } from '../../stack/decision.ts';
import type { Mode } from '../../stack/modes.ts';
import type { RecordedRelease } from './recorded-release.ts';
import type { PreviousRelease, ReleaseRequest } from '../stages.ts';

/** Channels that a release can be promoted to: those whose next version follows from the earlier ones. */
export const CHANNELS = ['stable', 'beta', 'alpha'] as const satisfies readonly Mode[];
export type Channel = (typeof CHANNELS)[number];

/** What the user asked for. */
export interface PromoteRequest {
  readonly channel: Channel;
  /** The stack that the release was built from; undefined: its own record is enough. */
  readonly source: string | undefined;
  readonly allowed: ReadonlySet<string>;
  /** Time in archives, in seconds since 1970 (SOURCE_DATE_EPOCH); 0: that of the tested archives. */
  readonly mtime: number;
  readonly dryRun: boolean;
}

/** A promotion that is decided on, and not yet proven. */
export interface Promotion {
  readonly decision: Decision;
  /** The release that the decision follows. */
  readonly previous: PreviousRelease | undefined;
  /** What is doubtful about the step to this release, or wrong but allowed. */
  readonly problems: readonly Problem[];
  /** The new release; undefined when the channel has its content already. */
  readonly release: RecordedRelease | undefined;
}

/** The request in the words of the steps that promote shares with `create`. */
export const stepRequest = ({ channel, allowed, mtime }: PromoteRequest): ReleaseRequest => ({
  mode: channel,
  minors: [],
  versions: undefined,
  forced: undefined,
  embed: undefined,
  allowed,
  mtime,
});

/** The decision with the tested release as the first reason of a new version. */
export const promotedFrom = (tag: string, decision: Decision): Decision => ({
  ...decision,
  components: decision.components.map((one) =>
    one.component === 'clusterStack' && one.changed
      ? { ...one, reasons: [`promoted from ${tag}`, ...one.reasons] }
      : one,
  ),
});

/** Refuses what is not proven. @throws CsctlError `promote-unproven`, unless there are no problems */
export function refuseUnproven(tag: string, problems: readonly Problem[], hint: string): void {
  const coded = problems.map(({ message, file, line, column }) =>
    problem('promote-unproven', message, {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    }),
  );
  const sorted = sortProblems(coded);
  const last = sorted.at(-1);
  if (!last) return;
  const what = sorted.length === 1 ? last.message : `${sorted.length} things differ`;
  const told = [...sorted.slice(0, -1), { ...last, hint }];
  throw new CsctlError('promote-unproven', `${tag} cannot be promoted: ${what}`, { hint, problems: told });
}
