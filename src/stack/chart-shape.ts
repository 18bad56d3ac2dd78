// The types that Helm 3.19 decodes Chart.yaml and Chart.lock to (Go structs, by way of JSON), with places.
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** What a value must be; an absent or null value fits everywhere, and any scalar counts as text. */
export type Shape =
  | 'any'
  | 'text'
  | 'switch'
  | 'time'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** The fields of Chart.yaml that hold one text. */
export const TEXT_FIELDS = [
  ...['apiVersion', 'name', 'version', 'type', 'appVersion', 'kubeVersion'],
  ...['description', 'icon', 'home', 'condition', 'tags'],
];

const texts = (keys: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(keys.map((key) => [key, 'text']));

const DEPENDENCIES: Shape = {
  list: {
    fields: {
      ...texts(['name', 'version', 'repository', 'condition', 'alias']),
      tags: { list: 'text' },
      enabled: 'switch',
      'import-values': { list: 'any' },
    },
  },
};

/** Chart.yaml, and requirements.yaml, which Helm decodes to the same. */
export const CHART_SHAPE: Shape = {
  fields: {
    ...texts(TEXT_FIELDS),
    keywords: { list: 'text' },
    sources: { list: 'text' },
    maintainers: { list: { fields: texts(['name', 'email', 'url']) } },
    annotations: { map: 'text' },
    deprecated: 'switch',
    dependencies: DEPENDENCIES,
  },
};

/** Chart.lock and requirements.lock. */
export const LOCK_SHAPE: Shape = {
  fields: { digest: 'text', generated: 'time', dependencies: DEPENDENCIES },
};

/** A value that Helm cannot decode. */
export interface Misfit {
  readonly path: YamlPath;
  readonly message: string;
}

/** All values that Helm cannot decode to what it expects. */
export function findMisfits(source: YamlSource, shape: Shape, path: YamlPath = []): Misfit[] {
  const kind = source.kindAt(path);
  if (shape === 'any' || kind === 'missing' || kind === 'null') return [];
  if (!fits(source, shape, path)) {
    const message = `${label(source, path)} is ${describe(source.get(path))}; expected ${EXPECTED[nameOf(shape)]}`;
    return [{ path, message }];
  }
  if (typeof shape === 'string') return [];
  if ('fields' in shape) {
    return Object.entries(shape.fields).flatMap(([key, inner]) => findMisfits(source, inner, [...path, key]));
  }
  const keys = 'map' in shape ? source.keys(path) : (source.get(path) as unknown[]).keys();
  const inner = 'map' in shape ? shape.map : shape.list;
  return [...keys].flatMap((key) => findMisfits(source, inner, [...path, key]));
}

const EXPECTED = {
  text: 'text',
  switch: 'true or false',
  time: 'a time like 2026-01-31T12:00:00Z',
  list: 'a list',
  map: 'a map',
};

const nameOf = (shape: Exclude<Shape, 'any'>): keyof typeof EXPECTED =>
  typeof shape === 'string' ? shape : 'list' in shape ? 'list' : 'map';

function fits(source: YamlSource, shape: Exclude<Shape, 'any'>, path: YamlPath): boolean {
  const kind = source.kindAt(path);
  switch (shape) {
    case 'text':
      return kind === 'scalar';
    case 'switch':
      return isSwitch(source, path);
    case 'time':
      return isTime(source.get(path));
    default:
      return kind === nameOf(shape);
  }
}

/** Go's YAML still takes these words for true and false, unless they stand in quotes. */
const OLD_SWITCH = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;

function isSwitch(source: YamlSource, path: YamlPath): boolean {
  const value = source.get(path);
  if (typeof value === 'boolean') return true;
  return typeof value === 'string' && OLD_SWITCH.test(value) && source.isPlain(path);
}

/** RFC 3339 as Go's time.Time takes it from JSON, the one-digit hour included. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isTime(value: unknown): boolean {
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

/** `maintainers[0].name` */
function label({ file }: YamlSource, path: YamlPath): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '') || file;
}

/** A value in a message: what it is, or itself when it is short. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  return value.length > 40 ? 'text' : JSON.stringify(value);
}
