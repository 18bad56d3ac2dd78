// Exit codes by kind of refusal; fixed by docs/cli.
import { CATALOGUE, type ErrorKind } from '../problem/catalogue.ts';
import { isError, type Problem } from '../problem/problem.ts';

export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  invalid: 3,
  remote: 5,
  conflict: 6,
  interrupted: 130,
};

/** For a result that holds problems: what a remote does not have is another matter than what is not right. */
export function exitCodeOf(problems: readonly Problem[]): number {
  const errors = problems.filter(isError);
  if (errors.length === 0) return 0;
  return errors.every(({ code }) => CATALOGUE[code].kind === 'remote')
    ? EXIT_CODES.remote
    : EXIT_CODES.invalid;
}

/** A bug of ours. */
export const BUG_EXIT_CODE = 1;
