// The versions of classes in a file of the user's, kept current by the job that publishes releases.
import { CsctlError } from '../../../problem/problem.ts';
import type { World } from '../../ports.ts';
import { publishedClass, readVersions, withClasses, type ChangedClass } from './class-versions.ts';

/** What became of the file, as `--json` prints it. */
export interface UpdatedParams {
  readonly file: string;
  /** `current`: nothing had to be changed. */
  readonly status: 'current' | 'updated' | 'planned';
  readonly changes: readonly ChangedClass[];
}

/**
 * Looks at the file before any work, so that no release is published that cannot be noted in it.
 * @throws CsctlError `admission-params`, `yaml-syntax`, `file-unreadable`
 */
export async function checkParamsFile(file: string, { texts }: Pick<World, 'texts'>): Promise<void> {
  readVersions(file, await readText(file, texts));
}

/** A file that is not there yet is one that a command makes. */
async function readText(file: string, texts: World['texts']): Promise<string> {
  const text = await texts.find(file);
  if (text !== undefined) return text;
  throw new CsctlError('file-unreadable', `there is no file ${file}`, {
    file,
    hint: `csctl generate admission --params-only -o ${file} writes it`,
  });
}

/**
 * Puts the classes of releases into the file; nothing else of it changes.
 * @param releases those that are published: the newest of each stack and minor
 * @throws CsctlError as `checkParamsFile`, `output-unwritable`
 */
export async function updateParamsFile(
  file: string,
  releases: readonly { readonly tag: string; readonly kubernetes: string }[],
  dryRun: boolean,
  { texts, files }: Pick<World, 'texts' | 'files'>,
): Promise<UpdatedParams> {
  const classes = releases.flatMap(({ tag, kubernetes }) => publishedClass(tag, kubernetes) ?? []);
  const before = await readText(file, texts);
  const { text, changes } = withClasses(file, before, classes);
  if (changes.length === 0) return { file, status: 'current', changes };
  if (!dryRun) await files.write([{ path: file, text }], true);
  return { file, status: dryRun ? 'planned' : 'updated', changes };
}
