// What every generator ends with: manifests that are printed, or written where the user wants them.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import type { NewFile, World } from '../ports.ts';

/** A manifest, or several in one file, as it would stand in a file of its own. */
export interface Manifest {
  /** Name of the file where there are several: `cluster-stack.yaml`, or a path below the output folder. */
  readonly name: string;
  /** YAML, ending in a newline. */
  readonly text: string;
  /** It holds credentials: printed only when that is asked for, and readable by its owner only. */
  readonly isSecret?: boolean;
  /** It is there and belongs to the user: `text` is what it is, and csctl would write it otherwise, or cannot tell. */
  readonly isKept?: boolean;
}

/** What became of a manifest, as `--json` prints it. */
export interface DeliveredManifest {
  readonly name: string;
  /** Where it was written; null where it was printed. */
  readonly file: string | null;
  /** `current`: it was there already, as it would be written; `kept`: it was there, is other, and stays the user's. */
  readonly status: 'printed' | 'written' | 'current' | 'kept';
  /** Null where it holds credentials and nobody asked to see them. */
  readonly text: string | null;
}

/** Where manifests go. */
export interface DeliveryWish {
  /** A file, or a folder where there are several; undefined: they are printed. */
  readonly output: string | undefined;
  /** Whether `output` names a folder. */
  readonly isFolder?: boolean;
  /** Whether files that are there may be replaced. */
  readonly overwrite: boolean;
  /** What to do where files are in the way; undefined: to move them away, or to replace them with --overwrite. */
  readonly hint?: string;
  /** Whether credentials may be printed. */
  readonly showSecrets?: boolean;
}

/** The result of a generator, as `--json` prints it. */
export interface GenerateResult {
  /** The release that they are for; null where they are for none, or for several. */
  readonly tag: string | null;
  readonly manifests: readonly DeliveredManifest[];
  readonly warnings: readonly Problem[];
}

/** Several objects in one file. */
export const joinDocuments = (texts: readonly string[]): string => texts.join('---\n');

/**
 * Writes manifests, all or none; without an output they are only described.
 * @throws CsctlError `output-foreign`, `output-unwritable`
 */
export async function deliver(
  manifests: readonly Manifest[],
  wish: DeliveryWish,
  { files }: Pick<World, 'files'>,
): Promise<DeliveredManifest[]> {
  const { output, overwrite } = wish;
  const shown = ({ text, isSecret }: Manifest) => (isSecret && !wish.showSecrets ? null : text);
  if (output === undefined)
    return manifests.map((one) => ({
      name: one.name,
      file: null,
      status: 'printed' as const,
      text: shown(one),
    }));
  const targets = filesOf(manifests, output, wish.isFolder ?? false);
  const current = await files.check(targets, overwrite).catch((error: unknown) => {
    throw overwrite ? error : withHint(error, wish.hint);
  });
  await files.write(targets, overwrite);
  return manifests.map((one) => {
    const file = wish.isFolder ? below(output, one.name) : output;
    return {
      name: one.name,
      file,
      status: current.includes(file) ? untouched(one) : ('written' as const),
      text: shown(one),
    };
  });
}

const untouched = ({ isKept }: Manifest) => (isKept ? ('kept' as const) : ('current' as const));

/** The same error, with what helps. */
function withHint(error: unknown, hint: string | undefined): unknown {
  if (!(error instanceof CsctlError) || error.code !== 'output-foreign') return error;
  return hint === undefined
    ? error.withHint('--overwrite replaces what is there')
    : error.withOtherHint(hint);
}

const below = (folder: string, name: string): string => `${folder.replace(/\/+$/, '') || folder}/${name}`;

/** Without a folder all manifests share one file. */
function filesOf(manifests: readonly Manifest[], output: string, isFolder: boolean): NewFile[] {
  const isSecret = manifests.some((one) => one.isSecret);
  if (!isFolder) return [{ path: output, text: joinDocuments(manifests.map(({ text }) => text)), isSecret }];
  return manifests.map(({ name, text, isSecret: secret = false }) => ({
    path: below(output, name),
    text,
    isSecret: secret,
  }));
}
