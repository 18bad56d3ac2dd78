// What changed variables of the class mean for the Clusters that set them, or do not.
import type { ClassVariable, Constraints, VariableChange } from '../../stack/class-variables.ts';
import type { UpgradeFinding } from './verdict.ts';

/** A finding about a variable, or a field of one. */
export interface VariableFinding extends UpgradeFinding {
  /** Its name now, where it has one. */
  readonly variable: string;
}

/** The findings of all changes; a variable that seems to be renamed is one finding. */
export function variableFindings(changes: readonly VariableChange[]): VariableFinding[] {
  const renames = findRenames(changes);
  const renamed = new Set(renames.flatMap(({ from, to }) => [from.name, to.name]));
  const others = changes.filter(({ name }) => !isWithin(name, renamed));
  return [
    ...renames.map((rename) => ({ ...renameFinding(rename), variable: rename.to.name })),
    ...others
      .filter(isOutermost(others))
      .flatMap((change) => findingsOf(change).map((one) => ({ ...one, variable: change.name }))),
  ];
}

/** The fields of a variable that came or went as a whole say nothing more. */
const isOutermost = (changes: readonly VariableChange[]) => {
  const whole = new Set(changes.flatMap(({ name, change }) => (change === 'changed' ? [] : [name])));
  return ({ name }: VariableChange): boolean =>
    !isWithin(name, new Set([...whole].filter((other) => other !== name)));
};

/** Whether a name is one of them, or a field of one. */
const isWithin = (name: string, names: ReadonlySet<string>): boolean =>
  [...names].some((other) => name === other || name.startsWith(`${other}.`) || name.startsWith(`${other}[`));

interface Rename {
  readonly from: ClassVariable;
  readonly to: ClassVariable;
}

