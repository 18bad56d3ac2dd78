// Where status meets the disk: nothing here opens a connection.
import { resolve } from 'node:path';
import { OciLayoutStore } from '../io/layout/oci-layout.ts';
import { foldersIn, nearStacks } from '../io/near-stacks.ts';
import { StackFolders } from '../io/stack-folder.ts';
import { DiskCache } from '../io/upstream/disk-cache.ts';
import type { Surroundings } from '../release/status/surroundings.ts';
import { parseTag } from '../stack/release-name.ts';
import type { KubernetesSeries } from '../stack/upstream.ts';
import type { Environment } from './env.ts';
import { remoteText, remotesOf, type RemoteName } from './remotes.ts';

/** Where release folders are when nobody says otherwise. */
export const OUTPUT = '.release';

/** What can be seen from the current folder. @throws CsctlError `remote-unknown` */
export async function openSurroundings(env: Environment): Promise<Surroundings> {
  const remotes = remotesOf(undefined, env);
  const output = resolve(env.cwd, OUTPUT);
  const stacks = new StackFolders(env.cwd, output);
  return {
    stacks: { near: () => nearStacks(env.cwd), read: (folder) => stacks.read(folder) },
    output: { folder: OUTPUT, names: foldersIn(output) },
    stores: localStores(remotes, env),
    remotes: remotes.map(remoteText),
    kubernetes: await known(env),
    today: new Date().toISOString().slice(0, 10),
  };
}

/** The release folders that were made here, sorted, as a user names them. */
export const madeFolders = ({ cwd }: Environment): string[] =>
  foldersIn(resolve(cwd, OUTPUT))
    .filter((name) => parseTag(name) !== undefined)
    .map((name) => `${OUTPUT}/${name}`);

/** The remotes that need no network. */
export const localStores = (remotes: readonly RemoteName[], { cwd }: Environment): OciLayoutStore[] =>
  remotes.flatMap(({ kind, place }) =>
    kind === 'layout' ? [new OciLayoutStore(resolve(cwd, place), place)] : [],
  );

async function known({
  cacheFolder,
  kubernetesFeed,
  cwd,
}: Environment): Promise<readonly KubernetesSeries[] | undefined> {
  const [{ knownKubernetes }, { parseFeed }] = await Promise.all([
    import('../io/upstream/known-kubernetes.ts'),
    import('../io/upstream/kubernetes-releases.ts'),
  ]);
  const feed = kubernetesFeed === undefined ? undefined : parseFeed(kubernetesFeed, cwd);
  return knownKubernetes(new DiskCache(cacheFolder), feed);
}
