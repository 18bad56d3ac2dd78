// Every code we refuse or warn with: what kind of refusal it is, and what would happen if we did not.

export type Severity = 'error' | 'warning';

/** What sort of refusal an error is; `cli/exit-codes.ts` gives each its exit code. */
export type ErrorKind = 'usage' | 'invalid' | 'unchanged' | 'remote' | 'conflict' | 'interrupted';

/** One catalogued code. */
export interface CatalogueEntry {
  readonly kind: ErrorKind;
  readonly severity: Severity;
  /** Whether `--allow CODE` may turn the error into a warning: there is still something to build. */
  readonly allowable: boolean;
  /** What the operator (or Helm, or a reader) would do with it: the reason for the rule. */
  readonly reason: string;
}

const entry = (kind: ErrorKind, severity: Severity, allowable: boolean, reason: string): CatalogueEntry => ({
  kind,
  severity,
  allowable,
  reason,
});

/** Nothing can be built or read. */
const fatal = (reason: string) => entry('invalid', 'error', false, reason);
/** A release can be made, but something would not work with it. */
const broken = (reason: string) => entry('invalid', 'error', true, reason);
const doubtful = (reason: string) => entry('invalid', 'warning', true, reason);
const refusal = (kind: ErrorKind, reason: string) => entry(kind, 'error', false, reason);

