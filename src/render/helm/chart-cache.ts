// Charts that were loaded from archives before: a process renders the same ones for each minor of a stack.
import { copyChart, type Chart } from './chart.ts';

/** Charts are kept that hold so many bytes in all, packed and unpacked; then all are forgotten. */
const CAPACITY = 32 * 1024 * 1024;

/** A chart, the archive that it was read from, and the bytes that both hold in memory. */
interface CachedChart {
  readonly archive: Uint8Array;
  readonly chart: Chart;
  readonly weight: number;
}

const cache = new Map<string, CachedChart>();
let size = 0;

/** A chart that an archive at a place was loaded to before, to be changed as if it were new; undefined where there is none. */
export function cachedChart(archive: Uint8Array, folder: string): Chart | undefined {
  const known = cache.get(keyOf(archive, folder));
  if (!known || Buffer.compare(known.archive, archive) !== 0) return undefined;
  return copyChart(known.chart);
}

/**
 * Keeps a chart.
 *
 * @param archive which is not changed any more @param unpacked bytes of the memory that its files lie in @returns one like it, to
 * be changed
 */
export function keepChart(archive: Uint8Array, folder: string, chart: Chart, unpacked: number): Chart {
  const weight = archive.buffer.byteLength + unpacked;
  if (weight > CAPACITY) return chart;
  const key = keyOf(archive, folder);
  size += weight - (cache.get(key)?.weight ?? 0);
  if (size > CAPACITY) {
    cache.clear();
    size = weight;
  }
  cache.set(key, { archive, chart, weight });
  return copyChart(chart);
}

/** Gzip ends with a checksum and the size of what is packed; others with something else. */
const TRAILER = 8;

const keyOf = (archive: Uint8Array, folder: string): string =>
  `${Buffer.from(archive.subarray(-TRAILER)).toString('hex')} ${folder}`;
