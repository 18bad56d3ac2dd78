// The names of a release: tag, class, chart names; all derived from one identity and one version.
import { formatMinor, parseKubernetesMinor, type KubernetesMinor } from './kubernetes-version.ts';
import { formatDashVersion, formatVersion, parseDashVersion, type StackVersion } from './stack-version.ts';

/** What a stack is, independent of its version: the first four fields of a tag. */
export interface StackIdentity {
  readonly provider: string;
  readonly name: string;
  readonly minor: KubernetesMinor;
}

/** Provider and stack names: no dash, since tags are split at dashes (docs/operator-contract.md 1.1). */
export const NAME_PATTERN = /^[a-z0-9]+$/;

/** Longest `<provider>-<name>-<major>-<minor>`: it is the Helm release name of the class chart. */
export const SERIES_LIMIT = 53;

/** `docker-scs-1-34`: what all versions of one stack share. */
export function seriesName({ provider, name, minor }: StackIdentity): string {
  return `${provider}-${name}-${minor.major}-${minor.minor}`;
}

/** `docker-scs-1-34-v4-beta-0`: tag, release folder, name of the ClusterStackRelease object. */
export const tagName = (identity: StackIdentity, version: StackVersion): string =>
  `${seriesName(identity)}-${formatDashVersion(version)}`;

export const classChartName = (identity: StackIdentity): string => `${seriesName(identity)}-cluster-class`;
export const addonChartName = (identity: StackIdentity): string => `${seriesName(identity)}-cluster-addon`;

/** File name of the class chart's archive (docs/operator-contract.md 3.2). */
export const classArchiveName = (identity: StackIdentity, version: StackVersion): string =>
  `${classChartName(identity)}-${formatVersion(version)}.tgz`;

/** File name of the addon archive; `version` is that of the clusterAddon component. */
export const addonArchiveName = (identity: StackIdentity, version: StackVersion): string =>
  `${addonChartName(identity)}-${formatVersion(version)}.tgz`;

/** A parsed tag. */
export interface ReleaseName {
  readonly identity: StackIdentity;
  readonly version: StackVersion;
}

/**
 * Parses a tag; undefined when it is not a cluster stack release's, or not in the one form that the operator
 * can look up again (`v01`, upper case and the like parse there but are never found).
 */
export function parseTag(tag: string): ReleaseName | undefined {
  const [provider, name, major, minor, ...rest] = tag.split('-');
  if (!provider || !name || !NAME_PATTERN.test(provider) || !NAME_PATTERN.test(name)) return undefined;
  const kubernetes = parseKubernetesMinor(`${major}.${minor}`);
  const version = parseDashVersion(rest.join('-'));
  if (!kubernetes || !version) return undefined;
  const parsed = { identity: { provider, name, minor: kubernetes }, version };
  return tagName(parsed.identity, version) === tag ? parsed : undefined;
}

/** `docker/scs 1.34`, for people. */
export const describeIdentity = (identity: StackIdentity): string =>
  `${identity.provider}/${identity.name} ${formatMinor(identity.minor)}`;
