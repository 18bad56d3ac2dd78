// What a finished release says it is: by its tag, metadata.yaml and the names of its files.
import type { Problem } from '../problem/problem.ts';
import { ADDON_CONFIG_FILE, type Asset } from '../stack/asset.ts';
import { METADATA_FILE, parseMetadata, type Metadata } from '../stack/metadata.ts';
import { parseTag, type ReleaseName, type StackIdentity } from '../stack/release-name.ts';
import { parseVersion, type StackVersion } from '../stack/stack-version.ts';
import type { AddonConvention } from '../stack/stack.ts';
import { namedText, type NamedText } from './view.ts';

/** What can be known of a release, however damaged. */
export interface ReleaseFacts {
  /** What it is: by its tag, else by the name of its class archive. */
  readonly identity: StackIdentity | undefined;
  /** By its tag, else by metadata.yaml. */
  readonly version: StackVersion | undefined;
  /** The tag, parsed; undefined when it is not known or none. */
  readonly name: ReleaseName | undefined;
  readonly metadataText: NamedText | undefined;
  readonly metadata: Metadata | undefined;
  readonly metadataProblems: readonly Problem[];
  readonly convention: AddonConvention;
}

/** Gathers the facts; never throws. */
export function readFacts(tag: string | undefined, assets: readonly Asset[]): ReleaseFacts {
  const name = tag === undefined ? undefined : parseTag(tag);
  const metadataText = namedText(METADATA_FILE, assets.find((asset) => asset.name === METADATA_FILE)?.bytes);
  const parsed = metadataText && parseMetadata(METADATA_FILE, metadataText.text);
  const stated = parsed?.metadata && parseVersion(parsed.metadata.versions.clusterStack);
  return {
    identity: name?.identity ?? identityOfArchives(assets),
    version: name?.version ?? stated,
    name,
    metadataText,
    metadata: parsed?.metadata,
    metadataProblems: parsed?.problems ?? [],
    convention: assets.some((asset) => asset.name === ADDON_CONFIG_FILE) ? 'multi-stage' : 'single-stage',
  };
}

/** The stack that the one class archive is named after. */
function identityOfArchives(assets: readonly Asset[]): StackIdentity | undefined {
  const found = assets.flatMap(({ name }) => {
    const series = /^(.+)-cluster-class-[^/]+\.tgz$/.exec(name)?.[1];
    // Any version completes the series to a tag.
    return (series !== undefined && parseTag(`${series}-v1`)?.identity) || [];
  });
  return found.length === 1 ? found[0] : undefined;
}
