// What several results show of a release: its files and its digest.
import type { AssetInfo } from '../../stack/asset.ts';
import { formatSize, type Style } from './style.ts';
import { visibly } from './visible.ts';

/** Names and sizes, a line a file. */
export const showAssets = (assets: readonly AssetInfo[], style: Style): string =>
  style.table(
    assets.map(({ name, size }) => [visibly(name), formatSize(size)]),
    4,
  );

/** The digest to pin, on a line of its own; nothing where the address has it in it. */
export const showPin = (url: string, digest: string, style: Style): string =>
  url.includes(digest) ? '' : `    ${style.dim(visibly(digest))}\n`;

/** As many digits as tell one from another; `--json` has all. */
export const shortDigest = (digest: string): string => visibly(digest.replace(/^sha256:/, '').slice(0, 12));
