// Which guides are read one after the other in one folder, and what is there when the reader comes.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workshop } from '../csctl.ts';
import { currentStack } from '../current-stack.ts';
import { DOCKER, OPENSTACK, writeOneMinor } from '../own-stacks.ts';
import { PROJECT } from '../package.ts';
import { writeFiles } from '../temp-folder.ts';
import type { Machine } from './machine.ts';

export interface Journey {
  readonly name: string;
  /** In the order in which they are read: what one makes, the next finds. */
  readonly pages: readonly string[];
  /** Puts there what the reader has already. */
  readonly setUp?: (machine: Machine) => void | Promise<void>;
  /** What the reader has set in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What happens before a page, as time goes by. */
  readonly before?: Readonly<Record<string, (machine: Machine) => void | Promise<void>>>;
}

/** Both stacks; that of OpenStack for one minor, since the charts that it embeds are out of reach here. */
function bothStacks({ cwd }: Machine): void {
  cpSync(workshop(), cwd, { recursive: true });
  rmSync(join(cwd, DOCKER), { recursive: true });
  cpSync(join(PROJECT, DOCKER), join(cwd, DOCKER), { recursive: true });
}

/** The stack of OpenStack with sources on this machine, which have something new. */
export function oldStack({ cwd, upstream }: Machine): void {
  const files = Object.entries(currentStack(upstream.sources)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  writeFiles(join(cwd, OPENSTACK), Object.fromEntries(files));
  upstream.release('v1.34.7').release('v1.33.10').cni('1.18.9');
}

/** A folder for each minor, as the scripts of cluster-stacks have it. */
function minorFolders({ cwd, upstream }: Machine): void {
  for (const minor of [34, 35]) {
    const folder = join(cwd, OPENSTACK, `1-${minor}`);
    writeOneMinor(OPENSTACK, folder, { major: 1, minor });
    rmSync(join(folder, 'csctl.yaml'));
    const text = `provider: openstack\nclusterStackName: scs\nkubernetesVersion: 1.${minor}\n`;
    writeFiles(folder, { 'stack.yaml': text });
  }
  upstream.release('v1.35.3');
}

const CLOUDS = `clouds:
  openstack:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://keystone.example.com/v3
      application_credential_id: 0123456789abcdef
      application_credential_secret: not-a-real-secret-either
    region_name: RegionOne
`;

const GHCR = 'oci://ghcr.io/example/cluster-stacks';

/** Another entry of it, indented as the first. */
const BLUE = CLOUDS.replace(/^clouds:\n {2}openstack/, '  blue');

/** Two versions of a release on GHCR and in folders, and the credentials of two clouds. */
async function published(machine: Machine): Promise<void> {
  bothStacks(machine);
  writeFiles(machine.cwd, { 'clouds.yaml': CLOUDS + BLUE });
  const create = `csctl create --publish --remote ${GHCR} ${OPENSTACK}`;
  await machine.prepare(create, `${create} --force --reason "a second one"`);
}

/** The Cluster that `kubectl get` shows. */
const withCluster = (machine: Machine): Promise<void> =>
  machine.prepare(
    `csctl generate cluster --remote ${GHCR} openstack-scs-1-34-v1 -n my-tenant --name prod | kubectl apply -f -`,
  );

/** Its folder becomes a repository with everything in it. */
const withGit = (machine: Machine): Promise<void> =>
  machine.prepare('git init -q', 'git add providers', 'git commit -qm first');

export const JOURNEYS: readonly Journey[] = [
  { name: 'from nothing to a stack', pages: ['first-stack'] },
  {
    name: 'releases, on every sort of remote',
    setUp: bothStacks,
    pages: [
      ...['first-release', 'publish-github', 'publish-ghcr', 'publish-harbor', 'air-gap', 'from-go-csctl'],
      'migrate',
    ],
  },
  {
    name: 'a cluster of a release',
    setUp: published,
    env: { CSCTL_REMOTE: GHCR },
    pages: ['running-cluster', 'rendering'],
    before: { rendering: withCluster },
  },
  {
    name: 'manifests of release folders',
    setUp: async (machine) => {
      await published(machine);
      await machine.prepare(
        `csctl create --remote layout:none -k 1.34 ${DOCKER}`,
        'kubectl create namespace my-tenant',
      );
    },
    env: { OS_CLOUD: 'openstack' },
    pages: ['generate', 'completion'],
  },
  {
    name: 'keeping current',
    setUp: oldStack,
    pages: ['keeping-current', 'admission', 'nightly-patches', 'charts', 'node-images', 'new-minor'],
    before: {
      'nightly-patches': withGit,
      'new-minor': (machine) => {
        machine.upstream.release('v1.35.3').ccm('2.35.0');
        cpSync(join(PROJECT, DOCKER), join(machine.cwd, DOCKER), { recursive: true });
      },
    },
  },
  { name: 'from the scripts of cluster-stacks', setUp: minorFolders, pages: ['from-scripts'] },
  { name: 'more of a stack', setUp: bothStacks, pages: ['documents', 'new-addon', 'ci'] },
  {
    name: 'what upgrades mean',
    setUp: async (machine) => {
      bothStacks(machine);
      await machine.prepare(`csctl create --publish --remote layout:releases -k 1.34 ${DOCKER}`);
    },
    pages: ['upgrades'],
  },
  {
    name: "a template of one's own",
    setUp: ({ cwd }) => {
      cpSync(join(PROJECT, 'templates/stack/docker'), join(cwd, 'my-template'), { recursive: true });
    },
    pages: ['scaffold-templates'],
  },
];
