// A file of openstack-image-manager as a catalogue of node images, where the catalogue can say all that it says.
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { formatImageManager } from '../../render/image-manager.ts';
import { imagesOf } from '../../render/node-images.ts';
import { parseImageCatalogue } from '../../stack/image-catalogue.ts';
import {
  compareMinors,
  formatMinor,
  parseKubernetesVersion,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { describeMinors } from '../../stack/minor-range.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { withMarks } from './masked-file.ts';

export const IMAGE_MANAGER_FILE = 'image-manager.yaml';

/** An entry of the file, as far as it is looked at. */
interface Entry extends Readonly<Record<string, unknown>> {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly versions: readonly Readonly<Record<string, unknown>>[];
}

/** An image of the entry. */
interface Image {
  readonly version: KubernetesVersion;
  readonly url: string;
  readonly sha256: string;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value of `nodeImages` that gives the same file again; undefined when there is none, so that nothing is lost.
 * The operating system of an image is told besides, where its address names it.
 */
export function catalogueOfImageManager(text: string): Readonly<Record<string, unknown>> | undefined {
  const entry = onlyEntry(text);
  const images = entry && imagesOfEntry(entry);
  if (!entry || !images) return undefined;
  const distro = String(entry.meta['os_distro']);
  const address = generalise(images, distro);
  if (!address) return undefined;
  const login = entry['login'] === distro ? {} : { image_original_user: entry['login'] };
  const withMeta = (keys: readonly string[]) => {
    const properties = Object.fromEntries(keys.map((key) => [key, entry.meta[key]]));
    return catalogue(entry, images, address, distro, { ...properties, ...login });
  };
  // Of the metadata only what csctl would not print by itself.
  const printed = printAgain(withMeta([]));
  const own = Object.keys(entry.meta).filter((key) => printed?.meta[key] !== entry.meta[key]);
  const found = withMeta(own);
  return isSame(printAgain(found), entry) ? found : undefined;
}

function onlyEntry(text: string): Entry | undefined {
  const images = YamlSource.parse(IMAGE_MANAGER_FILE, text).get(['images']);
  const [entry, ...more] = Array.isArray(images) ? (images as unknown[]) : [];
  if (!isMap(entry) || more.length > 0) return undefined;
  const { meta, versions } = entry;
  const isWhole = isMap(meta) && Array.isArray(versions) && versions.length > 0 && versions.every(isMap);
  return isWhole ? { ...entry, meta, versions } : undefined;
}

function imagesOfEntry({ versions }: Entry): Image[] | undefined {
  const images = versions.map((one) => {
    const version = parseKubernetesVersion(String(one['version']));
    const [, sha256] = /^sha256:([0-9a-f]{64})$/.exec(String(one['checksum'])) ?? [];
    return version && sha256 !== undefined && typeof one['url'] === 'string'
      ? { version, sha256, url: one['url'] }
      : undefined;
  });
  return images.every((image) => image !== undefined) ? images : undefined;
}

interface Address {
  readonly url: string;
  readonly os: Readonly<Record<string, string>>;
}

/** One address with marks for all images: of the version, and of the operating system where it differs by minor. */
function generalise(images: readonly Image[], distro: string): Address | undefined {
  const known = images.map(({ version, url }) => {
    const marked = withMarks(url, version);
    const os = new RegExp(`(?<=${distro.replace(/\W/g, '\\$&')}-?)(\\d\\d)(\\.?)(\\d\\d)(?!\\d)`).exec(
      marked,
    );
    if (!os) return { version, url: marked, os: undefined };
    const [found, year, dot, month] = os;
    const name = dot === '' ? '<< os.short >>' : '<< os.version >>';
    return { version, url: marked.replaceAll(found, name), os: `${year}.${month}` };
  });
  const urls = new Set(known.map(({ url }) => url));
  const [url] = urls;
  if (url === undefined || urls.size > 1) return undefined;
  const minors = uniqueMinors(images.map(({ version }) => version));
  const groups = new Map<string, KubernetesMinor[]>();
  for (const minor of minors) {
    const systems = new Set(known.filter((one) => sameMinor(one.version, minor)).map(({ os }) => os));
    if (systems.size > 1) return undefined;
    const [os] = systems;
    if (os !== undefined) groups.set(os, [...(groups.get(os) ?? []), minor]);
  }
  const os = [...groups].flatMap(([version, of]) =>
    describeMinors(of, minors).map((range) => [range, version]),
  );
  return { url, os: Object.fromEntries(os) as Record<string, string> };
}

function uniqueMinors(versions: readonly KubernetesVersion[]): KubernetesMinor[] {
  const byName = new Map(versions.map((version) => [formatMinor(version), version]));
  return [...byName.values()].sort(compareMinors);
}

function catalogue(
  entry: Entry,
  images: readonly Image[],
  { url, os }: Address,
  distro: string,
  properties: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { name, separator = '', format, min_disk, min_ram, visibility, tags } = entry;
  const versions = entry.versions.map(({ version, build_date: built }, index) => ({
    version,
    sha256: images[index]?.sha256,
    ...(built !== undefined && { built }),
  }));
  return {
    release: false,
    name: `${String(name)}${String(separator)}<< kubernetes.version >>`,
    url,
    os: { distro, ...(Object.keys(os).length > 0 && { versions: os }) },
    diskFormat: format,
    minDisk: min_disk,
    minMemory: min_ram,
    visibility,
    ...(Array.isArray(tags) && tags.length > 0 && { tags: tags as unknown[] }),
    ...(Object.keys(properties).length > 0 && { properties }),
    versions,
  };
}

/** The entry that csctl prints of a catalogue; undefined where the catalogue is none. */
function printAgain(candidate: Readonly<Record<string, unknown>>): Entry | undefined {
  const source = YamlSource.parse('stack.yaml', stringify({ nodeImages: candidate }));
  const { catalogue: parsed, problems } = parseImageCatalogue(source, ['nodeImages']);
  const refused = problems.some(({ severity, code }) => severity === 'error' && code !== 'image-name');
  if (parsed?.kind !== 'server' || refused) return undefined;
  const minors = parsed.versions.map(({ version }) => version);
  return onlyEntry(formatImageManager(parsed, imagesOf(parsed, minors)));
}

/** Whether both say the same; only the operating system of an image may be told besides. */
function isSame(printed: Entry | undefined, entry: Entry): boolean {
  const versions = printed?.versions.map(({ os_version: os, ...rest }, index) =>
    entry.versions[index]?.['os_version'] === undefined ? rest : { ...rest, os_version: os },
  );
  return isDeepStrictEqual(printed && { ...printed, versions }, { ...entry, tags: entry['tags'] ?? [] });
}
