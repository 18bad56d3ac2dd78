// The result of outdated: a table of what is behind, with deadlines where a policy sets them.
import type { HeldAddon, OutdatedItem, OutdatedResult } from '../../release/currency/outdated-item.ts';
import { PATCHES } from '../../stack/currency.ts';
import { SCS_0210 } from '../../stack/policy/scs-0210.ts';
import { togetherByMinor, type OfMinors } from './changes.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

type Line = OfMinors<OutdatedItem>;

type Column = readonly [title: string, value: (line: Line, style: Style) => string];

const COLUMNS: readonly Column[] = [
  ['STACK', ({ stack }) => visibly(stack)],
  ['MINOR', ({ minors }) => minors],
  ['KIND', ({ kind }) => kind],
  ['NAME', ({ name }) => visibly(name)],
  ['CURRENT', ({ current }) => visibly(current ?? '-')],
  ['LATEST', ({ latest, reason }, style) => latestOf(latest, reason, style)],
  ['RELEASED', ({ released }) => released ?? '-'],
];

/** The name tells the kind; the day is of use where there is a deadline. */
const SPARE = ['KIND', 'RELEASED'].map((name) => COLUMNS.findIndex(([title]) => title === name));

const DEADLINE: Column = [
  'DEADLINE',
  ({ deadline, overdue }, style) => (overdue ? style.paint('red', deadline ?? '-') : (deadline ?? '-')),
];

const WHY: Column = ['WHY', (line, style) => whyOf(line, style)];

/** @param policy whether deadlines were asked for */
export function showOutdated(
  result: OutdatedResult,
  style: Style,
  policy: boolean,
): { out: string; err: string } {
  const { items, held, warnings, subjects } = result;
  const columns = [...COLUMNS, ...(policy ? [DEADLINE] : []), WHY];
  const rows = togetherByMinor(items).map((line) => columns.map(([, value]) => value(line, style)));
  const table = style.table([columns.map(([title]) => style.dim(title)), ...rows], 0, SPARE);
  const all = `everything is current: ${countOf(subjects, 'minor')}\n`;
  return {
    out:
      (items.length === 0 ? all : table) + showHeld(held, style) + (policy ? showPolicy(items, style) : ''),
    err: showProblems(warnings, style),
  };
}

const latestOf = (latest: string | null, reason: OutdatedItem['reason'], style: Style): string =>
  latest === null || reason === 'end-of-life'
    ? visibly(latest ?? '-')
    : style.paint('green', visibly(latest));

const REASONS: Readonly<Record<OutdatedItem['reason'], string>> = {
  newer: '',
  'minor-missing': 'supported, and not served',
  'no-patch': 'the sources name no patch',
  'end-of-life': 'no longer supported',
};

function whyOf({ reason, overdue, newest, recommended, deadline }: Line, style: Style): string {
  const words = [
    REASONS[reason],
    ...(newest === null ? [] : [`${visibly(newest)} is out`]),
    ...(overdue ? [style.paint('red', 'overdue')] : []),
    ...(recommended === null || overdue
      ? []
      : [`recommended by ${recommended}, required by ${deadline ?? '-'}`]),
  ];
  return words.filter((word) => word !== '').join('; ');
}

/** What keeps an addon where it is, where that is no range of versions. */
const BOUNDS: Readonly<Record<string, string>> = {
  '': 'the next major',
  [PATCHES]: 'and only patches are wanted',
};

function showHeld(held: readonly HeldAddon[], style: Style): string {
  const lines = new Set<string>();
  for (const { stack, name, current, newest, range } of held) {
    const text = `${visibly(stack)}: ${visibly(name)} ${visibly(current)} stays; ${visibly(newest)} is out, ${visibly(BOUNDS[range ?? ''] ?? `outside ${range}`)}`;
    lines.add(text);
  }
  return [...lines].map((text) => `${style.dim(text)}\n`).join('');
}

/** The sum, and the rules that are behind it in the words of the standard. */
function showPolicy(items: readonly OutdatedItem[], style: Style): string {
  const overdue = items.filter((item) => item.overdue).length;
  const sum =
    overdue === 0
      ? `${style.paint('green', 'ok')}: no deadline of scs-0210-v2 has passed\n`
      : `${style.paint('red', 'not ok')}: ${countOf(overdue, 'deadline')} of scs-0210-v2 passed\n`;
  const rules = [...new Set(items.flatMap(({ rule }) => rule ?? []))].map((rule) => SCS_0210[rule]);
  const lines = rules.map(({ section, words }) => `  ${style.dim(`${section}:`)} ${words}\n`);
  return `\n${sum}${lines.join('')}`;
}
