// load: folder -> tree -> stack. Without a usable config it refuses; other problems are gathered for later.
import { problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { directoryHashes } from '../../stack/directory-hash.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import { readSingleStack } from '../../stack/layout/single.ts';
import { describeIdentity } from '../../stack/release-name.ts';
import { joinLabel, locateProblems, type Stack } from '../../stack/stack.ts';
import type { Step } from '../flow.ts';
import type { Loaded, ReleaseRequest, Requested } from '../stages.ts';

export const load: Step<Requested, Loaded> = {
  title: 'read the stack',
  async run({ folder, request }, world) {
    const files = await world.stacks.read(folder);
    const read = readSingleStack(folder, files.tree);
    const found = [...locateProblems(folder, files.problems), ...read.problems];
    const { stack } = read;
    if (!stack) {
      refuseErrors(found, folder);
      throw new Error('a stack without a config must have an error');
    }
    refuseErrors(otherMinor(stack, request), folder);
    const problems = [...found, ...pluginNeeded(stack)];
    return { folder, request, stack, hashes: directoryHashes(files.tree), problems };
  },
};

/** `-k` names minors; a folder with csctl.yaml has just its own (docs/cli decisions). */
function otherMinor(stack: Stack, { minors }: ReleaseRequest): Problem[] {
  const own = formatMinor(stack.config.kubernetes);
  if (minors.length === 0 || minors.includes('all') || minors.includes(own)) return [];
  const message = `${describeIdentity(stack.config.identity)} is asked for Kubernetes ${minors.join(', ')}; its ${CONFIG_FILE} says ${own}`;
  const hint = `leave out -k, or change kubernetesVersion in ${CONFIG_FILE}`;
  return [problem('kubernetes-other-minor', message, { file: joinLabel(stack.label, CONFIG_FILE), hint })];
}

/** Plugins are not run yet, so what they would add to the release is missing. */
function pluginNeeded({ label, config }: Stack): Problem[] {
  if (Object.keys(config.providerConfig).length === 0) return [];
  const message = `provider.config asks for the plugin csctl-${config.identity.provider}, which this csctl does not run`;
  const hint =
    'take provider.config out, or allow provider-plugin and add node-images.yaml to the release yourself';
  return [problem('provider-plugin', message, { file: joinLabel(label, CONFIG_FILE), hint })];
}
