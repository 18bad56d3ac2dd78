// The result of pull.
import type { PulledRelease } from '../../release/reading/pull.ts';
import { formatSize, type Style } from './style.ts';

export function showPulled(
  { releases }: { readonly releases: readonly PulledRelease[] },
  style: Style,
): { out: string } {
  const blocks = releases.map(({ tag, url, digest, folder, assets }) => {
    const files = style.table(
      assets.map(({ name, size }) => [name, formatSize(size)]),
      4,
    );
    const pin = url.includes(digest) ? '' : `    ${style.dim(digest)}\n`;
    return `${style.bold(tag)}  from ${url}\n${pin}\n  ${folder}\n${files}`;
  });
  const folders = releases.map(({ folder }) => folder);
  return { out: `${blocks.join('\n')}\nnext: csctl verify ${folders.join(' ')}\n` };
}
