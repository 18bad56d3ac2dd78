// Entries of nodeImages.versions in the text of stack.yaml: added, completed, taken out; every other byte stays.
import type { Digest } from '../fingerprint.ts';
import { CATALOGUE_KEY } from '../image-catalogue.ts';
import type { ImageCatalogue } from '../images/catalogue.ts';
import {
  compareKubernetes,
  formatKubernetes,
  parseKubernetesVersion,
  withV,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import type { Day } from '../upstream.ts';
import { YamlSource } from '../yaml-source.ts';
import { placeInOrder } from './list-order.ts';
import { withItem, withoutItem, withPair } from './yaml-splice.ts';

const VERSIONS = [CATALOGUE_KEY, 'versions'];

/** What is written of an image. */
export interface Pin {
  readonly version: KubernetesVersion;
  readonly digest: Digest | undefined;
  /** Of files only. */
  readonly built: Day | undefined;
}

/**
 * The text with an entry for the version: a new one at its place in the order, or the one that is there, completed.
 * Nothing that is written there is changed.
 */
export function withPin(text: string, pin: Pin, kind: ImageCatalogue['kind']): string {
  const { version, digest, built } = pin;
  const isFile = kind === 'server';
  // The digest of a file is bare, that of a container image says its algorithm.
  const written: Record<string, string> =
    digest === undefined ? {} : isFile ? { sha256: digest.slice('sha256:'.length) } : { digest };
  const listed = versionsIn(text);
  const index = indexOf(listed, version);
  if (index !== -1) return completed(text, index, written);
  const entry = {
    version: formatKubernetes(version),
    ...written,
    ...(isFile && built !== undefined && { built }),
  };
  return withItem(text, VERSIONS, placeInOrder(listed, version, compareKubernetes), entry, 'block');
}

/** The text without the entries of these versions. */
export const withoutPins = (text: string, versions: readonly KubernetesVersion[]): string =>
  versions.reduce((left, version) => {
    const index = indexOf(versionsIn(left), version);
    return index === -1 ? left : withoutItem(left, VERSIONS, index);
  }, text);

function completed(text: string, index: number, fields: Readonly<Record<string, string>>): string {
  const at = [...VERSIONS, index];
  const known = YamlSource.parse(NATIVE_FILE, text).keys(at);
  return Object.entries(fields)
    .filter(([key]) => !known.includes(key))
    .reduce((current, [key, value]) => withPair(current, at, key, value, 'block', 'version'), text);
}

/** The versions of the entries; undefined for those that name none. */
function versionsIn(text: string): (KubernetesVersion | undefined)[] {
  const source = YamlSource.parse(NATIVE_FILE, text);
  const listed = source.get(VERSIONS);
  return (Array.isArray(listed) ? listed : []).map((_, index) =>
    parseKubernetesVersion(withV(source.scalarText([...VERSIONS, index, 'version']) ?? '')),
  );
}

const indexOf = (listed: readonly (KubernetesVersion | undefined)[], version: KubernetesVersion): number =>
  listed.findIndex((one) => one && compareKubernetes(one, version) === 0);
