// A stack as Markdown: how a Cluster uses it, its variables, addons and images.
import type { Addon } from '../reading/addon-charts.ts';
import type { DocsFacts, DocumentedAddon } from './docs-facts.ts';
import { blocks, code, heading, inline, table } from './markdown.ts';
import { variablesMarkdown } from './variables-markdown.ts';

/** @param depth of the heading that it stands below; 0: it has a title of its own */
export function docsMarkdown(facts: DocsFacts, depth: number): string {
  const level = Math.max(depth, 1) + 1;
  const section = (title: string, body: string) => (body === '' ? '' : blocks(heading(level, title), body));
  return blocks(
    depth === 0 ? heading(1, inline(facts.stack)) : '',
    usage(facts),
    section('Variables', variablesMarkdown(facts, level)),
    section('Addons', addons(facts)),
    section('Node images', images(facts)),
  );
}

function usage({ minors, workers }: DocsFacts): string {
  const intro =
    'A Cluster names the class of a release and the Kubernetes version of the same release. VERSION is the version of the release, as in `v1` or `v2-beta.0`.';
  const rows = minors.map(({ minor, kubernetes, class: name }) => [minor, code(name), code(kubernetes)]);
  const classes = workers.map(code).join(', ');
  return blocks(
    intro,
    table(['Kubernetes', '`spec.topology.class`', '`spec.topology.version`'], rows),
    workers.length === 0 ? '' : `Classes of workers: ${classes}.`,
  );
}

function addons({ addons: all, minors }: DocsFacts): string {
  if (all.length === 0) return '';
  const titles = ['Stage', 'Chart', ...minors.map(({ minor }) => minor), 'When'];
  const rows = all.map((addon) => [
    code(addon.stage),
    inline(addon.chart ?? ''),
    ...minors.map(({ minor }) => versionIn(addon, minor)),
    whenOf(addon.hooks),
  ]);
  return table(titles, rows);
}

const versionIn = ({ versions, chart }: DocumentedAddon, minor: string): string => {
  if (!Object.hasOwn(versions, minor)) return '-';
  return chart === null ? 'no chart' : inline(versions[minor] ?? 'part of the stack');
};

/** Hooks of the operator; what is not applied says so. */
const whenOf = (hooks: Addon['hooks']): string =>
  hooks
    .map(({ hook, action }) => `${code(hook)}${action === 'apply' ? '' : ` (${inline(action)})`}`)
    .join(', ');

function images({ images: all }: DocsFacts): string {
  if (all.length === 0) return '';
  const hasOs = all.some(({ os }) => os !== null);
  const rows = all.map(({ minor, name, url, os }) => [
    minor,
    code(name),
    ...(hasOs ? [inline(os ?? '')] : []),
    url === null || url === name ? '' : inline(url),
  ]);
  const hasUrl = rows.some((row) => row.at(-1) !== '');
  const titles = ['Kubernetes', 'Image', ...(hasOs ? ['OS'] : []), ...(hasUrl ? ['Address'] : [])];
  return table(titles, hasUrl ? rows : rows.map((row) => row.slice(0, -1)));
}
