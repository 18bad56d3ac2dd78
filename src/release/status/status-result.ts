// What status finds, and what to do next; `--json` prints it.
import type { Problem } from '../../problem/problem.ts';
import type { LayoutKind } from '../../stack/layout/layout.ts';

/** A minor that a stack serves. */
export interface StatusMinor {
  readonly minor: string;
  /** Null where the sources name no patch. */
  readonly kubernetes: string | null;
  /** The newest release on the remotes that were looked at; null where there is none, or none was looked at. */
  readonly released: { readonly tag: string; readonly kubernetes: string | null } | null;
  /** A newer patch that is known of; null where none is. */
  readonly newer: string | null;
  /** Whether upstream is known to have ended the support of the minor. */
  readonly ended: boolean;
}

/** A stack folder. */
export interface StatusStack {
  readonly folder: string;
  /** `docker/scs`; null where the config does not say. */
  readonly stack: string | null;
  readonly layout: LayoutKind | null;
  readonly minors: readonly StatusMinor[];
  /** What keeps it from being read; `csctl validate` finds more. */
  readonly problems: readonly Problem[];
}

/** A release folder. */
export interface StatusRelease {
  readonly tag: string;
  readonly folder: string;
  /** Whether a remote that was looked at has the tag; null where none was. */
  readonly published: boolean | null;
}

/** The result of status, as `--json` prints it. */
export interface Status {
  readonly stacks: readonly StatusStack[];
  readonly releases: readonly StatusRelease[];
  /** The remotes that are meant, and which of them were looked at: those on this disk. */
  readonly remotes: readonly { readonly remote: string; readonly asked: boolean }[];
  /** Whether all folders below the current one were looked through. */
  readonly complete: boolean;
  readonly next: readonly NextStep[];
  /** Why a remote on this disk could not be read. */
  readonly warnings: readonly Problem[];
}

/** A command line, and why one would type it. */
export interface NextStep {
  readonly command: string;
  readonly why: string;
}
