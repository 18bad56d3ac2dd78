// The view of a stack's sources: what would be packaged, under the names it has in the stack.
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE } from '../stack/asset.ts';
import { stackDependencies } from '../stack/addon-key.ts';
import { isChartSource } from '../stack/chart-source.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import { ADDON_FOLDER, CLASS_FOLDER, type Stack } from '../stack/stack.ts';
import { namedText, type NamedText, type ReleaseView } from './view.ts';

/** What csctl-openstack copies into the release when `provider.config.method` is `get`. */
const IMAGE_SOURCES = 'node-images/config.yaml';

/** The view of a stack; `rendered` is its tree with the marks filled. Places are relative to the stack. */
export function viewOfStack(stack: Stack, rendered: FileTree): ReleaseView {
  const { identity, kubernetes } = stack.config;
  // Not packaged in the multi-stage convention, and looked at to say just that.
  const values = rendered.get(ADDON_VALUES_FILE) ?? stack.tree.get(ADDON_VALUES_FILE);
  return {
    identity,
    kubernetes: formatKubernetes(kubernetes),
    convention: stack.convention,
    classChart: { origin: CLASS_FOLDER, files: rendered.under(CLASS_FOLDER) },
    addons: { origin: ADDON_FOLDER, files: rendered.under(ADDON_FOLDER) },
    addonConfig: namedText(ADDON_CONFIG_FILE, rendered.get(ADDON_CONFIG_FILE)),
    addonValues: namedText(ADDON_VALUES_FILE, values),
    promised: promisedCharts(stack),
    nodeImages: nodeImagesOf(stack, rendered),
  };
}

/**
 * The charts that are missed by nobody. A release that embeds them brings them in: from repositories, registries and
 * folders. Where the stack says that it does not, operators download those of stages, which they cannot from folders.
 */
function promisedCharts({ settings, tree, convention }: Stack): ReadonlySet<string> {
  if (settings.embed === undefined) return new Set();
  const stages = convention === 'single-stage' ? undefined : `${ADDON_FOLDER}/`;
  const promised = stackDependencies(tree, convention).filter(({ chart, repository }) =>
    settings.embed
      ? isChartSource(repository) || repository.startsWith('file://')
      : isChartSource(repository) && stages !== undefined && chart.startsWith(stages),
  );
  return new Set(promised.map(({ chart, name }) => `${chart}/charts/${name}`));
}

/** The image list as far as it is known before the provider plugin has run. */
function nodeImagesOf(stack: Stack, rendered: FileTree): NamedText | undefined {
  const own = namedText(NODE_IMAGES_FILE, rendered.get(NODE_IMAGES_FILE));
  if (own || stack.config.providerConfig['method'] !== 'get') return own;
  return namedText(IMAGE_SOURCES, stack.tree.get(IMAGE_SOURCES));
}
