// Which Kubernetes minors something is for: `1.34`, `>=1.34`, `>=1.32 <1.35`, `1.32 - 1.34`.
import {
  compareMinors,
  formatMinor,
  parseKubernetesMinor,
  type KubernetesMinor,
} from './kubernetes-version.ts';

/** Whether a minor is meant. */
export type MinorRange = (minor: KubernetesMinor) => boolean;

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '': (order) => order === 0,
  '=': (order) => order === 0,
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '<': (order) => order < 0,
};

/** Parses a range: comparisons side by side all hold, `A - B` holds both ends; undefined for anything else. */
export function parseMinorRange(text: string): MinorRange | undefined {
  const trimmed = text.trim();
  const span = /^(\S+)\s+-\s+(\S+)$/.exec(trimmed);
  const parts = span ? [`>=${span[1]}`, `<=${span[2]}`] : trimmed.replace(/([<>=])\s+/g, '$1').split(/\s+/);
  const tests = parts.map(parseComparison);
  return tests.every((test) => test !== undefined)
    ? (minor) => tests.every((test) => test(minor))
    : undefined;
}

function parseComparison(text: string): MinorRange | undefined {
  const [, operator = '', version = ''] = /^([<>=]*)(.*)$/.exec(text) ?? [];
  const [holds, bound] = [COMPARISONS[operator], parseKubernetesMinor(version)];
  return holds && bound && ((minor) => holds(compareMinors(minor, bound)));
}

/**
 * How to write a set of minors, given all that there are: `>=1.34` for the newest ones, which those to come then belong to,
 * `<=1.33` for the oldest, `1.32 - 1.34` for neighbours, else the minors one by one. Sorted; each is a range.
 */
export function describeMinors(
  chosen: readonly KubernetesMinor[],
  all: readonly KubernetesMinor[],
): string[] {
  const sorted = [...chosen].sort(compareMinors).map(formatMinor);
  const names = [...all].sort(compareMinors).map(formatMinor);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = names.indexOf(first);
  const isRow = sorted.join() === names.slice(start, start + sorted.length).join();
  if (isRow && last === names.at(-1)) return [`>=${first}`];
  if (sorted.length === 1 || !isRow) return sorted;
  return [start === 0 ? `<=${last}` : `${first} - ${last}`];
}

/** The same as the name of a folder: `from-1.34`, `up-to-1.33`, `1.32-1.34`, `1.32-and-1.34`. */
export const folderOfMinors = (ranges: readonly string[]): string =>
  ranges
    .map((range) => range.replace('>=', 'from-').replace('<=', 'up-to-').replace(' - ', '-'))
    .join('-and-');
