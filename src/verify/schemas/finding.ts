// What does not fit a schema, and how values and places are written in messages.

/** A path into data: keys and indexes. */
export type DataPath = readonly (string | number)[];

/** One thing that does not fit. */
export interface Finding {
  readonly path: DataPath;
  /** `spec.template.spec.files[0].path is missing; expected a text` */
  readonly message: string;
  readonly hint?: string;
  /** Where it does no harm, but is not what was meant. */
  readonly severity?: 'warning';
  /** Only a length or a count is not within its limits. */
  readonly isLimit?: true;
}

/** `spec.files[0].path`; keys that are no plain words in brackets: `labels["a/b"]`. */
export function formatPath(path: DataPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[A-Za-z_][\w-]*$/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

const SHOWN = 60;

/** A value as JSON, shortened: a message is one line. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value !== null && typeof value === 'object')
    return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

const LISTED = 12;

/** `a, b, c`, cut where it gets long. */
export function showNames(names: readonly string[]): string {
  const more = names.length - LISTED;
  return more > 1 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
}
