// Codes about finished releases: their files, their versions, where they are written, and documents about them.
import { broken, doubtful, fatal, refusal, type CatalogueEntry } from './entry.ts';

const AGAIN = 'Create the release again with `csctl create`, and publish that';

export const RELEASES = {
  // Their files
  'release-missing': fatal(
    'There is no release here.',
    'Name a folder that `csctl create` wrote, as `.release/docker-scs-1-34-v1`, or a tag together with `--remote`; `csctl list --remote REMOTE` shows the tags. From a stack, `csctl create` makes one.',
  ),
  'release-metadata': fatal(
    'The operator cannot read metadata.yaml: the release is unusable for good.',
    `${AGAIN}; if the tag is published already, under the next version.`,
  ),
  'asset-size': broken(
    'A file that is too large to be looked into cannot be checked; the operator would load it.',
    'Leave out of the chart what is not needed (`.helmignore`), and create the release again.',
  ),
  'release-file-missing': broken(
    'The operator waits for the file for ever.',
    `${AGAIN}. If the file was lost on the way, fetch the release again with \`csctl pull\`.`,
  ),
  'release-archive-name': broken(
    'The operator takes the first archive whose name fits: exactly one may.',
    'Take the archive out that does not belong there, or create the release again; do not rename archives by hand.',
  ),
  'release-archive': broken(
    'The operator cannot unpack the archive.',
    `${AGAIN}. If it was damaged on the way, fetch it again with \`csctl pull\`.`,
  ),
  'release-folder': doubtful(
    'The operator does not look into folders of a release.',
    'Take the folder out: the files of a release lie side by side.',
  ),
  'release-tag': broken(
    'The operator looks the release up by its tag.',
    'Give folder or tag the name that `csctl create` gave it: provider, stack, minor and version, as `openstack-scs-1-34-v3`. If the content says another version than the name, create the release again.',
  ),
  'release-checksum': broken(
    'The file is not the one that was released.',
    'Fetch the release again with `csctl pull`, or create it again; files of a release are not edited.',
  ),
  'release-hashes': doubtful(
    'Without hashes.json the next release cannot tell what changed.',
    'Nothing has to be done: the release works, and the next one is compared by content. `csctl create` writes the file into every release of its own.',
  ),
  'notes-template': fatal(
    'A release without the notes that were asked for would be published.',
    'Correct the template named with `--notes` at the place of the message; docs/release-notes.md lists what it can use.',
  ),

  // Their versions
  'kubernetes-downgrade': broken(
    'Clusters cannot go back to an older Kubernetes version.',
    'Set the Kubernetes version of the stack to that of the previous release or a later one.',
  ),
  'minor-skipped': doubtful(
    'Clusters move one Kubernetes minor at a time.',
    'Release the minor in between first, or at all: clusters of the older one have to go through it.',
  ),
  'prerelease-order': doubtful(
    'The operator compares numbers as text: from 10 on it takes an older one for the latest.',
    'Name the version in the ClusterStack instead of subscribing to the channel (`autoSubscribe: false`), or release a stable version, after which numbers begin anew.',
  ),
  'promote-unproven': fatal(
    'What was not shown to be the tested content was not tested.',
    'Name the sources that the release was built from: `csctl promote TAG --to stable --source STACK`, at the commit that `csctl inspect TAG` shows. If they differ as well, create the release anew from the sources, and test that.',
  ),

  // Where they are written
  'output-foreign': refusal(
    'conflict',
    'Only release folders that csctl made are replaced.',
    'Move away what stands there, or name another place with `-o`; an output folder lies outside of every stack. Nothing was overwritten.',
  ),
  'output-unwritable': refusal(
    'invalid',
    'The release cannot be written.',
    'Make room on the disk, give yourself the right to write there, or name another place with `-o`. Nothing half-written is left behind.',
  ),

  // Documents about stacks
  'document-markers': fatal(
    'What stands between the comments is replaced: without both of them that could be anything.',
    'Put the opening and the closing comment of the message back, each once and in this order, or take all of them out: a new block is added at the end of the file. A block of code at the end has to be closed.',
  ),
  'document-stale': fatal(
    'Readers would be told what the stacks no longer are.',
    'Run the command of the hint, which is the same without `--check`, and commit the file.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
