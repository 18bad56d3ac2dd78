// The result of publish: where each release is now.
import type { Publication } from '../../release/ports.ts';
import type { PublishResult } from '../../release/publishing/publish.ts';
import { nextLine } from './next.ts';
import { showProblems } from './problems.ts';
import { showPin } from './release.ts';
import { formatSize, type Style } from './style.ts';
import { visibly } from './visible.ts';

export function showPublished(
  { releases, published, warnings }: PublishResult,
  style: Style,
): { out: string; err: string } {
  const blocks = releases.map(({ tag, assets }) => {
    const mine = published.filter((one) => one.tag === tag);
    const size = formatSize(assets.reduce((sum, asset) => sum + asset.size, 0));
    const files = `${assets.length} files, ${size}`;
    const done = mine.length > 0 ? '' : `  ${style.paint('yellow', 'would be published')}`;
    return `${style.bold(visibly(tag))}  ${files}${done}\n${mine.map((one) => showPublication(one, style)).join('')}`;
  });
  return { out: `${blocks.join('\n')}${nextStep(published)}`, err: showProblems(warnings, style) };
}

/** What happened and where; the digest to pin, unless the address has it in it. */
export function showPublication({ status, url, digest, signed }: Publication, style: Style): string {
  const done = status === 'identical' ? 'already there, identical' : 'published';
  const what = signed ? `${done}, signed` : done;
  return `  ${style.paint('green', what)}: ${visibly(url)}\n${showPin(url, digest, style)}`;
}

/** How to look at it from outside. */
export function nextStep(published: readonly (Publication & { readonly tag: string })[]): string {
  const [first] = published;
  return first ? nextLine(['inspect', '--remote', first.remote], [first.tag]) : '';
}
