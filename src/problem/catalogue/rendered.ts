// Codes about what charts render to: addons, the class, and what an upgrade means for clusters.
import { broken, doubtful, type CatalogueEntry } from './entry.ts';

export const RENDERED = {
  'chart-render': broken(
    'The operator cannot render the chart: it retries for ever, or skips the addon.',
    'Mend the template or the values at the place of the message; `csctl render STACK` (addons: `--addons`) renders again under the conditions of the operator. Where `helm template` works and this does not, look at the Kubernetes version, and at values that only a real Cluster has (`--cluster FILE`).',
  ),
  'chart-unstable': doubtful(
    'The operator renders addons again and again: what differs each time is applied each time.',
    'Set the value that makes the chart do without clock and random numbers, such as a fixed certificate, password or existing Secret; charts name it in their `values.yaml`.',
  ),
  'chart-unknown-field': doubtful(
    'Helm fills its built-in objects itself: a field that they do not have is mistyped, and renders as nothing or not at all.',
    'Correct the name at the place of the message; what there is stands in the documentation of Helm under built-in objects: `.Release`, `.Chart`, `.Capabilities`, `.Template`, `.Files`, `.Values`.',
  ),
  'addon-object': broken(
    'The operator cannot apply the object, and nothing behind it.',
    'Give the object its `apiVersion`, `kind` and `metadata.name`; write the items of a List as documents of their own, with `---` between them.',
  ),
  'addon-namespace': broken(
    'The operator applies addons to kube-system; the API server refuses the object.',
    'Set the values of the chart so that the object goes to kube-system (often `namespaceOverride`), or write `{{ .Release.Namespace }}` in a chart of your own.',
  ),
  'breaking-change': broken(
    'Clusters of the previous release cannot be upgraded without work by hand.',
    'Take the change back, or make it so that old clusters go through it: keep names of worker classes and variables, give new required variables a default, keep stages in `BeforeClusterUpgrade`. If the work by hand is meant, release it with `--allow-breaking` and tell your users (docs/upgrades.md).',
  ),
  'class-variables': doubtful(
    'What a Cluster can set is known only where the class chart renders to a ClusterClass.',
    'See with `csctl render STACK` what the class chart makes, and mend that; the document is written without the table of variables meanwhile.',
  ),
  'class-missing': broken(
    'Clusters find their class by the name of the release: without it nobody can use it.',
    'Let the class chart render exactly one ClusterClass, with `name: {{ .Release.Name }}-{{ .Chart.Version }}`. A second class needs a stack of its own.',
  ),
  'class-object': broken(
    'The operator cannot apply the object, and tries again for ever.',
    'Mend the object at the place of the message: `apiVersion`, `kind`, and a `metadata.name` of a-z, 0-9, `-` and `.`; no namespace but `{{ .Release.Namespace }}`; each object once. Objects of kinds that the operator may not create have to come from elsewhere, or it has to be given the right to.',
  ),
  'class-object-name': doubtful(
    'When the operator tries again it takes an object for applied whose name an object of another kind has.',
    'Give objects of each kind names of their own, for instance with the kind at the end: `{{ .Release.Name }}-{{ .Chart.Version }}-control-plane`.',
  ),
  'class-field': broken(
    'The API server refuses an object with a field that its kind does not have so.',
    'Correct the field at the place of the message: its name, the type of its value, or its place in the object. If your version of the kind has the field, hand its definition over: `kubectl get crd NAME -o yaml > crd.yaml`, then `--crd crd.yaml`.',
  ),
  'class-reference': broken(
    'Cluster API makes no cluster of a class whose templates it does not find.',
    'Correct kind and name of the reference, or add the template to the class chart under that name. References name no namespace, and each class of workers has a name of its own.',
  ),
  'class-unused': doubtful(
    'What no class refers to is applied, and never used.',
    'Refer to the template in the ClusterClass, or take it out of the chart.',
  ),
  'class-variable': broken(
    'Cluster API refuses the class, or no Cluster can set the variable.',
    'Correct the variable at the place of the message: a name without a dot that is not `builtin`, each name once, a schema that Cluster API takes, and a default that its own schema takes.',
  ),
  'class-patch': broken(
    'Cluster API refuses the class, or makes no cluster with the patch.',
    "Correct the patch at the place of the message: its selector must meet a template of the class, its paths must begin with `/spec/`, and what it writes must be right for that kind. Where it reads a variable without a default, give it one, or enable the patch only where it is set: `enabledIf: '{{ if .name }}true{{ end }}'`.",
  ),
} as const satisfies Record<string, CatalogueEntry>;
