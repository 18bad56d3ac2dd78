// The minors of a stack folder and what of each can fall behind: the same from every layout.
import type { Problem } from '../../problem/problem.ts';
import { isMeant, stackDependencies, type StackDependency } from '../../stack/addon-key.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../../stack/config.ts';
import { PATCHES } from '../../stack/currency.ts';
import { addonPlace } from '../../stack/edits/addon-edits.ts';
import { versionAt, writeKubernetes } from '../../stack/edits/kubernetes-edits.ts';
import { SourceTexts } from '../../stack/edits/source-texts.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import {
  compareMinors,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import type { StackLayout } from '../../stack/layout/layout.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import type { Stack } from '../../stack/stack.ts';
import type { AddonSubject, Subject } from './subject.ts';

/** A minor of a folder, and its stack as far as it can be read. */
export interface MinorSources {
  readonly minor: KubernetesMinor;
  /** Undefined: the sources name a minor without a patch. */
  readonly kubernetes: KubernetesVersion | undefined;
  /** Undefined where the config is not good enough to have one. Without a patch, the stack of X.Y.0. */
  readonly stack: Stack | undefined;
  /** Those of reading; that a patch is missing is none here, since an update mends it. */
  readonly problems: readonly Problem[];
}

/** The subject of a minor; undefined where its stack cannot be read. @param layout what `readLayout` makes of the files */
export function subjectOf(
  folder: string,
  files: FileTree,
  layout: StackLayout,
  { minor, kubernetes, stack }: MinorSources,
): Subject | undefined {
  if (!stack) return undefined;
  const texts = new SourceTexts(files);
  const { provider, name } = stack.config.identity;
  return {
    folder,
    // Of one minor each: the others of the stack are in other folders.
    stack: layout.kind === 'per-minor' || layout.kind === 'single' ? `${provider}/${name}` : undefined,
    minor: { major: minor.major, minor: minor.minor },
    kubernetes,
    addons: stackDependencies(stack.tree, stack.convention).map((dependency) =>
      addonOf(layout, texts, stack, dependency),
    ),
    catalogue: stack.settings.images,
  };
}

function addonOf(
  { kind, policies }: StackLayout,
  texts: SourceTexts,
  stack: Stack,
  dependency: StackDependency,
): AddonSubject {
  const { key, name, repository, version } = dependency;
  const policy = policies.filter((one) => isMeant(one.key, dependency)).at(-1);
  // versions.yaml lists charts by Kubernetes minor: those of another minor are not for this one.
  const isListed = kind === 'matrix' && addonPlace(texts, kind, { stack, dependency }).own;
  return {
    key,
    chart: { repository, name },
    current: version,
    update: policy?.update ?? (isListed ? PATCHES : undefined),
    follows: policy?.follows ?? false,
  };
}

/** The minors of a folder, sorted, each with its stack. */
export function minorsOf(folder: string, files: FileTree, layout: StackLayout): MinorSources[] {
  const named = [...layout.minors, ...layout.further];
  const own = named.length === 0 ? patchlessMinor(files) : undefined;
  const all = own ? [{ minor: own, kubernetes: undefined }] : named;
  return all
    .map(({ minor, kubernetes }): MinorSources => {
      const isOwn = layout.kind === 'matrix' && layout.minors.some((one) => sameMinor(one.minor, minor));
      const source = kubernetes ? layout : withFirstPatch(folder, files, layout, minor);
      return { minor, kubernetes, ...source.read(isOwn ? undefined : minor) };
    })
    .sort((a, b) => compareMinors(a.minor, b.minor));
}

/** The minor that csctl.yaml names where it should name a version. */
function patchlessMinor(files: FileTree): KubernetesMinor | undefined {
  if (!files.has(CONFIG_FILE)) return undefined;
  const found = versionAt(new SourceTexts(files).source(CONFIG_FILE), CONFIG_VERSION_PATH);
  return found && !('patch' in found) ? found : undefined;
}

/** The folder as it would be with X.Y.0, to learn everything but the patch. */
function withFirstPatch(
  folder: string,
  files: FileTree,
  { kind }: StackLayout,
  minor: KubernetesMinor,
): StackLayout {
  const texts = new SourceTexts(files);
  writeKubernetes(texts, kind, { major: minor.major, minor: minor.minor, patch: 0 });
  return readLayout(folder, texts.tree());
}
