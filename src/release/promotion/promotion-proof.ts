// The proof that nothing but versions differs: with fixed tokens in place of versions, all fingerprints agree.
import { packAddonBundle, readAddonBundle } from '../../archive/addon-bundle.ts';
import { archiveTime } from '../../archive/archive-time.ts';
import { gunzip } from '../../archive/gzip.ts';
import { loadChart, packChart, readChartArchive } from '../../archive/helm-chart.ts';
import { unpackTar } from '../../archive/tar.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import type { Asset } from '../../stack/asset.ts';
import { digestOf, fingerprintFiles, type Fingerprints } from '../../stack/fingerprint.ts';
import { HASHES_FILE } from '../../stack/hashes-file.ts';
import { isIgnoredPath } from '../../stack/ignored-files.ts';
import { METADATA_FILE, type Component } from '../../stack/metadata.ts';
import { addonChartName, classChartName } from '../../stack/release-name.ts';
import { locateProblems } from '../../stack/stack.ts';
import {
  CONFIG_PART,
  conventionOfAssets,
  KUBERNETES_PART,
  NODE_IMAGES_PART,
  partsOfRelease,
  TOKENS,
} from '../parts.ts';
import type { RecordedRelease } from './recorded-release.ts';
import { refillFiles } from './repackage.ts';

/** What is known once a promotion is proven. */
export interface PromotionProof {
  /** The parts whose fingerprints are the same in the record, the tested and the new release. */
  readonly parts: number;
  /** The places that hold a version of ours. */
  readonly places: number;
  /** Of each part, with tokens in place of versions. */
  readonly fingerprints: Fingerprints;
}

/** A release held against its own record. */
export interface CheckedRecord extends PromotionProof {
  /** All of code `promote-unproven`; without any the release is what was fingerprinted when it was built. */
  readonly problems: readonly Problem[];
}

/** Parts that are in no file of a release, so that only the record tells of them. */
const NOT_SHIPPED: readonly string[] = [CONFIG_PART, NODE_IMAGES_PART];

/** Holds a release against its record: its versions stand where they were filled in, and the rest is as it was. */
export function checkRecord(release: RecordedRelease): CheckedRecord {
  const places = release.build.substitutions.length;
  try {
    const { files, misplaced } = refillFiles(release, TOKENS, 0);
    const fingerprints = fingerprintFilesOf(release, files);
    const found = [
      ...misplaced.map(({ component, ...place }) => unproven(whyMisplaced(release, component), place)),
      ...differences(release.build.fingerprints, fingerprints),
      ...release.files.flatMap((file) => packingFaults(release, file)),
    ];
    const problems = locateProblems(release.tag, found);
    return { places, parts: Object.keys(fingerprints).length, fingerprints, problems };
  } catch (error) {
    const message = `an archive cannot be read: ${(error as Error).message}`;
    return { places, parts: 0, fingerprints: {}, problems: [unproven(message, { file: release.tag })] };
  }
}

const whyMisplaced = ({ versions }: RecordedRelease, component: Component): string =>
  `the version of ${component} was filled in here; expected ${versions[component]}`;

/** A problem of a release that cannot be promoted. */
const unproven = (message: string, place: { file: string; line?: number; column?: number }): Problem =>
  problem('promote-unproven', message, place);

function fingerprintFilesOf({ metadata }: RecordedRelease, files: readonly Asset[]): Fingerprints {
  const parts = [...partsOfRelease(files)].map(([part, tree]) => [part, fingerprintFiles(tree)] as const);
  const all = [...parts, [KUBERNETES_PART, digestOf(metadata.kubernetes)] as const];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Parts whose fingerprint is not the one that was recorded. */
function differences(recorded: Fingerprints, found: Fingerprints): Problem[] {
  const shipped = Object.keys(recorded).filter((part) => !NOT_SHIPPED.includes(part));
  return [...new Set([...shipped, ...Object.keys(found)])].sort().flatMap((part) => {
    if (recorded[part] === found[part]) return [];
    const file = part === KUBERNETES_PART ? METADATA_FILE : part;
    if (recorded[part] === undefined)
      return [unproven(`${part} is not in the record of ${HASHES_FILE}`, { file })];
    if (found[part] === undefined) return [unproven(`${part} is recorded and not there`, { file })];
    const message = `${part} has the fingerprint ${found[part]}; recorded is ${recorded[part]}`;
    return [unproven(message, { file })];
  });
}

/**
 * An archive that is not packed as `create` packs its files: it holds entries that no fingerprint covers, or has them
 * in another order or with other headers.
 */
function packingFaults(release: RecordedRelease, { name: file, role, bytes }: Asset): Problem[] {
  if (role !== 'cluster-class' && role !== 'cluster-addon') return [];
  const [tar, wanted] = [gunzip(bytes), gunzip(packAgain(release, role, bytes))];
  if (Buffer.compare(tar, wanted) === 0) return [];
  const expected = new Set(unpackTar(wanted).entries.map(({ path }) => path));
  const stray = unpackTar(tar).entries.filter(({ path }) => !expected.has(path));
  if (stray.length === 0) return [unproven(`${file} is not packed as csctl packs it`, { file })];
  return stray.map(({ path, type }) => unproven(`no fingerprint covers the ${type} "${path}"`, { file }));
}

/** The archive that `create` makes of the files in this one. */
function packAgain(
  { name, files }: RecordedRelease,
  role: 'cluster-class' | 'cluster-addon',
  bytes: Uint8Array,
) {
  const mtime = archiveTime(bytes);
  if (role === 'cluster-addon' && conventionOfAssets(files) === 'multi-stage') {
    const stages = readAddonBundle(bytes).files.filter((path) => !isIgnoredPath(path));
    return packAddonBundle(stages, mtime);
  }
  const { chart } = loadChart(readChartArchive(bytes), role);
  if (!chart) throw new Error(`the ${role} has no Chart.yaml`);
  const chartName = role === 'cluster-class' ? classChartName : addonChartName;
  return packChart(chart, chartName(name.identity), mtime);
}
