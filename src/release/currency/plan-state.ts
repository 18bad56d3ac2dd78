// The texts of a folder while an update changes them, and what is told of it.
import type { Problem } from '../../problem/problem.ts';
import { SourceTexts } from '../../stack/edits/source-texts.ts';
import { formatMinor, type KubernetesMinor } from '../../stack/kubernetes-version.ts';
import { locateProblems } from '../../stack/stack.ts';
import type { Upstream } from '../upstream-ports.ts';
import type { Knowledge } from './knowledge.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Change, UpdateWish } from './update-plan.ts';

/** What the parts of an update of one folder share. */
export class PlanState {
  readonly texts: SourceTexts;
  readonly changes: Change[] = [];
  readonly warnings: Problem[] = [];

  constructor(
    readonly open: OpenFolder,
    readonly wish: UpdateWish,
    readonly known: Knowledge,
    readonly upstream: Upstream,
  ) {
    this.texts = new SourceTexts(open.tree);
  }

  /** Problems with places in the folder, as the user knows them. */
  located(problems: readonly Problem[]): Problem[] {
    return locateProblems(this.open.folder, problems);
  }

  /** Tells of a change; without a minor it is for all of them. */
  change(
    minor: KubernetesMinor | undefined,
    what: Omit<Change, 'stack' | 'minor' | 'reason'>,
    reason?: string,
  ): void {
    const shown = minor ? formatMinor(minor) : null;
    this.changes.push({ stack: this.open.folder, minor: shown, ...what, reason: reason ?? null });
  }
}
