// What an upgrade means for clusters: the verdict, why, and the rendered objects that differ.
import { formatPlace } from '../../problem/place.ts';
import type { ObjectChange } from '../../verify/upgrade/object-changes.ts';
import type { UpgradeFinding, UpgradeSummary, Verdict } from '../../verify/upgrade/verdict.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

const COLORS = { patch: 'green', additive: 'yellow', breaking: 'red' } as const;

const MEANING: Readonly<Record<Verdict, string>> = {
  patch: 'clusters get on by themselves',
  additive: 'clusters get on by themselves, and can do more',
  breaking: 'clusters do not get on without work by hand',
};

/** The verdict on a line, and below it a line a finding. */
export function showVerdict({ verdict, findings }: UpgradeSummary, style: Style): string {
  const title = `  upgrade: ${style.paint(COLORS[verdict], verdict)}${style.dim(`, ${MEANING[verdict]}`)}\n`;
  if (findings.length === 0) return title;
  const rows = findings.flatMap((finding) => findingRows(finding, style));
  return `${title}${style.table(rows, 4)}`;
}

function findingRows({ level, message, hint, place }: UpgradeFinding, style: Style): string[][] {
  const where = place && level === 'breaking' ? [['', style.dim(`at ${visibly(formatPlace(place))}`)]] : [];
  const way = hint === undefined ? [] : [['', style.dim(`-> ${visibly(hint)}`)]];
  return [[style.paint(COLORS[level], level), visibly(message)], ...where, ...way];
}

const MARKS = { added: ['green', '+'], removed: ['red', '-'], changed: ['yellow', '~'] } as const;
/** More rows than that hide what stands above them. */
const MOST = 30;
const MOST_FIELDS = 4;

/** A row for each rendered object that differs. */
export function showObjects(objects: readonly ObjectChange[], style: Style): string {
  if (objects.length === 0) return '';
  const rows = objects.slice(0, MOST).map(({ change, component, kind, name, fields }) => {
    const [color, mark] = MARKS[change];
    return [style.paint(color, mark), visibly(component), visibly(kind), visibly(name), fieldsOf(fields)];
  });
  const more = objects.length - MOST;
  const rest = more > 0 ? `  and ${more} more objects: --json lists them\n` : '';
  return style.table([['', ...['PART', 'OBJECT', '', 'FIELDS'].map(style.dim)], ...rows]) + rest;
}

const fieldsOf = (fields: readonly string[]): string => {
  const more = fields.length - MOST_FIELDS;
  return fields.slice(0, MOST_FIELDS).map(visibly).join(', ') + (more > 0 ? ` and ${more} more` : '');
};
