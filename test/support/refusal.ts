// What a call refused: the CsctlError it ended with.
import { expect } from 'vitest';
import { CsctlError } from '../../src/problem/problem.ts';

/** The refusal of `call`; anything else that comes of it fails the test. */
export async function refusalOf(call: () => Promise<unknown>): Promise<CsctlError> {
  const outcome: unknown = await Promise.resolve()
    .then(call)
    .catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(CsctlError);
  return outcome as CsctlError;
}
