// The result of inspect: a release from its name to its variables, a table for each sort of thing in it.
import type { Addon } from '../../release/reading/addon-charts.ts';
import type { InspectedRelease } from '../../release/reading/inspect.ts';
import type { ClassVariable } from '../../stack/class-variables.ts';
import { LIVE_HOOKS } from '../../verify/addon-config.ts';
import { showProblems } from './problems.ts';
import { shortDigest } from './release.ts';
import { formatSize, type Style } from './style.ts';
import { valueOf, visibly } from './visible.ts';

export function showInspected(release: InspectedRelease, style: Style): { out: string; err: string } {
  const { tag, kubernetes, channel, assets, addons, images } = release;
  const head = [
    style.bold(visibly(tag)),
    `Kubernetes ${visibly(kubernetes ?? 'unknown')}`,
    visibly(channel ?? ''),
  ];
  const blocks = [
    `${head.join('  ').trimEnd()}\n`,
    style.table(factsOf(release, style)),
    section(
      style,
      ['FILE', 'SIZE', 'DIGEST'],
      [...assets.map(({ name, size, digest }) => [visibly(name), formatSize(size), shortDigest(digest)])],
    ),
    section(
      style,
      ['ADDON', 'CHART', 'VERSION', ''],
      addons.flatMap((addon) => addonRows(addon, style)),
    ),
    section(
      style,
      ['NODE IMAGE', 'FORMAT', 'URL'],
      [
        ...images.map((image) =>
          [image.name, image.diskFormat, image.url].map((cell) => visibly(cell ?? '-')),
        ),
      ],
    ),
    showVariables(release, style),
  ];
  return {
    out: blocks.filter((block) => block !== '').join('\n'),
    err: showProblems(release.warnings, style),
  };
}

/** A table under its titles; nothing where it would be empty. */
const section = (style: Style, titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : style.table([titles.map((title) => (title === '' ? '' : style.dim(title))), ...rows]);

function factsOf(release: InspectedRelease, style: Style): string[][] {
  const { folder, remote, url, digest, contentDigest, created, versions, allowed } = release;
  const components = Object.entries(versions).map(([component, version]) => `${component} ${version ?? '-'}`);
  const facts: readonly (readonly [string, string | null])[] = [
    ['versions', components.join(', ')],
    ['folder', folder],
    ['remote', remote],
    ['url', url],
    ['digest', digest],
    // A tag's digest says the same and more.
    ['content', digest === null ? contentDigest : null],
    ['created', created],
    ['source', sourceOf(release)],
    ['allowed', allowed.length === 0 ? null : allowed.join(', ')],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[style.dim(name), visibly(value)]]));
}

function sourceOf({ repository, commit, dirty }: InspectedRelease): string | null {
  if (commit === null) return repository;
  const state = dirty ? ' with uncommitted changes' : '';
  return `${repository ?? 'commit'} ${commit.slice(0, 12)}${state}`;
}

/** The chart of a stage, and below it those it depends on. */
function addonRows({ stage, chart, version, hooks, dependencies }: Addon, style: Style): string[][] {
  const missing = style.paint('yellow', 'no chart');
  const own = [stage, chart ?? '', version ?? ''].map(visibly);
  const row = [...own, chart === null ? missing : whenOf(hooks)];
  const below = dependencies.map((dependency) => {
    const origin = dependency.embedded ? 'embedded, from' : 'fetched from';
    const name = `+ ${visibly(dependency.alias ?? dependency.name)}`;
    return ['', name, visibly(dependency.version), style.dim(`${origin} ${visibly(dependency.repository)}`)];
  });
  return [row, ...below];
}

const WHEN: Readonly<Record<string, string>> = { [LIVE_HOOKS[0]]: 'new cluster', [LIVE_HOOKS[1]]: 'upgrade' };

/** `new cluster, upgrade`; what is not applied says so. */
const whenOf = (hooks: Addon['hooks']): string =>
  hooks
    .map(({ hook, action }) => `${WHEN[hook] ?? hook}${action === 'apply' ? '' : ` (${action})`}`)
    .map(visibly)
    .join(', ');

function showVariables({ variables, class: name }: InspectedRelease, style: Style): string {
  const titles = ['VARIABLE', 'TYPE', 'REQUIRED', 'DEFAULT'];
  if (variables.length > 0)
    return section(
      style,
      titles,
      variables.map((one) => variableRow(one, style)),
    );
  return name === null ? '' : '  the class has no variables\n';
}

function variableRow(variable: ClassVariable, style: Style): string[] {
  const { name, type, required } = variable;
  const choices = variable.enum ? style.dim(` one of ${variable.enum.map(valueOf).join(' | ')}`) : '';
  return [
    visibly(name),
    visibly(type),
    required ? 'yes' : '',
    `${defaultOf(variable)}${choices}`.trimStart(),
  ];
}

const defaultOf = (variable: ClassVariable): string =>
  variable.default === undefined ? '' : valueOf(variable.default);
