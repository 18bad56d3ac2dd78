// csctl's directory hashes, exactly (docs/operator-contract.md 8.3): hash-mode names and hashes.json depend on them.
import { hash } from 'node:crypto';
import type { FileTree } from './file-tree.ts';

const sha256 = (data: Uint8Array | string, encoding: 'hex' | 'base64') => hash('sha256', data, encoding);

/** Go's dirhash `Hash1` over a tree: `h1:` and base64 of the SHA-256 of a sorted list of file hashes. */
export function hash1(tree: FileTree): string {
  let summary = '';
  for (const [path, bytes] of tree) summary += `${sha256(bytes, 'hex')}  ${path}\n`;
  return `h1:${sha256(summary, 'base64')}`;
}

/** csctl's shortening: without `h1:`, `/`, `=`, `+`, in lower case; up to 43 characters of [a-z0-9]. */
export function cleanHash(hash: string): string {
  return hash.replace(/^h1:/, '').replace(/[/=+]/g, '').toLowerCase();
}

/** The values of hashes.json; `nodeImageDir` is absent, the others are empty, when there is nothing to hash. */
export interface DirectoryHashes {
  readonly clusterStack: string;
  readonly clusterAddonDir: string;
  readonly clusterAddonValues: string;
  readonly nodeImageDir?: string;
}

/** Hashes a stack folder as csctl does. */
export function directoryHashes(stack: FileTree): DirectoryHashes {
  const values = stack.get('cluster-addon-values.yaml');
  const folder = (name: string) => (stack.hasFolder(name) ? cleanHash(hash1(stack.under(name))) : undefined);
  const nodeImageDir = folder('node-image');
  return {
    clusterStack: cleanHash(hash1(stack)),
    clusterAddonDir: folder('cluster-addon') ?? '',
    clusterAddonValues: values ? cleanHash(sha256(values, 'base64')) : '',
    ...(nodeImageDir !== undefined && { nodeImageDir }),
  };
}

const SHORT = 7;

/**
 * The patch of a hash-mode version: csctl's first seven characters. Digits alone with a leading zero are no
 * valid semver identifier, so such a hash (one in three million) is taken up to its first letter.
 */
export function shortHash(clusterStack: string): string {
  const short = clusterStack.slice(0, SHORT);
  if (!/^0\d*$/.test(short)) return short;
  return /^\d*[a-z]?/.exec(clusterStack)?.[0] ?? short;
}
