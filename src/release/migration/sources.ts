// From arguments to stacks that are to be migrated: single folders, and folders above one folder for each minor.
import { CsctlError, refuseErrors } from '../../problem/problem.ts';
import { CHARTS_LOCK_FILE } from '../../stack/asset.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { compareMinors, formatMinor, sameMinor } from '../../stack/kubernetes-version.ts';
import type { StackLayout } from '../../stack/layout/layout.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { VERSIONS_FILE } from '../../stack/layout/versions-file.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { joinLabel, locateProblems, type Stack } from '../../stack/stack.ts';
import type { World } from '../ports.ts';
import { withPatches, type NewestPatches } from './patches.ts';
import type { FolderGroup } from './folder-groups.ts';
import type { MigrationSource, SourceMinor } from './source-minor.ts';

/** What only says how the old layout is laid out. */
const OLD_LAYOUT: readonly string[] = [CONFIG_FILE, NATIVE_FILE, VERSIONS_FILE, CHARTS_LOCK_FILE];

/**
 * Reads a stack in any layout but ours.
 * @throws CsctlError with everything that keeps it from being read; `stack-layout` for folders that do not belong
 * together
 */
export async function readSource(
  { folder, children }: FolderGroup,
  newest: NewestPatches,
  world: Pick<World, 'stacks'>,
): Promise<MigrationSource> {
  const { tree: files, problems } = await world.stacks.read(folder);
  refuseErrors(locateProblems(folder, problems), folder);
  return children.length === 0
    ? readSingle(folder, files, await withPatches(folder, files, newest))
    : readChildren(folder, files, children, newest);
}

function readSingle(folder: string, files: FileTree, patched: FileTree): MigrationSource {
  const layout = readLayout(folder, patched);
  const own = layout.minors[0]?.minor;
  const read = [
    // Without -k the folder is what it is: that is what has to stay.
    stackOf(folder, layout.read()),
    ...layout.further.map(({ minor }) => stackOf(folder, layout.read(minor))),
  ];
  const minors = read.map((stack) => minorOf(stack, layout));
  return {
    folder,
    kind: layout.kind === 'matrix' ? 'matrix' : 'single',
    files,
    minors: sorted(minors),
    preferred: own ?? newestOf(minors),
    loose: FileTree.EMPTY,
  };
}

async function readChildren(
  folder: string,
  files: FileTree,
  children: readonly string[],
  newest: NewestPatches,
): Promise<MigrationSource> {
  const minors: SourceMinor[] = [];
  for (const child of children) {
    const label = joinLabel(folder, child);
    const layout = readLayout(label, await withPatches(label, files.under(child), newest));
    minors.push(minorOf(stackOf(label, layout.read()), layout));
  }
  refuseStrangers(folder, minors);
  const loose = files.filter((path) => !children.some((child) => path.startsWith(`${child}/`)));
  refusePackaged(folder, loose);
  return { folder, kind: 'per-minor', files, minors: sorted(minors), preferred: newestOf(minors), loose };
}

function stackOf(label: string, { stack, problems }: ReturnType<StackLayout['read']>): Stack {
  if (stack) return stack;
  refuseErrors(problems, label);
  throw new Error('a stack without a config must have an error');
}

const minorOf = (stack: Stack, { policies }: StackLayout): SourceMinor => ({
  minor: stack.config.identity.minor,
  stack,
  tree: stack.tree.filter((path) => !OLD_LAYOUT.includes(path)),
  policies,
});

const sorted = (minors: readonly SourceMinor[]): SourceMinor[] =>
  [...minors].sort((a, b) => compareMinors(a.minor, b.minor));

function newestOf(minors: readonly SourceMinor[]): SourceMinor['minor'] {
  const newest = sorted(minors).at(-1);
  if (!newest) throw new Error('a stack without a minor');
  return newest.minor;
}

/** Folders of one stack have one provider, one name, one provider.config, and a minor each. */
function refuseStrangers(folder: string, minors: readonly SourceMinor[]): void {
  const [first] = minors;
  for (const [index, { minor, stack }] of minors.entries()) {
    const { provider, name } = stack.config.identity;
    const expected = first?.stack.config.identity;
    const isStranger = provider !== expected?.provider || name !== expected.name;
    const twin = minors.slice(0, index).find((one) => sameMinor(one.minor, minor));
    const other =
      JSON.stringify(stack.config.providerConfig) !== JSON.stringify(first?.stack.config.providerConfig);
    const why = isStranger
      ? `${stack.label} is ${provider}/${name}, and ${first?.stack.label} is ${expected?.provider}/${expected?.name}`
      : twin
        ? `${stack.label} and ${twin.stack.label} both serve Kubernetes ${formatMinor(minor)}`
        : other
          ? `${stack.label} and ${first?.stack.label} have different provider.config`
          : undefined;
    if (why === undefined) continue;
    const hint = 'move what does not belong together to folders of its own';
    throw new CsctlError('stack-layout', `${folder} holds more than one stack: ${why}`, {
      file: folder,
      hint,
    });
  }
}

/** What every minor would suddenly have. */
function refusePackaged(folder: string, loose: FileTree): void {
  const found = loose
    .paths()
    .find((path) => /^(?:cluster-class|cluster-addon|node-images?)\/|^cluster-?addon.*\.yaml$/.test(path));
  if (found === undefined) return;
  const file = joinLabel(folder, found);
  const message = `${file} stands beside the folders of the minors, and would become part of each of them`;
  throw new CsctlError('stack-layout', message, { file, hint: 'move it away' });
}
