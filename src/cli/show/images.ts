// The result of images: the list, what changed in the sources, or the catalogue in the format that was asked for.
import type { ImageRow } from '../../release/imaging/image-rows.ts';
import type { ImagesResult } from '../../release/imaging/images.ts';
import { showText } from './diff.ts';
import { showProblems } from './problems.ts';
import { shortDigest } from './release.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

export function showImages(result: ImagesResult, style: Style): { out: string; err?: string } {
  const { rendered, problems, images, stack } = result;
  const err = showProblems(problems, style);
  if (rendered !== null) return { out: rendered, err: err + changes(result, style) };
  const head = ['VERSION', 'OS', 'SERVED', 'SHA256', 'BUILT', 'SERVER', 'ADDRESS'].map(style.dim);
  const rows = images.map((row) => [
    row.version,
    visibly(row.os ?? '-'),
    row.served ? 'yes' : '-',
    digestOf(row),
    row.built ?? '-',
    serverOf(row, style),
    visibly(row.url),
  ]);
  const title = `${style.bold(visibly(stack))}: ${countOf(images.length, 'image')}\n`;
  return { out: title + style.table([head, ...rows], 2, [1, 4]) + changes(result, style), err };
}

function digestOf({ digest, pinned }: ImageRow): string {
  if (digest !== null) return shortDigest(digest);
  return pinned ? 'none' : 'not pinned';
}

const COLORS = { found: 'green', missing: 'red', changed: 'red' } as const;

const serverOf = ({ server }: ImageRow, style: Style): string =>
  server === null ? '-' : style.paint(COLORS[server], server);

function changes({ diff, written, pinned, pruned }: ImagesResult, style: Style): string {
  if (diff === null) return '';
  const parts = [
    ...(pinned.length > 0 ? [`${countOf(pinned.length, 'image')} pinned`] : []),
    ...(pruned.length > 0 ? [`${pruned.length} taken out`] : []),
  ];
  const verdict = written ? 'written' : 'not written: --dry-run';
  return `\n${showText(diff, style)}${parts.join(', ')} (${verdict})\n`;
}
