// A stack's sources with one Kubernetes minor more, as a copy of the newest: what an update then brings up to date.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../../stack/config.ts';
import { writeImageNames } from '../../stack/edits/kubernetes-edits.ts';
import { SourceTexts } from '../../stack/edits/source-texts.ts';
import { mapStyleIn, withItem } from '../../stack/edits/yaml-splice.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import {
  formatKubernetes,
  formatMinor,
  parseKubernetesVersion,
  withV,
  type KubernetesMinor,
} from '../../stack/kubernetes-version.ts';
import type { LayoutKind } from '../../stack/layout/layout.ts';
import { PER_MINOR_VERSION_PATH } from '../../stack/layout/per-minor.ts';
import { readVersions, VERSIONS_FILE } from '../../stack/layout/versions-file.ts';
import { withDerivedNames } from '../../stack/native/derived-names.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import type { Stack } from '../../stack/stack.ts';
import type { YamlPath } from '../../stack/yaml-source.ts';

/** The folder that a minor is derived from. */
export interface MinorSource {
  readonly folder: string;
  readonly kind: LayoutKind;
  readonly tree: FileTree;
  /** Of its newest minor. */
  readonly stack: Stack;
}

/** The folder that is to serve the new minor, and its files as an update is to find them. */
export interface NextMinor {
  readonly folder: string;
  readonly tree: FileTree;
  /** What nobody can know whether it should go along. */
  readonly problems: readonly Problem[];
}

/**
 * The sources with a minor more. Our own stack.yaml is left as it is: an update knows how to add minors to it.
 * @param pinned whether charts are to stay as they are
 * @throws CsctlError `usage` where the layout has no place for another minor
 */
export function withNextMinor(source: MinorSource, minor: KubernetesMinor, pinned: boolean): NextMinor {
  const { folder, kind, tree } = source;
  if (kind === 'native') return { folder, tree, problems: [] };
  if (kind === 'matrix') return { folder, tree: withRow(tree, minor), problems: [] };
  if (kind === 'per-minor') return copied(source, minor, pinned);
  const message = `${folder} serves the one Kubernetes minor of its csctl.yaml`;
  const hint = `csctl migrate ${folder} makes a folder of it that serves several`;
  throw new CsctlError('usage', message, { hint });
}

/** versions.yaml with an entry behind the newest, with the charts of that. */
function withRow(tree: FileTree, minor: KubernetesMinor): FileTree {
  const text = tree.text(VERSIONS_FILE) ?? '';
  const { source, rows } = readVersions(text);
  const newest = [...rows].sort((a, b) => a.minor.minor - b.minor.minor).at(-1);
  const version = source.scalarText([newest?.index ?? 0, 'kubernetes']) ?? '';
  const item: Record<string, string> = { kubernetes: asExactAs(version, minor) };
  for (const key of newest ? source.keys([newest.index]) : [])
    if (key !== 'kubernetes') item[key] = source.scalarText([newest?.index ?? 0, key]) ?? '';
  const index = (newest?.index ?? -1) + 1;
  const written = withItem(text, [], index, item, mapStyleIn(text, [], 'kubernetes'));
  return withTexts(tree, [[VERSIONS_FILE, written]]);
}

const withTexts = (tree: FileTree, texts: readonly (readonly [string, string])[]): FileTree => {
  const edited = new SourceTexts(tree);
  for (const [path, text] of texts) edited.set(path, text);
  return edited.tree();
};

/** A minor as another version is written: with `v` or without, and with a patch where that has one. */
const asExactAs = (version: string, minor: KubernetesMinor): string => {
  const patch = parseKubernetesVersion(withV(version)) ? '.0' : '';
  return `${version.startsWith('v') ? 'v' : ''}${formatMinor(minor)}${patch}`;
};

function copied({ folder, tree, stack }: MinorSource, minor: KubernetesMinor, pinned: boolean): NextMinor {
  const { identity, kubernetes } = stack.config;
  const next = nextFolder(folder, identity.minor, minor);
  const texts = new SourceTexts(tree);
  writeMinor(texts, NATIVE_FILE, PER_MINOR_VERSION_PATH, minor);
  writeMinor(texts, CONFIG_FILE, CONFIG_VERSION_PATH, minor);
  if (!pinned) writeRanges(texts, identity.minor, minor);
  writeImageNames(texts, formatKubernetes(kubernetes), formatKubernetes({ ...minor, patch: 0 }));
  const named = withDerivedNames(texts.tree(), { ...identity, minor }, stack.convention).tree;
  return { folder: next, tree: named, problems: mentions(named, next, identity.minor) };
}

function writeMinor(texts: SourceTexts, file: string, path: YamlPath, minor: KubernetesMinor): void {
  const before = texts.source(file).scalarText(path);
  if (before !== undefined) texts.setScalar(file, path, asExactAs(before, minor));
}

/** Ranges that held charts to the old minor: `ccm: 2.35.x`. */
function writeRanges(texts: SourceTexts, from: KubernetesMinor, to: KubernetesMinor): void {
  for (const key of texts.source(NATIVE_FILE).keys(['addons'])) {
    const range = texts.source(NATIVE_FILE).scalarText(['addons', key]) ?? '';
    const [, major, minor, rest] = /^(\d+)\.(\d+)(\.[xX*])$/.exec(range) ?? [];
    if (Number(minor) === from.minor)
      texts.setScalar(NATIVE_FILE, ['addons', key], `${major}.${to.minor}${rest}`);
  }
}

/** The name beside its neighbours': `.../1-35` gives `.../1-36`. @throws CsctlError `usage` */
function nextFolder(folder: string, from: KubernetesMinor, to: KubernetesMinor): string {
  const [, above = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(folder) ?? [];
  for (const join of ['-', '.', '_']) {
    const [before, after] = [from, to].map(({ major, minor }) => `${major}${join}${minor}`);
    if (before !== undefined && name.includes(before)) return `${above}${name.replace(before, after ?? '')}`;
  }
  const message = `the folder ${folder} is not named by its minor; expected one as in ${from.major}-${from.minor}`;
  throw new CsctlError('usage', message, {
    hint: `csctl migrate ${above || folder} makes one folder that serves several minors`,
  });
}

/** Where the old minor is still named: outside of comments, in texts that are the stack's own. */
function mentions(tree: FileTree, folder: string, { major, minor }: KubernetesMinor): Problem[] {
  const mention = new RegExp(String.raw`(?<![\d.])v?${major}[.-]${minor}(?![\d])`);
  return tree.paths().flatMap((path) => {
    if (!/\.(?:ya?ml|tpl)$/.test(path) || /\/charts\/|Chart\.(?:yaml|lock)$|charts\.lock/.test(path))
      return [];
    const lines = (tree.text(path) ?? '').split('\n');
    const line = lines.findIndex((one) => mention.test(one.replace(/(?:^|\s)#.*$/, '')));
    if (line === -1) return [];
    const message = `${path} still names ${major}.${minor}`;
    const hint = 'look whether it should go along';
    return [problem('config-disagree', message, { file: `${folder}/${path}`, line: line + 1, hint })];
  });
}
