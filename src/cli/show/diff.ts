// The result of diff: a summary of what is different, and then the text of it as git prints it.
import type { FileDiff } from '../../release/diff/file-diff.ts';
import type { DiffResult } from '../../release/diff/diff.ts';
import type { ClassVariable, VariableChange } from '../../stack/class-variables.ts';
import { fileMark } from './decision.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { showObjects, showVerdict } from './upgrade.ts';
import { valueOf, visibly } from './visible.ts';

export function showDiff(result: DiffResult, style: Style): { out: string; err: string } {
  const blocks = [
    `${style.bold(visibly(result.from.name))} -> ${style.bold(visibly(result.to.name))}\n`,
    showVersions(result, style),
    result.upgrade && result.changed ? showVerdict(result.upgrade, style) : '',
    showAddons(result, style),
    showVariables(result, style),
    showObjects(result.upgrade?.objects ?? [], style),
    showFiles(result, style),
    ...result.files.flatMap(({ diff }) => (diff === null ? [] : [showText(diff, style)])),
  ];
  return {
    out: blocks.filter((block) => block !== '').join('\n'),
    err: showProblems(result.warnings, style),
  };
}

/** A value that may be the same on both sides. */
const changeOf = (from: string | null, to: string | null, style: Style): string[] => [
  visibly(from ?? '-'),
  from === to || to === null ? visibly(to ?? '-') : style.paint('green', visibly(to)),
];

function showVersions({ versions, kubernetes, from, to }: DiffResult, style: Style): string {
  const isStack = [from, to].map(({ kind }) => kind === 'stack');
  const released = isStack.includes(false) ? versions : [];
  const rows = released.map(({ component, ...one }) => {
    const cells = changeOf(one.from, one.to, style);
    return [component, ...cells.map((cell, index) => (isStack[index] ? style.dim('not released') : cell))];
  });
  const titles = ['COMPONENT', 'FROM', 'TO'].map(style.dim);
  return style.table([titles, ...rows, ['Kubernetes', ...changeOf(kubernetes.from, kubernetes.to, style)]]);
}

function showAddons({ addons }: DiffResult, style: Style): string {
  if (addons.length === 0) return '';
  const rows = addons.map(({ stage, chart, dependency, from, to }) => [
    visibly(stage),
    `${dependency ? '+ ' : ''}${visibly(chart)}`,
    ...changeOf(from, to, style),
  ]);
  return style.table([['ADDON', 'CHART', 'FROM', 'TO'].map(style.dim), ...rows]);
}

const MARKS = {
  added: ['green', '+'],
  removed: ['red', '-'],
  changed: ['yellow', '~'],
} as const;

function showVariables({ variables }: DiffResult, style: Style): string {
  if (variables === null) return '  the class variables cannot be compared: a class chart does not render\n';
  if (variables.length === 0) return '';
  const rows = variables.map((change) => {
    const [color, mark] = MARKS[change.change];
    return [style.paint(color, mark), visibly(change.name), describeVariable(change)];
  });
  return style.table([['', 'VARIABLE', ''].map((title) => (title === '' ? '' : style.dim(title))), ...rows]);
}

/** What a variable is, or what became of it: `default "" -> "a"`. */
function describeVariable({ from, to }: VariableChange): string {
  const [old, now] = [traitsOf(from), traitsOf(to)];
  if (from && to) {
    const changed = Object.keys(now).filter((name) => old[name] !== now[name]);
    return changed.map((name) => `${name} ${old[name] ?? 'none'} -> ${now[name] ?? 'none'}`).join('; ');
  }
  const { type, required, ...more } = to ? now : old;
  const others = Object.entries(more).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return [type, ...(required === 'no' ? [] : ['required']), ...others].join(', ');
}

function traitsOf(variable: ClassVariable | null): Record<string, string | undefined> {
  const { type = '', required, default: value, enum: choices } = variable ?? {};
  return {
    type: visibly(type),
    required: required ? 'yes' : 'no',
    default: value === undefined ? undefined : valueOf(value),
    'one of': choices?.map(valueOf).join(' | '),
  };
}

function showFiles({ files, changed, versions }: DiffResult, style: Style): string {
  if (files.length === 0) {
    const isRenamed = versions.some(({ from, to }) => from !== null && to !== null && from !== to);
    return changed ? '' : `no differences${isRenamed ? ' but versions' : ''}\n`;
  }
  const own = files
    .filter(({ vendored }) => !vendored)
    .map((file) => fileRow(file, file.path, sizeOf(file, style), style));
  const rows = [...own, ...vendoredRows(files, style)];
  return `${style.table([['', style.dim('FILE'), ''], ...rows])}  ${summaryOf(files)}\n`;
}

const fileRow = ({ change }: FileDiff, path: string, size: string, style: Style): string[] => [
  fileMark(change, style),
  visibly(path),
  size,
];

const sizeOf = ({ lines }: FileDiff, style: Style): string =>
  lines === null
    ? style.dim('binary')
    : [
        ...(lines.added > 0 ? [style.paint('green', `+${lines.added}`)] : []),
        ...(lines.removed > 0 ? [style.paint('red', `-${lines.removed}`)] : []),
      ].join(' ');

/** A chart below charts/ is a row, however many files it has. */
function vendoredRows(files: readonly FileDiff[], style: Style): string[][] {
  const charts = new Map<string, FileDiff[]>();
  for (const file of files.filter(({ vendored }) => vendored)) {
    const chart = file.path
      .split('/')
      .slice(0, file.part.split('/').length + 2)
      .join('/');
    charts.set(chart, [...(charts.get(chart) ?? []), file]);
  }
  return [...charts].map(([chart, inside]) => {
    const changes = new Set(inside.map(({ change }) => change));
    const [change = 'modified'] = changes.size === 1 ? changes : [];
    const [first] = inside;
    const size = first?.path === chart ? 'binary' : countOf(inside.length, 'file');
    return [fileMark(change, style), visibly(first?.path === chart ? chart : `${chart}/`), style.dim(size)];
  });
}

function summaryOf(files: readonly FileDiff[]): string {
  const sum = (key: 'added' | 'removed') =>
    files.reduce((total, { lines }) => total + (lines?.[key] ?? 0), 0);
  return `${countOf(files.length, 'file')} changed, ${countOf(sum('added'), 'line')} added, ${sum('removed')} removed`;
}

const COLORS: readonly (readonly [RegExp, 'bold' | 'cyan' | 'green' | 'red'])[] = [
  [/^(?:---|\+\+\+) /, 'bold'],
  [/^@@/, 'cyan'],
  [/^\+/, 'green'],
  [/^-/, 'red'],
];

/** A unified diff; its first two lines are its head, whatever a later line looks like. */
export function showText(diff: string, style: Style): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  return lines
    .map((line, index) => {
      const [, color] = COLORS.slice(index < 2 ? 0 : 1).find(([pattern]) => pattern.test(line)) ?? [];
      const text = line.split('\t').map(visibly).join('\t');
      return `${color ? style.paint(color, text) : text}\n`;
    })
    .join('');
}
