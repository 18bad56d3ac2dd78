// The subjects of stack folders as they lie on disk.
import { locateProblems } from '../../stack/stack.ts';
import { refuseErrors } from '../../problem/problem.ts';
import { sameMinor } from '../../stack/kubernetes-version.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import type { World } from '../ports.ts';
import { minorsOf, subjectOf } from './folder-minors.ts';
import type { Subject } from './subject.ts';

/** The subjects of some folders. */
export interface ReadSubjects {
  /** Those that a run is about. */
  readonly meant: readonly Subject[];
  /** Lines of versions.yaml that nobody asked for: they count as served, and no more. */
  readonly besides: readonly Subject[];
}

/**
 * Reads folders.
 * @param minors those of `-k`: with any, versions.yaml counts (docs/cli.md)
 * @throws CsctlError with all problems of a folder whose config cannot be read
 */
export async function readSubjects(
  folders: readonly string[],
  minors: readonly string[],
  world: Pick<World, 'stacks'>,
): Promise<ReadSubjects> {
  const meant: Subject[] = [];
  const besides: Subject[] = [];
  for (const folder of folders) {
    const { tree, problems } = await world.stacks.read(folder);
    const layout = readLayout(folder, tree);
    const sources = minorsOf(folder, tree, layout);
    if (sources.length === 0)
      refuseErrors([...locateProblems(folder, problems), ...layout.read().problems], folder);
    for (const source of sources) {
      const subject = subjectOf(folder, tree, layout, source);
      if (!subject) refuseErrors(source.problems, folder);
      const isBesides =
        minors.length === 0 && layout.further.some(({ minor }) => sameMinor(minor, source.minor));
      if (subject) (isBesides ? besides : meant).push(subject);
    }
  }
  return { meant, besides };
}
