// From folders to the minors that are meant: one folder can serve several.
import { CsctlError, problem } from '../problem/problem.ts';
import { compareMinors, formatMinor, isAskedFor, type KubernetesMinor } from '../stack/kubernetes-version.ts';
import type { StackLayout } from '../stack/layout/layout.ts';
import { readLayout } from '../stack/layout/read-layout.ts';
import type { World } from './ports.ts';
import type { ReleaseRequest, Requested } from './stages.ts';

/**
 * The minors of the folders that `-k` asks for, or all that they serve. A folder that serves none of them is passed
 * over, unless there is no other. @throws CsctlError `kubernetes-other-minor`
 */
export async function selectMinors(
  folders: readonly string[],
  request: ReleaseRequest,
  world: Pick<World, 'stacks'>,
): Promise<readonly Requested[]> {
  const selected: Requested[] = [];
  const others: string[] = [];
  for (const folder of folders) {
    const layout = readLayout(folder, (await world.stacks.read(folder)).tree);
    const minors = meantMinors(layout, request.minors);
    if (minors.length === 0) others.push(`${folder} serves ${servedBy(layout).join(', ')}`);
    const several = layout.minors.length + layout.further.length > 1;
    for (const minor of minors) {
      const subject = minor && several ? `${folder} ${formatMinor(minor)}` : folder;
      selected.push({ folder, minor, subject, request });
    }
  }
  if (selected.length === 0 && others.length > 0) throw otherMinors(others, folders, request.minors);
  return selected;
}

/** `[undefined]` where the folder cannot say: reading it tells why. */
function meantMinors(
  layout: StackLayout,
  asked: readonly string[],
): readonly (KubernetesMinor | undefined)[] {
  const { minors, further } = layout;
  if (minors.length + further.length === 0) return [undefined];
  // A folder with versions.yaml is its own minor until -k says otherwise; it is then read as the list has it.
  if (asked.length === 0) return layout.kind === 'matrix' ? [undefined] : minors.map(({ minor }) => minor);
  return [...minors, ...further]
    .map(({ minor }) => minor)
    .filter((minor) => isAskedFor(asked, minor))
    .sort(compareMinors);
}

const servedBy = ({ minors, further }: StackLayout): string[] =>
  [...minors, ...further].map(({ minor }) => formatMinor(minor));

function otherMinors(
  others: readonly string[],
  folders: readonly string[],
  asked: readonly string[],
): CsctlError {
  const hint = 'leave out -k, or add the minor to the stack';
  const problems = others.map((served, index) => {
    const message = `${served}; asked for ${asked.join(', ')}`;
    return problem('kubernetes-other-minor', message, { file: folders[index] ?? '', hint });
  });
  const [first] = problems;
  const message =
    problems.length === 1 ? (first?.message ?? '') : `no stack serves Kubernetes ${asked.join(', ')}`;
  return new CsctlError('kubernetes-other-minor', message, {
    hint,
    problems,
    ...(folders[0] && { file: folders[0] }),
  });
}
