// A release's own versions exchanged for others, so that two releases differ only in what else they hold.
import { groupBy, refillText } from '../../render/refill.ts';
import { decodeText, type FileTree } from '../../stack/file-tree.ts';
import type { BuildRecord } from '../../stack/hashes-file.ts';
import { COMPONENTS, type Component, type ComponentVersions } from '../../stack/metadata.ts';
import { ADDON_FOLDER, CLASS_FOLDER } from '../../stack/stack.ts';
import { YamlSource } from '../../stack/yaml-source.ts';

/** The places that a release recorded, under the names that files have in the stack. */
export function refillRecorded(
  files: FileTree,
  { substitutions }: BuildRecord,
  from: ComponentVersions,
  to: ComponentVersions,
): FileTree {
  const places = groupBy(substitutions, ({ file }) => file);
  return files.map((bytes, path) => {
    const here = places.get(path);
    const text = here && decodeText(bytes);
    return here && text !== undefined ? Buffer.from(refillText(text, here, from, to).text) : bytes;
  });
}

const OWN_CHARTS: Readonly<Record<string, Component>> = {
  [`${CLASS_FOLDER}/Chart.yaml`]: 'clusterStack',
  [`${ADDON_FOLDER}/Chart.yaml`]: 'clusterAddon',
};

/**
 * A release of the Go csctl recorded nothing. The versions of its own charts are known; and one that belongs to a
 * channel (`v0-sha.abc1234`) means nothing else wherever it stands, while `v1` may be the version of an API.
 */
export function refillUnrecorded(files: FileTree, from: ComponentVersions, to: ComponentVersions): FileTree {
  const unmistakable = COMPONENTS.filter((component) => isUnmistakable(component, from, to));
  return files.map((bytes, path) => {
    const text = path.endsWith('.tgz') ? undefined : decodeText(bytes);
    if (text === undefined) return bytes;
    const own = OWN_CHARTS[path];
    const set = own ? setChartVersion(path, text, from[own], to[own]) : text;
    const filled = unmistakable.reduce(
      (done, component) => exchange(done, from[component], to[component]),
      set,
    );
    return filled === text ? bytes : Buffer.from(filled);
  });
}

/** Of a channel, and what is to stand in its place is the same for all components that share it. */
function isUnmistakable(component: Component, from: ComponentVersions, to: ComponentVersions): boolean {
  const version = from[component];
  const others = COMPONENTS.filter((other) => from[other] === version);
  return version.includes('-') && others.every((other) => to[other] === to[component]);
}

function exchange(text: string, version: string, by: string): string {
  const whole = version.replaceAll('.', String.raw`\.`);
  return text.replace(new RegExp(String.raw`(?<![\w.-])${whole}(?![\w-]|\.\w)`, 'g'), () => by);
}

function setChartVersion(file: string, text: string, from: string, to: string): string {
  const source = YamlSource.parse(file, text, 'as-helm');
  return source.get(['version']) === from ? source.withScalar(['version'], to) : text;
}
