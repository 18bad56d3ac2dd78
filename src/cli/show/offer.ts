// The result of complete, as the scripts of completion/scripts.ts read it.
import type { Offer } from '../completion/values.ts';
import { visibly } from './visible.ts';

/** A line a candidate. @param spell how the shell wants the word to be written */
export function showOffer(
  { candidates, paths }: Offer,
  spell = (value: string): string => value,
): { out: string } {
  const lines = candidates.map(
    ({ value, about }) => `${spell(visibly(value))}${about === '' ? '' : `\t${visibly(about)}`}\n`,
  );
  return { out: lines.join('') + (paths === undefined ? '' : `\t${paths}\n`) };
}
