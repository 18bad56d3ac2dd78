// Finished releases to verify: small ones that are right, with single files replaced.
import { packAddonBundle } from '../../../src/archive/addon-bundle.ts';
import { gzip } from '../../../src/archive/gzip.ts';
import { packTar } from '../../../src/archive/tar.ts';
import { checksumsOf, makeAsset, type Asset } from '../../../src/stack/asset.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { formatMetadata } from '../../../src/stack/metadata.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import type { Files } from './views.ts';

export const TAG = 'docker-scs-1-34-v3';
export const CLASS_ARCHIVE = 'docker-scs-1-34-cluster-class-v3.tgz';
export const ADDON_ARCHIVE = 'docker-scs-1-34-cluster-addon-v2.tgz';

/** A chart archive with one Chart.yaml, whatever it says. */
export const chartArchive = (name: string, version: string, more: Files = {}): Uint8Array => {
  const files = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`, ...more };
  return tgz(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]));
};

export const tgz = (files: readonly (readonly [string, string | Uint8Array])[]): Uint8Array =>
  gzip(
    packTar(
      files.map(([path, text]) => ({ path, bytes: typeof text === 'string' ? Buffer.from(text) : text })),
      0,
    ),
  );

export const bundle = (files: Files): Uint8Array => packAddonBundle(FileTree.of(Object.entries(files)), 0);

const ADDONS =
  'addonStages:\n  AfterControlPlaneInitialized: [{name: cni, action: apply}]\n  BeforeClusterUpgrade: [{name: cni, action: apply}]\n';
export const STAGE: Files = { 'cni/Chart.yaml': 'apiVersion: v2\nname: cni\nversion: v1\n' };

/** What the class chart renders to a class. */
export const CLASS: Files = { 'templates/class.yaml': classTemplate() };

/** The files of a good release, without SHA256SUMS. */
export const MULTI_STAGE: Files = {
  'metadata.yaml': formatMetadata({ clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' }, 'v1.34.1'),
  'hashes.json': '{"clusterStack": "abc", "clusterAddonDir": "", "clusterAddonValues": ""}',
  'clusteraddon.yaml': ADDONS,
  [CLASS_ARCHIVE]: chartArchive('docker-scs-1-34-cluster-class', 'v3', CLASS),
  [ADDON_ARCHIVE]: bundle(STAGE),
};

export const SINGLE_STAGE: Files = {
  ...without(MULTI_STAGE, 'clusteraddon.yaml'),
  'cluster-addon-values.yaml': 'a: 1\n',
  [ADDON_ARCHIVE]: chartArchive('docker-scs-1-34-cluster-addon', 'v2'),
};

export function without(files: Files, ...names: string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
}

export const assetsOf = (files: Files): Asset[] =>
  Object.entries(files).map(([name, content]) => makeAsset(name, content));

/** The files with a SHA256SUMS over them. */
export function withSums(files: Files): Asset[] {
  const assets = assetsOf(files);
  return [...assets, makeAsset('SHA256SUMS', checksumsOf(assets))];
}