const isTop = (name: string): boolean => !/[.[]/.test(name);

/** A variable that went, and the only one that came and is the same but for its name. */
function findRenames(changes: readonly VariableChange[]): Rename[] {
  const gone = changes.flatMap(({ from, to }) => (from && !to && isTop(from.name) ? [from] : []));
  const come = changes.flatMap(({ from, to }) => (to && !from && isTop(to.name) ? [to] : []));
  return gone.flatMap((from) => {
    const alike = come.filter((to) => isAlike(from, to));
    const rivals = gone.filter((other) => isAlike(other, from));
    const [to] = alike;
    return to && alike.length === 1 && rivals.length === 1 ? [{ from, to }] : [];
  });
}

const isAlike = (a: ClassVariable, b: ClassVariable): boolean => {
  const traits = ({ name: _name, ...rest }: ClassVariable) => JSON.stringify(rest);
  return traits(a) === traits(b) && (a.description !== undefined || a.default !== undefined);
};

const SET_HINT =
  'keep it for some releases, or tell the owners of clusters to change their variables with the class';

const renameFinding = ({ from, to }: Rename): UpgradeFinding => ({
  level: 'breaking',
  kind: 'variable-renamed',
  message: `the variable ${from.name} seems to be called ${to.name} now; Clusters that set it are refused`,
  hint: SET_HINT,
});

function findingsOf({ name, from, to }: VariableChange): UpgradeFinding[] {
  if (from && to) return changesOf(from, to);
  if (from) {
    const message = `the variable ${name} is gone; Clusters that set it are refused`;
    return [{ level: 'breaking', kind: 'variable-removed', message, hint: SET_HINT }];
  }
  if (!to) return [];
  // A field is only missed where the object around it is set, a variable always.
  if (to.required && to.default === undefined) {
    const message = `the variable ${name} is new, required, and has no default; Clusters without it are refused`;
    return [{ level: 'breaking', kind: 'variable-required', message, hint: 'give it a default' }];
  }
  return [{ level: 'additive', kind: 'variable-added', message: `the variable ${name} is new` }];
}

function changesOf(from: ClassVariable, to: ClassVariable): UpgradeFinding[] {
  const { name } = from;
  if (from.type !== to.type && WIDER.get(from.type)?.includes(to.type)) {
    const message = `the variable ${name} was of type ${from.type} and takes any ${to.type} now`;
    return [{ level: 'additive', kind: 'variable-loosened', message }, ...limitsOf(from, to)];
  }
  if (from.type !== to.type) {
    const message = `the variable ${name} was of type ${from.type} and is ${to.type}; values that Clusters have do not fit`;
    return [{ level: 'breaking', kind: 'variable-type', message, hint: 'add a variable of another name' }];
  }
  return limitsOf(from, to);
}

/** Types that take every value of another. */
const WIDER: ReadonlyMap<string, readonly string[]> = new Map([
  ['integer', ['number', 'integer or string']],
  ['string', ['integer or string']],
]);

const limitsOf = (from: ClassVariable, to: ClassVariable): UpgradeFinding[] => [
  ...requiredFindings(from, to),
  ...enumFindings(from, to),
  ...constraintFindings(from.name, from.constraints ?? {}, to.constraints ?? {}),
  ...defaultFindings(from, to),
];

function requiredFindings(from: ClassVariable, to: ClassVariable): UpgradeFinding[] {
  if (from.required === to.required) return [];
  const { name } = to;
  if (!to.required) {
    const message = `the variable ${name} is no longer required`;
    return [{ level: 'additive', kind: 'variable-optional', message }];
  }
  if (to.default !== undefined) return [];
  const message = `the variable ${name} became required and has no default; Clusters without it are refused`;
  return [{ level: 'breaking', kind: 'variable-required', message, hint: 'give it a default' }];
}

function enumFindings(from: ClassVariable, to: ClassVariable): UpgradeFinding[] {
  const list = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
  const { name } = to;
  if (!to.enum) {
    const message = `the variable ${name} takes any value now`;
    return from.enum ? [{ level: 'additive', kind: 'variable-loosened', message }] : [];
  }
  const now = list(to.enum);
  const before = from.enum ? list(from.enum) : undefined;
  const gone = before ? before.filter((value) => !now.includes(value)) : ['all but these'];
  const more = before ? now.filter((value) => !before.includes(value)) : [];
  const findings: UpgradeFinding[] = [];
  if (gone.length > 0) {
    const what = before ? `no longer takes ${gone.join(', ')}` : `takes only ${now.join(', ')} now`;
    findings.push({
      level: 'breaking',
      kind: 'variable-tightened',
      message: `the variable ${name} ${what}`,
      hint: SET_HINT,
    });
  }
  if (more.length > 0) {
    const message = `the variable ${name} takes ${more.join(', ')} too`;
    findings.push({ level: 'additive', kind: 'variable-loosened', message });
  }
  return findings;
}

/** Constraints by what makes them tighter: a larger or a smaller number; all others when they differ. */
const LARGER_IS_TIGHTER = ['minimum', 'minLength', 'minItems', 'minProperties'];
const SMALLER_IS_TIGHTER = ['maximum', 'maxLength', 'maxItems', 'maxProperties'];

function constraintFindings(name: string, from: Constraints, to: Constraints): UpgradeFinding[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key): UpgradeFinding[] => {
    const [old, now] = [from[key], to[key]];
    if (JSON.stringify(old) === JSON.stringify(now) || (isNothing(key, old) && isNothing(key, now)))
      return [];
    if (key === 'items') return constraintFindings(`${name}[]`, dataOf(old), dataOf(now));
    const change = `${key} of the variable ${name} goes from ${shown(old)} to ${shown(now)}`;
    if (isTighter(key, old, now)) {
      const message = `${change}; values that Clusters have may not fit`;
      return [{ level: 'breaking', kind: 'variable-tightened', message, hint: SET_HINT }];
    }
    return [{ level: 'additive', kind: 'variable-loosened', message: change }];
  });
}

const dataOf = (value: unknown): Constraints =>
  value !== null && typeof value === 'object' ? (value as Constraints) : {};

const shown = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

/** Whether a constraint demands nothing: `minLength: 0` is the same as none. */
const isNothing = (key: string, value: unknown): boolean =>
  value === undefined || value === false || (value === 0 && /^min[LIP]/.test(key));

function isTighter(key: string, old: unknown, now: unknown): boolean {
  if (now === undefined) return false;
  if (old === undefined || typeof old !== 'number' || typeof now !== 'number') return now !== false;
  if (LARGER_IS_TIGHTER.includes(key)) return now > old;
  if (SMALLER_IS_TIGHTER.includes(key)) return now < old;
  return true;
}

function defaultFindings(from: ClassVariable, to: ClassVariable): UpgradeFinding[] {
  if (JSON.stringify(from.default) === JSON.stringify(to.default)) return [];
  // Cluster API wrote the default into the Cluster when that was made.
  const message = `the default of the variable ${to.name} goes from ${shown(from.default)} to ${shown(to.default)}; clusters that are there keep theirs`;
  return [{ level: 'patch', kind: 'variable-default', message }];
}
