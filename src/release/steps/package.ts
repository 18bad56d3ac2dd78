// package: archives and metadata as bytes. What goes in was judged before; the bytes follow from it.
import { packAddonBundle } from '../../archive/addon-bundle.ts';
import { loadChartFolder, packChart } from '../../archive/helm-chart.ts';
import {
  ADDON_CONFIG_FILE,
  ADDON_VALUES_FILE,
  checksumsOf,
  CHECKSUMS_FILE,
  makeAsset,
  NODE_IMAGES_FILE,
  type Asset,
} from '../../stack/asset.ts';
import { BUILD_FORMAT, formatHashes, HASHES_FILE } from '../../stack/hashes-file.ts';
import { formatKubernetes } from '../../stack/kubernetes-version.ts';
import { formatMetadata, METADATA_FILE } from '../../stack/metadata.ts';
import {
  addonArchiveName,
  addonChartName,
  classArchiveName,
  classChartName,
} from '../../stack/release-name.ts';
import { ADDON_FOLDER, CLASS_FOLDER } from '../../stack/stack.ts';
import { parseVersion, type StackVersion } from '../../stack/stack-version.ts';
import type { Step } from '../flow.ts';
import type { Compared, Packaged, Rendered } from '../stages.ts';

export const pack: Step<Compared, Packaged> = {
  title: 'package',
  run(rendered) {
    const byName = (a: Asset, b: Asset) => (a.name < b.name ? -1 : 1);
    const files = [...archives(rendered), ...texts(rendered)].sort(byName);
    const assets = [...files, makeAsset(CHECKSUMS_FILE, checksumsOf(files))].sort(byName);
    return { ...rendered, assets };
  },
};

function archives({ stack, rendered, decision, request }: Rendered): Asset[] {
  const { identity } = stack.config;
  const archive = (name: string, folder: string, chart: string): Asset[] => {
    const loaded = loadChartFolder(rendered.tree.under(folder), folder).chart;
    return loaded ? [makeAsset(name, packChart(loaded, chart, request.mtime))] : [];
  };
  const addonName = addonArchiveName(identity, versionOf(decision.versions.clusterAddon));
  const classAsset = archive(
    classArchiveName(identity, decision.version),
    CLASS_FOLDER,
    classChartName(identity),
  );
  if (stack.convention === 'single-stage') {
    return [...classAsset, ...archive(addonName, ADDON_FOLDER, addonChartName(identity))];
  }
  const bundle = makeAsset(addonName, packAddonBundle(rendered.tree.under(ADDON_FOLDER), request.mtime));
  return [...classAsset, bundle];
}

function texts({ stack, rendered, decision, hashes, fingerprints, allowed }: Rendered): Asset[] {
  const build = { format: BUILD_FORMAT, fingerprints, allowed, substitutions: rendered.substitutions };
  const shipped = [ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE].flatMap((name) => {
    const bytes = rendered.tree.get(name);
    return bytes ? [makeAsset(name, bytes)] : [];
  });
  return [
    makeAsset(METADATA_FILE, formatMetadata(decision.versions, formatKubernetes(stack.config.kubernetes))),
    makeAsset(HASHES_FILE, formatHashes(hashes, build)),
    ...shipped,
  ];
}

function versionOf(text: string): StackVersion {
  const version = parseVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
}
