// index.yaml of a Helm repository: of the charts that are asked for, what is needed to choose and fetch a version.
import { CsctlError } from '../../problem/problem.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import { parseJson } from '../http/reply.ts';
import { UnsureScan, type IndexedChart } from './entry-scanner.ts';
import { IndexScanner, type ChartEntries } from './index-scanner.ts';

/** Largest index that is parsed whole, in bytes: JSON is quick, YAML takes about a hundred times its size in memory. */
const WHOLE_JSON = 64 * 1024 * 1024;
const WHOLE_YAML = 4 * 1024 * 1024;

/**
 * Reads an index piece by piece, and always to its end, so that it can be remembered. JSON, which Helm takes as well, is
 * read whole.
 * @param source address of the index, for messages
 * @returns undefined where the scan is not sure: `readWholeIndex` has to look
 * @throws CsctlError `upstream-damaged` when it is no index
 */
export async function scanIndex(
  source: string,
  body: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): Promise<ChartEntries | undefined> {
  const scanner = new IndexScanner(wanted);
  const whole: Uint8Array[] = [];
  let form: 'unknown' | 'yaml' | 'json' = 'unknown';
  let isSure: true | undefined = true;
  const push = (piece: Uint8Array): true => {
    scanner.push(piece);
    return true;
  };
  for await (const piece of body) {
    if (form === 'unknown') form = formOf(piece);
    if (form !== 'yaml') whole.push(piece);
    else isSure &&= sure(() => push(piece));
  }
  if (form !== 'yaml') return readWholeIndex(source, Buffer.concat(whole), wanted);
  const scanned = isSure ? sure(() => scanner.end()) : undefined;
  if (scanned && !scanned.isIndex) throw notIndex(source, 'names neither apiVersion nor entries');
  return scanned?.entries;
}

/** Undefined where a scan has given up. */
function sure<T>(scan: () => T): T | undefined {
  try {
    return scan();
  } catch (error) {
    if (error instanceof UnsureScan) return undefined;
    throw error;
  }
}

/** By the first character that is no white space. */
function formOf(piece: Uint8Array): 'unknown' | 'yaml' | 'json' {
  const first = piece.find((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  return first === undefined ? 'unknown' : first === 0x7b ? 'json' : 'yaml';
}

/** The same from the whole index. @throws CsctlError `upstream-damaged`, also for one that is too large for that */
export function readWholeIndex(source: string, content: Buffer, wanted: ReadonlySet<string>): ChartEntries {
  const json = content.length <= WHOLE_JSON ? parseJson(content) : undefined;
  if (json === undefined && content.length > WHOLE_YAML)
    throw notIndex(
      source,
      `is written so that it can only be read whole, and too large: ${content.length} bytes`,
    );
  const data = json ?? parseYaml(source, content);
  const { apiVersion, entries } = (isMap(data) ? data : {}) as { apiVersion?: unknown; entries?: unknown };
  if (apiVersion === undefined && entries === undefined)
    throw notIndex(source, 'names neither apiVersion nor entries');
  if (entries !== undefined && entries !== null && !isMap(entries))
    throw notIndex(source, 'has entries that are no map');
  const found = [...wanted].flatMap((name) => {
    const list = isMap(entries) && Object.hasOwn(entries, name) ? entries[name] : undefined;
    return list === undefined ? [] : [[name, (Array.isArray(list) ? list : []).flatMap(entryOf)] as const];
  });
  return new Map(found);
}

function parseYaml(source: string, content: Buffer): unknown {
  const yaml = YamlSource.parse(source, content.toString('utf8'), 'as-helm');
  const [fault] = yaml.problems;
  if (fault) throw notIndex(source, `is neither YAML nor JSON (line ${fault.line ?? 1})`);
  return yaml.get();
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function entryOf(entry: unknown): IndexedChart[] {
  if (!isMap(entry)) return [];
  const { version, digest, created, urls } = entry;
  const list: unknown[] = Array.isArray(urls) ? urls : [];
  return [
    {
      version: textOf(version),
      digest: textOf(digest),
      created: textOf(created),
      urls: list.filter((url) => typeof url === 'string'),
    },
  ];
}

const notIndex = (source: string, why: string): CsctlError =>
  new CsctlError('upstream-damaged', `${source} is no index of a Helm repository: it ${why}`, {
    hint: 'look at the address of the repository: index.yaml has to lie below it',
  });

/** A digest as the index has it, as ours; undefined where there is none that we know how to check. */
export function indexDigest(text: string): Digest | undefined {
  const hex = text.toLowerCase().replace(/^sha256:/, '');
  return /^[0-9a-f]{64}$/.test(hex) ? `sha256:${hex}` : undefined;
}
