// Several questions at once, and not too many; what went wrong is told together.
import { CsctlError } from '../../problem/problem.ts';
import { inParallel } from '../../stack/parallel.ts';

/** Questions under way at once. */
const AT_ONCE = 8;

/**
 * The answers, in the order of the questions.
 * @throws CsctlError one for all questions that a remote refused, with the problem of each; anything else at once
 */
export async function allAnswers<T>(questions: readonly (() => Promise<T>)[]): Promise<T[]> {
  const outcomes = await inParallel(questions, AT_ONCE, async (ask) => {
    try {
      return { answer: await ask() };
    } catch (error) {
      if (error instanceof CsctlError && error.kind === 'remote') return { refusal: error };
      throw error;
    }
  });
  refuseAll(outcomes.flatMap(({ refusal }) => refusal ?? []));
  return outcomes.flatMap((outcome) => ('answer' in outcome ? [outcome.answer as T] : []));
}

/** Throws one error for all; the same words are said once. */
function refuseAll(refusals: readonly CsctlError[]): void {
  const distinct = [...new Map(refusals.map((one) => [one.message, one])).values()];
  const [first] = distinct;
  if (!first) return;
  if (distinct.length === 1) throw first;
  const problems = distinct.flatMap((one) => one.problems);
  throw new CsctlError(first.code, `${distinct.length} sources cannot be asked`, { problems });
}
