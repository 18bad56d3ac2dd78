// Finding clouds.yaml and the files beside it, as the OpenStack client does, and the one cloud that is meant.
import { didYouMean } from '../../../problem/nearest.ts';
import { CsctlError, type Problem } from '../../../problem/problem.ts';
import { certificatesIn } from '../../../stack/clouds/certificates.ts';
import { readCloud, type AddonFile, type Cloud } from '../../../stack/clouds/cloud.ts';
import { readClouds, type CloudsKey } from '../../../stack/clouds/clouds-yaml.ts';
import {
  isMap,
  merge,
  overProfile,
  textOf,
  type MapSetting,
  type ScalarSetting,
} from '../../../stack/clouds/setting.ts';
import type { TextFiles } from '../../ports.ts';

/** Where the OpenStack client looks. */
export interface CloudPlaces {
  /** In this order: the current folder as '', then absolute ones. */
  readonly folders: readonly string[];
  /** OS_CLIENT_CONFIG_FILE */
  readonly cloudsFile: string | undefined;
  /** OS_CLIENT_SECURE_FILE */
  readonly secureFile: string | undefined;
  /** OS_CLOUD */
  readonly cloud: string | undefined;
  /** What `~` stands for. */
  readonly home: string;
}

/** Which cloud of which file. */
export interface CloudWish {
  /** undefined: the first that is found */
  readonly file: string | undefined;
  /** undefined: OS_CLOUD, else the only one */
  readonly cloud: string | undefined;
  readonly places: CloudPlaces;
  /** What the addons of the cluster read. */
  readonly addons: AddonFile;
}

/** A cloud, the certificates of its authority, and what a user should know. */
export interface FoundCloud extends Cloud {
  readonly file: string;
  /** PEM. */
  readonly certificates: string | undefined;
  readonly problems: readonly Problem[];
}

const SUFFIXES = ['.yaml', '.yml', '.json'];

/**
 * Reads the cloud that is wished for, with its profile (clouds-public.yaml) and secrets (secure.yaml) merged.
 * @returns problems are warnings and errors; the cloud is only good without errors
 * @throws CsctlError `clouds-file`, `cloud-unknown`, `cloud-cacert`, `file-unreadable`
 */
export async function findCloud(wish: CloudWish, texts: TextFiles): Promise<FoundCloud> {
  const { places } = wish;
  const { file, text } = await findClouds(wish, texts);
  const folders = [folderOf(file), ...places.folders];
  const plain = readClouds(file, text);
  const secure = await findFirst([...given(places.secureFile), ...candidates(folders, 'secure')], texts);
  const clouds = secure ? merge(plain, readClouds(secure.file, secure.text)) : plain;
  const [name, entry] = choose(clouds, wish, file);
  const whole = await withProfile(name, entry, folders, texts);
  const { cloud, problems } = readCloud(name, whole, wish.addons);
  const { cacert } = cloud;
  const certificates =
    cacert && (await readCertificates(cacert, [places.folders[0] ?? '', folderOf(file)], places.home, texts));
  return { ...cloud, file, certificates, problems };
}

const given = (file: string | undefined): string[] => (file === undefined ? [] : [file]);

const candidates = (folders: readonly string[], stem: string): string[] =>
  folders.flatMap((folder) => SUFFIXES.map((suffix) => inFolder(folder, `${stem}${suffix}`)));

const folderOf = (file: string): string =>
  file.includes('/') ? file.slice(0, file.lastIndexOf('/')) || '/' : '';
const inFolder = (folder: string, file: string): string =>
  folder === '' ? file : `${folder.replace(/\/+$/, '')}/${file}`;

interface Found {
  readonly file: string;
  readonly text: string;
}

async function findFirst(files: readonly string[], texts: TextFiles): Promise<Found | undefined> {
  for (const file of files) {
    const text = await texts.find(file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

async function findClouds({ file, places }: CloudWish, texts: TextFiles): Promise<Found> {
  // A file that is named and is not there is no reason to take another one.
  const named = file ?? places.cloudsFile;
  if (named !== undefined) return { file: named, text: await texts.read(named) };
  const found = await findFirst(candidates(places.folders, 'clouds'), texts);
  if (found) return found;
  const looked = places.folders.map((folder) => (folder === '' ? 'the current folder' : folder)).join(', ');
  throw new CsctlError('cloud-unknown', `there is no clouds.yaml in ${looked}`, {
    hint: 'name one with --clouds-file FILE; in the dashboard of OpenStack it is under API Access',
  });
}

/** The entry that is meant. */
function choose(
  clouds: MapSetting,
  { cloud, places }: CloudWish,
  file: string,
): readonly [string, MapSetting] {
  const wanted = cloud ?? places.cloud;
  const names = [...clouds.entries].filter(([, entry]) => isMap(entry)).map(([name]) => name);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  const entry = name === undefined ? undefined : clouds.entries.get(name);
  if (name !== undefined && isMap(entry)) return [name, entry];
  const list = names.length === 0 ? 'it has none' : `its clouds are ${names.join(', ')}`;
  if (wanted === undefined)
    throw new CsctlError('cloud-unknown', `${file} has ${names.length} clouds, and none is named`, {
      file,
      hint: names.length === 0 ? 'add an entry below clouds' : `add --cloud NAME; ${list}`,
    });
  const origin = cloud === undefined ? ', which OS_CLOUD names' : '';
  throw new CsctlError('cloud-unknown', `${file} has no cloud ${wanted}${origin}`, {
    file,
    hint: didYouMean(wanted, names) ?? list,
  });
}

/** What a profile says stands below what the entry says; it may say where the cloud is. */
async function withProfile(
  name: string,
  entry: MapSetting,
  folders: readonly string[],
  texts: TextFiles,
): Promise<MapSetting> {
  const key = ['profile', 'cloud'].find((one) => textOf(entry, one) !== undefined);
  if (key === undefined) return entry;
  const found = await findFirst(candidates(folders, 'clouds-public'), texts);
  const holder: CloudsKey = 'public-clouds';
  const profiles = found && readClouds(found.file, found.text, holder);
  const profile = profiles?.entries.get(textOf(entry, key) ?? '');
  if (isMap(profile)) return overProfile(entry, profile);
  const message = `the cloud ${name} has a ${key} that ${found ? `${found.file} does not have` : 'no clouds-public.yaml beside it explains'}`;
  throw new CsctlError('clouds-file', message, {
    ...(entry.entries.get(key) ?? entry).place,
    hint: 'the profiles that are built into the OpenStack client are not known here: write auth_url and region_name into the entry',
  });
}

/** From the current folder, as clients do; else from beside clouds.yaml, where people expect it. */
async function readCertificates(
  cacert: ScalarSetting,
  folders: readonly string[],
  home: string,
  texts: TextFiles,
): Promise<string> {
  const path = cacert.text.replace(/^~(?=\/|$)/, home);
  const files = path.startsWith('/') ? [path] : folders.map((folder) => inFolder(folder, path));
  const refuse = (message: string, hint: string) =>
    new CsctlError('cloud-cacert', message, { ...cacert.place, hint });
  const found = await findFirst(files, texts).catch(() => {
    throw refuse(
      'the file that cacert names cannot be read',
      'look at its rights, and whether it is a file of text',
    );
  });
  if (!found)
    throw refuse(
      'the file that cacert names is not there',
      'write its path absolute, from the current folder, or from beside clouds.yaml',
    );
  const certificates = certificatesIn(found.text);
  if (certificates !== undefined) return certificates;
  throw refuse(
    'the file that cacert names holds no certificates',
    'expected PEM: -----BEGIN CERTIFICATE----- and what follows',
  );
}
