// Codes about addons: the bundle, its stages and hooks, and the values that the operator gives them.
import { broken, doubtful, type CatalogueEntry } from './entry.ts';

export const ADDONS = {
  'addon-config': broken(
    'The operator cannot parse clusteraddon.yaml.',
    'Bring `clusteraddon.yaml` into its form: below `addonStages` a list for each hook, with entries of the form `- name: STAGE` and `action: apply`. A name is that of a folder, without a path.',
  ),
  'addon-stage-null': broken(
    'An empty list entry makes the operator crash, again and again.',
    'Take the empty entry out of the list; it is often a lone `-` that was left over.',
  ),
  'addon-stage-missing': broken(
    'The operator skips the stage and still reports the addons as ready.',
    'Correct the name of the stage to one that the message lists, or add the folder with its `Chart.yaml`.',
  ),
  'addon-stage-unlisted': doubtful(
    'A chart that no hook names is never installed.',
    'List the stage below `AfterControlPlaneInitialized` and `BeforeClusterUpgrade` in `clusteraddon.yaml`, or take the folder out.',
  ),
  'addon-hook': doubtful(
    'The operator runs only AfterControlPlaneInitialized and BeforeClusterUpgrade.',
    'Move the stages below one of these two hooks; mind upper and lower case.',
  ),
  'addon-action': broken(
    'Every action but exactly "apply" deletes the addon.',
    'Write `action: apply` in lower case, or `action: delete` if the addon shall go.',
  ),
  'addon-duplicate': broken(
    'Two entries of one name and action share their state: the second never runs.',
    'Take one of the two entries out, or make a second stage folder with a name of its own.',
  ),
  'addon-upgrade': broken(
    'On upgrade the operator deletes the objects of every stage that BeforeClusterUpgrade does not apply.',
    'Add the stage below `BeforeClusterUpgrade` in `clusteraddon.yaml`, with `action: apply`. If it shall really go with the next upgrade, allow the code.',
  ),
  'addon-condition': broken(
    'The operator retries for ever, without saying why.',
    'Correct the CEL expression at the place of the message: one that yields true or false, with the standard functions, and with names that `objects` of the same condition declares. Values of a type that is not known take `dyn(...)`.',
  ),
  'addon-values-missing': broken(
    'The operator cannot render the addons without cluster-addon-values.yaml.',
    'Add `cluster-addon-values.yaml`; with nothing to set it holds `values: {}`.',
  ),
  'addon-values-unused': doubtful(
    'With clusteraddon.yaml present nobody reads cluster-addon-values.yaml.',
    'Move the values of each stage into `overwrite.yaml` in its folder, and take the file out.',
  ),
  'overwrite-empty': broken(
    'Values that render to nothing crash the operator.',
    'Write `values: {}` where there is nothing to set, also in the branch of an `if` that leaves nothing; or take the file out.',
  ),
  'overwrite-yaml': broken(
    'The operator cannot parse the values.',
    'Correct the template so that it renders to a YAML map with texts as keys. `csctl render --addons STACK --cluster FILE` shows what it makes for a Cluster of yours.',
  ),
  'overwrite-function': broken(
    'The operator knows slim-sprig functions only; the template does not parse.',
    'Replace the function by one that docs/templates.md lists for `overwrite.yaml`, as `toJson` for `toYaml`, or do the work in a template of the chart, which has all of Helm.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
