// The content of a release under other versions: replaced where they were filled in, and nothing else.
import { archiveTime } from '../../archive/archive-time.ts';
import { gunzip, gzip } from '../../archive/gzip.ts';
import { packTar, unpackTar } from '../../archive/tar.ts';
import { refillText, movePlaces, groupBy } from '../../render/refill.ts';
import { checksumsOf, CHECKSUMS_FILE, makeAsset, type Asset, type AssetInfo } from '../../stack/asset.ts';
import { decodeText } from '../../stack/file-tree.ts';
import { formatHashes, HASHES_FILE, type Substitution } from '../../stack/hashes-file.ts';
import { formatMetadata, METADATA_FILE, type ComponentVersions } from '../../stack/metadata.ts';
import { addonArchiveName, classArchiveName, tagName } from '../../stack/release-name.ts';
import { ADDON_FOLDER, CLASS_FOLDER } from '../../stack/stack.ts';
import { parseVersion, type StackVersion } from '../../stack/stack-version.ts';
import { conventionOfAssets } from '../parts.ts';
import { directoryHashesOf, type RecordedRelease } from './recorded-release.ts';

/** How a release is re-packaged. */
export interface Repackaging {
  readonly versions: ComponentVersions;
  /** Time in archives, in seconds since 1970; undefined: the one they have. */
  readonly mtime: number | undefined;
  /** Codes of problems that were allowed, those of the tested release included. */
  readonly allowed: readonly string[];
}

/**
 * The same release under other versions: the bytes that `create` would make of its sources with these versions.
 * Pure; whether it went well is for `checkRecord` to say of what comes out.
 * @throws Error when an archive cannot be read
 */
export function repackage(
  release: RecordedRelease,
  { versions, mtime, allowed }: Repackaging,
): RecordedRelease {
  const { name, metadata, hashes, carried } = release;
  const build = {
    ...release.build,
    allowed,
    substitutions: movePlaces(release.build.substitutions, release.versions, versions),
  };
  const refilled = refillFiles(release, versions, mtime).files;
  const stackVersion = versionOf(versions.clusterStack);
  const names: Partial<Record<Asset['role'], string>> = {
    'cluster-class': classArchiveName(name.identity, stackVersion),
    'cluster-addon': addonArchiveName(name.identity, versionOf(versions.clusterAddon)),
  };
  const files = [
    ...refilled
      .filter(({ role }) => role !== 'metadata' && role !== 'hashes')
      .map((file) => makeAsset(names[file.role] ?? file.name, file.bytes)),
    makeAsset(METADATA_FILE, formatMetadata(versions, metadata.kubernetes)),
    makeAsset(HASHES_FILE, formatHashes(directoryHashesOf(release), build)),
  ];
  return {
    ...release,
    tag: tagName(name.identity, stackVersion),
    name: { identity: name.identity, version: stackVersion },
    metadata: { kubernetes: metadata.kubernetes, versions },
    versions,
    build,
    hashes: { ...hashes, build },
    files: withChecksums(files, carried),
  };
}

/** The files with a new SHA256SUMS over them and those that go along, in order of their names as `create` has them. */
export function withChecksums(files: readonly Asset[], carried: readonly AssetInfo[]): Asset[] {
  const byName = (a: AssetInfo, b: AssetInfo) => (a.name < b.name ? -1 : 1);
  const summed = files.filter(({ role }) => role !== 'checksums');
  const sums = makeAsset(CHECKSUMS_FILE, checksumsOf([...summed, ...carried].sort(byName)));
  return [...summed, sums].sort(byName);
}

function versionOf(text: string): StackVersion {
  const version = parseVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
}

/** Files with other versions in them, under their old names, and the places where the old versions do not stand. */
export interface RefilledFiles {
  readonly files: readonly Asset[];
  readonly misplaced: readonly Substitution[];
}

/**
 * Replaces the versions in the texts and archives of a release at the places it recorded. Places in files that
 * are not there are passed over: .helmignore left them out, after they were filled.
 * @throws Error when an archive cannot be read
 */
export function refillFiles(
  { versions, build, files }: RecordedRelease,
  to: ComponentVersions,
  mtime: number | undefined,
): RefilledFiles {
  const places = groupBy(build.substitutions, ({ file }) => file);
  const misplaced: Substitution[] = [];
  const fill = (path: string, bytes: Uint8Array): Uint8Array => {
    const wanted = places.get(path);
    if (!wanted) return bytes;
    const refilled = refillText(decodeText(bytes) ?? '', wanted, versions, to);
    misplaced.push(...refilled.misplaced);
    return Buffer.from(refilled.text);
  };
  const inBundle = conventionOfAssets(files) === 'multi-stage';
  const refilled = files.map((file) => {
    const { name, role, bytes } = file;
    if (role === 'cluster-class' || role === 'cluster-addon') {
      const pathOf = role === 'cluster-addon' && inBundle ? pathInBundle : pathInChart(role);
      return makeAsset(name, refillArchive(bytes, pathOf, fill, mtime ?? archiveTime(bytes)));
    }
    return role === 'addon-config' || role === 'addon-values' ? makeAsset(name, fill(name, bytes)) : file;
  });
  return { files: refilled, misplaced };
}

/** The path in the stack of a file of the addon bundle. */
const pathInBundle = (entry: string): string => `${ADDON_FOLDER}/${entry}`;

/** The path in the stack of a file of a packed chart: its folder is named after the chart. */
const pathInChart = (role: 'cluster-class' | 'cluster-addon') => (entry: string) =>
  `${role === 'cluster-class' ? CLASS_FOLDER : ADDON_FOLDER}/${entry.slice(entry.indexOf('/') + 1)}`;

/** Entries keep their order: it does not depend on versions, and .helmignore is not applied a second time. */
function refillArchive(
  archive: Uint8Array,
  pathOf: (entry: string) => string,
  fill: (path: string, bytes: Uint8Array) => Uint8Array,
  mtime: number,
): Uint8Array {
  const entries = unpackTar(gunzip(archive)).entries.map(({ path, type, bytes }) =>
    type === 'Directory' ? { path: path.replace(/\/+$/, '') } : { path, bytes: fill(pathOf(path), bytes) },
  );
  return gzip(packTar(entries, mtime));
}
