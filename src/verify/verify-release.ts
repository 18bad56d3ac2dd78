// A finished release: would the operator find, read and unpack it, and is its content good.
import { problem, type Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import { checkFileNames, checkHashes, checkMetadata, checkSums, checkTag } from './release-files.ts';
import { readRelease, type ReadRelease } from './release-view.ts';
import { checkView } from './rules.ts';

/**
 * Everything that is wrong with a finished release: its files, archives and content. Never throws for bad input.
 * @param tag what it is looked up by; undefined when that is not known
 */
export async function verifyRelease(tag: string | undefined, assets: readonly Asset[]): Promise<Problem[]> {
  if (assets.length === 0) return [missing(tag)];
  const release = readRelease(tag, assets);
  return [...checkFiles(tag, assets, release), ...(await checkView(release.view))];
}

/** Only what concerns files and archives: for `create`, which has checked the content in the sources. */
export function verifyAssets(tag: string | undefined, assets: readonly Asset[]): Promise<Problem[]> {
  const problems = assets.length === 0 ? [missing(tag)] : checkFiles(tag, assets, readRelease(tag, assets));
  return Promise.resolve(problems);
}

const missing = (tag: string | undefined): Problem =>
  problem('release-missing', `there are no files${tag === undefined ? '' : ` of ${tag}`}`, {
    hint: 'name the folder or the tag of a release',
  });

function checkFiles(
  tag: string | undefined,
  assets: readonly Asset[],
  { facts, archives }: ReadRelease,
): Problem[] {
  return [
    ...checkTag(tag, facts),
    ...checkMetadata(facts),
    ...archives.problems,
    ...checkFileNames(assets),
    ...checkHashes(assets),
    ...checkSums(assets),
  ];
}