export const CATALOGUE = {
  // Command line
  usage: refusal('usage', 'The command line asks for something that cannot be done.'),
  'remote-needed': refusal(
    'usage',
    'Without a remote the previous release, and so the next version, is unknown.',
  ),
  'remote-unknown': refusal('usage', 'The remote is not one of the forms that csctl knows.'),
  'mode-flags': refusal('usage', 'Flags and mode contradict each other.'),

  // Reading a stack
  'stack-missing': fatal('Without csctl.yaml a folder is no stack.'),
  'stack-duplicate': fatal('Two folders would make the same release.'),
  'kubernetes-other-minor': fatal('A folder with csctl.yaml serves one Kubernetes minor only.'),
  'file-unreadable': fatal('A file that cannot be read cannot be released.'),
  'file-link': fatal(
    'A link out of the stack would bring in files that nobody reviewed; csctl aborted or inlined them.',
  ),
  'file-name': fatal('The name cannot stand in an archive, or means another file on another system.'),
  'file-special': fatal('Only regular files can be packaged.'),
  'yaml-syntax': fatal('The operator cannot parse the file.'),

  // csctl.yaml
  'config-required': fatal('csctl.yaml does not say what the stack is.'),
  'config-type': fatal('csctl.yaml does not say what the stack is.'),
  'config-unknown-key': broken('A key that nobody reads is a typing error: its setting has no effect.'),
  'config-api-version': broken('The file may be meant for another program.'),
  'provider-name': fatal(
    'The operator splits tags at dashes; other names cannot be parsed or are no object names.',
  ),
  'stack-name': fatal(
    'The operator splits tags at dashes; other names cannot be parsed or are no object names.',
  ),
  'series-length': fatal(
    'provider-name-major-minor is the Helm release name of the class chart: at most 53 characters.',
  ),
  'kubernetes-version': fatal('The version must equal Cluster.spec.topology.version, which is vX.Y.Z.'),
  'kubernetes-end': doubtful('Nobody mends what is found in the version any more.'),
  'minor-not-added': doubtful('A minor without an image cannot be built.'),
  'kubernetes-no-patch': fatal('A release is tied to one exact Kubernetes version.'),

  'config-disagree': doubtful(
    'Two files of the stack name different versions: one of them is not what is built.',
  ),
  'stack-layout': fatal('A file that lays out a stack cannot be understood.'),
  'migration-differs': fatal('A migrated stack that makes other releases would not be the same stack.'),
  overlay: fatal('An overlay that changes nothing, or what is not there, is a typing error.'),
  'addon-pin': broken('A pin that fits no chart dependency has no effect.'),
  'plugin-missing': fatal('The provider asks for a plugin whose files would be missing in the release.'),
  'plugin-failed': fatal('What the plugin should have added to the release is missing.'),

  // Rendering
  'placeholder-unknown': fatal('csctl put nothing in its place, silently.'),
  'placeholder-spacing': doubtful(
    'Without a space on each side the mark is ordinary text and stays as it is.',
  ),

  // Charts
  'chart-missing': fatal('The operator needs a class chart and an addon chart in every release.'),
  'chart-yaml': broken('Helm refuses the chart.'),
  'chart-values': broken(
    'Helm refuses the chart: values.yaml must hold a map, and values.schema.json a JSON schema.',
  ),
  'chart-kube-version': broken(
    'Helm does not render the chart: the class chart for any Kubernetes but its own v1.34.0, addons for any but that of the stack.',
  ),
  'chart-type': broken('The operator cannot install a library chart.'),
  'chart-name': broken('The operator looks for the archive by the chart name.'),
  'chart-name-derived': doubtful(
    'The name in the sources is not the one the operator looks for; the release has the right one.',
  ),
  'chart-version': broken(
    'The operator looks for the archive by the version; Helm refuses what is not a version.',
  ),
  'chart-dependency': broken('Helm refuses the dependency.'),
  'chart-dependency-missing': broken(
    'The operator cannot fetch dependencies of this chart: it never renders.',
  ),
  'stage-dependency-missing': doubtful(
    'Operators up to v0.1.0-alpha.9 skip the stage; newer ones download it in the cluster, and the first try fails.',
  ),
  'chart-dependency-version': broken('Helm compares names only: the stale chart would be installed.'),
  'chart-lock-stale': doubtful('Chart.lock names other versions than Chart.yaml.'),
  'chart-file-size': broken('Helm 3.19 refuses files over 5 MiB.'),
  'chart-size': broken('Helm 3.19 refuses charts over 100 MiB.'),
  'chart-archive': broken('Helm cannot load the packed chart below charts/.'),
  'helmignore-pattern': broken('Helm refuses the pattern.'),

  'chart-digest': fatal('The chart is not the one that was locked or announced: somebody changed it.'),
  'chart-source': fatal('Helm cannot get a dependency from there either.'),
  'chart-older': doubtful('The chart was made for an older Kubernetes minor.'),
  'lock-file': fatal('Without a lock that can be read nobody knows what was tested.'),
  'lock-stale': doubtful('A chart that is not locked can change from one build to the next.'),

  // Addons
  'addon-config': broken('The operator cannot parse clusteraddon.yaml.'),
  'addon-stage-null': broken('An empty list entry makes the operator crash, again and again.'),
  'addon-stage-missing': broken('The operator skips the stage and still reports the addons as ready.'),
  'addon-stage-unlisted': doubtful('A chart that no hook names is never installed.'),
  'addon-hook': doubtful('The operator runs only AfterControlPlaneInitialized and BeforeClusterUpgrade.'),
  'addon-action': broken('Every action but exactly "apply" deletes the addon.'),
  'addon-duplicate': broken('Two entries of one name and action share their state: the second never runs.'),
  'addon-upgrade': broken(
    'On upgrade the operator deletes the objects of every stage that BeforeClusterUpgrade does not apply.',
  ),
  'addon-condition': broken('The operator retries for ever, without saying why.'),
  'addon-values-missing': broken('The operator cannot render the addons without cluster-addon-values.yaml.'),
  'addon-values-unused': doubtful('With clusteraddon.yaml present nobody reads cluster-addon-values.yaml.'),
  'overwrite-empty': broken('Values that render to nothing crash the operator.'),
  'overwrite-yaml': broken('The operator cannot parse the values.'),
  'overwrite-function': broken('The operator knows slim-sprig functions only; the template does not parse.'),

  // Class variables
  'class-variables': doubtful(
    'What a Cluster can set is known only where the class chart renders to a ClusterClass.',
  ),

  // Rendered charts
  'chart-render': broken('The operator cannot render the chart: it retries for ever, or skips the addon.'),
  'chart-unstable': doubtful(
    'The operator renders addons again and again: what differs each time is applied each time.',
  ),
  'addon-object': broken('The operator cannot apply the object, and nothing behind it.'),
  'addon-namespace': broken('The operator applies addons to kube-system; the API server refuses the object.'),
  'breaking-change': broken('Clusters of the previous release cannot be upgraded without work by hand.'),
  'cluster-file': refusal('usage', 'Addons are rendered for a Cluster.'),
  'class-missing': broken(
    'Clusters find their class by the name of the release: without it nobody can use it.',
  ),
  'class-object': broken('The operator cannot apply the object, and tries again for ever.'),
  'class-object-name': doubtful(
    'When the operator tries again it takes an object for applied whose name an object of another kind has.',
  ),
  'class-field': broken('The API server refuses an object with a field that its kind does not have so.'),
  'class-reference': broken('Cluster API makes no cluster of a class whose templates it does not find.'),
  'class-unused': doubtful('What no class refers to is applied, and never used.'),
  'class-variable': broken('Cluster API refuses the class, or no Cluster can set the variable.'),
  'class-patch': broken('Cluster API refuses the class, or makes no cluster with the patch.'),

  // Node images
  'node-images': broken('The OpenStack provider operator cannot use the image list.'),
  'node-images-empty': broken('With an empty list the release never becomes ready.'),
  'node-images-version': broken('No image for the exact Kubernetes version: machines cannot be made.'),

  'image-catalogue': fatal('Without a name and an address for every version there is no list of images.'),
  'image-name': broken(
    'The OpenStack provider operator names an object after the image: it must be a DNS name.',
  ),
  'image-missing': fatal('Machines of the release could never be made.'),
  'image-checksum': fatal('An image that changed under its name is not the one that was tested.'),
  'image-older': doubtful(
    'The newest Kubernetes patch has no image yet: clusters get the newest that has one.',
  ),

  // Finished releases
  'release-missing': fatal('There is no release here.'),
  'release-metadata': fatal('The operator cannot read metadata.yaml: the release is unusable for good.'),
  'asset-size': broken(
    'A file that is too large to be looked into cannot be checked; the operator would load it.',
  ),
  'release-file-missing': broken('The operator waits for the file for ever.'),
  'release-archive-name': broken('The operator takes the first archive whose name fits: exactly one may.'),
  'release-archive': broken('The operator cannot unpack the archive.'),
  'release-folder': doubtful('The operator does not look into folders of a release.'),
  'release-tag': broken('The operator looks the release up by its tag.'),
  'release-checksum': broken('The file is not the one that was released.'),
  'release-hashes': doubtful('Without hashes.json the next release cannot tell what changed.'),

  'notes-template': fatal('A release without the notes that were asked for would be published.'),

  // Deciding
  'kubernetes-downgrade': broken('Clusters cannot go back to an older Kubernetes version.'),
  'minor-skipped': doubtful('Clusters move one Kubernetes minor at a time.'),
  'prerelease-order': doubtful(
    'The operator compares numbers as text: from 10 on it takes an older one for the latest.',
  ),
  unchanged: refusal(
    'unchanged',
    'A new version of the same content would make clusters re-apply everything.',
  ),
  'promote-unproven': fatal('What was not shown to be the tested content was not tested.'),

  // The world outside
  'output-foreign': refusal('conflict', 'Only release folders that csctl made are replaced.'),
  'output-unwritable': refusal('invalid', 'The release cannot be written.'),
  'release-conflict': refusal('conflict', 'A published tag never changes: operators do not fetch it again.'),
  'remote-damaged': refusal('remote', 'A damaged remote is never taken for an empty one.'),
  'release-taken': refusal('conflict', 'Another run has published the version that was decided on.'),
  'remote-unreachable': refusal('remote', 'The remote cannot be read.'),
  'remote-refused': refusal('remote', 'The remote answers with an error that another try does not mend.'),
  'remote-limited': refusal('remote', 'The remote allows no more requests for some time.'),
  'credentials-missing': refusal('remote', 'Nobody can publish there without a token or password.'),
  'credentials-refused': refusal(
    'remote',
    'The remote does not accept the token or password, or not for this.',
  ),
  'credentials-unreadable': refusal(
    'remote',
    'A broken login file or credential helper is not passed over: nobody could tell why a login does not work.',
  ),
  'credentials-unsafe': refusal('remote', 'A secret only travels over TLS, or within this machine.'),
  'upstream-unreachable': refusal('remote', 'A source of versions, charts or images cannot be asked.'),
  'upstream-damaged': refusal('remote', 'A source answers with something that is not what it should hold.'),
  'chart-not-found': refusal('remote', 'The repository has no such chart, or not in this version.'),
  'file-unwritable': refusal('invalid', 'The sources cannot be changed.'),
  'document-markers': fatal(
    'What stands between the comments is replaced: without both of them that could be anything.',
  ),
  'document-stale': fatal('Readers would be told what the stacks no longer are.'),
  'sign-failed': refusal('remote', 'The signature that was asked for could not be made.'),
  'remote-locked': refusal('remote', 'Another run is writing to the remote.'),
  'release-not-found': refusal('remote', 'The remote has no such release.'),
  interrupted: refusal('interrupted', 'The run was stopped before it was done.'),
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof CATALOGUE;

/** The codes that `--allow` takes. */
export const ALLOWABLE_CODES = (Object.keys(CATALOGUE) as ProblemCode[]).filter(
  (code) => CATALOGUE[code].allowable,
);
