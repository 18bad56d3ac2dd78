// The result of migrate: what each stack was, and what it is made of now.
import type { MigratedStack, MigrateResult } from '../../release/migration/migrate.ts';
import { nextLine } from './next.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

export function showMigrated(
  { stacks, warnings }: MigrateResult,
  style: Style,
): { out: string; err: string } {
  const migrated = stacks.filter(({ status }) => status === 'migrated').map(({ folder }) => folder);
  const blocks = stacks.map((stack) => showOne(stack, style)).join('\n');
  return { out: blocks + nextLine(['validate'], migrated), err: showProblems(warnings, style) };
}

const LAYOUTS: Readonly<Record<MigratedStack['layout'], string>> = {
  single: 'one folder with csctl.yaml',
  matrix: 'csctl.yaml with versions.yaml',
  'per-minor': 'one folder for each minor',
  native: 'stack.yaml',
};

function showOne(stack: MigratedStack, style: Style): string {
  const name = style.bold(visibly(stack.stack));
  if (stack.status === 'native') return `${name}  is in this layout already\n`;
  const done = stack.status === 'planned' ? style.paint('yellow', 'would be migrated') : 'migrated';
  const where = stack.folder === stack.stack ? '' : ` to ${visibly(stack.folder)}`;
  const { before, after } = stack.files;
  const rows = [
    ['was', LAYOUTS[stack.layout]],
    ['minors', stack.minors.map(({ kubernetes }) => kubernetes).join(', ')],
    ['files', `${countOf(before, 'file')} became ${after}`],
    ...stack.overlays.map((overlay) => ['overlay', overlayOf(overlay)]),
    ...(stack.pins.length > 0 ? [['pins', pinsOf(stack)]] : []),
    ...(stack.marked.length > 0
      ? [['marks', `for versions in ${stack.marked.map(visibly).join(', ')}`]]
      : []),
    ['releases', 'the same for every minor: packaged before and after, and compared'],
    ...stack.notes.map((note) => [style.paint('yellow', 'note'), visibly(note)]),
  ];
  const removed = stack.changes.filter(({ change }) => change === 'removed').length;
  const changes = stack.changes
    .filter(({ change }) => change !== 'removed')
    .map(({ path, change, from }) => [
      change,
      from === undefined ? visibly(path) : `${visibly(from)} -> ${visibly(path)}`,
    ]);
  if (removed > 0)
    changes.push(['removed', `${countOf(removed, 'file')}: copies, and what stack.yaml says now`]);
  return `${name}  ${done}${where}\n${style.table(rows)}\n${style.table(changes)}`;
}

function overlayOf({ minors, folder, files, remove }: MigratedStack['overlays'][number]): string {
  const parts = [
    ...(folder === null ? [] : [`${countOf(files.length, 'file')} in ${visibly(folder)}`]),
    ...(remove.length > 0 ? [`without ${remove.map(visibly).join(', ')}`] : []),
  ];
  return `for ${minors.join(', ')}: ${parts.join('; ')}`;
}

/** `ccm 2.32.0 (1.32), 2.33.1 (1.33)` */
function pinsOf({ pins }: MigratedStack): string {
  const keys = [...new Set(pins.map(({ key }) => key))];
  const versionsOf = (key: string) =>
    pins.filter((pin) => pin.key === key).map(({ minor, version }) => `${visibly(version)} (${minor})`);
  return keys.map((key) => `${visibly(key)} ${versionsOf(key).join(', ')}`).join('; ');
}
