// Release folders as they lie on disk: whose files are in them, and what these are.
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import { checkedStream } from '../stack/asset-stream.ts';
import { assetInfo, CHECKSUMS_FILE, roleOf, type AssetStream } from '../stack/asset.ts';
import type { Digest } from '../stack/fingerprint.ts';
import { HASHES_FILE } from '../stack/hashes-file.ts';
import { METADATA_FILE } from '../stack/metadata.ts';
import { parseTag, seriesName } from '../stack/release-name.ts';

/** How much of a file is in memory at once, in bytes. */
const PIECE = 1024 * 1024;

/** The files of a folder with the digests that they have now; undefined when there is no folder. */
export function assetsIn(folder: string, label = folder): AssetStream[] | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })) return undefined;
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => {
    const file = join(folder, name);
    const info = assetInfo(name, statSync(file).size, digestOfFile(file));
    return checkedStream(info, label, () => readFile(file, `${label}/${name}`));
  });
}

/** @throws CsctlError `file-unreadable`: somebody took it away since it was looked at */
async function* readFile(file: string, label: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE })) yield piece as Buffer;
  } catch (error) {
    const message = `${label} cannot be read: ${(error as Error).message}`;
    throw new CsctlError('file-unreadable', message, { file: label, hint: 'create the release again' });
  }
}

function digestOfFile(file: string): Digest {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(Math.min(PIECE, statSync(file).size));
  const handle = openSync(file, 'r');
  try {
    for (let read = -1; read !== 0;) {
      read = readSync(handle, piece);
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
  return `sha256:${hash.digest('hex')}`;
}

/**
 * The first thing in a folder that is not part of a release that csctl wrote. Ours list their files in
 * SHA256SUMS; those of the Go csctl are known by the names of their files.
 */
export function strayFile(folder: string, tag: string): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) return undefined;
  const names = entries.map(({ name }) => name);
  const irregular = entries.find((entry) => !entry.isFile());
  if (irregular) return irregular.name;
  if (!names.includes(METADATA_FILE) && !names.includes(HASHES_FILE)) return names[0];
  const listed = names.includes(CHECKSUMS_FILE) ? listedNames(join(folder, CHECKSUMS_FILE)) : undefined;
  return names.find((name) =>
    listed ? name !== CHECKSUMS_FILE && !listed.has(name) : !isReleaseFile(name, tag),
  );
}

/** Whether a release under this tag has a file of this name; archives by exactly the names they have there. */
function isReleaseFile(name: string, tag: string): boolean {
  const identity = parseTag(tag)?.identity;
  if (!name.endsWith('.tgz')) return roleOf(name) !== 'other';
  const series = identity && seriesName(identity);
  return (
    series !== undefined &&
    new RegExp(`^${series}-cluster-(?:class|addon)-v\\d+(?:-[a-z0-9]+\\.[a-z0-9]+)?\\.tgz$`).test(name)
  );
}

const listedNames = (file: string): Set<string> =>
  new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.slice(66)),
  );
