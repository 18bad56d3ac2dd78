// Which of the folders that an argument means are one stack.
import { CsctlError } from '../../problem/problem.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import type { LayoutKind } from '../../stack/layout/layout.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import type { World } from '../ports.ts';

/** A stack: a folder, and the names of those in it that hold a minor each; none where it is one folder. */
export interface FolderGroup {
  readonly folder: string;
  readonly children: readonly string[];
  readonly kind: LayoutKind;
}

interface Found {
  readonly folder: string;
  readonly kind: LayoutKind;
  /** `openstack/scs`, as the config says. */
  readonly stack: string;
}

/** The stacks of an argument. @throws CsctlError `stack-missing`, `stack-layout` */
export async function findGroups(argument: string, world: Pick<World, 'stacks'>): Promise<FolderGroup[]> {
  const found: Found[] = [];
  const folders = await world.stacks.find(argument);
  for (const folder of folders) found.push(describe(folder, (await world.stacks.read(folder)).tree));
  const [only] = found;
  if (only?.kind === 'per-minor' && (await isItself(argument, found, world))) throw oneMinor(only.folder);
  const parents = new Map<string, Found[]>();
  for (const one of found)
    parents.set(parentOf(one.folder), [...(parents.get(parentOf(one.folder)) ?? []), one]);
  return [...parents].flatMap(([parent, members]) => groupsOf(parent, members));
}

/** The folder of one minor that is named itself: the others would be left behind. */
function oneMinor(folder: string): CsctlError {
  const message = `${folder} holds one Kubernetes minor of a stack`;
  const hint = `name the folder above, which holds all of them: ${parentOf(folder)}`;
  return new CsctlError('stack-layout', message, { file: folder, hint });
}

function describe(folder: string, tree: FileTree): Found {
  const { kind } = readLayout(folder, tree);
  const perMinor = YamlSource.parse(NATIVE_FILE, tree.text(NATIVE_FILE) ?? '');
  const single = YamlSource.parse(CONFIG_FILE, tree.text(CONFIG_FILE) ?? '');
  const text = (...places: [YamlSource, string[]][]) =>
    places.map(([source, path]) => source.scalarText(path)).find((value) => value !== undefined) ?? '';
  const provider = text([perMinor, ['provider']], [single, ['config', 'provider', 'type']]);
  const name = text([perMinor, ['clusterStackName']], [single, ['config', 'clusterStackName']]);
  return { folder, kind, stack: `${provider}/${name}` };
}

/** Folders side by side are one stack when a stack.yaml of one minor says so, or when they have one name. */
function groupsOf(parent: string, members: readonly Found[]): FolderGroup[] {
  const alone = ({ folder, kind }: Found): FolderGroup => ({ folder, children: [], kind });
  const isSeveral = members.length > 1 && new Set(members.map(({ stack }) => stack)).size === 1;
  const isGroup = members.some(({ kind }) => kind === 'per-minor') || isSeveral;
  const whole = members.filter(({ kind }) => kind === 'native' || kind === 'matrix');
  if (!isGroup || whole.length === members.length) return members.map(alone);
  if (whole[0]) {
    const message = `${whole[0].folder} is a whole stack, and stands among folders of one Kubernetes minor each`;
    throw new CsctlError('stack-layout', message, { file: whole[0].folder, hint: 'move it elsewhere' });
  }
  const children = members.map(({ folder }) => folder.slice(parent === '.' ? 0 : parent.length + 1));
  return [{ folder: parent, children, kind: 'per-minor' }];
}

/** Whether the argument is the folder that was found, however it is spelled. */
async function isItself(
  argument: string,
  found: readonly Found[],
  world: Pick<World, 'stacks'>,
): Promise<boolean> {
  return found.length === 1 && (await world.stacks.read(argument)).tree.has(NATIVE_FILE);
}

/** Folders are named with forward slashes; one without a slash stands in the current folder. */
function parentOf(folder: string): string {
  const end = folder.lastIndexOf('/');
  if (folder === '.') return '..';
  return end === -1 ? '.' : folder.slice(0, Math.max(end, 1));
}
