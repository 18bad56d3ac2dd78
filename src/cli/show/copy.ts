// The result of copy.
import type { CopyResult } from '../../release/publishing/copy.ts';
import { nextStep, showPublication } from './publish.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

export function showCopied({ releases }: CopyResult, style: Style): { out: string } {
  const blocks = releases.map(({ tag, from, published }) => {
    const done = published.length > 0 ? '' : `  ${style.paint('yellow', 'would be copied')}`;
    const places = published.map((one) => showPublication(one, style)).join('');
    return `${style.bold(visibly(tag))}  from ${visibly(from)}${done}\n${places}`;
  });
  const all = releases.flatMap(({ tag, published }) => published.map((one) => ({ tag, ...one })));
  return { out: `${blocks.join('\n')}${nextStep(all)}` };
}
