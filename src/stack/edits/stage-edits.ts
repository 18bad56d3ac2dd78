// An addon stage that comes to a stack: its entries in clusteraddon.yaml, and the pin of its chart in stack.yaml.
import type { YamlSource } from '../yaml-source.ts';
import { withItem, withPair } from './yaml-splice.ts';

/** The hooks of the operator. A stage that the second lacks is deleted on upgrades (docs/operator-contract.md 3.6). */
export const STAGE_HOOKS = ['AfterControlPlaneInitialized', 'BeforeClusterUpgrade'] as const;
const STAGES = 'addonStages';

/** The names of the stages of a hook, in their order; none where the hook is not there. */
export function stagesOf(source: YamlSource, hook: string): (string | undefined)[] {
  const path = [STAGES, hook];
  if (source.kindAt(path) !== 'list') return [];
  return (source.get(path) as unknown[]).map((_, index) => source.scalarText([...path, index, 'name']));
}

/**
 * clusteraddon.yaml with the stage in both hooks; every other byte stays.
 * @param after the stage that it comes after, where a hook has that; else it comes last
 */
export function withStage(source: YamlSource, name: string, after: string | undefined): string {
  return STAGE_HOOKS.reduce((text, hook) => {
    const stages = stagesOf(source, hook);
    const place = after === undefined ? -1 : stages.indexOf(after);
    const index = place === -1 ? stages.length : place + 1;
    return withItem(text, [STAGES, hook], index, { name, action: 'apply' }, 'block');
  }, source.text);
}

/** Our stack.yaml with the version of a chart for all minors, written as the pins of other charts are. */
export function withStagePin(source: YamlSource, name: string, version: string): string {
  const { text } = source;
  const keys = source.kindAt(['addons']) === 'map' ? source.keys(['addons']) : [];
  if (keys.length > 0) {
    const isMap = keys.some((key) => source.kindAt(['addons', key]) === 'map');
    return withPair(text, ['addons'], name, isMap ? { version } : version, 'block');
  }
  const last = source
    .keys([])
    .filter((key) => key === 'name' || key === 'embedDependencies')
    .at(-1);
  return withPair(text, [], 'addons', { [name]: version }, 'block', last);
}
