// Files of a release read piece by piece, and checked while they pass.
import { createHash } from 'node:crypto';
import { CsctlError } from '../problem/problem.ts';
import type { Asset, AssetInfo, AssetStream } from './asset.ts';
import { infoOf } from './asset.ts';

/** Largest file that is read into memory as a whole, in bytes; larger ones are only passed through. */
export const MEMORY_LIMIT = 256 * 1024 * 1024;

/**
 * A file that is checked against its size and digest each time it is read.
 * @param where it comes from, as the user knows it: `oci://ghcr.io/o/stacks`
 */
export function checkedStream(
  info: AssetInfo,
  where: string,
  open: () => AsyncIterable<Uint8Array>,
): AssetStream {
  return { ...infoOf(info), open: () => check(info, where, open()) };
}

/** @throws CsctlError `remote-damaged`, before more than the announced size has passed */
async function* check(
  { name, size, digest }: AssetInfo,
  where: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const damaged = (why: string) =>
    new CsctlError('remote-damaged', `${name} from ${where} ${why}`, {
      hint: 'try again; if it stays so, the remote holds a damaged file: restore it, or publish another version',
    });
  let passed = 0;
  for await (const piece of source) {
    passed += piece.length;
    if (passed > size) throw damaged(`is longer than the ${size} bytes it is said to have`);
    hash.update(piece);
    yield piece;
  }
  if (passed < size) throw damaged(`has ${passed} bytes instead of ${size}`);
  const found = `sha256:${hash.digest('hex')}`;
  if (found !== digest) throw damaged(`has the digest ${found}; expected ${digest}`);
}

/** A whole file in memory. @throws CsctlError `asset-size` over the limit */
export async function readAsset(stream: AssetStream, limit = MEMORY_LIMIT): Promise<Asset> {
  const { name, size } = stream;
  const tooLarge = () =>
    new CsctlError('asset-size', `${name} has more than ${limit} bytes; that is too much to look into`, {
      file: name,
      hint: 'leave out what is not needed',
    });
  if (size > limit) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream.open()) {
    length += piece.length;
    if (length > limit) throw tooLarge();
    pieces.push(piece);
  }
  return { ...infoOf(stream), bytes: Buffer.concat(pieces, length) };
}
