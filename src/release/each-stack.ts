// One run over several stacks: each is tried, and what is refused is told together.
import { CsctlError, sortProblems, type Problem } from '../problem/problem.ts';

/** What came of the stacks of a run. */
export interface StackOutcomes<T> {
  readonly done: readonly T[];
  readonly refused: readonly CsctlError[];
}

/**
 * Tries every stack. Those that serve another Kubernetes minor than the one asked for are passed over, unless
 * there is no other. @throws CsctlError at once for what is not about a stack: a remote, an interruption
 */
export async function eachStack<T>(
  folders: readonly string[],
  run: (folder: string) => Promise<T>,
): Promise<StackOutcomes<T>> {
  const done: T[] = [];
  const refused: CsctlError[] = [];
  for (const folder of folders) {
    try {
      done.push(await run(folder));
    } catch (error) {
      if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
      refused.push(error);
    }
  }
  const meant = refused.filter(({ code }) => code !== 'kubernetes-other-minor');
  return { done, refused: done.length + meant.length > 0 ? meant : refused };
}

/** Throws one error for all refused stacks, with the problems of the others as well, so that none is lost. */
export function refuseTogether<T extends { readonly problems: readonly Problem[] }>({
  done,
  refused,
}: StackOutcomes<T>): void {
  const [first] = refused;
  if (!first) return;
  const all = refused.length + done.length;
  if (all === 1) throw first;
  const problems = [...refused, ...done].flatMap((item) => item.problems);
  const message = `${refused.length} of ${all} stacks cannot be released; nothing was written`;
  throw new CsctlError(first.code, message, { problems: sortProblems(problems) });
}
