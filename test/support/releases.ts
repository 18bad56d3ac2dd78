// Releases of the tiny stack without a disk: as we make them, and as the Go csctl made them.
import { packAddonBundle } from '../../src/archive/addon-bundle.ts';
import { loadChartFolder, packChart } from '../../src/archive/helm-chart.ts';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { fingerprintStack } from '../../src/release/parts.ts';
import type { StoredRelease } from '../../src/release/ports.ts';
import type { Fingerprinted, PreviousRelease } from '../../src/release/stages.ts';
import { renderStack } from '../../src/render/render-stack.ts';
import { contentDigest, makeAsset, streamOf, type Asset } from '../../src/stack/asset.ts';
import { directoryHashes } from '../../src/stack/directory-hash.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { formatHashes, parseHashes } from '../../src/stack/hashes-file.ts';
import { formatKubernetes } from '../../src/stack/kubernetes-version.ts';
import type { ComponentVersions } from '../../src/stack/metadata.ts';
import { addonChartName, classChartName } from '../../src/stack/release-name.ts';
import { stable } from '../../src/stack/stack-version.ts';
import type { Stack } from '../../src/stack/stack.ts';
import { request } from './world.ts';

export const V1: ComponentVersions = { clusterStack: 'v1', clusterAddon: 'v1', nodeImage: 'v1' };

/** The archives and packaged texts of a stack, at the given versions. */
export async function packagedAssets(stack: Stack, versions = V1): Promise<Asset[]> {
  const { identity } = stack.config;
  const { tree } = await renderStack(stack, versions);
  const chart = (folder: string, name: string, version: string) => {
    const loaded = loadChartFolder(tree.under(folder), folder).chart;
    if (!loaded) throw new Error(`${folder} is no chart`);
    return makeAsset(`${name}-${version}.tgz`, packChart(loaded, name, 0));
  };
  const addons =
    stack.convention === 'single-stage'
      ? chart('cluster-addon', addonChartName(identity), versions.clusterAddon)
      : makeAsset(
          `${addonChartName(identity)}-${versions.clusterAddon}.tgz`,
          packAddonBundle(tree.under('cluster-addon'), 0),
        );
  const texts = ['clusteraddon.yaml', 'cluster-addon-values.yaml'].flatMap((name) => {
    const bytes = tree.get(name);
    return bytes ? [makeAsset(name, bytes)] : [];
  });
  return [chart('cluster-class', classChartName(identity), versions.clusterStack), addons, ...texts];
}

/** A stack as it is after the step fingerprint. */
export async function fingerprinted(stack: Stack): Promise<Fingerprinted> {
  return {
    ...{
      folder: stack.label,
      subject: stack.label,
      minor: undefined,
      request: request({ mode: 'stable' }),
      stack,
      problems: [],
      known: [],
    },
    ...{ previous: { kind: 'none' }, used: { clusterAddon: [], nodeImage: [] } },
    hashes: directoryHashes(stack.tree),
    fingerprints: await fingerprintStack(stack),
  };
}

const known = (stack: Stack) => ({
  tag: 'tiny',
  name: { identity: stack.config.identity, version: stable(1) },
  store: new MemoryStore(),
});

/** As a remote describes it. */
const storedRelease = (assets: readonly Asset[]): StoredRelease => ({
  ...{ tag: 'tiny', digest: contentDigest(assets), url: 'memory:tiny', annotations: {}, created: undefined },
  assets: assets.map(streamOf),
  manifest: undefined,
});

/** The stack as we released it: with fingerprints. */
export async function releaseOf(stack: Stack, versions = V1): Promise<PreviousRelease> {
  const { hashes, fingerprints } = await fingerprinted(stack);
  const build = { format: 1, fingerprints, allowed: [], substitutions: [] };
  const assets = await packagedAssets(stack, versions);
  return {
    ...known(stack),
    stored: storedRelease(assets),
    assets,
    metadata: { kubernetes: formatKubernetes(stack.config.kubernetes), versions },
    hashes: parseHashes(formatHashes(hashes, build)),
  };
}

/** The stack as the Go csctl released it: no fingerprints, and `goFiles` as Go rewrote them. */
export async function csctlReleaseOf(
  stack: Stack,
  goFiles: Readonly<Record<string, string>> = {},
  versions = V1,
): Promise<PreviousRelease> {
  const { hashes } = await fingerprinted(stack);
  const tree = FileTree.of([...stack.tree, ...Object.entries(goFiles)]);
  const release = await releaseOf({ ...stack, tree }, versions);
  return { ...release, hashes: { hashes, build: undefined } };
}
