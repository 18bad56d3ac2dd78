// One run over several stacks: each is tried, and what is refused is told together.
import { mergeMinors } from '../problem/minors.ts';
import { CsctlError, sortProblems, type Problem } from '../problem/problem.ts';
import type { Requested } from './stages.ts';

/** What came of the stacks of a run. */
export interface StackOutcomes<T> {
  readonly done: readonly T[];
  readonly refused: readonly CsctlError[];
  /** Of what each refusal is, in the same order. */
  readonly refusedStacks: readonly Requested[];
}

/** Tries every stack. @throws CsctlError at once for what is not about a stack: a remote, an interruption */
export async function eachStack<T>(
  stacks: readonly Requested[],
  run: (stack: Requested) => Promise<T>,
): Promise<StackOutcomes<T>> {
  const done: T[] = [];
  const refused: CsctlError[] = [];
  const refusedStacks: Requested[] = [];
  for (const stack of stacks) {
    try {
      done.push(await run(stack));
    } catch (error) {
      if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
      refused.push(error);
      refusedStacks.push(stack);
    }
  }
  return { done, refused, refusedStacks };
}

/** Throws one error for all refused stacks, with the problems of the others as well, so that none is lost. */
export function refuseTogether<T extends { readonly problems: readonly Problem[] }>({
  done,
  refused,
}: Pick<StackOutcomes<T>, 'done' | 'refused'>): void {
  const [first] = refused;
  if (!first) return;
  const all = refused.length + done.length;
  if (all === 1) throw first;
  const problems = [...refused, ...done].flatMap((item) => item.problems);
  const message = `${refused.length} of ${all} stacks cannot be released; nothing was written`;
  throw new CsctlError(first.code, message, { problems: mergeMinors(sortProblems(problems)) });
}
