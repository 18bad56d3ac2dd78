// Codes about the sources of a stack: its folder, its config, its layout, its plugin, its marks.
import { broken, doubtful, fatal, refusal, type CatalogueEntry } from './entry.ts';

const NAMES = 'The operator splits tags at dashes; other names cannot be parsed or are no object names.';

export const SOURCES = {
  // The folder
  'stack-missing': fatal(
    'Without csctl.yaml a folder is no stack.',
    'Name a folder that holds `csctl.yaml` or `stack.yaml`, or one above such folders: `csctl validate providers`. If the folder is right, add the file (docs/stack-folder.md has its fields).',
  ),
  'stack-duplicate': fatal(
    'Two folders would make the same release.',
    'Name only one of the folders, or give one of the stacks another `provider` or name in its config.',
  ),
  'kubernetes-other-minor': fatal(
    'A folder with csctl.yaml serves one Kubernetes minor only.',
    'Leave out `-k`, or name a minor that the message lists. A minor is added in `kubernetes` of `stack.yaml`, or with `csctl update --add-minors`; a folder with `csctl.yaml` serves the minor of its `kubernetesVersion`.',
  ),
  'file-unreadable': fatal(
    'A file that cannot be read cannot be released.',
    'Look at the path: whether it is there, is a file, and may be read by you (`ls -l FILE`). Text files must be UTF-8. If the file belongs to csctl itself, install csctl again.',
  ),
  'file-link': fatal(
    'A link out of the stack would bring in files that nobody reviewed; csctl aborted or inlined them.',
    'Replace the link by the file itself (`cp --remove-destination "$(readlink -f FILE)" FILE`), or let it point to a file inside the stack folder. A link that leads nowhere, or to itself, has to go.',
  ),
  'file-name': fatal(
    'The name cannot stand in an archive, or means another file on another system.',
    'Rename the file: letters, digits and `. _ + -` are safe everywhere. Two names that differ only in case, or in how accents are written, cannot stand side by side.',
  ),
  'file-special': fatal(
    'Only regular files can be packaged.',
    'Remove the device, pipe or socket from the stack folder; `find . -not -type f -not -type d -not -type l` lists them.',
  ),
  'file-unwritable': refusal(
    'invalid',
    'The sources cannot be changed.',
    'Give yourself the right to write there (`ls -ld FOLDER`), or make room on the disk, then run the command again: files that were written stay and are not written twice.',
  ),
  'yaml-syntax': fatal(
    'The operator cannot parse the file.',
    'Mend the YAML at the line and column of the message: usually indentation, a tab, a missing quote, or a key that stands twice. A file holds one document, in UTF-8; template braces belong between quotes.',
  ),

  // csctl.yaml and stack.yaml
  'config-required': fatal(
    'csctl.yaml does not say what the stack is.',
    'Add the field that is missing; docs/stack-folder.md shows a whole file in each form.',
  ),
  'config-type': fatal(
    'csctl.yaml does not say what the stack is.',
    'Write the value in the form that the message expects. Versions and other texts that look like numbers want quotes: `version: "1.30"`.',
  ),
  'config-unknown-key': broken(
    'A key that nobody reads is a typing error: its setting has no effect.',
    'Correct the key to one that the message lists, or take it out.',
  ),
  'config-api-version': broken(
    'The file may be meant for another program.',
    'Write the `apiVersion` that the message expects. If the file is meant for another program, it should not have this name.',
  ),
  'provider-name': fatal(
    NAMES,
    'Use lower-case letters and digits only, as in `openstack`. The folder may keep its name.',
  ),
  'stack-name': fatal(
    NAMES,
    'Use lower-case letters and digits only, as in `scs`. The folder may keep its name.',
  ),
  'series-length': fatal(
    'provider-name-major-minor is the Helm release name of the class chart: at most 53 characters.',
    'Choose a shorter name of the stack, or of the provider, in the config.',
  ),
  'kubernetes-version': fatal(
    'The version must equal Cluster.spec.topology.version, which is vX.Y.Z.',
    'Write the exact version, as in `v1.34.7`, each minor once in a list. Quote it where YAML would read a number.',
  ),
  'kubernetes-no-patch': fatal(
    'A release is tied to one exact Kubernetes version.',
    'Name the patch, as in `v1.34.7`, or let `csctl update` write the newest one. Where upstream knows no patch of the minor yet, wait or build another minor.',
  ),
  'kubernetes-end': doubtful(
    'Nobody mends what is found in the version any more.',
    'Add a supported minor with `csctl update --add-minors`, release it, and bring clusters there; the old one goes with `--drop-eol`.',
  ),
  'minor-not-added': doubtful(
    'A minor without an image cannot be built.',
    'Nothing, if it is only early: the next `csctl update --add-minors` tries again. Where the image is called otherwise, correct `name` and `url` in `nodeImages` (docs/node-images.md).',
  ),
  'config-disagree': doubtful(
    'Two files of the stack name different versions: one of them is not what is built.',
    'Write the same version in both files, for instance with `csctl update`, or take the file out that does not count: `stack.yaml` wins over `csctl.yaml`, and that over `versions.yaml`.',
  ),

  // Layouts
  'stack-layout': fatal(
    'A file that lays out a stack cannot be understood.',
    'Bring the folder into the form that the message expects: `versions.yaml` is a list with one entry for each minor, and folders of single minors stand beside each other below one folder with nothing else in it. docs/stack-folder.md and docs/migrate.md show the layouts.',
  ),
  'migration-differs': fatal(
    'A migrated stack that makes other releases would not be the same stack.',
    'Your sources are as they were. Report it with the stack, if you can, at https://github.com/SovereignCloudStack/csctl/issues; meanwhile build from the old layout, which csctl reads as it is.',
  ),
  overlay: fatal(
    'An overlay that changes nothing, or what is not there, is a typing error.',
    'Correct the paths of the overlay in `stack.yaml` or below its folder, or take the overlay out. `csctl show STACK -k 1.34 --list` says which file of a minor comes from where.',
  ),
  'addon-pin': broken(
    'A pin that fits no chart dependency has no effect, and one that is a range leaves the choice to Helm: a later build, or the operator, may take another chart. A range is a warning only, since it can be built.',
    'Write one version with all three numbers, `1.19.2`: Helm takes `1.19` for any 1.19.x, which belongs into `update`. Else name what the message lists: a stage, or `STAGE/DEPENDENCY`, in `stack.yaml`; a stage or dependency with `_` for `-` in `versions.yaml`. A pin whose chart is gone can go too.',
  ),

  // Plugins of providers
  'plugin-missing': fatal(
    'The provider asks for a plugin whose files would be missing in the release.',
    'Install the program that the message names in a folder of your `PATH` (the current folder does not count), or take the config of the provider out of `csctl.yaml`. For OpenStack, `method: get` needs no packer.',
  ),
  'plugin-failed': fatal(
    'What the plugin should have added to the release is missing.',
    'Mend what the message names: the list in `node-images/config.yaml`, the file given with `-r` (docs/provider-plugins.md has its fields), or what the plugin itself printed. Then run it again; nothing was written.',
  ),

  // Marks
  'placeholder-unknown': fatal(
    'csctl put nothing in its place, silently.',
    'Correct the mark to one that the message lists, as in `<< kubernetes.version >>`, or take it out.',
  ),
  'placeholder-spacing': doubtful(
    'Without a space on each side the mark is ordinary text and stays as it is.',
    'Write one space on each side: `<< kubernetes.version >>`. If the text is meant as it stands, nothing has to be done.',
  ),
  'fill-in': doubtful(
    'The scaffold left a place open, since nobody but you knows what belongs there: clusters of the stack would lack it.',
    'Write what the comment asks for, as machine types and networks of your provider, or decide that nothing is missing; then take the comment with `# FILL IN:` out, and the warning goes with it.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
