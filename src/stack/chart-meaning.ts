// What Helm reads from Chart.yaml and Chart.lock, whatever their order, comments and quotes.
import { onOneLine } from './chart-yaml.ts';
import { decodeText } from './file-tree.ts';
import { canonicalJson } from './fingerprint.ts';
import { YamlSource } from './yaml-source.ts';

/** The fields of Helm's chart metadata; `helm package` drops all others. */
const CHART_FIELDS = new Set([
  ...['name', 'home', 'sources', 'version', 'description', 'keywords', 'maintainers', 'icon', 'apiVersion'],
  ...['condition', 'tags', 'appVersion', 'deprecated', 'annotations', 'kubeVersion', 'dependencies', 'type'],
]);
const LOCK_FIELDS = new Set(['dependencies', 'digest', 'generated']);

/** Canonical JSON of a Chart.yaml or Chart.lock; undefined for other files and for what is not YAML. */
export function chartMeaning(path: string, bytes: Uint8Array): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const fields = name === 'Chart.yaml' ? CHART_FIELDS : name === 'Chart.lock' ? LOCK_FIELDS : undefined;
  const text = fields && decodeText(bytes);
  if (!fields || text === undefined) return undefined;
  const source = YamlSource.parse(path, text);
  if (source.problems.length > 0 || source.kindAt([]) !== 'map') return undefined;
  const data = source.get() as Record<string, unknown>;
  return canonicalJson(
    withoutEmpty(Object.fromEntries(Object.entries(data).filter(([key]) => fields.has(key))), false),
  );
}

/** The fields that are true or false; Go leaves out a false one. Elsewhere it makes text of both. */
const SWITCHES = new Set(['deprecated', 'enabled']);

/** The fields below which keys are free, and texts keep their lines. */
const FREE = new Set(['annotations', 'import-values']);

/** Go leaves out empty strings, lists and maps, writes scalars where text is wanted as text, and text on one line. */
function withoutEmpty(value: unknown, free: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutEmpty(entry, free));
  if (typeof value === 'string') return free ? value : onOneLine(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key, inner]) => inner !== false || free || !SWITCHES.has(key));
  const cleaned = kept.map(([key, inner]) => [key, withoutEmpty(inner, free || FREE.has(key))] as const);
  return Object.fromEntries(cleaned.filter(([, inner]) => !isEmpty(inner)));
}

const isEmpty = (value: unknown): boolean =>
  value === '' || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
