// Makes manifests and hooks of what the templates printed, in Helm's order (releaseutil.SortManifests).
import { compareBytewise } from '../../stack/file-tree.ts';
import { decodeYaml } from '../encoding/yaml-decode.ts';
import { YamlError } from '../encoding/yaml-error.ts';
import { originOf, type Output } from '../gotemplate/output.ts';
import type { Value } from '../gotemplate/value.ts';
import { HelmError, type ChartPlace } from './helm-error.ts';
import { sortByKind } from './manifest-order.ts';
import { splitManifests, trimSpace } from './split-manifests.ts';
import { decodeStruct, type Decoded, type StructShape } from './typed-data.ts';
import type { Warn } from './values.ts';

/** A document that a template printed. */
export interface Manifest {
  /** Helm's name of the template: `root/templates/a.yaml`. */
  readonly name: string;
  readonly text: string;
  /** What the whole template printed, and where the document starts in it. */
  readonly output: Output;
  readonly start: number;
  readonly data: Value;
  readonly head: ManifestHead;
  /** Whether it has an annotation `helm.sh/hook` that Helm knows. */
  readonly isHook: boolean;
}

/** What Helm reads of a manifest; '' where it is not there. */
export interface ManifestHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

const METADATA_TYPE =
  'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }';

const HEAD: StructShape = {
  struct: 'SimpleHead',
  type: 'releaseutil.SimpleHead',
  fields: {
    apiVersion: 'string',
    kind: 'string',
    metadata: { struct: '', type: METADATA_TYPE, fields: { name: 'string', annotations: { map: 'string' } } },
  },
};

const HOOK_ANNOTATION = 'helm.sh/hook';

/** `test-success` is a name from Helm 2. */
const HOOKS: ReadonlySet<string> = new Set([
  ...['pre-install', 'post-install', 'pre-delete', 'post-delete', 'pre-upgrade', 'post-upgrade'],
  ...['pre-rollback', 'post-rollback', 'test', 'test-success'],
]);

/** The manifests of a chart, and its hooks, which Helm keeps apart. */
export interface SortedManifests {
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
}

/**
 * Sorts what the templates of a chart printed, NOTES.txt left out before.
 *
 * @param placeOf the place in the chart of an offset in a template
 * @throws HelmError `YAML parse error on ...`
 */
export function sortManifests(
  outputs: ReadonlyMap<string, Output>,
  placeOf: (template: string, offset: number) => ChartPlace,
  warn: Warn,
): SortedManifests {
  const found = [...outputs]
    .filter(([, { text }]) => trimSpace(text) !== '')
    .sort(([a], [b]) => compareBytewise(a, b))
    .flatMap(([name, output]) => manifestsOf(name, output, placeOf, warn));
  const sorted = (isHook: boolean) =>
    sortByKind(
      found.filter((one) => one.isHook === isHook),
      ({ head }) => head.kind,
    );
  return { manifests: sorted(false), hooks: sorted(true) };
}

function manifestsOf(
  name: string,
  output: Output,
  placeOf: (template: string, offset: number) => ChartPlace,
  warn: Warn,
): Manifest[] {
  return splitManifests(output.text).flatMap(({ text, start }): Manifest[] => {
    try {
      const data = decodeYaml(text);
      const head = decodeStruct(data, HEAD);
      const metadata = head.get('metadata') as Decoded | undefined;
      const hooks = (metadata?.get('annotations') as Map<string, string> | undefined)?.get(HOOK_ANNOTATION);
      if (hooks !== undefined && !isKnownHook(hooks)) {
        warn(`info: skipping unknown hook: ${JSON.stringify(hooks)}`);
        return [];
      }
      const word = (fields: Decoded | undefined, key: string) =>
        (fields?.get(key) as string | undefined) ?? '';
      const own = {
        apiVersion: word(head, 'apiVersion'),
        kind: word(head, 'kind'),
        name: word(metadata, 'name'),
      };
      return [{ name, text, output, start, data, head: own, isHook: hooks !== undefined }];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const at = start + (error instanceof YamlError ? offsetOf(text, error) : 0);
      const origin = originOf(output, at);
      const place = origin ? placeOf(origin.template, origin.offset) : placeOf(name, 0);
      throw new HelmError(`YAML parse error on ${name}: ${error.message}`, place, { cause: error });
    }
  });
}

const isKnownHook = (hooks: string): boolean =>
  hooks.split(',').every((hook) => HOOKS.has(trimSpace(hook).toLowerCase()));

function offsetOf(text: string, { line = 1, column = 1 }: YamlError): number {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  return Math.min(start + column - 1, text.length);
}
