// Codes about how csctl is called.
import { fatal, refusal, type CatalogueEntry } from './entry.ts';

export const COMMAND_LINE = {
  usage: refusal(
    'usage',
    'The command line asks for something that cannot be done.',
    'Compare what you typed with `csctl COMMAND --help`: it has every flag, argument and real examples. Where several stacks or minors are meant and only one can be, name the folder, and the minor with `-k 1.34`.',
  ),
  'remote-needed': refusal(
    'usage',
    'Without a remote the previous release, and so the next version, is unknown.',
    'Name one: `--remote github:OWNER/REPO`, `oci://HOST/REPOSITORY` or `layout:FOLDER` (`--from` for `csctl copy`), or set `CSCTL_REMOTE`. To build without one, take `-m hash`, which names the release by its content.',
  ),
  'remote-unknown': refusal(
    'usage',
    'The remote is not one of the forms that csctl knows.',
    'Write `github:OWNER/REPO`, `oci://HOST[:PORT]/REPOSITORY` (lower case, without tag and login) or `layout:FOLDER`. The words `github` and `oci` alone need the variables of the Go csctl: `GIT_ORG_NAME` and `GIT_REPOSITORY_NAME`, or `OCI_REPOSITORY`; on GitHub Enterprise set `GITHUB_API_URL` to `https://HOST/api/v3`.',
  ),
  'mode-flags': refusal(
    'usage',
    'Flags and mode contradict each other.',
    'Leave out one of the two, or change the mode with `-m`: `custom` takes all three version flags and no other mode takes any; `--force` belongs to the modes `stable`, `beta` and `alpha`, together with `--reason TEXT`.',
  ),
  'cluster-file': refusal(
    'usage',
    'Addons are rendered for a Cluster, and a Cluster is upgraded.',
    'Give a file with a Cluster of Cluster API: `kubectl get cluster NAME -o yaml > cluster.yaml`. For `csctl render --cluster` its control plane and infrastructure may follow behind `---` if templates read them; without the flag a sample of the class is taken. For `--upgrade-from` class and version have to be written as texts.',
  ),
  template: fatal(
    'A template that cannot be read makes nothing.',
    'Mend the template at the place of the message; docs/scaffold-templates.md says what a template holds. If it belongs to csctl itself, please report it.',
  ),
  'template-missing': refusal(
    'usage',
    'Scaffolds are made from a template.',
    'Name with `--template` one of our own, a folder that holds `template.yaml`, or an npm package that is installed where you are; leave the flag out to take ours.',
  ),
  'template-answer': refusal(
    'usage',
    'The template asks for something that is not known, or cannot be what was said.',
    'Say it with the flag that the message names, take the defaults with `--yes`, or run the command on a terminal, where it asks.',
  ),
  'crd-file': fatal(
    'A definition that cannot be read would check nothing.',
    'Name with `--crd` a file that holds CustomResourceDefinitions of `apiextensions.k8s.io/v1`: `kubectl get crd NAME -o yaml > crd.yaml` writes one, and releases of Cluster API providers have all of theirs in one file.',
  ),
  interrupted: refusal(
    'interrupted',
    'The run was stopped before it was done.',
    'Run the same command again: files are renamed into place when they are whole, and what a remote has already is kept.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
