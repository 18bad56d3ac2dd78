// Where completion meets the disk: fast, without a network, and silent about what cannot be read.
import { dirname, join, resolve } from 'node:path';
import { foldersIn, nearStacks } from '../io/near-stacks.ts';
import { glanceAt } from '../io/stack-glance.ts';
import { TagMemory } from '../io/tag-memory.ts';
import type { StackLayout } from '../stack/layout/layout.ts';
import { formatMinor } from '../stack/kubernetes-version.ts';
import { parseTag } from '../stack/release-name.ts';
import type { CompletionSources } from './completion/values.ts';
import type { Environment } from './env.ts';
import { remoteText, remotesOf, type RemoteName } from './remotes.ts';
import { localStores } from './wire-status.ts';

/** What completion may ask. */
export function openCompletion(env: Environment): CompletionSources {
  const memory = openTagMemory(env);
  const { cwd } = env;
  const glances = (folders: readonly string[]) => folders.map((folder) => glanceAt(resolve(cwd, folder)));
  return {
    stacks: () => nearStacks(cwd).folders,
    minors: (folders) => minorsOf(glances(folders)),
    names: (folders) => namesOf(glances(folders)),
    releases: (output) =>
      foldersIn(resolve(cwd, output))
        .filter((name) => parseTag(name))
        .map((name) => join(output, name)),
    tags: async (named) => {
      const remotes = knownRemotes(named, env);
      const local = localStores(remotes, env).map((store) => store.list('').catch(() => []));
      return [
        ...(await Promise.all(local)).flat(),
        ...remotes.flatMap((one) => memory.recall(remoteText(one))),
      ];
    },
    remotes: () => [...new Set([...knownRemotes(undefined, env).map(remoteText), ...memory.remotes()])],
    foldersAt: (path) => foldersAt(cwd, path),
  };
}

/** What is remembered of remotes lies beside what is remembered of upstream. */
export const openTagMemory = ({ cacheFolder }: Environment): TagMemory =>
  new TagMemory(join(cacheFolder, 'tags'));

/** Somebody may still be typing the name. */
function knownRemotes(named: readonly string[] | undefined, env: Environment): readonly RemoteName[] {
  try {
    return remotesOf(named, env);
  } catch {
    return [];
  }
}

const minorsOf = (layouts: readonly StackLayout[]): readonly string[] => {
  const minors = layouts.flatMap((layout) => [...layout.minors, ...layout.further]);
  return [...new Set(minors.map(({ minor }) => formatMinor(minor)))].sort(byNumber);
};

const namesOf = (layouts: readonly StackLayout[]): readonly string[] =>
  layouts.flatMap((layout) => {
    const identity = layout.read(layout.minors[0]?.minor).stack?.config.identity;
    return identity ? [`${identity.provider}/${identity.name}`] : [];
  });

const byNumber = (a: string, b: string): number => Number(a.split('.')[1]) - Number(b.split('.')[1]);

/** The folders whose path begins so, those in the folder of the path. */
function foldersAt(cwd: string, path: string): string[] {
  const above = path.endsWith('/')
    ? path
    : path.includes('/')
      ? `${dirname(path)}/`.replace(/^\/\//, '/')
      : '';
  const start = path.slice(above.length);
  return foldersIn(resolve(cwd, above))
    .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map((name) => `${above}${name}/`);
}
