// inspect: what is in a release, for people and scripts; what cannot be read is a warning.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { readAsset } from '../../stack/asset-stream.ts';
import { contentDigest, infoOf, type Asset, type AssetInfo, type AssetStream } from '../../stack/asset.ts';
import type { ClassVariable } from '../../stack/class-variables.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import type { Component } from '../../stack/metadata.ts';
import { formatVersion } from '../../stack/stack-version.ts';
import { locateProblems } from '../../stack/stack.ts';
import { readViewVariables } from '../../verify/class-variables.ts';
import { checkMetadata, checkTag } from '../../verify/release-files.ts';
import { readRelease } from '../../verify/release-view.ts';
import { readAddons, type Addon } from './addon-charts.ts';
import { provenanceOf, type Provenance } from '../annotations.ts';
import { asWarnings, openRelease, type OpenedRelease, type ReleasePlaces } from './open-release.ts';
import type { Annotations } from '../ports.ts';
import { readImages, type ShippedImage } from './shipped-images.ts';

/** A release, as `--json` prints it. A field is null where the release does not say, or is not on a remote. */
export interface InspectedRelease extends Provenance {
  readonly tag: string;
  readonly provider: string | null;
  readonly stack: string | null;
  /** `1.34` */
  readonly minor: string | null;
  /** `v1.34.7` */
  readonly kubernetes: string | null;
  /** Dot form. */
  readonly version: string | null;
  readonly channel: string | null;
  /** Of each component, dot form. */
  readonly versions: Readonly<Record<Component, string | null>>;
  /** The folder that was looked at; null for a tag. */
  readonly folder: string | null;
  /** The remote it was found on; this and the next two are null for a folder. */
  readonly remote: string | null;
  /** What the tag points at. */
  readonly digest: Digest | null;
  readonly url: string | null;
  /** Over names and digests of the files: equal for the same content, wherever it is. */
  readonly contentDigest: Digest;
  readonly annotations: Annotations;
  /** Codes of problems that were allowed when it was built. */
  readonly allowed: readonly string[];
  readonly assets: readonly AssetInfo[];
  readonly addons: readonly Addon[];
  readonly images: readonly ShippedImage[];
  /** Name of the ClusterClass that the release brings; null where none is rendered. */
  readonly class: string | null;
  readonly variables: readonly ClassVariable[];
  readonly warnings: readonly Problem[];
}

/** Looks into a release: a folder, else a tag. @throws CsctlError `release-missing`, `release-not-found` */
export async function inspectRelease(argument: string, places: ReleasePlaces): Promise<InspectedRelease> {
  const opened = await openRelease(argument, places);
  const { assets, problems: unread } = await readWhatCanBe(opened.assets);
  const { facts, archives, view } = readRelease(opened.tag, assets);
  const { identity, version, metadata } = facts;
  const addons = readAddons(view);
  const images = readImages(view.nodeImages);
  const classVariables = readViewVariables(view);
  const problems = [
    ...unread,
    ...[...checkTag(opened.tag, facts), ...checkMetadata(facts), ...archives.problems],
    ...[...addons.problems, ...images.problems, ...classVariables.problems],
  ];
  return {
    tag: opened.tag,
    provider: identity?.provider ?? null,
    stack: identity?.name ?? null,
    minor: identity ? formatMinor(identity.minor) : null,
    kubernetes: metadata?.kubernetes ?? null,
    version: version ? formatVersion(version) : null,
    channel: version?.channel ?? null,
    versions: {
      clusterStack: metadata?.versions.clusterStack ?? null,
      clusterAddon: metadata?.versions.clusterAddon ?? null,
      nodeImage: metadata?.versions.nodeImage ?? null,
    },
    ...placeOf(opened),
    contentDigest: contentDigest(opened.assets),
    allowed: allowedIn(assets),
    assets: opened.assets.map(infoOf),
    addons: addons.addons,
    images: images.images,
    class: classVariables.className ?? null,
    variables: classVariables.variables,
    warnings: asWarnings(locateProblems(opened.name, problems)),
  };
}

type PlaceFields = 'folder' | 'remote' | 'digest' | 'url' | 'annotations' | keyof Provenance;

function placeOf({ folder, published }: OpenedRelease): Pick<InspectedRelease, PlaceFields> {
  const annotations = published?.release.annotations ?? {};
  return {
    folder,
    remote: published?.remote ?? null,
    digest: published?.release.digest ?? null,
    url: published?.release.url ?? null,
    annotations,
    ...provenanceOf(annotations),
    created: published?.release.created ?? null,
  };
}

/** The files that are looked into; one that is damaged or too large is a problem, and left out. */
async function readWhatCanBe(
  streams: readonly AssetStream[],
): Promise<{ assets: readonly Asset[]; problems: readonly Problem[] }> {
  const assets: Asset[] = [];
  const problems: Problem[] = [];
  for (const stream of streams.filter(({ role }) => role !== 'other')) {
    try {
      assets.push(await readAsset(stream));
    } catch (error) {
      if (!(error instanceof CsctlError) || !['asset-size', 'remote-damaged'].includes(error.code))
        throw error;
      const { code, message, hint } = error;
      problems.push(problem(code, message, { file: stream.name, ...(hint !== undefined && { hint }) }));
    }
  }
  return { assets, problems };
}

function allowedIn(assets: readonly Asset[]): readonly string[] {
  const hashes = assets.find(({ name }) => name === HASHES_FILE);
  return (hashes && parseHashes(Buffer.from(hashes.bytes).toString('utf8'))?.build?.allowed) ?? [];
}
