// The result of pull.
import type { PulledRelease } from '../../release/reading/pull.ts';
import { nextLine } from './next.ts';
import { showAssets, showPin } from './release.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

export function showPulled(
  { releases }: { readonly releases: readonly PulledRelease[] },
  style: Style,
): { out: string } {
  const blocks = releases.map(({ tag, url, digest, folder, assets }) => {
    const head = `${style.bold(visibly(tag))}  from ${visibly(url)}\n${showPin(url, digest, style)}`;
    return `${head}\n  ${visibly(folder)}\n${showAssets(assets, style)}`;
  });
  const next = nextLine(
    ['verify'],
    releases.map(({ folder }) => folder),
  );
  return { out: `${blocks.join('\n')}${next}` };
}
