// Fingerprints: what a component is made of, as one digest that does not change with our own versions.
import { hash } from 'node:crypto';
import type { FileTree } from './file-tree.ts';

/** `sha256:` and 64 hex digits, as in OCI. */
export type Digest = string;

/** The SHA-256 of bytes or of text in UTF-8. */
export function digestOf(content: Uint8Array | string): Digest {
  return `sha256:${hash('sha256', content, 'hex')}`;
}

/** The fingerprint of files: the digest of a list of their digests and paths. */
export function fingerprintFiles(tree: FileTree): Digest {
  return digestOf([...tree].map(([path, bytes]) => `${digestOf(bytes)}  ${path}\n`).join(''));
}

/** JSON with sorted keys, so that the order in which a file names things does not count. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

/** Fingerprints by part: `cluster-class`, `cluster-addon/cni`, `clusteraddon.yaml`, `kubernetes` ... */
export type Fingerprints = Readonly<Record<string, Digest>>;
