// What a release is made of, part by part: the unit in which changes are found and named.
import { readAddonBundle } from '../archive/addon-bundle.ts';
import { listChart, loadChartFolder, readChartArchive } from '../archive/helm-chart.ts';
import { renderStack } from '../render/render-stack.ts';
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE, type Asset } from '../stack/asset.ts';
import type { Part } from '../stack/decision.ts';
import { FileTree } from '../stack/file-tree.ts';
import { canonicalJson, digestOf, fingerprintFiles, type Fingerprints } from '../stack/fingerprint.ts';
import { shipsImages } from '../stack/images/node-images-file.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import type { ComponentVersions } from '../stack/metadata.ts';
import { ADDON_FOLDER, CLASS_FOLDER, type AddonConvention, type Stack } from '../stack/stack.ts';
import { isIgnoredPath } from '../stack/ignored-files.ts';

export const KUBERNETES_PART: Part = 'kubernetes';
export const CONFIG_PART: Part = 'csctl.yaml';
export const NODE_IMAGES_PART: Part = 'node-images';

/** The packaged files of each part; paths are relative to the part's folder. */
export type Parts = ReadonlyMap<Part, FileTree>;

/** Stand-ins for our own versions in fingerprints, so that a new version alone is no change. */
export const TOKENS: ComponentVersions = {
  clusterStack: 'v0-token.clusterstack',
  clusterAddon: 'v0-token.clusteraddon',
  nodeImage: 'v0-token.nodeimage',
};

/** The parts of a stack as they would be packaged with the given versions. */
export async function partsOfStack(stack: Stack, versions: ComponentVersions): Promise<Parts> {
  const { tree } = await renderStack(stack, versions);
  const parts = new Map<Part, FileTree>([[CLASS_FOLDER, packagedChart(tree.under(CLASS_FOLDER))]]);
  const addons = tree.under(ADDON_FOLDER);
  if (stack.convention === 'single-stage') parts.set(ADDON_FOLDER, packagedChart(addons));
  else addStages(parts, addons);
  for (const file of [ADDON_CONFIG_FILE, ADDON_VALUES_FILE]) addFile(parts, file, tree.get(file));
  return parts;
}

/** The parts that an earlier release was made of. @throws Error when an archive cannot be read */
export function partsOfRelease(assets: readonly Asset[]): Parts {
  const parts = new Map<Part, FileTree>();
  const convention = conventionOfAssets(assets);
  for (const { role, name, bytes } of assets) {
    if (role === 'cluster-class') parts.set(CLASS_FOLDER, readChartArchive(bytes));
    else if (role === 'cluster-addon' && convention === 'single-stage')
      parts.set(ADDON_FOLDER, readChartArchive(bytes));
    else if (role === 'cluster-addon') addStages(parts, withoutIgnored(readAddonBundle(bytes).files));
    else if (role === 'addon-config' || role === 'addon-values') addFile(parts, name, bytes);
  }
  return parts;
}

/** Which convention a finished release follows. */
export const conventionOfAssets = (assets: readonly Asset[]): AddonConvention =>
  assets.some(({ role }) => role === 'addon-config') ? 'multi-stage' : 'single-stage';

const withoutIgnored = (files: FileTree): FileTree => files.filter((path) => !isIgnoredPath(path));

function packagedChart(folder: FileTree): FileTree {
  const { chart } = loadChartFolder(folder, '');
  return chart ? FileTree.of(listChart(chart)) : folder;
}

/** A part for each stage, and one for what lies beside them. */
function addStages(parts: Map<Part, FileTree>, addons: FileTree): void {
  for (const stage of addons.folders()) parts.set(`${ADDON_FOLDER}/${stage}`, addons.under(stage));
  const loose = addons.filter((path) => !path.includes('/'));
  if (loose.size > 0) parts.set(ADDON_FOLDER, loose);
}

function addFile(parts: Map<Part, FileTree>, name: Part, bytes: Uint8Array | undefined): void {
  if (bytes !== undefined) parts.set(name, FileTree.of([[name, bytes]]));
}

/** The sources of node images: the list that the catalogue makes; csctl hashed one folder and its plugin read the other. */
export function nodeImageSources({ tree, settings }: Stack): FileTree {
  const ships = shipsImages(settings.images);
  return tree.filter(
    (path) =>
      path.startsWith('node-image/') ||
      path.startsWith('node-images/') ||
      (ships && path === NODE_IMAGES_FILE),
  );
}

/** A fingerprint for each part of a stack, our own versions left out. */
export async function fingerprintStack(stack: Stack): Promise<Fingerprints> {
  const { identity, kubernetes, providerConfig } = stack.config;
  const parts = await partsOfStack(stack, TOKENS);
  const images = nodeImageSources(stack);
  const config = { provider: identity.provider, name: identity.name, providerConfig };
  const fingerprints: Record<Part, string> = {
    ...Object.fromEntries([...parts].map(([part, files]) => [part, fingerprintFiles(files)])),
    ...(images.size > 0 && { [NODE_IMAGES_PART]: fingerprintFiles(images) }),
    [KUBERNETES_PART]: digestOf(formatKubernetes(kubernetes)),
    [CONFIG_PART]: digestOf(canonicalJson(config)),
  };
  return Object.fromEntries(Object.entries(fingerprints).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the node images that csctl's plugin copied into a release are those of the sources now. */
export function sameNodeImages({ tree, settings }: Stack, assets: readonly Asset[]): boolean {
  const shipped = assets.find(({ name }) => name === NODE_IMAGES_FILE);
  const current = tree.get(shipsImages(settings.images) ? NODE_IMAGES_FILE : 'node-images/config.yaml');
  return shipped?.digest === (current && digestOf(current));
}
