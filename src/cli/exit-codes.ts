// Exit codes by kind of refusal; fixed by docs/cli.
import type { ErrorKind } from '../problem/catalogue.ts';

export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  invalid: 3,
  remote: 5,
  conflict: 6,
  interrupted: 130,
};

/** A bug of ours. */
export const BUG_EXIT_CODE = 1;
