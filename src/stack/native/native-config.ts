// Our stack.yaml: one folder for every Kubernetes minor. Strict, with positions, all problems at once.
import { parseAllDocuments } from 'yaml';
import { placeAt } from '../../problem/place.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import { ConfigFields } from '../config-fields.ts';
import { CATALOGUE_KEY, parseImageCatalogue, type ImageCatalogue } from '../image-catalogue.ts';
import type { YamlSource } from '../yaml-source.ts';
import type { Overlay } from './overlay.ts';
import { readAddons, type SharedAddons } from './read-addons.ts';
import { readMinors, type NativeMinor } from './read-minors.ts';
import { readOverlays } from './read-overlays.ts';

export type { AddonPolicy } from './read-addons.ts';
export type { NativeMinor } from './read-minors.ts';

export const NATIVE_FILE = 'stack.yaml';
export const NATIVE_API_VERSION = 'csctl.clusterstack.x-k8s.io/v1beta1';

/** stack.yaml, resolved. */
export interface NativeConfig {
  readonly provider: string;
  readonly name: string;
  readonly providerConfig: Readonly<Record<string, unknown>>;
  /** Whether releases embed chart dependencies; undefined: as they stand. */
  readonly embed: boolean | undefined;
  /** What holds for the charts of all minors. */
  readonly addons: SharedAddons;
  readonly minors: readonly NativeMinor[];
  readonly overlays: readonly Overlay[];
  readonly images: ImageCatalogue | undefined;
}

const KEYS = [
  'apiVersion',
  'provider',
  'name',
  'embedDependencies',
  'addons',
  'kubernetes',
  'overlays',
  CATALOGUE_KEY,
];

/** Reads stack.yaml. @returns the config where it is good enough to have one, and everything that is wrong */
export function parseNativeConfig(source: YamlSource): {
  readonly config: NativeConfig | undefined;
  readonly problems: readonly Problem[];
} {
  const fields = new ConfigFields(source);
  if (!fields.isMap('apiVersion, provider, name and kubernetes'))
    return { config: undefined, problems: fields.problems };
  fields.problems.push(...furtherDocument(source));
  fields.unknownKeys([], KEYS);
  const { provider, providerConfig } = readProvider(fields);
  const name = fields.name(['name'], 'stack-name', 'stack name');
  fields.apiVersion(NATIVE_API_VERSION);
  const minors = readMinors(fields);
  const images = source.kindAt([CATALOGUE_KEY]) === 'missing' ? undefined : readImages(fields);
  const rest = {
    addons: readAddons(fields),
    embed: fields.flag(['embedDependencies']),
    overlays: readOverlays(fields),
  };
  if (provider === undefined || name === undefined) return { config: undefined, problems: fields.problems };
  for (const { minor } of minors) fields.seriesLength({ provider, name, minor }, ['name']);
  return { config: { provider, name, providerConfig, minors, images, ...rest }, problems: fields.problems };
}

/** What stands in a second document would be read by nobody. (Of csctl.yaml the Go csctl reads the first, and so do we.) */
function furtherDocument({ file, text }: YamlSource): Problem[] {
  if (!/\n(?:---|\.\.\.)/.test(text)) return [];
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const second = 'empty' in documents ? undefined : documents[1];
  if (!second) return [];
  const message = `${file} holds more than one YAML document; expected one`;
  const hint = 'put everything into one, or into another stack folder';
  return [problem('yaml-syntax', message, { ...placeAt(file, text, second.range[0]), hint })];
}

/** `provider: openstack`, or a map with a config for the plugin. */
function readProvider(fields: ConfigFields) {
  if (fields.source.kindAt(['provider']) !== 'map')
    return { provider: fields.name(['provider'], 'provider-name', 'provider'), providerConfig: {} };
  fields.unknownKeys(['provider'], ['type', 'config']);
  const provider = fields.name(['provider', 'type'], 'provider-name', 'provider');
  return { provider, providerConfig: fields.map(['provider', 'config']) };
}

function readImages(fields: ConfigFields): ImageCatalogue | undefined {
  const { catalogue, problems } = parseImageCatalogue(fields.source, [CATALOGUE_KEY]);
  fields.problems.push(...problems);
  return catalogue;
}
