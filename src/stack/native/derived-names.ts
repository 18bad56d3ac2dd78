// Chart names that follow from what the stack is: one Chart.yaml serves every minor.
import type { FileTree } from '../file-tree.ts';
import { addonChartName, classChartName, type StackIdentity } from '../release-name.ts';
import { ADDON_FOLDER, CLASS_FOLDER, type AddonConvention } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import { withTexts } from './addon-pins.ts';

/** The charts whose names are derived, by their Chart.yaml (docs/operator-contract.md 3.2). */
export function derivedNames(
  identity: StackIdentity,
  convention: AddonConvention,
): ReadonlyMap<string, string> {
  const names = new Map([[`${CLASS_FOLDER}/Chart.yaml`, classChartName(identity)]]);
  if (convention === 'single-stage') names.set(`${ADDON_FOLDER}/Chart.yaml`, addonChartName(identity));
  return names;
}

/**
 * The tree of a minor with its names in the charts, so that nobody is warned of a name that one file for all minors
 * cannot have. A name with marks is left alone: it is filled later, and judged then.
 */
export function withDerivedNames(
  tree: FileTree,
  identity: StackIdentity,
  convention: AddonConvention,
): { readonly tree: FileTree; readonly changed: readonly string[] } {
  const texts = new Map<string, string>();
  for (const [file, name] of derivedNames(identity, convention)) {
    const source = YamlSource.parse(file, tree.text(file) ?? '');
    const found = source.scalarText(['name']);
    // A file without a name is no chart, and is refused as such.
    if (found === undefined || found === name || found.includes('<<')) continue;
    texts.set(file, source.withScalar(['name'], name));
  }
  return { tree: withTexts(tree, texts), changed: [...texts.keys()] };
}
