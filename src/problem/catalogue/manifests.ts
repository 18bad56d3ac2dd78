// Codes about manifests that are generated, and about the files that they are made from.
import { doubtful, fatal, refusal, type CatalogueEntry } from './entry.ts';

export const MANIFESTS = {
  'clouds-file': fatal(
    'Credentials can only be taken from files that every client reads alike; none of their text is shown here.',
    'Look at the line and column of the message. A `clouds.yaml` has `clouds`, below that an entry for each cloud by its name, and in that `auth`; every key stands once. `openstack --os-cloud NAME token issue` tries it.',
  ),
  'cloud-unknown': refusal(
    'usage',
    'Only the entry of one cloud goes into the manifests, so it has to be clear which.',
    'Name it with `--cloud NAME` or in `OS_CLOUD`; the message lists those that are there.',
  ),
  'cloud-auth': fatal(
    'Cluster API and the addons could not log in with this entry.',
    'Complete the entry. An application credential, made with `openstack application credential create NAME`, is the best choice: it belongs to one project and can be taken back without a new password.',
  ),
  'cloud-cacert': fatal(
    'With a certificate that is not there the connection to the cloud would be refused.',
    'Let `cacert` name a PEM file with the certificate of the authority that signed those of the cloud: absolute, from the current folder, or beside `clouds.yaml`.',
  ),
  'cloud-doubtful': doubtful(
    'The entry is good for the OpenStack client, but not all of it works in a cluster.',
    'Change the entry as the message says, if you rely on it there.',
  ),
  'gitops-file': fatal(
    'What people changed in a folder in git is kept, so its files have to be understood.',
    'Mend the file, or move it away: it is written anew then.',
  ),
  'credentials-hidden': refusal(
    'usage',
    'What is printed ends up on screens, in histories and in the logs of CI.',
    'Write the manifests to a file with `-o FILE.yaml`: only you may read it. With `--show-secrets` they are printed nevertheless, for a pipe.',
  ),
  'credentials-none': refusal(
    'usage',
    'Only for OpenStack does csctl know which credentials Cluster API and the addons want.',
    "Stacks for docker need none. For another provider see the documentation of its Cluster API provider, and the stack's README.",
  ),
  'manifest-open': doubtful(
    'Some values only you know: ids of networks, keys, names.',
    "Put your own where `<WORDS-IN-BRACKETS>` stand; the comment before them says what is wanted. `grep '<[A-Z]' FILE` finds them. `csctl generate cluster` takes values of variables by `--set NAME=VALUE`, too.",
  ),
  'cluster-upgrade': fatal(
    'The operator or Cluster API would refuse the Cluster as it would be then.',
    'A Cluster stays with its provider and stack, and goes up by one Kubernetes minor at a time: take a release of the next minor first. Variables and workers have to be those of the new class: change what the message names, at its line, and try again.',
  ),
  'cluster-changed': doubtful(
    'The new class is not like the old one in all that Clusters can set.',
    'Read what changed. Nothing has to be done where the Cluster is accepted; `csctl diff OLD NEW` shows what else changes.',
  ),
  'admission-params': fatal(
    'The policies go by a ConfigMap; a class that is missing there is a foreign one to them.',
    'Name the file that `csctl generate admission --params-only -o FILE` wrote, with the ConfigMap and nothing else in it.',
  ),
  'admission-unfilled': doubtful(
    'Whoever leaves out the version of a Cluster is refused instead of helped.',
    'Update the management cluster to Kubernetes 1.32 or newer, or leave the policy out with `--no-fill`.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
