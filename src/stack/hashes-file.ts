// hashes.json: csctl's directory hashes, and under the key `build` (which csctl ignores) our own record.
import type { DirectoryHashes } from './directory-hash.ts';
import type { Fingerprints } from './fingerprint.ts';
import { COMPONENTS, type Component } from './metadata.ts';

export const HASHES_FILE = 'hashes.json';

/** Raised when fingerprints are computed differently; other formats are compared by content instead. */
export const BUILD_FORMAT = 1;

/** A place in the packaged sources where a version of ours was filled in; line and column from 1. */
export interface Substitution {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly component: Component;
}

/** How a release was built: enough to see later what changed, and to give the same content another version. */
export interface BuildRecord {
  readonly format: number;
  readonly fingerprints: Fingerprints;
  /** Codes of problems that were allowed. */
  readonly allowed: readonly string[];
  readonly substitutions: readonly Substitution[];
}

/** hashes.json as data; `build` is undefined in releases of the Go csctl. */
export interface HashesFile {
  readonly hashes: Partial<DirectoryHashes>;
  readonly build: BuildRecord | undefined;
}

/** csctl's bytes (two spaces, its keys first, no newline at the end) with our key after them. */
export function formatHashes(hashes: DirectoryHashes, build: BuildRecord): string {
  const { clusterStack, clusterAddonDir, clusterAddonValues, nodeImageDir } = hashes;
  const csctl = {
    clusterStack,
    clusterAddonDir,
    clusterAddonValues,
    ...(nodeImageDir !== undefined && { nodeImageDir }),
  };
  return JSON.stringify({ ...csctl, build }, null, 2);
}

/** Parses hashes.json; undefined when it is no JSON object. A record of another format is left out. */
export function parseHashes(text: string): HashesFile | undefined {
  const data = parseObject(text);
  if (!data) return undefined;
  const hashes = Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string'));
  const build = data['build'];
  return { hashes, build: isBuildRecord(build) ? build : undefined };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function isBuildRecord(value: unknown): value is BuildRecord {
  return (
    isRecord(value) &&
    value['format'] === BUILD_FORMAT &&
    isRecord(value['fingerprints']) &&
    Object.values(value['fingerprints']).every((digest) => typeof digest === 'string') &&
    isListOf(value['allowed'], (code) => typeof code === 'string') &&
    isListOf(value['substitutions'], isSubstitution)
  );
}

const isListOf = (value: unknown, fits: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(fits);

const isSubstitution = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value['file'] === 'string' &&
  [value['line'], value['column']].every((n) => Number.isSafeInteger(n) && Number(n) > 0) &&
  COMPONENTS.some((component) => component === value['component']);
