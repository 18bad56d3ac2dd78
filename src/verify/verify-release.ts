// A finished release: would the operator find, read and unpack it, and is its content good.
import { problem, type Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import { checkFileNames, checkHashes, checkMetadata, checkSums, checkTag } from './release-files.ts';
import { readRelease } from './release-view.ts';
import { checkView, type CheckSettings } from './rules.ts';

/**
 * Everything that is wrong with a finished release: its files, archives and content. Never throws for bad input.
 * @param tag what it is looked up by; undefined when that is not known
 */
export async function verifyRelease(
  tag: string | undefined,
  assets: readonly Asset[],
  settings: CheckSettings = {},
): Promise<Problem[]> {
  if (assets.length === 0) return [missing(tag)];
  const { facts, archives, view } = readRelease(tag, assets);
  return [
    ...checkTag(tag, facts),
    ...checkMetadata(facts),
    ...archives.problems,
    ...checkFileNames(assets),
    ...checkHashes(assets),
    ...checkSums(assets),
    ...(await checkView(view, settings)),
  ];
}

const missing = (tag: string | undefined): Problem =>
  problem('release-missing', `there are no files${tag === undefined ? '' : ` of ${tag}`}`, {
    hint: 'name the folder or the tag of a release',
  });
