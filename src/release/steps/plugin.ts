// plugin: what the provider adds to the release; for OpenStack the list of node images.
import { CsctlError, isError, type Problem } from '../../problem/problem.ts';
import { CHECKSUMS_FILE, checksumsOf, makeAsset, NODE_IMAGES_FILE, type Asset } from '../../stack/asset.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { nodeImageSources } from '../parts.ts';
import { joinLabel, type Stack } from '../../stack/stack.ts';
import { checkNodeImages } from '../../verify/node-image-rules.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import { namedText } from '../../verify/view.ts';
import type { Step } from '../flow.ts';
import type { World } from '../ports.ts';
import type { Packaged } from '../stages.ts';

/** The list that csctl-openstack reads. */
const IMAGE_SOURCES = 'node-images/config.yaml';

export const plugin: Step<Packaged, Packaged> = {
  title: 'provider plugin',
  async run(packaged, world) {
    const { stack } = packaged;
    if (Object.keys(stack.config.providerConfig).length === 0) return packaged;
    const files = packaged.assets.filter(({ name }) => name !== CHECKSUMS_FILE);
    const added = isCopied(stack) ? [copiedList(stack)] : await runPlugin(packaged, files, world);
    if (added.length === 0) return packaged;
    refuseTwice(stack, files, added);
    refuseImages(packaged, added);
    const byName = (a: Asset, b: Asset) => (a.name < b.name ? -1 : 1);
    const all = [...files, ...added].sort(byName);
    return { ...packaged, assets: [...all, makeAsset(CHECKSUMS_FILE, checksumsOf(all))].sort(byName) };
  },
};

/** The method of csctl-openstack that needs no program: a copy. */
const isCopied = ({ config: { identity, providerConfig } }: Stack): boolean =>
  identity.provider === 'openstack' &&
  providerConfig['method'] === 'get' &&
  providerConfig['plugin'] !== true;

/** @throws CsctlError `plugin-failed` without the list */
function copiedList(stack: Stack): Asset {
  const bytes = stack.tree.get(IMAGE_SOURCES);
  if (bytes) return makeAsset(NODE_IMAGES_FILE, bytes);
  const file = joinLabel(stack.label, IMAGE_SOURCES);
  const message = `the provider's method is get, and there is no ${file}; expected the list of node images`;
  const hint = 'add it, or take method out of the config of the provider';
  throw new CsctlError('plugin-failed', message, { file: joinLabel(stack.label, stack.configFile), hint });
}

async function runPlugin(
  { stack, folder, tag }: Packaged,
  assets: readonly Asset[],
  world: World,
): Promise<readonly Asset[]> {
  const { identity, providerConfig } = stack.config;
  const { provider } = identity;
  const own = await isAsInFolder(stack, folder, world);
  const given = own ? folder : undefined;
  const call = { provider, config: providerConfig, folder: given, tree: stack.tree, tag, assets };
  return world.plugins.run(call).catch((error: unknown) => {
    throw atConfig(error, stack);
  });
}

/** Who runs plugins does not know which stack asked for them. */
function atConfig(error: unknown, stack: Stack): unknown {
  if (!(error instanceof CsctlError) || error.kind !== 'invalid') return error;
  const file = joinLabel(stack.label, stack.configFile);
  const problems = error.problems.map((one): Problem => ({ ...one, file: one.file ?? file }));
  const { code, message, hint } = error;
  return new CsctlError(code, message, { problems, ...(hint !== undefined && { hint }) });
}

/** Whether a plugin finds in the folder itself what this minor is made of: csctl.yaml and the sources of images. */
async function isAsInFolder(
  stack: Stack,
  folder: string,
  { stacks }: Pick<World, 'stacks'>,
): Promise<boolean> {
  const { tree } = await stacks.read(folder);
  const paths = [
    CONFIG_FILE,
    ...nodeImageSources(stack).paths(),
    ...nodeImageSources({ ...stack, tree }).paths(),
  ];
  const same = (path: string) => {
    const [a, b] = [tree.get(path), stack.tree.get(path)];
    return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
  };
  return paths.every(same);
}

/** Two lists of images cannot both be in the release. @throws CsctlError `plugin-failed` */
function refuseTwice(stack: Stack, files: readonly Asset[], added: readonly Asset[]): void {
  const twice = added.find(({ name }) => files.some((file) => file.name === name));
  if (!twice) return;
  const file = joinLabel(stack.label, stack.configFile);
  const message = `the provider's plugin makes ${twice.name}, which csctl itself has made of the sources`;
  const hint = 'take release: true out of nodeImages, or the config of the provider';
  throw new CsctlError('plugin-failed', message, { file, hint });
}

/** What the plugin wrote is held to the rules too. @throws CsctlError with what is wrong with the list */
function refuseImages({ stack, rendered, tag }: Packaged, added: readonly Asset[]): void {
  const list = added.find(({ name }) => name === NODE_IMAGES_FILE);
  if (!list) return;
  const source = stack.tree.get(IMAGE_SOURCES);
  // What was copied was judged with the sources.
  if (source && Buffer.compare(source, list.bytes) === 0) return;
  const view = { ...viewOfStack(stack, rendered.tree), nodeImages: namedText(NODE_IMAGES_FILE, list.bytes) };
  const problems = checkNodeImages(view).map((one): Problem => ({
    ...one,
    file: `${tag}/${NODE_IMAGES_FILE}`,
  }));
  const first = problems.find(isError);
  if (!first) return;
  const message = `the plugin's ${NODE_IMAGES_FILE} cannot be used: ${first.message}`;
  throw new CsctlError('plugin-failed', message, {
    problems: problems.filter(isError).map((one) => ({ ...one, code: 'plugin-failed' })),
    hint: first.hint ?? 'mend the list in node-images/',
  });
}
