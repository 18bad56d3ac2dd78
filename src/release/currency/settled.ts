// Several questions at once, and not too many; what went wrong is told together.
import { CsctlError } from '../../problem/problem.ts';

/** Questions under way at once. */
const AT_ONCE = 8;

/**
 * The answers, in the order of the questions.
 * @throws CsctlError one for all questions that a remote refused, with the problem of each; anything else at once
 */
export async function allAnswers<T>(questions: readonly (() => Promise<T>)[]): Promise<T[]> {
  const answers = new Array<T>(questions.length);
  const refusals = new Map<number, CsctlError>();
  const faults: unknown[] = [];
  const queue = questions.entries();
  const worker = async (): Promise<void> => {
    for (const [index, ask] of queue) {
      try {
        answers[index] = await ask();
      } catch (error) {
        if (error instanceof CsctlError && error.kind === 'remote') refusals.set(index, error);
        else faults.push(error);
      }
      if (faults.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, questions.length) }, worker));
  if (faults.length > 0) throw faults[0];
  refuseAll([...refusals].sort(([a], [b]) => a - b).map(([, refusal]) => refusal));
  return answers;
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
