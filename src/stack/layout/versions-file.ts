// versions.yaml: a list of Kubernetes versions, and the charts of each.
import { problem, type Problem } from '../../problem/problem.ts';
import { ConfigFields } from '../config-fields.ts';
import type { StackDependency } from '../addon-key.ts';
import {
  formatMinor,
  parseKubernetesMinor,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import { openPin, type AddonPin } from '../native/addon-pins.ts';
import { YamlSource } from '../yaml-source.ts';

export const VERSIONS_FILE = 'versions.yaml';

/** An entry of versions.yaml. */
export interface VersionsRow {
  readonly minor: KubernetesMinor;
  /** Undefined where it names no patch. */
  readonly kubernetes: KubernetesVersion | undefined;
  /** Its position in the list. */
  readonly index: number;
  /** What is wrong with its version; places are in the file. */
  readonly problems: readonly Problem[];
}

/** The entries, one for each minor, and what is wrong with the file as a whole. */
export interface VersionsFile {
  readonly source: YamlSource;
  readonly rows: readonly VersionsRow[];
  readonly problems: readonly Problem[];
}

/** Reads versions.yaml. Of two entries for one minor the first counts. */
export function readVersions(text: string): VersionsFile {
  const source = YamlSource.parse(VERSIONS_FILE, text);
  if (source.problems.length > 0) return { source, rows: [], problems: source.problems };
  if (source.kindAt([]) !== 'list') {
    const message = `${VERSIONS_FILE} is no list; expected entries with kubernetes and chart versions`;
    return { source, rows: [], problems: [source.problemAt([], 'stack-layout', message)] };
  }
  const rows: VersionsRow[] = [];
  const problems: Problem[] = [];
  for (const index of (source.get() as unknown[]).keys()) {
    const row = readRow(source, index);
    const twin = row.minor && rows.find(({ minor }) => sameMinor(minor, row.minor ?? minor));
    if (twin) {
      const message = `Kubernetes ${formatMinor(twin.minor)} is listed twice; expected one entry for each minor`;
      problems.push(source.problemAt([index, 'kubernetes'], 'stack-layout', message));
    } else if (row.minor) rows.push({ ...row, minor: row.minor });
    else problems.push(...row.problems);
  }
  return { source, rows, problems };
}

function readRow(
  source: YamlSource,
  index: number,
): Omit<VersionsRow, 'minor'> & { minor: KubernetesMinor | undefined } {
  const fields = new ConfigFields(source);
  const path = [index, 'kubernetes'];
  const kubernetes = fields.kubernetes(path, { lenient: true });
  const minor = kubernetes ?? parseKubernetesMinor(source.scalarText(path) ?? '');
  return {
    minor: minor && { major: minor.major, minor: minor.minor },
    kubernetes,
    index,
    problems: fields.problems,
  };
}

/** The charts of an entry as pins, and the names that mean none. */
export function rowPins(
  { source }: VersionsFile,
  { index }: VersionsRow,
  dependencies: readonly StackDependency[],
): { readonly pins: readonly AddonPin[]; readonly problems: readonly Problem[] } {
  const pins: AddonPin[] = [];
  const problems: Problem[] = [];
  for (const nickname of source.keys([index]).filter((key) => key !== 'kubernetes')) {
    const path = [index, nickname];
    const meant = meantByNickname(nickname, dependencies);
    const version = source.scalarText(path);
    const place = source.place(path);
    if (meant && version !== undefined) {
      pins.push({ key: meant.key, version, place });
      problems.push(...openPin({ key: nickname, version, place }));
    } else if (meant) {
      const message = `the version of ${nickname} is a ${source.kindAt(path)}; expected a chart version`;
      problems.push(problem('addon-pin', message, place));
    } else {
      const message = `"${nickname}" in ${VERSIONS_FILE} means no chart dependency of the stack`;
      const hint = 'name a stage or a dependency, with _ for -';
      problems.push(problem('addon-pin', message, { ...place, hint, severity: 'warning' }));
    }
  }
  return { pins, problems };
}

/**
 * The dependency that a name of versions.yaml means: `cinder_csi` is openstack-cinder-csi, by the end of the name, and
 * `occm` openstack-cloud-controller-manager, by its initials. An exact name wins.
 */
export function meantByNickname(
  nickname: string,
  dependencies: readonly StackDependency[],
): StackDependency | undefined {
  const spelled = nickname.replaceAll('_', '-');
  const namesOf = ({ key, name, alias }: StackDependency) => [key, name, alias ?? name];
  const initials = (name: string) => name.replace(/(\w)\w*-?/g, '$1');
  return (
    dependencies.find((one) => namesOf(one).includes(spelled)) ??
    dependencies.find((one) => namesOf(one).some((name) => name.endsWith(`-${spelled}`))) ??
    dependencies.find(({ name }) => initials(name) === nickname)
  );
}

/** Whether a name of versions.yaml can mean a dependency. */
export const isCalled = (nickname: string, dependency: StackDependency): boolean =>
  meantByNickname(nickname, [dependency]) !== undefined;
