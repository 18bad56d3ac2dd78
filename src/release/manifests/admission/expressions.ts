// What the admission policies ask, in CEL: the class and version of a Cluster, and what the published releases say.

/** The label of ConfigMaps whose data say the Kubernetes version of classes; bindings select by it. */
export const VERSIONS_LABEL = 'csctl.clusterstack.x-k8s.io/admission';
export const VERSIONS_LABEL_VALUE = 'topology-versions';

/** A Cluster in a request: as it would become, or as it is (null when it is created). */
type Side = 'object' | 'oldObject';

/** Untyped: the fields of one API version do not exist in the other, and a type checker would warn of each. */
const topologyOf = (side: Side): string => `dyn(${side}).?spec.?topology`;

/** Name of the class: `class` in v1beta1 of Cluster API, `classRef.name` in v1beta2; else "". */
const classOf = (side: Side): string =>
  `${topologyOf(side)}.?classRef.?name.orValue(${topologyOf(side)}.?class.orValue(""))`;

const versionOf = (side: Side): string => `${topologyOf(side)}.?version.orValue("")`;

/** Version of the class that is left, by the published releases; "" for one that is none of them. */
const PUBLISHED_BEFORE = `params.?data[?${classOf('oldObject')}].orValue("")`;

/**
 * A Cluster that nothing works on is left as it is: a move to another management cluster, a restore, a deletion. (That
 * one is under way is only known of the Cluster as it is: clients need not say so in what they send.)
 */
const IS_WORKED_ON = `(oldObject == null || !has(oldObject.metadata.deletionTimestamp)) &&
!dyn(object).?spec.?paused.orValue(false)`;

/** All others are none of our business: foreign classes, Clusters without a topology. */
const HAS_KNOWN_CLASS = `${classOf('object')} in params.?data.orValue({})`;

/**
 * A Cluster whose version has to be filled in: it has none, or it moves from one published class to another and still
 * has the version of the one it leaves. (Cluster API itself puts a missing v before it, after us.)
 */
const LACKS_VERSION = `${versionOf('object')} == "" ||
(oldObject != null &&
  ${classOf('object')} != ${classOf('oldObject')} &&
  ${versionOf('oldObject')} != "" &&
  ${versionOf('oldObject')} == ${PUBLISHED_BEFORE} &&
  (${versionOf('object')} == ${versionOf('oldObject')} ||
   "v" + ${versionOf('object')} == ${versionOf('oldObject')}))`;

/** What was so before may stay: controllers write to Clusters that are wrong already, and must be able to. */
const CHANGES_CLASS_OR_VERSION = `oldObject == null ||
${classOf('object')} != ${classOf('oldObject')} ||
${versionOf('object')} != ${versionOf('oldObject')}`;

/** `matchConditions`: they may not use variables. */
export const FILL_CONDITIONS = [
  { name: 'neither-deleted-nor-paused', expression: IS_WORKED_ON },
  { name: 'class-of-a-published-release', expression: HAS_KNOWN_CLASS },
  { name: 'lacks-its-version', expression: LACKS_VERSION },
] as const;

export const CHECK_CONDITIONS = [
  { name: 'neither-deleted-nor-paused', expression: IS_WORKED_ON },
  { name: 'class-of-a-published-release', expression: HAS_KNOWN_CLASS },
  { name: 'class-or-version-changes', expression: CHANGES_CLASS_OR_VERSION },
] as const;

const CLASS_NAME = { name: 'className', expression: classOf('object') };
const PUBLISHED = { name: 'published', expression: 'params.?data[?variables.className].orValue("")' };

export const FILL_VARIABLES = [CLASS_NAME, PUBLISHED] as const;

/** A patch needs no schema of the Cluster, so it is the same for all API versions; `add` replaces what is there. */
export const FILL_PATCH = `[
  JSONPatch{op: "add", path: "/spec/topology/version", value: variables.published}
]`;

/** `stack` is `docker-scs-`, or the whole name of a class that was added by hand. */
export const CHECK_VARIABLES = [
  CLASS_NAME,
  PUBLISHED,
  { name: 'version', expression: versionOf('object') },
  {
    name: 'stack',
    expression: `variables.className.split("-").size() > 2
  ? variables.className.split("-")[0] + "-" + variables.className.split("-")[1] + "-"
  : variables.className`,
  },
  {
    name: 'others',
    expression: `variables.version == variables.published
  ? []
  : params.data.filter(name, params.data[name] == variables.version && name.startsWith(variables.stack))`,
  },
] as const;

export const CHECK = 'variables.version == variables.published';

/** What is said where `refusal` cannot be evaluated. */
export const CHECK_MESSAGE =
  'spec.topology.version is not the Kubernetes version that the class of this Cluster was released for';

/**
 * Why a Cluster is refused, what the right version is, and what to do: an expression of one line of text.
 * @param isFilled whether a version that is missing is filled in
 */
export const refusal = (isFilled: boolean): string => `"spec.topology.version is " +
(variables.version == "" ? "empty" : string(variables.version)) +
", but class " + string(variables.className) + " is for Kubernetes " + string(variables.published) +
": set spec.topology.version to " + string(variables.published) +${
  isFilled ? '\n", or leave it out to have it filled in" +' : ''
}
(variables.others.size() == 0 ? "" :
 variables.others.size() == 1
   ? "; the class for " + string(variables.version) + " is " + string(variables.others[0])
   : "; " + string(variables.version) + " comes with other classes of the same stack")`;
