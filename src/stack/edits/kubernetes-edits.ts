// The Kubernetes version of a minor, written wherever the sources of a stack say it: docs/stack-folder.md.
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../config.ts';
import {
  formatKubernetes,
  parseKubernetesMinor,
  parseKubernetesVersion,
  sameMinor,
  withV,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import type { LayoutKind } from '../layout/layout.ts';
import { VERSIONS_FILE } from '../layout/versions-file.ts';
import { PER_MINOR_VERSION_PATH } from '../layout/per-minor.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import { CLASS_FOLDER } from '../stack.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';
import type { SourceTexts } from './source-texts.ts';

const VALUES_FILE = `${CLASS_FOLDER}/values.yaml`;

/**
 * Writes the version that a minor is to have. Each place keeps its own spelling, with `v` or without; a csctl.yaml
 * that names a minor only, beside a stack.yaml, goes on doing so.
 */
export function writeKubernetes(texts: SourceTexts, kind: LayoutKind, to: KubernetesVersion): void {
  if (kind === 'native') {
    const path = minorPath(texts.source(NATIVE_FILE), ['kubernetes'], 'version', to);
    if (path) setVersion(texts, NATIVE_FILE, path, to);
    return;
  }
  if (kind === 'matrix') {
    const path = minorPath(texts.source(VERSIONS_FILE), [], 'kubernetes', to);
    if (path) setVersion(texts, VERSIONS_FILE, path, to);
  }
  const main: readonly [string, YamlPath] =
    kind === 'per-minor' ? [NATIVE_FILE, PER_MINOR_VERSION_PATH] : [CONFIG_FILE, CONFIG_VERSION_PATH];
  const before = versionAt(texts.source(main[0]), main[1]);
  if (!before || !sameMinor(before, to)) return;
  setVersion(texts, main[0], main[1], to);
  const beside = texts.source(CONFIG_FILE).scalarText(CONFIG_VERSION_PATH) ?? '';
  if (kind === 'per-minor' && parseKubernetesVersion(beside))
    setVersion(texts, CONFIG_FILE, CONFIG_VERSION_PATH, to);
  if ('patch' in before) writeImageNames(texts, formatKubernetes(before), formatKubernetes(to));
}

/** The place in a list of the entry of a minor: the first one counts. */
export function minorPath(
  source: YamlSource,
  list: YamlPath,
  key: string,
  minor: KubernetesMinor,
): YamlPath | undefined {
  const listed = source.get(list);
  const paths = (Array.isArray(listed) ? listed : []).map((_, index): YamlPath => [...list, index, key]);
  return paths.find((path) => {
    const found = versionAt(source, path);
    return found !== undefined && sameMinor(found, minor);
  });
}

/** A version, or the minor that stands where one should. */
export function versionAt(
  source: YamlSource,
  path: YamlPath,
): KubernetesVersion | KubernetesMinor | undefined {
  const text = source.scalarText(path) ?? '';
  return parseKubernetesVersion(withV(text)) ?? parseKubernetesMinor(text);
}

function setVersion(texts: SourceTexts, file: string, path: YamlPath, to: KubernetesVersion): void {
  const isBare = /^\d/.test(texts.source(file).scalarText(path) ?? '');
  // csctl.yaml is read by csctl too, which wants the v.
  const text = formatKubernetes(to);
  texts.setScalar(file, path, isBare && file !== CONFIG_FILE ? text.slice(1) : text);
}

/** Names of images that end with the version: `images.worker.name: ubuntu-capi-image-v1.34.7`, `kindest/node:v1.34.7`. */
export function writeImageNames(texts: SourceTexts, before: string, after: string): void {
  if (before === after) return;
  const scalars = (path: YamlPath): YamlPath[] => {
    const source = texts.source(VALUES_FILE);
    const kind = source.kindAt(path);
    if (kind === 'map') return source.keys(path).flatMap((key) => scalars([...path, key]));
    if (kind === 'list')
      return (source.get(path) as unknown[]).flatMap((_, index) => scalars([...path, index]));
    return kind === 'scalar' ? [path] : [];
  };
  for (const path of scalars(['images'])) {
    const text = texts.source(VALUES_FILE).scalarText(path) ?? '';
    if (text !== before && !text.endsWith(`-${before}`) && !text.endsWith(`:${before}`)) continue;
    replaceEnd(texts, path, text, text.slice(0, -before.length) + after);
  }
}

/** In its own quotes, or without any as before: the version is all that changes. */
function replaceEnd(texts: SourceTexts, path: YamlPath, before: string, after: string): void {
  const source = texts.source(VALUES_FILE);
  const { line = 1, column = 1 } = source.place(path);
  const lines = source.text.split('\n');
  const [head, tail] = [lines[line - 1]?.slice(0, column - 1), lines[line - 1]?.slice(column - 1)];
  if (head === undefined || !tail?.includes(before)) {
    texts.setScalar(VALUES_FILE, path, after);
    return;
  }
  const changed = head + tail.replace(before, () => after);
  texts.set(VALUES_FILE, [...lines.slice(0, line - 1), changed, ...lines.slice(line)].join('\n'));
}

/** Files of a stack in which a version still stands where nobody can know whether it should: `FILE:LINE`. */
export function leftOvers(texts: SourceTexts, version: KubernetesVersion): { file: string; line: number }[] {
  const { major, minor, patch } = version;
  const mention = new RegExp(String.raw`\bv?${major}\.${minor}\.${patch}(?![\d.]*\d)`);
  const looked = texts
    .tree()
    .paths()
    .filter((path) =>
      /^(?:cluster-class\/(?:values\.yaml|templates\/)|node-images\/|image[^/]*\.yaml$)/.test(path),
    );
  return looked.flatMap((file) => {
    const lines = (texts.text(file) ?? '').split('\n');
    const line = lines.findIndex((one) => mention.test(one.replace(/#.*$/, '')));
    return line === -1 ? [] : [{ file, line: line + 1 }];
  });
}
