// The addon archive of the multi-stage convention: the stage folders themselves, not a Helm package.
import { FileTree, sortWalk } from '../stack/file-tree.ts';
import { gunzip, gzip } from './gzip.ts';
import { packTar, unpackTar, type TarEntry } from './tar.ts';

/** Every folder above the given files, as paths. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => {
    const steps = path.split('/').slice(0, -1);
    return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  });
  return [...new Set(folders)];
}

/** Packs the content of cluster-addon/ (docs/operator-contract.md 3.5). @param mtime seconds since 1970 */
export function packAddonBundle(addons: FileTree, mtime: number): Uint8Array {
  const folders: TarEntry[] = foldersOf(addons.paths()).map((path) => ({ path }));
  const files: TarEntry[] = [...addons].map(([path, bytes]) => ({ path, bytes }));
  return gzip(
    packTar(
      sortWalk([...folders, ...files], ({ path }) => path),
      mtime,
    ),
  );
}

/** What the operator would get out of the archive, and why it would not. */
export interface ReadBundle {
  readonly files: FileTree;
  /** One sentence for each thing the operator's unpacker refuses or that would do harm. */
  readonly faults: readonly string[];
}

/** Unpacks an addon bundle with the operator's eyes. @throws Error when it is no gzipped tar archive */
export function readAddonBundle(archive: Uint8Array): ReadBundle {
  const { entries, globalHeader } = unpackTar(gunzip(archive));
  const faults: string[] = globalHeader ? ['it has a PAX global header, as git archive writes'] : [];
  const files = new Map<string, Uint8Array>();
  for (const { path, type, bytes } of entries) {
    if (type === 'Directory') continue;
    if (type !== 'File')
      faults.push(`"${path}" is a ${type}; only folders and regular files can be unpacked`);
    else if (path.startsWith('/') || path.split('/').includes('..'))
      faults.push(`"${path}" leaves the folder`);
    else if (files.has(path)) faults.push(`"${path}" is there twice`);
    else files.set(path, bytes);
  }
  return { files: FileTree.of(files), faults };
}
