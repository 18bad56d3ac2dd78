// Versions without a patch, as some folders name them: the newest patch of the minor takes their place.
import { CsctlError } from '../../problem/problem.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../../stack/config.ts';
import { newestPatch } from '../../stack/currency.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import {
  formatKubernetes,
  formatMinor,
  parseKubernetesMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { PER_MINOR_VERSION_PATH } from '../../stack/layout/per-minor.ts';
import { VERSIONS_FILE } from '../../stack/layout/versions-file.ts';
import { withTexts } from '../../stack/native/addon-pins.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel } from '../../stack/stack.ts';
import { YamlSource, type YamlPath } from '../../stack/yaml-source.ts';
import type { KubernetesReleases } from '../upstream-ports.ts';

/** Finds newest patches; upstream is asked once, and only when it is needed. */
export class NewestPatches {
  private known: ReturnType<KubernetesReleases['list']> | undefined;

  constructor(private readonly kubernetes: KubernetesReleases) {}

  /**
   * The newest patch of a minor. @param file where the minor is named, for messages
   * @throws CsctlError `kubernetes-no-patch` when nobody knows one; `upstream-unreachable`
   */
  async of(minor: KubernetesMinor, file: string): Promise<KubernetesVersion> {
    this.known ??= this.kubernetes.list();
    const newest = newestPatch(await this.known, minor)?.version;
    if (newest) return newest;
    const message = `${file} names Kubernetes ${formatMinor(minor)} without a patch, and no release of it is known`;
    const hint = 'name the exact version in the file';
    throw new CsctlError('kubernetes-no-patch', message, { file, hint });
  }
}

/**
 * The files of a folder with a patch wherever they name a minor only. @param label the folder as the user knows it
 * @throws CsctlError as `NewestPatches.of`
 */
export async function withPatches(label: string, tree: FileTree, newest: NewestPatches): Promise<FileTree> {
  const texts = new Map<string, string>();
  for (const [file, paths] of versionPlaces(tree)) {
    for (const path of paths) {
      const source = YamlSource.parse(file, texts.get(file) ?? tree.text(file) ?? '');
      const written = source.scalarText(path) ?? '';
      const minor = parseKubernetesMinor(written);
      if (!minor) continue;
      const version = formatKubernetes(await newest.of(minor, joinLabel(label, file)));
      texts.set(file, source.withScalar(path, written.startsWith('v') ? version : version.slice(1)));
    }
  }
  return withTexts(tree, texts);
}

/** Where a folder says its versions. A csctl.yaml beside a stack.yaml only repeats the minor. */
function versionPlaces(tree: FileTree): [string, YamlPath[]][] {
  if (tree.has(NATIVE_FILE)) return [[NATIVE_FILE, [[...PER_MINOR_VERSION_PATH]]]];
  const rows = YamlSource.parse(VERSIONS_FILE, tree.text(VERSIONS_FILE) ?? '').get();
  const listed = Array.isArray(rows) ? rows.map((_, index): YamlPath => [index, 'kubernetes']) : [];
  return [
    [CONFIG_FILE, [CONFIG_VERSION_PATH]],
    [VERSIONS_FILE, listed],
  ];
}
